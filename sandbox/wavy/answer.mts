import type { Answer, Row } from '../contract.mts';

/** The words of the English edition's table of statuses. */
const ERROR_MESSAGES: Readonly<Record<number, string>> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	413: 'Payload Too Large',
	415: 'Unsupported Media Type',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
	504: 'Gateway Timeout',
};

/** `{ errorCode, errorMessage }` is the body of the vendor's WhatsApp pages; for SMS none is published. */
export function errorAnswer(status: number): Answer {
	return json(status, { errorCode: status, errorMessage: ERROR_MESSAGES[status] ?? `Status ${status}` });
}

/** The list with one object that the page shows. The vendor has no row for a refusal: a refused message is left out. */
export function singleAnswer(rows: readonly Row[]): Answer {
	return json(200, rowsOf(rows));
}

/** The ids of the bulk and of its messages, in the page's form. */
export function bulkAnswer(id: string, rows: readonly Row[]): Answer {
	return json(200, { id, messages: rowsOf(rows) });
}

export function json(status: number, body: unknown): Answer {
	return { status, contentType: 'application/json;charset=UTF-8', body: JSON.stringify(body) };
}

/** A message without the sender's id has none in the answer, as in the page's example; see `toRow` in provider.mts. */
function rowsOf(rows: readonly Row[]) {
	const taken = rows.filter(({ verdict }) => verdict === 'accepted');
	return taken.map(({ messageId, correlationId }) => ({ id: messageId, ...(correlationId !== messageId && { correlationId }) }));
}
