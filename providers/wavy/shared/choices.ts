import { DateTime } from 'luxon';

import { refuse } from '../../../core/input/fields';
import { smsForm } from './form';
import { isGiven } from './values';

/**
 * Fields of which a message has one. In the editor a choice says which; a message that comes as JSON or as the item may leave the
 * choice out, and then it has at most one of the fields.
 */
interface Choice {
	/** The field that names the choice. */
	name: string;
	/** What it is when none of the fields is given. */
	otherwise: string;
	/** What it is when a field is given. */
	by: ReadonlyArray<readonly [field: string, choice: string]>;
}

/**
 * The text's source, and the two trios the vendor calls mutually exclusive. For the fields of the start its page names the trio
 * of the expiry; the older manual has it right.
 */
const CHOICES: readonly Choice[] = [
	{
		name: 'textFrom',
		otherwise: 'text',
		by: [['messageText', 'text'], ['flowId', 'flow'], ['templateId', 'templateId'], ['templateName', 'templateName']],
	},
	{ name: 'start', otherwise: 'now', by: [['scheduledDate', 'at'], ['delayedInMinutes', 'delay']] },
	{ name: 'expiry', otherwise: 'none', by: [['expiresDate', 'at'], ['expiresInMinutes', 'after']] },
];

const ONE = 'Give one of the two.';

/** Other names the vendor's own JSON may have for a field. */
const ALIASES = [
	['scheduledAt', 'scheduledDate'],
	['expiresAt', 'expiresDate'],
	['templateID', 'templateId'],
] as const;

/** Fills in what a message that does not come from the editor leaves unsaid. Refuses two fields of one choice. */
export function withChoices(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const fields = { ...given };
	for (const [alias, name] of ALIASES) {
		if (!isGiven(fields[alias])) continue;
		if (isGiven(fields[name])) return refuse(`stands beside ${alias}`, ONE, name);
		fields[name] = alias === 'templateID' ? fields[alias] : fromUnixTime(fields[alias]);
	}
	for (const { name, otherwise, by } of CHOICES) {
		if (isGiven(fields[name])) continue;
		const [one, another] = by.filter(([field]) => isGiven(fields[field]));
		if (one && another) return refuse(`stands beside ${displayNameOf(one[0])}`, ONE, another[0]);
		fields[name] = one ? one[1] : otherwise;
	}
	// "É necessário enviar o flowId para utilizar os parâmetros": without it they would be lost without a word.
	const chosen = isGiven(given.textFrom);
	if (!chosen && fields.textFrom !== 'flow' && holdsSomething(fields.params)) return refuse('is given without a flow', 'Give Flow ID too, or leave the parameters out.', 'params');
	return fields;
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

function displayNameOf(name: string): string {
	return smsForm[name as keyof typeof smsForm].label;
}
