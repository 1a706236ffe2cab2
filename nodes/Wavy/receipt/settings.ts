import type { IWebhookFunctions } from 'n8n-workflow';

import type { ReceiveSettings } from '../../../core/n8n/receive';
import type { Receipt } from '../../../core/receipt';

/** What the user wants to hear of. An incoming message has no status to choose by. */
export function settingsOf(context: IWebhookFunctions): ReceiveSettings {
	const kinds = new Set(context.getNodeParameter('kinds') as string[]);
	const statuses = new Set(context.getNodeParameter('statuses', []) as string[]);
	return {
		keepRaw: context.getNodeParameter('simplify') === false,
		wanted: (record) => {
			const { kind, status } = record as Receipt;
			return kinds.has(kind) && (kind === 'inbound' || statuses.size === 0 || statuses.has(status));
		},
	};
}
