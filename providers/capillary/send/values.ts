import { describe, field, text, type Field } from '../../../core/input/fields';

/** One address; what is around it (a name, angle brackets) the API does not take. */
const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/;

/** An email address, as written. */
export function address(): Field<string> {
	const fix = 'Give one address, such as jo@example.com.';
	const read = text(fix);
	return field((value, refuse) => {
		const given = read(value);
		return ADDRESS.test(given) ? given : refuse(`is ${describe(given)}, which is no email address`, fix);
	});
}

/** Any number of addresses, from a list, or as text with commas or semicolons between them. Joined by commas; empty for none. */
export function addresses(): Field<string> {
	const fix = 'Give addresses with commas between them, such as jo@example.com, ann@example.com.';
	return field((value, refuse) => {
		if (value === undefined || value === null) return '';
		const given = Array.isArray(value) ? (value as unknown[]) : [value];
		if (given.some((one) => typeof one !== 'string')) return refuse(`is ${describe(value)}, which is no list of addresses`, fix);
		const texts = (given as string[]).flatMap((one) => one.split(/[,;]/)).map((one) => one.trim()).filter((one) => one !== '');
		const bad = texts.find((one) => !ADDRESS.test(one));
		return bad === undefined ? texts.join(',') : refuse(`has ${describe(bad)}, which is no email address`, fix);
	});
}

/** A line of text: a subject with a line break may be cut there, or become a header of its own. */
export function line(fix: string): Field<string> {
	const read = text(fix);
	return field((value, refuse) => {
		const given = read(value);
		// eslint-disable-next-line no-control-regex -- the very characters meant
		return /[\u0000-\u001f\u007f]/.test(given) ? refuse('holds a line break or another control character', fix) : given;
	});
}
