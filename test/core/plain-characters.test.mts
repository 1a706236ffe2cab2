import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { LATIN_LOOK_ALIKE, PLAIN, toPlainCharacters } from '../../core/input/plainCharacters';
import { isGsm, segmentsOf } from '../../core/input/segments';

const text = (given: string, accents = false) => toPlainCharacters(given, accents).text;

test.each([
	['It’s “ready” – today…', 'It\'s "ready" - today...'],
	['«Bonjour» ‹vous›', '"Bonjour" \'vous\''],
	['10\u00a0000\u202f€', '10 000 €'],
	['Line\u2028break', 'Line\nbreak'],
	['in\u00advis\u200bible\ufeff', 'invisible'],
	['ﬁne ﬂow oﬃce', 'fine flow office'],
	['Brand™ ‼️', 'BrandTM !!'],
	['＋４４，ＯＫ', '+44,OK'],
	['2 × 3 ⁄ 4 ∗ 5 − 1', '2 x 3 / 4 * 5 - 1'],
	['• one\n◦ two', '- one\n- two'],
	['Cafe\u0301', 'Café'],
	['100 \u212aelvin', '100 Kelvin'],
	// A Cyrillic o, and a Greek o.
	['Cоde and cοde', 'Code and code'],
])('%j is written %j', (given, expected) => {
	expect(text(given)).toBe(expected);
});

test.each([
	['plain already', 'Plain @ £ ~ {} Ω ü'],
	['with a character that has no plain form, quotes stay too', '“Zażółć”'],
	['an emoji', 'It’s 🎉'],
	['words of another script, though each letter looks like a Latin one', 'Это “сор”'],
	['a Cyrillic word beside a Latin one', 'код “code”'],
	['a number with an exponent', 'm² “now”'],
	['a number and a fraction', '1½ “cups”'],
	['a text that would take more parts', '…'.repeat(70)],
	['empty', ''],
])('%s: stays as it is', (_, given) => {
	expect(toPlainCharacters(given)).toEqual({ text: given, replaced: [], before: segmentsOf(given), after: segmentsOf(given) });
});

test.each([
	['Zażółć gęślą jaźń', 'Zazólc gesla jazn'.replace('ó', 'o')],
	['Đặng Thị Hương', 'Dang Thi Huong'],
	['ça va, où, même', 'ca va, où, meme'],
	['İstanbul ığdır şçğ', 'Istanbul igdir scg'],
	['Þórður Œuvre ẞ', 'THórdur OEuvre SS'.replace('ó', 'o')],
	['São Paulo, avó', 'Sao Paulo, avo'],
	// GSM-7 has ä, but no letter with both marks.
	['ǟ', 'ä'],
	['x\u0302', 'x'],
])('accents, if chosen: %j is written %j', (given, expected) => {
	expect(text(given)).toBe(given.normalize('NFC'));
	expect(text(given, true)).toBe(expected);
});

test('accents of another script stay', () => {
	expect(text('й', true)).toBe('й');
	expect(text('Άλφα', true)).toBe('Άλφα');
});

test('the result says what was replaced, and how many parts that saved', () => {
	const given = `${'a'.repeat(70)}’s ’ …`;
	expect(toPlainCharacters(given)).toEqual({
		text: `${'a'.repeat(70)}'s ' ...`,
		replaced: [
			{ code: 'U+2019', from: '’', to: "'", count: 2 },
			{ code: 'U+2026', from: '…', to: '...', count: 1 },
		],
		before: { encoding: 'UCS-2', count: 2 },
		after: { encoding: 'GSM-7', count: 1 },
	});
	expect(toPlainCharacters('e\u0301’').replaced).toEqual([
		{ code: 'U+0065 U+0301', from: 'e\u0301', to: 'é', count: 1 },
		{ code: 'U+2019', from: '’', to: "'", count: 1 },
	]);
});

/** Realistic texts: plain letters, characters with a replacement, and characters without one. */
const pieces = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom('Hello ', 'sale', ' 20', '€', '\n', 'Ü') },
	{ weight: 5, arbitrary: fc.constantFrom(...PLAIN.keys()) },
	{ weight: 1, arbitrary: fc.constantFrom(...LATIN_LOOK_ALIKE.keys()) },
	{ weight: 1, arbitrary: fc.constantFrom('ż', 'ậ', 'e\u0301', 'ç', '\u0301', 'Ł') },
	{ weight: 1, arbitrary: fc.oneof({ weight: 20, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }) },
);
const texts = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(''));

