/**
 * What became of a message after it was accepted, in one vocabulary for all providers and in the order of a message's life. A final status settles
 * whether the message arrived, though `read` may still follow `delivered`. `answered` and `noAnswer` are for calls.
 *
 * n8n loads this file when it starts, so it imports nothing.
 */
export const STATUSES = {
	queued: { label: 'Queued', final: false },
	sent: { label: 'Sent', final: false },
	delivered: { label: 'Delivered', final: true },
	read: { label: 'Read', final: true },
	failed: { label: 'Failed', final: true },
	expired: { label: 'Expired', final: true },
	rejected: { label: 'Rejected', final: true },
	optedOut: { label: 'Opted Out', final: true },
	answered: { label: 'Answered', final: true },
	noAnswer: { label: 'No Answer', final: true },
	unknown: { label: 'Unknown', final: false },
} as const;

export type ReceiptStatus = keyof typeof STATUSES;
