import { describe, Refusal } from '../input/schema';

/** What an empty expression produces. Every message would get this key, and only the first would ever be sent. */
const NOTHING: ReadonlySet<string> = new Set(['undefined', 'null', 'nan', 'infinity', '-infinity']);
const BROKEN = /\[object Object\]|Invalid DateTime|\{\{[^{}]*\$/;

const FIX = "Give an order's number or a campaign's name, such as {{ $json.orderId }}-shipped. Clear the field where messages may repeat.";

/**
 * Reads a deduplication key as trimmed text. An empty one is refused: every later message to the same person would look like a repetition.
 * @throws Refusal
 */
export function deduplicationKey(given: unknown): string {
	if (typeof given === 'number' && Number.isFinite(given)) {
		if (Math.abs(given) <= Number.MAX_SAFE_INTEGER) return String(given);
		throw refusal(`${given}, a number with more digits than n8n can hold exactly`, 'Give it as text: put quotation marks around it at its source.');
	}
	if (typeof given === 'number') throw refusal(`${given}: an expression gave nothing`);
	if (given === undefined || given === null) throw refusal('empty');
	if (typeof given !== 'string') throw refusal(`${describe(given)}, not text`);
	const key = given.trim();
	if (key === '') throw refusal('empty');
	if (NOTHING.has(key.toLowerCase()) || BROKEN.test(key)) throw refusal(`${describe(key)}: an expression gave nothing`);
	// eslint-disable-next-line no-control-regex -- the very characters meant
	if (/\p{Cs}|[\u0000-\u001f]/u.test(key)) throw refusal('a text with half a character or a control character in it');
	return key;
}

function refusal(what: string, fix = FIX): Refusal {
	return new Refusal(`is ${what}`, fix, "Don't Send Twice");
}
