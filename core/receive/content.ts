import { parseForm } from '../wire/urlencoded';
import { parseJson } from '../wire/json';
import { parseXml } from '../wire/xml';
import { z } from '../../vendor/zod';
import { bodyText, charsetOf, mediaTypeOf, type Callback } from './receive';

interface Content {
	/** Whether it comes from a query string or a form, and so has only names and texts. */
	isFlat: boolean;
	content: unknown;
}

/**
 * Parses a callback of any provider, in its declared character set: the query for GET and for an empty body, otherwise form fields or JSON.
 * @param readsXml whether the provider may write XML
 * @throws Error if the body is none of these
 */
export function readContent(callback: Callback, readsXml = false): Content {
	const text = bodyText(callback).trim();
	if (callback.method === 'GET' || text === '') return { isFlat: true, content: callback.query };
	if (mediaTypeOf(callback) === 'application/x-www-form-urlencoded') return { isFlat: true, content: parseForm(text, charsetOf(callback)) };
	return { isFlat: false, content: readsXml && text.startsWith('<') ? parseXml(text) : parseJson(text) };
}

/** A text. Some providers write a text that looks like a number or a boolean without quotes: a customer's answer "1", an ID. */
export const textual = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** An ID or a phone number. In a query string a plus means a blank, so a number written with plus begins with a blank. */
export const identifier = textual.transform((text) => text.trim());
