import { isGsm, segmentsOf, type Replaced, type Segments } from './segments';
import { table } from '../wire/table';

/** Whether to replace typographic characters with plain ones, and whether to remove accents as well. */
export const PLAIN_CHARACTERS = ['off', 'plain', 'accents'] as const;
export type PlainCharacters = (typeof PLAIN_CHARACTERS)[number];

interface PlainText {
	text: string;
	/** Empty if the text did not change. */
	replaced: Replaced[];
	before: Segments;
	after: Segments;
}

/**
 * Characters that phones and word processors write in place of a plain one. docs/plain-characters.md lists each with its code, its name and the source
 * of its replacement.
 */
const TYPOGRAPHY: ReadonlyArray<readonly [from: string, to: string]> = [
	['\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u2035\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8', "'"],
	['\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\u02ba\u275d\u275e\u301d\u301e', '"'],
	['\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63', '-'],
	['\u2022\u2023\u2219\u25e6', '-'],
	['\u2024', '.'],
	['\u2025', '..'],
	['\u2026', '...'],
	['\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '],
	['\u0085\u2028\u2029', '\n'],
	// Invisible characters: joiners, writing directions, the soft hyphen, the choice between a plain and a coloured picture.
	['\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff', ''],
	['\ufb00', 'ff'],
	['\ufb01', 'fi'],
	['\ufb02', 'fl'],
	['\ufb03', 'ffi'],
	['\ufb04', 'ffl'],
	['\ufb05\ufb06', 'st'],
	['\u2122', 'TM'],
	['\u203c', '!!'],
	['\u2047', '??'],
	['\u2048', '?!'],
	['\u2049', '!?'],
	['\u2044\u2215', '/'],
	['\u2217', '*'],
	['\u00d7', 'x'],
];

/** Letters of other scripts that look like Latin ones, by Unicode's confusables. They get into a Latin word by a slip of the keyboard or as a trick. */
const LOOK_ALIKES: ReadonlyArray<readonly [from: string, to: string]> = [
	['АВЕЅІЈКМНОРСТХУасеѕіјорхуԁһԛԝ', 'ABESIJKMHOPCTXYacesijopxydhqw'],
	['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα', 'ABEZHIKMNOPTYXova'],
];

/** Letters that are more than a letter with a mark. Source: ICAO Doc 9303, part 3, section 6, "Transliteration of multinational Latin-based characters". */
const LATIN = table<string>({ Đ: 'D', đ: 'd', Ð: 'D', ð: 'd', Ħ: 'H', ħ: 'h', ı: 'i', Ĳ: 'IJ', ĳ: 'ij', Ł: 'L', ł: 'l', Ŋ: 'N', ŋ: 'n', Œ: 'OE', œ: 'oe', Þ: 'TH', þ: 'th', Ŧ: 'T', ŧ: 't', ẞ: 'SS' });

/** Full-width forms of ASCII, as East Asian keyboards write them, and their distance from the ASCII characters. */
const [FIRST_FULL_WIDTH, LAST_FULL_WIDTH, FULL_WIDTH] = [0xff01, 0xff5e, 0xfee0];

/** The replacement of each character, except for letters. */
export const PLAIN: ReadonlyMap<string, string> = new Map([
	...TYPOGRAPHY.flatMap(([from, to]) => [...from].map((character) => [character, to] as const)),
	...Array.from({ length: LAST_FULL_WIDTH - FIRST_FULL_WIDTH + 1 }, (_, i) => [String.fromCharCode(FIRST_FULL_WIDTH + i), fullWidth(FIRST_FULL_WIDTH + i)] as const),
]);

/** GSM-7 has no grave accent either, so the full-width one becomes an apostrophe. */
function fullWidth(code: number): string {
	const ascii = String.fromCharCode(code - FULL_WIDTH);
	return ascii === '`' ? "'" : ascii;
}

/** The replacement of letters within a Latin word. */
export const LATIN_LOOK_ALIKE: ReadonlyMap<string, string> = new Map(LOOK_ALIKES.flatMap(([from, to]) => [...from].map((letter, i) => [letter, to[i]!] as const)));

const ANY_LOOK_ALIKE = new RegExp(`[${[...LATIN_LOOK_ALIKE.keys()].join('')}]`, 'u');

/**
 * Replaces characters with GSM-7 characters that look the same, because one typographic quote makes each SMS part carry 67 characters instead of 153.
 * If the whole text does not become GSM-7, or would take more parts, it stays as it is.
 * @param accents whether Latin letters also lose the accents that GSM-7 lacks: this changes words
 */
export function toPlainCharacters(text: string, accents = false): PlainText {
	const before = segmentsOf(text);
	const same: PlainText = { text, replaced: [], before, after: before };
	if (before.encoding === 'GSM-7') return same;
	const counts = new Map<string, { to: string; count: number }>();
	const count = (from: string, to: string) => {
		const known = counts.get(from);
		if (known) known.count += 1;
		else counts.set(from, { to, count: 1 });
	};
	let plain = '';
	for (const character of withoutLookAlikes(composed(text, count), count)) {
		if (isGsm(character)) {
			plain += character;
			continue;
		}
		const to = PLAIN.get(character) ?? (accents ? withoutMarks(character, plain) : undefined);
		if (to === undefined) return same;
		count(character, to);
		plain += to;
	}
	const after = segmentsOf(plain);
	if (after.count > before.count) return same;
	return { text: plain, replaced: [...counts].map(([from, { to, count: times }]) => ({ code: codeOf(from), from, to, count: times })), before, after };
}

type Count = (from: string, to: string) => void;

/** A letter and its accent may be two characters or one; Unicode treats both as the same. GSM-7 has some of the single characters. */
function composed(text: string, count: Count): string {
	if (text.normalize('NFC') === text) return text;
	return text.replace(/\P{M}\p{M}*/gsu, (letter) => {
		const one = letter.normalize('NFC');
		// A letter that GSM-7 lacks is counted once, by its replacement.
		if (one !== letter && [...one].every(isGsm)) count(letter, one);
		return one;
	});
}

function withoutLookAlikes(text: string, count: Count): string {
	if (!ANY_LOOK_ALIKE.test(text)) return text;
	return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
		if (!/\p{Script=Latin}/u.test(word)) return word;
		return Array.from(word, (letter) => {
			const to = LATIN_LOOK_ALIKE.get(letter);
			if (to !== undefined) count(letter, to);
			return to ?? letter;
		}).join('');
	});
}

/**
 * A Latin letter with as many of its marks as GSM-7 has; undefined for other scripts, and if GSM-7 has no form of the letter.
 * @param written the text before it
 */
function withoutMarks(character: string, written: string): string | undefined {
	// A mark for which Unicode has no combined letter.
	if (/^\p{Mn}$/u.test(character)) return /\p{Script=Latin}$/u.test(written) ? '' : undefined;
	const [letter, ...marks] = character.normalize('NFD');
	if (!/^\p{Script=Latin}$/u.test(letter!)) return undefined;
	for (let kept = marks.length - 1; kept >= 0; kept -= 1) {
		const fewer = [letter, ...marks.slice(0, kept)].join('').normalize('NFC');
		if (isGsm(fewer)) return fewer;
	}
	return LATIN[letter!];
}

function codeOf(text: string): string {
	return Array.from(text, (character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
}
