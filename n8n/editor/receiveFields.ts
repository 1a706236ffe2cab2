import type { INodeProperties } from 'n8n-workflow';

import type { ReceiptStatus } from '../../core/records/receipt';

const NAMES: Readonly<Record<ReceiptStatus, string>> = {
	answered: 'Answered',
	delivered: 'Delivered',
	expired: 'Expired',
	failed: 'Failed',
	noAnswer: 'No Answer',
	optedOut: 'Opted Out',
	queued: 'Queued',
	read: 'Read',
	rejected: 'Rejected',
	sent: 'Sent',
	unknown: 'Unknown',
};

/**
 * What of a provider's callbacks starts the workflow: the fields that all triggers share. core/receive/trigger.ts reads them.
 * @param statuses those the provider can report; `unknown` is always among the choices
 * @param inbound whether the provider hands on what customers write
 */
export function receiveFields({ statuses, inbound }: { statuses: readonly ReceiptStatus[]; inbound: boolean }): INodeProperties[] {
	const chosen = new Set<ReceiptStatus>([...statuses, 'unknown']);
	const options = Object.entries(NAMES).flatMap(([value, name]) => (chosen.has(value as ReceiptStatus) ? [{ name, value }] : []));
	return [
		...(inbound ? [kinds] : []),
		{
			displayName: 'Only Statuses',
			name: 'only',
			type: 'multiOptions',
			options,
			default: [],
			description: 'Statuses of receipts that start the workflow; all of them where none is chosen. Unknown is what no other word fits, or what could not be read.',
			...(inbound && { displayOptions: { show: { kinds: ['receipt'] } } }),
		},
	];
}

const kinds: INodeProperties = {
	displayName: 'Receive',
	name: 'kinds',
	type: 'multiOptions',
	options: [
		{ name: 'Incoming Messages', value: 'inbound', description: 'What customers write' },
		{ name: 'Receipts', value: 'receipt', description: 'What became of messages that were sent' },
	],
	default: ['receipt', 'inbound'],
	required: true,
	description: 'What starts the workflow',
};

/** Simplify, in n8n's own words; the last field but for Options. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
