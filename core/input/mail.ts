import { isEmailValid } from '../../vendor/hapi-address';
import { describe, reader, type Reader } from './schema';

const ONE = 'Give one address, such as jo@example.com.';
const MANY = 'Give addresses separated by commas, such as jo@example.com, ann@example.com.';

/** Invisible characters that people copy along from pages and documents. */
const INVISIBLE = /\p{Cf}/gu;

/** An address and the name beside it: `Ann <ann@example.com>`. */
interface Mailbox {
	address: string;
	name: string;
}

/**
 * One email address, without what people copy along: `mailto:`, brackets, quotation marks, invisible characters, a trailing comma, a name beside it.
 * @param isAlone whether to refuse a name, because the provider takes none
 */
export function mailAddress(isAlone = false): Reader<string> {
	return reader((value, refuse) => {
		if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return refuse('is missing', ONE);
		const what = `is ${describe(typeof value === 'string' ? value.trim() : value)}`;
		if (typeof value !== 'string') return refuse(`${what}, not an email address`, ONE);
		const [first, second] = split(value).map(mailboxIn);
		if (first && second && isAddress(first.address) && isAddress(second.address)) return refuse(`${what}, more than one address`, 'Give each address a row of its own.');
		if (!first || second || !isAddress(first.address)) return refuse(`${what}, ${troubleOf(value)}`, ONE);
		return isAlone && first.name !== '' ? refuse(`${what}, an address with a name`, `Give ${first.address}, without a name.`) : first.address;
	});
}

/** Any number of email addresses: from a list, or from text with commas or semicolons; empty for nothing. */
export const mailAddresses: Reader<string[]> = reader((value, refuse) => {
	if (value === undefined || value === null) return [];
	const given: unknown[] = Array.isArray(value) ? value : [value];
	if (given.some((one) => typeof one !== 'string')) return refuse(`is ${describe(value)}, not a list of addresses`, MANY);
	const texts = (given as string[]).flatMap(split);
	const addresses = texts.map((text) => mailboxIn(text).address);
	const bad = addresses.findIndex((address) => !isAddress(address));
	return bad === -1 ? addresses : refuse(`has ${describe(texts[bad]!)}, ${troubleOf(addresses[bad]!)}`, MANY);
});

/** Commas and semicolons separate addresses, except within the quotation marks of a name (`"Shop, Inc." <shop@example.com>`). */
function split(text: string): string[] {
	const parts = text.replace(INVISIBLE, '').match(/(?:"[^"<>@]*"|[^,;\n])+/g) ?? [];
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function mailboxIn(text: string): Mailbox {
	// A spreadsheet puts an apostrophe in front of a cell to keep it as text.
	const plain = unquoted(text).replace(/^['‘’](?=[^'‘’]*$)/, '');
	const [, name = '', within = plain] = /^([^<>]*)<([^<>]*)>$/.exec(plain) ?? [];
	const [, address = ''] = /^(?:mailto:)?([^?]*)/i.exec(unquoted(within.trim())) ?? [];
	return { address: address.trim(), name: unquoted(name.trim()) };
}

function unquoted(text: string): string {
	const [, within] = /^(?:'([^']*)'|"([^"]*)"|[‘’]([^‘’]*)[‘’]|[“”]([^“”]*)[“”])$/.exec(text)?.filter((one) => one !== undefined) ?? [];
	return within?.trim() ?? text;
}

/** Why a text is not an address. Names the commonest slips. */
function troubleOf(text: string): string {
	const trimmed = text.trim();
	const ats = trimmed.split('@').length - 1;
	const slips: Array<[boolean, string]> = [
		[ats === 0, 'has no @'],
		[/\s/.test(trimmed), 'contains a blank'],
		[ats > 1, 'has more than one @'],
		[trimmed.includes('..'), 'has two dots in a row'],
		[/^\.|\.@|@\.|\.$/.test(trimmed), 'has a dot at an end'],
		[!trimmed.slice(trimmed.indexOf('@')).includes('.'), 'has no ending such as .com'],
	];
	const [, slip] = slips.find(([is]) => is) ?? [];
	return slip === undefined ? 'not an email address' : `not an email address: it ${slip}`;
}

function isAddress(text: string): boolean {
	return isEmailValid(text);
}
