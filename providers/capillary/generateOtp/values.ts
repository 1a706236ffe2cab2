import { reachableAddress } from '../../../core/input/audience';
import { attempt, describe, reader, phone, Refusal, type Reader } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import { mailAddress } from '../../../core/input/mail';
import { CHANNEL_TYPES, type Channel } from './form';

const TYPES = CHANNEL_TYPES.map(({ value }) => value);

/** Single braces are ours, because n8n takes double ones for an expression. Double ones are read too if they come as data. */
const PLACE = /\{\{\s*validation_code\s*\}\}|\{\s*validation_code\s*\}/g;

/** A text with the vendor's placeholder in place of ours; null for no text. Refuses a text without a placeholder, because the customer would get no code. */
export const withCode: Reader<string | null> = reader((value, refuse) => {
	if (value === undefined || value === null || value === '') return null;
	const fix = 'Write {validation_code}, in single braces, where the code belongs.';
	if (typeof value !== 'string') return refuse(`is ${describe(value)}, not text`, fix);
	const text = value.replace(PLACE, '{{ validation_code }}');
	return text.includes('{{ validation_code }}') ? text : refuse('has no place for the code', fix);
});

/** A list of types and values, as the API has it, or as n8n's collection gives it. */
export function channels(settings: ReadSettings): Reader<Channel[]> {
	const [number, mail] = [phone(settings), reachableAddress(mailAddress(), settings.audience)];
	return reader((value, refuse) => {
		const fix = `Give a list of objects with type (${TYPES.join(', ')}) and value.`;
		const list = listOf(value);
		if (!list) return refuse(`are ${describe(value)}, not a list`, fix);
		return list.map((entry, i) => {
			const { type: word, value: to } = (entry ?? {}) as Record<string, unknown>;
			const type = TYPES.find((known) => typeof word === 'string' && known === word.trim().toUpperCase());
			if (type === undefined) return refuse(`have the type ${describe(word)} (entry ${i + 1})`, fix);
			const read = attempt(type === 'EMAIL' ? mail : number, to);
			return read instanceof Refusal ? refuse(`have a value that ${read.what} (entry ${i + 1})`, read.fix) : { type, value: read.value };
		});
	});
}

function listOf(value: unknown): unknown[] | null {
	if (value === undefined || value === null || value === '') return [];
	if (Array.isArray(value)) return value as unknown[];
	if (typeof value !== 'object') return null;
	const { channel = [] } = value as { channel?: unknown };
	return Array.isArray(channel) ? (channel as unknown[]) : null;
}
