import { failure } from '../../../core/http/failure';
import type { Row } from '../../../core/send/outcome';

/**
 * Statuses in the answer to a send that mean accepted. The page of that answer has `processing`, `failed` and `sent`. The others come from Get Status,
 * in case the message is faster than the answer.
 */
const TAKEN = new Set(['processing', 'sent', 'retrying', 'delivered', 'read']);
const REFUSED = new Set(['failed', 'expired', 'filtered']);

/** Makes a row from a status; undefined for an undocumented status, which makes the message unknown. */
export function rowOf(
	given: { messageId: string; status: string; statusDetails?: unknown; acceptedAt?: string },
	httpStatus: number,
	raw: unknown,
): Row | undefined {
	const { messageId, statusDetails, acceptedAt } = given;
	const status = given.status.trim().toLowerCase();
	if (TAKEN.has(status)) return { accepted: true, messageId, acceptedAt, raw };
	if (!REFUSED.has(status)) return undefined;
	return {
		accepted: false,
		messageId,
		raw,
		failure: failure({
			status: 'rejected',
			code: status,
			what: `Comapi took the message and set it to ${status} at once`,
			fix: 'No channel took it: check the address, the channel rules and the channels of your account.',
			httpStatus,
			providerMessage: statusDetails === undefined ? null : JSON.stringify(statusDetails).slice(0, 300),
		}),
	};
}
