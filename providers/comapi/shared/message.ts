import { smsText } from '../../../core/input/fields';
import { formReader } from '../../../core/input/formReader';
import { object, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { optionReaders } from './channelOptions';
import type { Content } from './content';
import { toDraft } from './draft';
import { form } from './form';
import { underOwnField, withFields } from './keys';
import { optionalBody, optionalParts, rules } from './values';

/** Reads each field of one message on its own. draft.ts checks them together. */
export function messageReader(settings: ReadSettings): Reader<Draft<Content>> {
	const read = formReader(form, settings, { rules, to: () => null, text: optionalBody, messageParts: optionalParts, ...optionReaders });
	const sms = smsText(settings);
	return (given) => {
		const fields = object(given);
		try {
			return toDraft(read(withFields(fields)), settings, sms);
		} catch (error) {
			throw underOwnField(error, fields);
		}
	};
}
