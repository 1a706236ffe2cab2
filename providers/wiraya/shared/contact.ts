import { describe, text, type Field } from '../../../core/input/fields';

/** The user's own id of the customer. A URL takes two names for its own, and has no way to write half a character. */
export function contactId(): Field<string> {
	const fix = 'Give your own ID of the customer, such as 123456.';
	return text(fix).superRefine((id, context) => {
		if (id !== '.' && id !== '..' && !/\p{Cs}/u.test(id)) return;
		context.addIssue({ code: 'custom', message: `is ${describe(id)}, which cannot stand in an address`, params: { fix } });
	});
}

/** `/api/Contact/{contactId}` */
export function contactUrl(baseUrl: string, id: string): string {
	return `${baseUrl}/api/Contact/${encodeURIComponent(id)}`;
}
