import { describe, reader, text, type Reader } from '../../../core/input/fields';

const FIX = 'Give your own ID of the customer, such as 123456.';
const readText = text(FIX);

/** "." and ".." would change the path, and a lone surrogate cannot be URL-encoded. */
export const readContactId: Reader<string> = reader((value, refuse) => {
	const id = readText(value);
	return id === '.' || id === '..' || /\p{Cs}/u.test(id) ? refuse(`is ${describe(id)}, which the address of a request cannot carry`, FIX) : id;
});

/** `/api/Contact/{contactId}` */
export function contactUrl(baseUrl: string, id: string): string {
	return `${baseUrl}/api/Contact/${encodeURIComponent(id)}`;
}
