import { valueOf } from '../../../core/http/answer';
import { failure, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import type { Receipt } from '../../../core/records/receipt';
import { statusReceipt, statusSchema } from '../callbacks/sms';
import { readAnswer, spelled } from '../shared/searches';
import type { Params } from './params';

/**
 * Reads the statuses that were found: one receipt per message. No page shows how they are wrapped, so a list, a single status and a list within an
 * object are read. Statuses of other messages are dropped; if there are no others, the answer belongs to another request.
 * @throws Error if the body of a successful answer has no statuses
 */
export function decode(answer: HttpAnswer, params: Params): ProviderRecord[] | Failure | null {
	const read = readAnswer(answer);
	if (read === null || 'status' in read) return read;
	const entries = entriesIn(read.body);
	const wanted = new Set([...params.ids, ...params.correlationIds].map((id) => id.toLowerCase()));
	const records = new Map<string, ProviderRecord>();
	// Drop foreign entries before reading them: reading a hundred thousand takes seconds.
	for (const raw of entries.filter((entry) => idsOf(entry).some((id) => wanted.has(id)))) {
		const reported = statusSchema.safeParse(spelled(raw));
		if (!reported.success) continue;
		const record: Receipt = statusReceipt(reported.data);
		// A message may be found by both its ids.
		records.set(record.receiptId, { record, raw });
	}
	if (records.size > 0) return [...records.values()];
	if (entries.length > 0) throw new Error('it has no status of a message that was asked for');
	return notFound;
}

const notFound = failure({
	status: 'notFound',
	code: 'notFound',
	what: 'Wavy has no status of these messages: not yet, or no longer',
	fix: 'A status appears when the carrier has the SMS, and is kept for 3 days: ask again later, or check the IDs.',
	httpStatus: 200,
	retryable: true,
});

function entriesIn(body: unknown): unknown[] {
	if (Array.isArray(body)) return body as unknown[];
	if (typeof body !== 'object' || body === null) throw new Error('it has no statuses');
	if (valueOf(body, 'id') !== undefined) return [body];
	const list = Object.values(body).find((value) => Array.isArray(value)) as unknown[] | undefined;
	if (list === undefined) throw new Error('it has no statuses');
	return list;
}

function idsOf(entry: unknown): string[] {
	return ['id', 'correlationId'].map((key) => String(valueOf(entry, key)).trim().toLowerCase());
}
