import type { ReceiptStatus } from '../../../core/records/receipt';
import { table } from '../../../core/wire/table';

/**
 * The meaning of the status words, written without separators. Source: "Communication callbacks via REST", status values. The page does not explain
 * them, so we take the words literally. `TEST` says nothing about a delivery and is in neither table.
 */
export const SMS = table<ReceiptStatus>({
	DELIVERED: 'delivered',
	FAILURE: 'failed',
	NOTDELIVERED: 'failed',
	NOTWHITELISTED: 'rejected',
	OPTOUT: 'optedOut',
	SPAM: 'rejected',
	UNKNOWN: 'unknown',
});

/** For calls. After `NEXTATTEMPT` Wiraya tries again, so nothing is settled. */
export const CALL = table<ReceiptStatus>({
	DELIVERED: 'answered',
	INCORRECTNUMBER: 'rejected',
	NEXTATTEMPT: 'queued',
	NOTREACHED: 'noAnswer',
	OPTOUT: 'optedOut',
	SPAM: 'rejected',
});

/** A status as the tables write it. */
export function wordOf(status: string): string {
	return status.toUpperCase().replace(/[^A-Z]/g, '');
}
