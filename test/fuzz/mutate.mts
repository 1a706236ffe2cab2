/** Changes a body as accidents or attackers may. */

/** Numbers from 0 up to but not including 1; the same seed gives the same ones. */
export type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = <Value,>(random: Random, values: readonly Value[]): Value => values[below(random, values.length)]!;

/** The beginning and the end of a slice of a text, mostly a short one. */
function slice(random: Random, text: string): [number, number] {
	const from = below(random, text.length + 1);
	const length = random() < 0.8 ? below(random, 40) : below(random, text.length + 1);
	return [from, Math.min(text.length, from + length)];
}

const nested = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

/** Words that mean something to a parser. */
const WORDS = [
	'null', 'true', '{}', '[]', '""', '-0', '1e400', '-1e-400', '9'.repeat(400), '18446744073709551616', '0x10', 'NaN', 'undefined',
	'"__proto__":{"polluted":1}', '"constructor":1', '"toString":1', '\\u0000', '\\ud800', '\ufeff', '\u0000', '\u2028', '"', '\\', ',', '{', '}', '[', ']', ':',
	'<!DOCTYPE a [<!ENTITY b "c">]>', '&b;', '&amp;', '&#0;', '&#x110000;', '<![CDATA[', ']]>', '<!--', '-->', '<?xml version="1.0"?>', '<a>', '</a>', '<', '>', '&', "'",
];

/** JSON values that no answer should hold. */
const VALUES: readonly unknown[] = [null, true, false, 0, -1, 1.5, Number.MAX_VALUE, '', ' ', 'x'.repeat(10_000), [], {}, [[]], [null], { error: 1 }, { '': '' }, '\ud800', '2031-02-30', ['a', 'b']];

/** Changes a JSON body once: another value somewhere, a key less, a key more, a list twice as long or reversed. */
function changeJson(random: Random, text: string): string {
	let root: unknown;
	try {
		root = JSON.parse(text);
	} catch {
		return text;
	}
	const places: Array<[holder: Record<string, unknown>, key: string]> = [];
	const collect = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const key of Object.keys(value)) {
			places.push([value as Record<string, unknown>, key]);
			collect((value as Record<string, unknown>)[key]);
		}
	};
	collect(root);
	if (places.length === 0) return JSON.stringify(pick(random, VALUES));
	const [holder, key] = pick(random, places);
	const [other, otherKey] = pick(random, places);
	switch (below(random, 6)) {
		case 0:
			holder[key] = pick(random, VALUES);
			break;
		case 1:
			if (Array.isArray(holder)) holder.splice(Number(key), 1);
			else delete holder[key];
			break;
		case 2:
			[holder[key], other[otherKey]] = [other[otherKey], holder[key]];
			break;
		case 3:
			if (Array.isArray(holder)) holder.push(...structuredClone(holder as unknown[]));
			else holder[pick(random, ['', '__proto__x', 'error', 'status', '0', 'extra'])] = pick(random, VALUES);
			break;
		case 4:
			if (Array.isArray(holder[key])) (holder[key] as unknown[]).reverse();
			break;
		default:
			holder[key] = [holder[key]];
	}
	try {
		return JSON.stringify(root);
	} catch {
		// A part was inserted into itself.
		return text;
	}
}

const CHANGES: ReadonlyArray<(random: Random, text: string) => string> = [
	changeJson,
	changeJson,
	changeJson,
	(random, text) => text.slice(0, below(random, text.length + 1)),
	(random, text) => ((from, to) => text.slice(0, from) + text.slice(to))(...slice(random, text)),
	(random, text) => ((from, to) => text.slice(0, to) + text.slice(from))(...slice(random, text)),
	(random, text) => ((from, to) => text.slice(0, from) + pick(random, WORDS) + text.slice(to))(...slice(random, text)),
	(random, text) => ((from) => text.slice(0, from) + pick(random, WORDS) + text.slice(from))(below(random, text.length + 1)),
	(random, text) => ((from) => text.slice(0, from) + String.fromCharCode(below(random, 65_536)) + text.slice(from + 1))(below(random, text.length + 1)),
	// Invalid UTF-8 arrives as replacement characters, because n8n decodes it.
	(random, text) => {
		const bytes = Buffer.from(text);
		for (let i = 0; i <= below(random, 4) && bytes.length > 0; i += 1) bytes[below(random, bytes.length)] = below(random, 256);
		return bytes.toString('utf8');
	},
	(random, text) => text.replace(/\d+/g, (digits) => (random() < 0.2 ? pick(random, ['0', '-1', '1e400', '9'.repeat(400), '18446744073709551616', '1.5']) : digits)),
];

const MONSTERS: ReadonlyArray<(random: Random) => string> = [
	() => '',
	() => 'null',
	() => '<html><body><h1>Bad gateway</h1></body></html>',
	(random) => nested('[', ']', below(random, 200_000)),
	(random) => nested('{"a":', '}', below(random, 100_000)),
	(random) => nested('<a>', '</a>', below(random, 100_000)),
	(random) => '<a '.repeat(below(random, 50_000)),
	(random) => `<a>${'&amp;'.repeat(below(random, 200_000))}</a>`,
	(random) => `<r>${'<i x="1">7</i>'.repeat(below(random, 30_000))}</r>`,
	(random) => `<!DOCTYPE r [${Array.from({ length: 10 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]><r>&e${below(random, 10)};</r>`,
	(random) => `"${'\\'.repeat(below(random, 500_000))}`,
	(random) => '1'.repeat(below(random, 1_000_000)),
	(random) => `[${'{"a":1},'.repeat(below(random, 100_000))}{}]`,
];

/** A body of 50 MB, which no reader parses. */
export const huge = (random: Random): string => pick(random, ['[0,', '<a>', ' ', 'x']).repeat(Math.ceil((50 * 1024 * 1024) / 3)).slice(0, 50 * 1024 * 1024);

/** Another body in place of a good one: mostly a few changes, now and then a monster. */
export function mutate(random: Random, text: string): string {
	if (random() < 0.02) return pick(random, MONSTERS)(random);
	let changed = text;
	for (let changes = 1 + below(random, 3); changes > 0; changes -= 1) changed = pick(random, CHANGES)(random, changed);
	return changed;
}
