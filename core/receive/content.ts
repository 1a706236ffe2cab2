import { parseForm } from '../wire/urlencoded';
import { parseJson } from '../wire/json';
import { parseXml } from '../wire/xml';
import { z } from '../../vendor/zod';
import { bodyText, charsetOf, mediaTypeOf, type Callback } from './receive';

/** What a callback says. */
interface Content {
	/** Whether it is the names and texts of an address or a form. */
	isFlat: boolean;
	content: unknown;
}

/**
 * Takes a callback apart, whichever provider makes it: the fields of the address for GET and where there is no body, those of a form, or what its
 * JSON holds, in the character set that is declared.
 * @param readsXml whether the provider writes XML, too
 * @throws Error for a body that is none of these
 */
export function readContent(callback: Callback, readsXml = false): Content {
	const text = bodyText(callback).trim();
	if (callback.method === 'GET' || text === '') return { isFlat: true, content: callback.query };
	if (mediaTypeOf(callback) === 'application/x-www-form-urlencoded') return { isFlat: true, content: parseForm(text, charsetOf(callback)) };
	return { isFlat: false, content: readsXml && text.startsWith('<') ? parseXml(text) : parseJson(text) };
}

/** A text, which some providers write as a number or as true where it looks like one: a customer's answer "1", an ID. */
export const textual = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** An ID or a phone number. In an address a plus means a blank, so a number that had one begins with a blank. */
export const identifier = textual.transform((text) => text.trim());
