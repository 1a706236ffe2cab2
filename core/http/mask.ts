/** A text in which the secrets are masked. */
export type Mask = (text: string) => string;

/** Shorter values are no secrets. Masking them would destroy the answer. */
const SHORTEST_SECRET = 4;

/** The search first looks for this many characters of a secret, then for the whole secret. */
const LONGEST_BEGIN = 3;

/** Values up to this length, and digits of any length, occur by chance within IDs and phone numbers. */
const LONGEST_BY_CHANCE = 7;

/**
 * Masks secrets in a text: plain, in every way JSON, XML, forms and URLs may write their characters, nested encodings included, and in Base64. A
 * secret that could occur within an ID by chance is masked only where it stands alone, because answers are matched by their IDs.
 * @param secrets the values, as the credential holds them
 */
export function maskOf(secrets: readonly string[]): Mask {
	const long = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
	if (long.length === 0) return (text) => text;
	const plain = long.flatMap((secret) => [secret, ...base64Of(secret)]);
	// A plus can only stand for a blank.
	const signs = long.some((secret) => secret.includes(' ')) ? /[\\%&+]/ : /[\\%&]/;
	let search: Mask | undefined;
	return (text) => {
		// Every other spelling of a character has one of these. Most texts have none, so they need no search for spellings.
		if (!signs.test(text) && !plain.some((secret) => text.includes(secret))) return text;
		search ??= searchFor(long);
		return search(text);
	};
}

/** The next execution and the next callback have the same credential. */
const prepared = new Map<string, Mask>();
const MOST_KEPT = 20;

function searchFor(secrets: readonly string[]): Mask {
	const key = JSON.stringify(secrets);
	const known = prepared.get(key) ?? prepare(secrets);
	if (prepared.size >= MOST_KEPT) prepared.clear();
	prepared.set(key, known);
	return known;
}

function prepare(secrets: readonly string[]): Mask {
	const writings = secrets.flatMap(writingsOf);
	// Compiling a whole expression takes a millisecond or more, so search for the beginnings first.
	const begins = new RegExp([...new Set(writings.map(({ begin }) => begin))].join('|'), 'g');
	const each = [...new Set(writings.map(({ whole }) => whole))].map((pattern) => new RegExp(pattern, 'y'));
	return (text) => {
		let masked = '';
		let from = 0;
		let next = 0;
		for (let found = execAt(begins, text, next); found; found = execAt(begins, text, next)) {
			const { index } = found;
			// Mask the longest match: if one secret begins another, or looks like it in another spelling, the rest would remain.
			const end = Math.max(...each.map((pattern) => index + (execAt(pattern, text, index)?.[0].length ?? 0)));
			next = Math.max(end, index + 1);
			if (end === index) continue;
			masked += `${text.slice(from, index)}***`;
			from = end;
		}
		return masked + text.slice(from);
	};
}

function execAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
	pattern.lastIndex = index;
	return pattern.exec(text);
}

/** Masks every text in a JSON value, its keys included. */
export function maskWithin(value: unknown, mask: Mask): unknown {
	if (typeof value === 'string') return mask(value);
	if (Array.isArray(value)) return value.map((one) => maskWithin(one, mask));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [mask(key), maskWithin(one, mask)]));
}

/** Patterns for one way to write a secret: the whole secret, and its beginning. */
interface Writing {
	whole: string;
	begin: string;
}

function writingsOf(secret: string): Writing[] {
	const byChance = isByChance(secret);
	return [
		...writtenAs(secret).map((text) => writing(text, (pattern) => (byChance ? `(?<![\\w.-])${pattern}(?![\\w-])` : pattern))),
		...base64Of(secret).map((text) => writing(text, (pattern) => `${pattern}(?:=|%(?:25)?3[dD]|\\\\u003[dD])*`)),
	];
}

function writing(text: string, within: (pattern: string) => string): Writing {
	const characters = [...text].map(anySpelling);
	return { whole: within(characters.join('')), begin: characters.slice(0, LONGEST_BEGIN).join('') };
}

function isByChance(secret: string): boolean {
	return /^\d+$/.test(secret) || (secret.length <= LONGEST_BY_CHANCE && /^[a-z\d]+$/i.test(secret));
}

/** JSON within JSON, such as a quoted request, is escaped twice. So is XML. */
function writtenAs(secret: string): string[] {
	const inXml = [...secret].map((character) => ENTITIES.get(character) ?? character).join('');
	return [...new Set([secret, JSON.stringify(secret).slice(1, -1), inXml])];
}

/** Both alphabets of Base64. The padding at the end may be missing. */
function base64Of(secret: string): string[] {
	const text = Buffer.from(secret).toString('base64').replace(/=+$/, '');
	return [...new Set([text, text.replaceAll('+', '-').replaceAll('/', '_')])];
}

function anySpelling(character: string): string {
	const code = character.codePointAt(0)!;
	const literal = character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
	const spellings = [
		`\\\\${literal}`,
		// JSON writes a character beyond the first 65,536 as two.
		[...Array(character.length).keys()].map((i) => `\\\\u${hexOf(character.charCodeAt(i), 4)}`).join(''),
		percent(Buffer.from(character)),
		...(code > 0x7f && code <= 0xff ? [percent([code])] : []),
		`&#0*${code};`,
		`&#[xX]0*${hexOf(code)};`,
		...(character === ' ' ? ['\\+'] : []),
		...[ENTITIES.get(character) ?? []].flat(),
		// Last, because it may begin one of the others: "%" and "%25".
		literal,
	];
	return `(?:${[...new Set(spellings)].join('|')})`;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&apos;']]);

/** Bytes as a URL or a form writes them, also for a URL within a URL. */
function percent(bytes: Iterable<number>): string {
	return [...bytes].map((byte) => `%(?:25)?${hexOf(byte, 2)}`).join('');
}

function hexOf(code: number, digits = 1): string {
	return code.toString(16).padStart(digits, '0').replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
