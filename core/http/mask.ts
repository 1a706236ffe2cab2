/** A text without the secrets. */
export type Mask = (text: string) => string;

/** Shorter values are no secrets, and masking them would maim the answer. */
const SHORTEST_SECRET = 4;

/**
 * Masks secrets in a text, plain or in any of the ways JSON, XML and URLs may write their characters, also within one another, and in Base64.
 * @param secrets the values, as the credential holds them
 */
export function maskOf(secrets: readonly string[]): Mask {
	const dresses = new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(dressesOf));
	if (dresses.size === 0) return (text) => text;
	const pattern = new RegExp([...dresses].map(patternOf).join('|'), 'g');
	return (text) => text.replace(pattern, '***');
}

/** The same for every text in a value made of JSON, names of keys among them. */
export function maskWithin(value: unknown, mask: Mask): unknown {
	if (typeof value === 'string') return mask(value);
	if (Array.isArray(value)) return value.map((one) => maskWithin(one, mask));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [mask(key), maskWithin(one, mask)]));
}

/** JSON within JSON, such as a provider's quotation of a request, escapes twice; so do XML and URLs. */
function dressesOf(secret: string): string[] {
	const inXml = [...secret].map((character) => ENTITIES[character] ?? character).join('');
	return [secret, JSON.stringify(secret).slice(1, -1), inXml, Buffer.from(secret).toString('base64')];
}

function patternOf(secret: string): string {
	return [...secret].map(anySpelling).join('');
}

function anySpelling(character: string): string {
	const code = character.codePointAt(0)!;
	const hex = caseless(code.toString(16));
	const literal = character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
	const spellings = [literal, `\\\\${literal}`, `\\\\u${caseless(code.toString(16).padStart(4, '0'))}`, `%(?:25)?${caseless(code.toString(16).padStart(2, '0'))}`, `&#0*${code};`, `&#[xX]0*${hex};`];
	const entity = ENTITIES[character];
	return `(?:${[...spellings, ...(entity ? [entity] : [])].join('|')})`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function caseless(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
