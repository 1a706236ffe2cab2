/**
 * Writes nested objects and lists as form fields with bracketed names: `messages[0][to]=…`. Null and undefined are left out; an empty list stands
 * there as an empty value, since a receiver may demand its key.
 */
export function buildForm(fields: Record<string, unknown>): string {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) append(form, name, value);
	return form.toString();
}

function append(form: URLSearchParams, name: string, value: unknown): void {
	if (value === undefined || value === null) return;
	if (typeof value !== 'object') {
		form.append(name, String(value));
		return;
	}
	if (Array.isArray(value) && value.length === 0) form.append(name, '');
	for (const [key, part] of Object.entries(value)) append(form, `${name}[${key}]`, part);
}
