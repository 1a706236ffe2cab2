import { describe, field, text, type Field } from '../../../core/input/fields';

/** The user's own id of the customer. A URL takes two names for its own, and has no way to write half a character. */
export function contactId(): Field<string> {
	const fix = 'Give your own ID of the customer, such as 123456.';
	const read = text(fix);
	return field((value, refuse) => {
		const id = read(value);
		return id === '.' || id === '..' || /\p{Cs}/u.test(id) ? refuse(`is ${describe(id)}, which cannot stand in an address`, fix) : id;
	});
}

/** `/api/Contact/{contactId}` */
export function contactUrl(baseUrl: string, id: string): string {
	return `${baseUrl}/api/Contact/${encodeURIComponent(id)}`;
}
