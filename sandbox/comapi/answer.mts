import type { Answer, Row } from '../contract.mts';
import type { ValidationFailure } from './decode.mts';
import type { MessageRequest } from './schema.mts';

/** The creator of a message in answers; the page's sample has `access:` and a GUID. */
export const CREATOR = 'access:3dd1558a-9db3-406a-8460-cbe5100a7628';

/** The vendor only shows the error body of a validation; we made up these words. */
const ERROR_MESSAGES: Readonly<Record<number, string>> = {
	400: 'The request is invalid',
	401: 'The access token, or user and password, are missing or wrong',
	403: 'No permission',
	404: 'Not found',
	405: 'Method not allowed',
	413: 'The request is too large',
	415: 'Unsupported media type',
	429: 'Too many requests',
	500: 'Server error',
	503: 'Service unavailable',
};

export function errorAnswer(status: number): Answer {
	return json(status, { message: ERROR_MESSAGES[status] ?? `Status ${status}` });
}

/** "A HTTP 400 is returned with the body describing the validation errors"; the shape is the vendor's Android SDK's. */
export function invalidAnswer(validationFailures: ValidationFailure[]): Answer {
	return json(400, { validationFailures });
}

/** 201 with the message and its status. A refused message is `failed`, whether for good or for the moment, because the page has no third word. */
export function messageAnswer(request: MessageRequest, [row]: readonly Row[], sent: Row): Answer {
	// A fault removed the only row.
	if (row === undefined) return json(201, {});
	const now = new Date().toISOString();
	const foreign = row.correlationId !== sent.correlationId;
	return json(201, {
		_createdOn: now,
		_updatedOn: now,
		_createdBy: CREATOR,
		_updatedBy: CREATOR,
		...request,
		...(foreign && { metadata: { ...request.metadata, correlationId: row.correlationId } }),
		sentOn: now,
		status: row.verdict === 'accepted' ? 'processing' : 'failed',
		statusDetails: { channelId: request.rules[0] },
		messageId: row.messageId,
	});
}

/**
 * 202 with one row per message, by its index. Rows have no status, so a message that a fault or the control API refuses has no row. Made-up and
 * foreign rows have an index beyond the batch.
 */
export function batchAnswer(rows: readonly Row[], sent: readonly Row[]): Answer {
	const places = new Map(sent.map(({ messageId, correlationId }, index) => [messageId, { index, correlationId }]));
	let beyond = sent.length;
	const answered = rows
		.filter(({ verdict }) => verdict === 'accepted')
		.map(({ messageId, correlationId }) => {
			const place = places.get(messageId);
			return { index: place?.correlationId === correlationId ? place.index : beyond++, messageId };
		});
	return json(202, answered);
}

export function json(status: number, body: unknown): Answer {
	return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}
