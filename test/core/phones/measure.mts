import { readPhone } from '../../../core/input/phone.ts';
import { callingCodeOf, COUNTRIES, isValid, mobilesOf, type Sample } from './oracle.mts';

/** How often something happened, out of how many tries, with the first cases. */
export interface Count {
	tried: number;
	happened: number;
	examples: string[];
}

/** The numbers R5 and R6, and that numbers with a country code stay unchanged. */
export interface Measures {
	/** Own notation, own Default Country: sent to somebody else. */
	strangers: Count;
	/** Own notation, own Default Country: refused. */
	refused: Count;
	/** Brackets or a trunk zero, no Default Country: sent. */
	markedSent: Count;
	/** Own digits without the first zero, no Default Country: sent though no numbering plan knows the number. */
	nobodySent: Count;
	/** One digit mistyped, own Default Country: sent abroad. */
	mistypedAbroad: Count;
	/** Plus or 00 and country code, with and without Default Country: read as another number. */
	changed: Count;
}

const WRITINGS: ReadonlyArray<(text: string) => string> = [
	(text) => text,
	(text) => text.replace(/[\s.-]+/g, ''),
	(text) => text.replace(/[\s-]+/g, '.'),
	(text) => text.replace(/[\s-]+/g, '/'),
	(text) => text.replace(/[\s-]+/g, '\u2212'),
	(text) => `\u202a${text.replaceAll(' ', '\u202f')}\u202c`,
	(text) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
	(text) => `'${text}`,
];

/** Writes a number in one of several notations in turn, so that every country gets all of them. */
export function written(text: string, turn: number): string {
	return WRITINGS[turn % WRITINGS.length]!(text);
}

/** Measures with this many numbers of every country. */
export function measure(perCountry: number, seed: number): Measures {
	const measures = Object.fromEntries(NAMES.map((name) => [name, { tried: 0, happened: 0, examples: [] }])) as unknown as Measures;
	for (const country of COUNTRIES) {
		mobilesOf(country, perCountry, seed).forEach((sample, turn) => {
			athome(measures, sample, turn);
			bare(measures, sample, turn);
			mistyped(measures, sample, turn);
			withCode(measures, sample, turn);
		});
	}
	return measures;
}

const NAMES: ReadonlyArray<keyof Measures> = ['strangers', 'refused', 'markedSent', 'nobodySent', 'mistypedAbroad', 'changed'];

function athome(measures: Measures, { country, digits, national }: Sample, turn: number): void {
	const text = written(national, turn);
	const read = readPhone(text, country);
	count(measures.strangers, typeof read === 'string' && read !== digits, () => `${country} ${text}: ${JSON.stringify(read)}`);
	count(measures.refused, typeof read !== 'string', () => `${country} ${text}: ${JSON.stringify(read)}`);
}

function bare(measures: Measures, { country, national, significant }: Sample, turn: number): void {
	if (/^0(?!0)|\(/.test(national)) {
		const text = written(national, turn);
		const read = readPhone(text, null);
		count(measures.markedSent, typeof read === 'string', () => `${country} ${text}: ${JSON.stringify(read)}`);
	}
	const read = readPhone(significant, null);
	count(measures.nobodySent, typeof read === 'string' && !isValid(read), () => `${country} ${significant}: ${JSON.stringify(read)}`);
}

function mistyped(measures: Measures, { country, national }: Sample, turn: number): void {
	const places = [...national].flatMap((character, i) => (/\d/.test(character) ? [i] : []));
	for (const place of places) {
		const wrong = (Number(national[place]) + 1 + ((turn + place) % 9)) % 10;
		const text = written(national.slice(0, place) + String(wrong) + national.slice(place + 1), turn);
		const read = readPhone(text, country);
		count(measures.mistypedAbroad, typeof read === 'string' && !read.startsWith(callingCodeOf(country)), () => `${country} ${text} (${national}): ${JSON.stringify(read)}`);
	}
}

function withCode(measures: Measures, { country, digits }: Sample, turn: number): void {
	const code = callingCodeOf(country);
	for (const text of [`+${code} ${digits.slice(code.length)}`, `00${digits}`, digits]) {
		const shown = written(text, turn);
		const read = readPhone(shown, null);
		count(measures.changed, read !== digits, () => `${shown}: ${JSON.stringify(read)}`);
	}
	const abroad = readPhone(`+${digits}`, country === 'SE' ? 'US' : 'SE');
	count(measures.changed, abroad !== digits, () => `+${digits}: ${JSON.stringify(abroad)}`);
}

function count(one: Count, happened: boolean, example: () => string): void {
	one.tried += 1;
	if (!happened) return;
	one.happened += 1;
	if (one.examples.length < 40) one.examples.push(example());
}
