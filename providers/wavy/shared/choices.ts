import { DateTime } from 'luxon';

import { refuse } from '../../../core/input/fields';
import { smsForm } from './form';
import { isGiven } from './values';

/** Groups of fields of which a message may have one: the sources of its text, and the two pairs that the vendor calls mutually exclusive. */
const EITHER = [
	['text', 'flowId', 'templateId', 'templateName'],
	['sendAt', 'delayedInMinutes'],
	['expiresAt', 'expiresInMinutes'],
] as const;

const ONE = 'Give one of the two.';

/** Renames the vendor's older keys to the fields, and refuses two fields if a message may have only one. */
export function withChoices(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const fields = { ...given };
	if (isGiven(fields.expiresAt)) fields.expiresAt = fromUnixTime(fields.expiresAt);
	if (isGiven(given.scheduledAt)) {
		if (isGiven(given.sendAt)) return refuse('is given together with scheduledAt', ONE, 'sendAt');
		fields.sendAt = fromUnixTime(given.scheduledAt);
	}
	for (const names of EITHER) {
		const [one, another] = names.filter((name) => isGiven(fields[name]));
		if (one && another) return refuse(`is given together with ${smsForm[one].label}`, ONE, another);
	}
	// "É necessário enviar o flowId para utilizar os parâmetros": without it Wavy drops them silently.
	if (!isGiven(fields.flowId) && holdsSomething(fields.params)) return refuse('is given without a flow', 'Give Flow ID too, or leave the parameters out.', 'params');
	return fields;
}

/** Whether the text comes from a template or a flow. */
export function hasStoredText(given: Readonly<Record<string, unknown>>): boolean {
	return EITHER[0].slice(1).some((name) => isGiven(given[name]));
}

/** The vendor says "Unix time" without its unit: today's seconds have 10 digits, and its callbacks carry milliseconds with 13. */
function fromUnixTime(value: unknown): unknown {
	const digits = String(value);
	if (/^\d{10}$/.test(digits)) return DateTime.fromSeconds(Number(digits), { zone: 'utc' });
	return /^\d{13}$/.test(digits) ? DateTime.fromMillis(Number(digits), { zone: 'utc' }) : value;
}

function holdsSomething(value: unknown): boolean {
	return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : isGiven(value);
}
