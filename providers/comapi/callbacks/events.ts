import type { Receipt, ReceiptStatus } from '../../../core/records/receipt';

/**
 * The events to subscribe to, by what the user wants to receive. Source: OpenAPI "Webhook API" 1.0.1, template "Message events". The portal lists the
 * other events of an account.
 */
export const EVENTS: ReadonlyArray<{ type: string; kind: Receipt['kind']; status: ReceiptStatus }> = [
	{ type: 'message.sent', kind: 'receipt', status: 'sent' },
	{ type: 'message.delivered', kind: 'receipt', status: 'delivered' },
	{ type: 'message.read', kind: 'receipt', status: 'read' },
	{ type: 'message.expired', kind: 'receipt', status: 'expired' },
	{ type: 'message.failed', kind: 'receipt', status: 'failed' },
	{ type: 'message.inbound', kind: 'inbound', status: 'delivered' },
];
