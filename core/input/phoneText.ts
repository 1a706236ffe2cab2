import { table } from '../wire/table';
import { describe } from './schema';

/** The problem with a text, continuing the field's name, and what to do about it. */
export interface PhoneRefusal {
	what: string;
	fix: string;
}

/** A phone number as written, without the separators. */
export interface WrittenNumber {
	/** The digits in order, without a plus. */
	digits: string;
	hasPlus: boolean;
	/** Position of a single zero in brackets (`+44 (0)7700 …`); -1 without one. */
	bracketedZero: number;
	/** How many digits stand before the first other bracket; -1 if there is none. */
	beforeBracket: number;
}

/** Prefixes of links to phone numbers, and of exports of leads or WhatsApp contacts. */
const SCHEME = /^(?:tel|sms|callto|whatsapp|p):(?:\/\/)?/i;

/** Invisible characters: writing directions, joiners, soft hyphens, byte-order marks, variation selectors. */
const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f]/gu;

/** Quotation marks and apostrophes at the ends: a spreadsheet puts one in front of a number to keep it as text. */
const QUOTE = /["'`´‘’‚‛“”„]/;

/** What may follow a number in a list. */
const LISTED = /[,;\s]/;

/** Separators between groups of digits. Source: libphonenumber's VALID_PUNCTUATION, without its `x`, which begins an extension. */
const SEPARATOR = /[\s\p{Zs}\p{Pd}\u2212\u30fc./／．~～⁓∼]/u;

/** A number that a spreadsheet has turned into an amount: `4.47701E+11`, `447700900123.0`. */
const SHORTENED = /^[+-]?\d([.,]\d+)?e\+?\d+$/i;
const DECIMAL = /^\+?\d{7,}[.,](0+|\d)$/;

/** How far to look into a bracket: room for a lone zero with some blanks around it. */
const BRACKET_REACH = 8;

const ALONE = 'Give the number alone, in digits, such as +44 7700 900123.';

const A_NUMBER = 'Give a phone number, such as +44 7700 900123.';

/** This many digits may be a whole phone number. Two such groups in one text are two numbers. */
const WHOLE_NUMBER = 7;

/**
 * Reads a number with what people copy along: blanks, dots, slashes, dashes, brackets, invisible characters, quotation marks, `tel:`, and digits of
 * any script.
 */
export function readWritten(given: string): WrittenNumber | PhoneRefusal {
	const text = /^[\d +().-]+$/.test(given) ? given : trimmed(given);
	if (!/\p{Nd}/u.test(text)) return withoutDigits(text);
	const spoilt = spoiltBySpreadsheet(text);
	if (spoilt) return spoilt;
	const written: WrittenNumber = { digits: '', hasPlus: false, bracketedZero: -1, beforeBracket: -1 };
	const characters = [...text];
	for (let i = 0; i < characters.length; i += 1) {
		const character = characters[i]!;
		const digit = digitOf(character);
		if (digit !== null) written.digits += digit;
		else if (isOneOf(character, '+＋﹢')) {
			if (written.digits !== '' || written.hasPlus) return oddCharacter(written.digits, characters.slice(i));
			written.hasPlus = true;
		} else if (isOneOf(character, '([（［')) {
			const rest = characters.slice(i + 1, i + 1 + BRACKET_REACH).join('');
			if (written.digits !== '' && written.bracketedZero < 0 && /^\s*0\s*[)\]）］]/.test(rest)) written.bracketedZero = written.digits.length;
			else if (written.beforeBracket < 0 && !/^\s*[+＋﹢]/.test(rest)) written.beforeBracket = written.digits.length;
		} else if (!isOneOf(character, ')]）］') && !SEPARATOR.test(character)) return oddCharacter(written.digits, characters.slice(i));
	}
	return written;
}

