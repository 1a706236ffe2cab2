import type { ReceiptStatus } from '../../../core/records/receipt';
import { table } from '../../../core/wire/table';

/**
 * `deliveryFailureStatus` of an undelivered message. Source: the draft of the event's schema. It explains no name, so we take the names at their
 * word. DND and NDNC are registers of people who want no such messages.
 */
export const STATUSES = table<ReceiptStatus>({
	CREDIT_LIMIT_EXCEEDED: 'rejected',
	DND_BLOCKED: 'optedOut',
	EMAIL_BODY_EMPTY: 'rejected',
	FAILED: 'failed',
	HARD_BOUNCED: 'failed',
	MARKED_SPAM: 'rejected',
	NDNC_BLOCKED: 'optedOut',
	NOT_DELIVERED: 'failed',
	RATE_LIMIT_EXCEEDED: 'rejected',
	RETRY_TIMEOUT: 'expired',
	SOFT_BOUNCED: 'failed',
	TIMEOUT: 'expired',
	UNKNOWN: 'unknown',
});