test('a text never takes more parts, and a second pass replaces nothing', () => {
	let changed = 0;
	fc.assert(
		fc.property(texts, fc.boolean(), (given, accents) => {
			const plain = toPlainCharacters(given, accents);
			changed += Number(plain.text !== given);
			const encodings = plain.text === given ? [plain.before.encoding, plain.before.encoding] : ['UCS-2', 'GSM-7'];
			const seen = [plain.before, plain.after, plain.after.count <= plain.before.count, plain.replaced.length > 0, plain.before.encoding, plain.after.encoding, toPlainCharacters(plain.text, accents)];
			const again = { text: plain.text, replaced: [], before: plain.after, after: plain.after };
			expect(seen).toEqual([segmentsOf(given), segmentsOf(plain.text), true, plain.text !== given, ...encodings, again]);
		}),
		{ numRuns: 2000 },
	);
	expect(changed).toBeGreaterThan(100);
});

describe('every replacement has a source', () => {
	const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(/\s*;\s*/));
	const textOf = (codes: string) => String.fromCodePoint(...codes.split(' ').map((code) => parseInt(code, 16)));
	/** Unicode's prototypes: two characters with the same prototype look alike. */
	const prototypes = new Map(fixture('confusables.txt').map(([from, to]) => [textOf(from!), textOf(to!)]));
	const prototypeOf = (given: string) => prototypes.get(given) ?? given;
	const names = new Map(fixture('character-names.txt').map(([code, name]) => [textOf(code!), name!]));
	const MEANT: Array<[to: string, name: RegExp]> = [
		["'", /SINGLE .*QUOTATION MARK|PRIME|APOSTROPHE|ACCENT|COMMA|VERTICAL LINE/],
		['"', /DOUBLE .*QUOTATION MARK|DOUBLE PRIME|QUOTATION MARK$/],
		['-', /HYPHEN|DASH|MINUS|HORIZONTAL BAR|BULLET/],
		['.', /ONE DOT LEADER/], ['..', /TWO DOT LEADER/], ['...', /HORIZONTAL ELLIPSIS/],
		[' ', /SPACE|TABULATION|QUAD|SPACE MARK/], ['\n', /SEPARATOR|NEXT LINE/],
		['', /ZERO WIDTH|SOFT HYPHEN|MARK$|JOINER|EMBEDDING|POP DIRECTIONAL|OVERRIDE|ISOLATE|VARIATION SELECTOR/],
		['ff', /LIGATURE FF$/], ['fi', /LIGATURE FI$/], ['fl', /LIGATURE FL$/], ['ffi', /LIGATURE FFI$/], ['ffl', /LIGATURE FFL$/], ['st', /LIGATURE (LONG S T|ST)$/],
		['TM', /TRADE MARK SIGN/], ['!!', /DOUBLE EXCLAMATION/], ['??', /DOUBLE QUESTION/], ['?!', /QUESTION EXCLAMATION/], ['!?', /EXCLAMATION QUESTION/],
		['/', /SLASH/], ['*', /ASTERISK/], ['x', /MULTIPLICATION SIGN/],
	];

	test.each([...LATIN_LOOK_ALIKE])('%s looks like %s, says Unicode', (from, to) => {
		expect(prototypes.has(from)).toBe(true);
		expect(prototypeOf(from)).toBe(prototypeOf(to));
	});

	test.each([...PLAIN].map(([from, to]) => [from.codePointAt(0)!.toString(16), to, from] as const))('U+%s is %j by its name, as the page says', (code, to, from) => {
		const name = names.get(from)!;
		const ascii = String.fromCharCode(from.charCodeAt(0) - 0xfee0);
		const byWidth = name.startsWith('FULLWIDTH') && name !== 'FULLWIDTH GRAVE ACCENT';
		expect(byWidth ? to === ascii && from.normalize('NFKC') === ascii : MEANT.some(([plain, meant]) => plain === to && meant.test(name))).toBe(true);
		expect(isGsm(from)).toBe(false);
		expect([...to].every(isGsm)).toBe(true);
		expect(readFileSync(join(__dirname, '../../docs/plain-characters.md'), 'utf8')).toContain(from.normalize('NFKC') === ascii ? 'U+FF01 to U+FF5E' : `U+${code.toUpperCase().padStart(4, '0')}`);
	});
});
