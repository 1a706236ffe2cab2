import { isObject } from '../../../core/input/schema';
import { asList } from '../../../core/wire/xml';

export type Fields = Readonly<Record<string, unknown>>;

/** An error or warning of the API: a number and words. */
export interface Issue {
	code: string | null;
	message: string | null;
}

/** The words with their number: `4203 Mobile number is missing`. */
export function wordsOf({ code, message }: Issue): string {
	return [code, message].filter((part) => part !== null).join(' ');
}

/**
 * Errors and warnings. The page shows only empty lists; a sibling call has `{ status, message, code }` in them. Any other value becomes an issue as it is.
 */
export function issuesOf(given: unknown): Issue[] {
	return asList(given).flatMap((one): Issue[] => {
		if (!isObject(one)) return [{ code: null, message: String(one).slice(0, 300) }];
		const nested = one.error ?? one.warning;
		if (nested !== undefined) return issuesOf(nested);
		const message = textOf(one.message) ?? JSON.stringify(one).slice(0, 300);
		return [{ code: textOf(one.code), message }];
	});
}

export function fieldsOf(value: unknown): Fields {
	return isObject(value) ? value : {};
}

export function textOf(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 300) : null;
}