/** One character at a time: a pattern for "all of these at the end" takes quadratic time for a long run that is not at the end. */
function trimmed(given: string): string {
	const visible = given.replace(INVISIBLE, '');
	let end = visible.length;
	while (end > 0 && LISTED.test(visible[end - 1]!)) end -= 1;
	const listed = visible.slice(0, end).trim();
	let start = 0;
	end = listed.length;
	while (start < end && QUOTE.test(listed[start]!)) start += 1;
	while (end > start && QUOTE.test(listed[end - 1]!)) end -= 1;
	return listed.slice(start, end).trim().replace(SCHEME, '').trim();
}

export function isRefusal(reading: object): reading is PhoneRefusal {
	return 'fix' in reading;
}

function spoiltBySpreadsheet(text: string): PhoneRefusal | null {
	if (SHORTENED.test(text)) {
		return { what: 'was shortened by a spreadsheet, and its last digits are lost', fix: 'Set the column to text in the spreadsheet, and enter the number again.' };
	}
	const [, fraction] = DECIMAL.exec(text) ?? [];
	if (fraction === undefined) return null;
	return { what: `ends in ".${fraction}", as a spreadsheet writes an amount`, fix: `Set the column to text in the spreadsheet, or take ".${fraction}" off.` };
}

/** The value of a decimal digit of any script. Unicode has the ten digits of each script in a row, from zero to nine. */
function digitOf(character: string): string | null {
	if (character >= '0' && character <= '9') return character;
	if (!/^\p{Nd}$/u.test(character)) return null;
	let zero = character.codePointAt(0)!;
	const code = zero;
	while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
	return String((code - zero) % 10);
}

function isOneOf(character: string, those: string): boolean {
	return those.includes(character);
}

const NAMES = table<string>({ '+': 'a plus in the wrong place', ',': 'a comma', ';': 'a semicolon', '#': 'a hash', '*': 'an asterisk', ':': 'a colon', '|': 'a bar', '&': 'an ampersand', '@': 'an @' });

/**
 * @param digits the digits before it
 * @param rest the text from the odd character on
 */
function oddCharacter(digits: string, rest: readonly string[]): PhoneRefusal {
	const following = rest.filter((character) => digitOf(character) !== null).length;
	if (digits.length >= WHOLE_NUMBER && following >= WHOLE_NUMBER) return { what: 'contains two phone numbers', fix: 'Give each number a row of its own.' };
	return { what: `contains ${nameOf(rest)}`, fix: ALONE };
}

function nameOf([character, ...rest]: readonly string[]): string {
	if (/^\p{L}$/u.test(character!)) {
		const end = rest.findIndex((one) => !/^\p{L}$/u.test(one));
		const word = [character, ...rest.slice(0, end === -1 ? rest.length : end)].join('');
		return word === character ? `the letter "${word}"` : `the letters ${describe(word)}`;
	}
	const code = `U+${character!.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
	return NAMES[character!] ?? (/^[\p{N}\p{P}\p{S}]$/u.test(character!) ? `the character "${character}" (${code})` : `the invisible character ${code}`);
}

/** The refusal of a text without digits. */
function withoutDigits(text: string): PhoneRefusal {
	if (text.includes('@')) return { what: 'is an email address and not a phone number', fix: A_NUMBER };
	if (text.includes('[object Object]')) return { what: 'is an object that became text', fix: 'Give the field within the object.' };
	if (/^(?:undefined|null|nan)$/i.test(text)) return { what: 'is what an expression gives where there is no value', fix: 'Check which column the field reads, or give this row a number.' };
	if (text.includes('{{') && text.includes('}}')) return { what: 'is an expression that n8n did not fill in', fix: 'Switch the field to Expression.' };
	if (/^#[A-Z/]+[!?]?$/.test(text)) return { what: 'is an error of a spreadsheet', fix: 'Correct the cell in the spreadsheet.' };
	return { what: 'has no digits and cannot be a phone number', fix: A_NUMBER };
}
