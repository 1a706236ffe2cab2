import { IANAZone } from 'luxon';

import { describe, field, oneOf, optionalText, phone, text, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import { address } from '../send/values';

/** Whose messages are asked for. */
export interface Asked {
	identifierName: 'mobile' | 'email' | 'external_id';
	identifierValue: string;
	/** The vendor's word for a kind of interaction, or null for all. */
	type: string | null;
	/** IANA zone of the vendor's times, which come without one; null where nobody said. */
	timeZone: string | null;
}

const zone: Field<string | null> = field((value, refuse) => {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string' && IANAZone.isValidZone(value.trim())) return value.trim();
	return refuse(`is ${describe(value)}, which is no time zone`, 'Give its name, such as Asia/Kolkata.');
});

export function questionReader(settings: ReadSettings): Field<Asked> {
	const common = { type: optionalText('Give the type as text.'), timeZone: zone };
	return oneOf('identifierName', {
		mobile: { identifierValue: phone(settings), ...common },
		email: { identifierValue: address(), ...common },
		external_id: { identifierValue: text('Give the external ID of the customer.', 200), ...common },
	});
}
