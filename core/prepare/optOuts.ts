import { readPhone } from '../input/phone';

/** Who must not be written to. */
export interface OptOuts {
	/** @param to a phone number in digits with country code, or an address of email */
	has(to: string): boolean;
	/** People on the list. */
	count: number;
	/** Rows in which nobody is named. */
	unread: number[];
}

/** A row, as much of it as may name somebody. */
export interface OptOutRow {
	values: readonly unknown[];
	/** Whether the author of the workflow says that these values are numbers or addresses; else most of them are something else. */
	isNamed: boolean;
}

/** Fewer digits are the end of too many numbers. */
const SHORTEST_END = 7;

/**
 * Reads who must not be written to. Numbers match in any spelling: one that cannot be read for sure, since it has no country code, stands for every
 * number that ends in its digits. It is better to skip one person too many than to write to one who said stop.
 * @param defaultCountry of numbers without country code, or null
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

/** Part by part: one pattern for an address takes quadratic time on a long text without one. */
function addressIn(text: string): string | undefined {
	return text.includes('@') ? text.split(/[\s<>"',;:()]+/).find((part) => /^[^@]+@[^@]+$/.test(part)) : undefined;
}

/** The digits of what is written like a phone number, without the zeros that are dialled before it. */
function endOf(text: string, isNamed: boolean): string | null {
	if (!/^[\s\p{Zs}\p{Pd}\p{Cf}()./+\d]+$/u.test(text)) return null;
	// Digits alone may be the number of a customer or an order.
	if (!isNamed && /^\s*[1-9]\d*\s*$/.test(text)) return null;
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	return digits.length < SHORTEST_END || digits.length > 15 ? null : digits;
}
