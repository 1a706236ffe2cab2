import { optionalText, optionalTimeZone, phone, text } from '../../../core/input/fields';
import { formReader, type Filled } from '../../../core/input/formReader';
import type { Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { mailAddress } from '../../../core/input/mail';
import { form } from './form';
import { table } from '../../../core/wire/table';

/** The customer whose messages to look up. */
export type Params = Filled<typeof form>;

export function paramsReader(settings: ReadSettings): Reader<Params> {
	const identifiers = table<Reader<string>>({ mobile: phone(settings), email: mailAddress(), external_id: text('Give the external ID of the customer.', 200) });
	return formReader(form, settings, {
		identifierValue: (given, { identifierName }) => identifiers[String(identifierName)]!(given),
		type: optionalText('Give the type as text.'),
		timeZone: optionalTimeZone('Asia/Kolkata'),
	});
}
