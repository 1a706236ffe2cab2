import type { Answer, Row } from '../contract.mts';

const STATUSES = { accepted: 'queued', refused: 'rejected', transient: 'busy' } as const;
const WORDS = { refused: 'The number does not exist', transient: 'Too much to do, come again' } as const;

/** The one message; empty if a fault removed its row. */
export function oneAnswer([row]: readonly Row[]): Answer {
	return json(202, row ? rowOf(row) : {});
}

export function batchAnswer(batch: string, rows: readonly Row[]): Answer {
	return json(202, { batch, messages: rows.map(rowOf) });
}

export function errorAnswer(status: number): Answer {
	return json(status, { error: { message: `Status ${status}` } });
}

export function json(status: number, body: unknown): Answer {
	return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

/** A message without the sender's correlationId has none in the answer; see `rowOf` in provider.mts. */
function rowOf({ messageId, correlationId, verdict, message }: Row) {
	return {
		...(verdict === 'accepted' && { id: messageId }),
		...(correlationId !== messageId && { correlationId }),
		...(message && { to: message.recipient }),
		status: STATUSES[verdict],
		...(verdict !== 'accepted' && { error: { message: WORDS[verdict] } }),
	};
}
