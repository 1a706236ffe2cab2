import type { ReceiptStatus } from '../../../core/records/receipt';
import { table } from '../../../core/wire/table';

/**
 * What the status words mean, without what is between their letters. Source: "Communication callbacks via REST", status values; their
 * meanings are not spelled out, so these are read from the words. `TEST` says nothing of a delivery and stands in neither table.
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

/** Of calls. Another attempt is still to come after `NEXTATTEMPT`, so nothing is settled. */
export const CALL = table<ReceiptStatus>({
	DELIVERED: 'answered',
	INCORRECTNUMBER: 'rejected',
	NEXTATTEMPT: 'queued',
	NOTREACHED: 'noAnswer',
	OPTOUT: 'optedOut',
	SPAM: 'rejected',
});

/** A status as it stands in the tables. */
export function wordOf(status: string): string {
	return status.toUpperCase().replace(/[^A-Z]/g, '');
}
