/** Helpers for readers of answers: servers change the case of keys, write numbers for text, and repeat parts of the request. */

/** Fewer digits are not a phone number, so an echo that short is not compared by its last digits. */
const FEWEST_DIGITS = 7;

/** The value of a key in any case, because serialisers change it. The exact spelling comes first. Undefined if the value is not an object. */
export function valueOf(given: unknown, key: string): unknown {
	if (typeof given !== 'object' || given === null) return undefined;
	if (Object.hasOwn(given, key)) return (given as Record<string, unknown>)[key];
	const folded = key.toLowerCase();
	// Not `Object.keys`, which makes a list. An answer inherits no key.
	for (const name in given) if (name.length === folded.length && name.toLowerCase() === folded) return (given as Record<string, unknown>)[name];
	return undefined;
}

/**
 * Returns a function that spells the keys of an answer as the provider's page does, at every depth, because serialisers change their case. If an answer
 * already has this spelling, the same object comes back. A key that is present in both spellings stays as it is.
 */
export function spelledAs(names: readonly string[]): (given: unknown) => unknown {
	const spellings = new Map(names.map((name) => [name.toLowerCase(), name]));
	const known = new Set(names);
	const isOther = (key: string) => !known.has(key) && spellings.has(key.toLowerCase());
	const hasOther = (given: unknown): boolean =>
		typeof given === 'object' && given !== null && (Array.isArray(given) ? given.some(hasOther) : Object.keys(given).some((key) => isOther(key) || hasOther((given as Record<string, unknown>)[key])));
	const spellingOf = (key: string, all: object) => {
		const spelling = isOther(key) ? spellings.get(key.toLowerCase())! : key;
		return Object.hasOwn(all, spelling) ? key : spelling;
	};
	const spelled = (given: unknown): unknown => {
		if (typeof given !== 'object' || given === null) return given;
		if (Array.isArray(given)) return given.map(spelled);
		return Object.fromEntries(Object.entries(given).map(([key, value]) => [spellingOf(key, given), spelled(value)]));
	};
	return (given) => (hasOther(given) ? spelled(given) : given);
}

/** An id as text, also where it comes as a number; null for none. */
export function idOf(value: unknown): string | null {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** True or false, also as words in any case, since XML has no booleans; null for anything else. */
export function flagOf(value: unknown): boolean | null {
	const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
	return word === true || word === 'true' ? true : word === false || word === 'false' ? false : null;
}

/**
 * Whether an answer names another recipient than the request. Then it is about another message. A number may come back with or without its country
 * code, an address in another case. A missing or masked recipient contradicts nothing.
 */
export function isOtherRecipient(repeated: unknown, sent: string): boolean {
	const echo = idOf(repeated);
	if (echo === null || sent === '' || /[*•]|x{3}/i.test(echo)) return false;
	const [one, other] = [echo, sent].map(comparableAddress) as [string, string];
	if (one === other) return false;
	const isPhone = /^\d+$/.test(one) && /^\d+$/.test(other) && Math.min(one.length, other.length) >= FEWEST_DIGITS;
	return !(isPhone && (one.endsWith(other) || other.endsWith(one)));
}

/** Whether an answer names another word than the request, whatever its case. A missing word contradicts nothing. */
export function isOtherWord(repeated: unknown, sent: string): boolean {
	const echo = idOf(repeated);
	return echo !== null && echo.toLowerCase() !== sent.trim().toLowerCase();
}

/** An address in a form that can be compared: a number as its digits without leading zeros, anything else in lower case. */
export function comparableAddress(address: string): string {
	return /^[\d\s()+./-]+$/.test(address) ? address.replace(/\D/g, '').replace(/^0+/, '') : address.trim().toLowerCase();
}

/**
 * Finds which of our IDs an answer means. .NET's serialisers change the case of keys (`Order-1` comes back as `order-1`), so another case counts if
 * only one of the sent IDs fits. Null for an ID that nobody sent.
 */
export function spellingsOf(batch: ReadonlyArray<{ correlationId: string }>): (id: string) => string | null {
	const sent = new Set(batch.map(({ correlationId }) => correlationId));
	let folded: Map<string, string | null> | undefined;
	return (id) => {
		if (sent.has(id)) return id;
		if (!folded) {
			folded = new Map();
			for (const one of sent) folded.set(one.toLowerCase(), folded.has(one.toLowerCase()) ? null : one);
		}
		return folded.get(id.toLowerCase()) ?? null;
	};
}
