import { DateTime } from 'luxon';

import type { PollOperation, Received } from '../../../core/poll/poll';
import { unreadable } from '../../../core/receive/receive';
import { inboundReceipt, unaskedSchemas } from '../callbacks/sms';
import { searchInbound } from '../searchInbound/operation';
import type { Params } from '../searchInbound/params';
import { decodeEach } from '../searchInbound/response';
import { spelled } from '../shared/searches';

/** "Default: 5 days ago", and nothing older. */
const KEPT_MS = 5 * 86_400_000;

/** "Up to 1,000 messages", in a sentence that contradicts the one about five days. */
const MOST = 1000;

/** Messages of customers since the last poll, from the search that removes nothing. */
export function pollInbound(subAccount: string | null): PollOperation<Params> {
	return {
		search: { ...searchInbound, decode: (answer) => decodeEach(answer, recordOf) },
		params: ({ from, to }) => ({ start: timeOf(from), end: timeOf(to), subAccount }),
		retentionMs: KEPT_MS,
		pageLimit: MOST,
	};
}

/** One unreadable message must not block the others in every poll. */
function recordOf(raw: unknown): Received {
	try {
		return { record: inboundReceipt(unaskedSchemas.inbound.parse(spelled(raw))), raw };
	} catch {
		return unreadable('wavy', 'inbound', new Error('it is no object'), raw, 'The message');
	}
}

function timeOf(ms: number | null): DateTime | null {
	return ms === null ? null : DateTime.fromMillis(ms);
}
