import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, Row } from '../contract.mts';

/** The messages of the vendor's error table; we made up the bodies around them, because the page gives none. */
const ERROR_MESSAGES: Readonly<Record<number, string>> = {
	400: 'Invalid input format',
	401: 'Invalid API Key',
	404: 'Not found',
	405: 'Method not allowed',
	413: 'Request too large',
	415: 'Unsupported media type',
	429: 'Too many requests',
	500: 'Server error',
	503: 'Service unavailable',
};

/** The media types of the page's "Supported Response Formats", in its order. */
const ANSWER_TYPES = ['application/json', 'text/json', 'application/xml', 'text/xml'] as const;
type AnswerType = (typeof ANSWER_TYPES)[number];

/** The type that an Accept header asks for. Otherwise JSON: ASP.NET falls back to its first format, too. */
export function negotiate(accept: string | undefined): AnswerType {
	let best: AnswerType = 'application/json';
	let bestQuality = 0;
	for (const part of (accept ?? '').toLowerCase().split(',')) {
		const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim());
		const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
		const type = ANSWER_TYPES.find((candidate) => range === '*/*' || range === candidate || range === `${candidate.split('/')[0]}/*`);
		if (type !== undefined && quality > bestQuality) [best, bestQuality] = [type, quality];
	}
	return best;
}

export function errorAnswer(status: number, headers: IncomingHttpHeaders): Answer {
	const message = ERROR_MESSAGES[status] ?? `Status ${status}`;
	const type = negotiate(headers.accept);
	const body = isXml(type) ? `<Error><Message>${escapeXml(message)}</Message></Error>` : JSON.stringify({ message });
	return { status, contentType: `${type}; charset=utf-8`, body };
}

/** The `results` map. Written entry by entry: an object would sort ids that look like numbers. */
export function resultsAnswer(rows: readonly Row[], headers: IncomingHttpHeaders): Answer {
	const type = negotiate(headers.accept);
	const body = isXml(type) ? xmlResults(rows) : jsonResults(rows);
	return { status: 200, contentType: `${type}; charset=utf-8`, body };
}

/**
 * One value of the map, as pairs. The page's table says that `isTransientError` comes only with a failure, but its examples always show it. So it is
 * always sent unless the row says otherwise.
 */
function fieldsOf({ verdict, messageId, withMessageId, omitTransientFlag }: Row): [name: string, value: string | boolean][] {
	const success = verdict === 'accepted';
	const fields: [string, string | boolean][] = [['success', success]];
	if (success || withMessageId === true) fields.unshift(['trackingId', messageId]);
	if (omitTransientFlag !== true) fields.push(['isTransientError', verdict === 'transient']);
	return fields;
}

function jsonResults(rows: readonly Row[]): string {
	const entries = rows.map((row) => {
		const fields = fieldsOf(row).map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
		return `${JSON.stringify(row.correlationId)}:{${fields.join(',')}}`;
	});
	return `{"results":{${entries.join(',')}}}`;
}

/** The layout assumed in docs/wiraya-notes.md: pairs of key and value, the fields in alphabetical order. */
function xmlResults(rows: readonly Row[]): string {
	const items = rows.map((row) => {
		const fields = fieldsOf(row).sort(([left], [right]) => (left < right ? -1 : 1));
		const value = fields.map(([name, content]) => `<${name}>${content}</${name}>`).join('');
		return `<item><Key>${escapeXml(row.correlationId)}</Key><Value>${value}</Value></item>`;
	});
	return `<EnqueueCommunicationsResponseModel><results>${items.join('')}</results></EnqueueCommunicationsResponseModel>`;
}

function isXml(type: AnswerType): boolean {
	return type.endsWith('/xml');
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;', '\n': '&#10;', '\t': '&#9;' };

function escapeXml(text: string): string {
	return text.replace(/[&<>"\r\n\t]/g, (character) => XML_ESCAPES[character] ?? character);
}
