import { describe, field, type Field } from '../../../core/input/fields';

/** What a code may be asked for. Source: "Generate OTP". */
export const ACTIONS = [
	'COUPON',
	'CUSTOMER_IDENTIFIER_CHANGE',
	'CUSTOMER_ISSUE_LINK_CARD',
	'CUSTOMER_STATUS_UPDATE',
	'GENERIC',
	'POINTS',
	'POINTSTRANSFER',
	'REGISTRATION',
	'SUBSCRIPTION',
	'USERGROUP',
] as const;

/** One word of a list, in any case: the vendor's own examples write them in lower case, too. */
export function choice<Word extends string>(words: readonly Word[], fallback?: Word): Field<Word> {
	return field((value, refuse) => {
		if (fallback !== undefined && (value === undefined || value === null || value === '')) return fallback;
		const given = upperCase(value);
		return words.find((word) => word === given) ?? refuse(`is ${describe(value)}, which Capillary does not know`, `Choose one of ${words.join(', ')}.`);
	});
}

/** A word in capitals; anything else as it is. */
export function upperCase(value: unknown): unknown {
	return typeof value === 'string' ? value.trim().toUpperCase() : value;
}
