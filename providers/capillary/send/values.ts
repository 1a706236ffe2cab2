import { field, text, type Field } from '../../../core/input/fields';

/** A line of text: a subject with a line break may be cut there, or become a header of its own. */
export function line(fix: string): Field<string> {
	const read = text(fix);
	return field((value, refuse) => {
		const given = read(value);
		// eslint-disable-next-line no-control-regex -- the very characters meant
		return /[\u0000-\u001f\u007f]/.test(given) ? refuse('holds a line break or another control character', fix) : given;
	});
}
