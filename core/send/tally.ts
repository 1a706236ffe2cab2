import type { Cause } from '../http/failure';
import { countryOf } from '../input/phone';
import type { Outcome } from './outcome';

/** How many reasons, and countries, a summary names. It counts the rest. */
const NAMED = 3;
const NAMED_COUNTRIES = 5;

const LONGEST_REASON = 120;

const WORDS = {
	accepted: 'accepted',
	duplicate: 'not sent again',
	dryRun: 'not sent (dry run)',
	answered: 'answered',
	empty: 'answered with nothing',
	notFound: 'not found',
	rejected: 'rejected',
	notSent: 'not sent',
	unknown: 'unknown',
};

/** The result of an item as a tally counts it: a status, or whether a request was answered. */
export type End = keyof typeof WORDS;

/** Counts results in words, in a fixed order: "997 accepted, 2 rejected, 1 unknown". */
export function tally(ended: ReadonlyArray<{ status: End }>): string {
	const counts = new Map<End, number>();
	for (const { status } of ended) counts.set(status, (counts.get(status) ?? 0) + 1);
	const known = (Object.keys(WORDS) as End[]).filter((end) => counts.has(end));
	return known.map((end) => `${number(counts.get(end)!)} ${WORDS[end]}`).join(', ') || 'No items';
}

/** What a dry run would send: "Dry run: 20,000 messages, 27,243 parts; nothing was sent". Only SMS have parts. */
export function dryRunTally(outcomes: ReadonlyArray<Pick<Outcome, 'status' | 'segments'>>): string {
	const planned = outcomes.filter(({ status }) => status === 'dryRun');
	const parts = planned.reduce((sum, { segments }) => sum + (segments?.count ?? 0), 0);
	return `Dry run: ${numbered(planned.length, 'message')}${parts > 0 ? `, ${numbered(parts, 'part')}` : ''}; nothing was sent`;
}

/** What happened to an item, on one line, with the provider's own words if there are any. */
export function reasonOf({ what, providerMessage }: Pick<Cause, 'what' | 'providerMessage'>): string {
	return (providerMessage === null ? what : `${what}: ${providerMessage}`).replace(/\s+/g, ' ').trim();
}

/**
 * Counts texts, the most frequent first: "3 × duplicate ID, 2 × To is …, which cannot be a phone number". Texts that differ only by a quoted value or
 * a number count as one. Empty for no texts.
 */
export function summary(texts: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const sentence of texts) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
	const kinds = new Map<string, { count: number; text: string }>();
	for (const [sentence, count] of counts) {
		const text = sentence.replace(/\.$/, '');
		const kind = text.replace(/"[^"]*"|\d+/g, '…');
		const known = kinds.get(kind);
		if (known) Object.assign(known, { count: known.count + count, text: known.text === text ? text : kind });
		else kinds.set(kind, { count, text });
	}
	const sorted = [...kinds.values()].sort((a, b) => b.count - a.count);
	const named = sorted.slice(0, NAMED).map(({ count, text }) => `${number(count)} × ${text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text}`);
	const left = sorted.slice(NAMED).reduce((sum, { count }) => sum + count, 0);
	return [...named, ...(left > 0 ? [numbered(left, 'other')] : [])].join(', ');
}

/**
 * The countries of the recipients' phone numbers, the most frequent first: "GB 998, ID 2". It makes a stray number visible. Empty if all numbers are
 * from one country.
 */
export function countries(recipients: ReadonlyArray<string | null>): string {
	const counts = new Map<string, number>();
	for (const recipient of recipients) {
		if (recipient === null || !/^\+?\d{6,15}$/.test(recipient)) continue;
		const country = countryOf(recipient.startsWith('+') ? recipient.slice(1) : recipient) ?? 'other';
		counts.set(country, (counts.get(country) ?? 0) + 1);
	}
	if (counts.size < 2) return '';
	const sorted = [...counts].sort(([, a], [, b]) => b - a);
	const named = sorted.slice(0, NAMED_COUNTRIES).map(([country, count]) => `${country} ${number(count)}`);
	const left = sorted.length - named.length;
	return [...named, ...(left > 0 ? [left === 1 ? '1 more country' : `${number(left)} more countries`] : [])].join(', ');
}

export function numbered(count: number, word: string): string {
	return `${number(count)} ${word}${count === 1 ? '' : 's'}`;
}

export function number(count: number): string {
	return count.toLocaleString('en-US');
}
