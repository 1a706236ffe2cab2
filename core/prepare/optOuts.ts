import { readPhone } from '../input/phone';

/** People who must not get messages. */
export interface OptOuts {
	/** @param to a phone number in digits with country code, or an email address */
	has(to: string): boolean;
	/** People on the list. */
	count: number;
	/** Rows without a number or an address. */
	unread: number[];
}

/** The values of a row that may name somebody. */
export interface OptOutRow {
	values: readonly unknown[];
	/** Whether the author of the workflow says that these values are numbers or addresses; otherwise most of them are something else. */
	isNamed: boolean;
}

/** Too many numbers end in fewer digits. */
const SHORTEST_END = 7;

/**
 * Reads the list of people who must not get messages. Numbers match in any spelling. A number without a country code is ambiguous, so it stands for
 * every number that ends in its digits: it is better to skip one person too many than to write to one who said stop.
 * @param defaultCountry the country of numbers without country code, or null
 */
export function readOptOuts(rows: readonly OptOutRow[], defaultCountry: string | null): OptOuts {
	const known = new Set<string>();
	const ends = new Set<string>();
	const unread: number[] = [];
	const add = (text: string, isNamed: boolean): boolean => {
		const address = addressIn(text);
		const number = address === undefined ? readPhone(text, defaultCountry) : null;
		if (address !== undefined) known.add(address.toLowerCase());
		else if (typeof number === 'string') known.add(number);
		else {
			const end = endOf(text, isNamed);
			if (end === null) return false;
			ends.add(end);
		}
		return true;
	};
	rows.forEach(({ values, isNamed }, row) => {
		const texts = values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
		if (texts.filter((text) => add(text, isNamed)).length === 0) unread.push(row);
	});
	const lengths = [...new Set([...ends].map(({ length }) => length))];
	return {
		has: (to) => known.has(to.toLowerCase()) || lengths.some((length) => length <= to.length && ends.has(to.slice(-length))),
		count: known.size + ends.size,
		unread,
	};
}

/** Checks part by part, because one pattern for an address takes quadratic time on a long text without an address. */
function addressIn(text: string): string | undefined {
	return text.includes('@') ? text.split(/[\s<>"',;:()]+/).find((part) => /^[^@]+@[^@]+$/.test(part)) : undefined;
}

/** The digits of a text that looks like a phone number, without the zeros at its front. */
function endOf(text: string, isNamed: boolean): string | null {
	if (!/^[\s\p{Zs}\p{Pd}\p{Cf}()./+\d]+$/u.test(text)) return null;
	// Bare digits may be the number of a customer or an order.
	if (!isNamed && /^\s*[1-9]\d*\s*$/.test(text)) return null;
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	return digits.length < SHORTEST_END || digits.length > 15 ? null : digits;
}
