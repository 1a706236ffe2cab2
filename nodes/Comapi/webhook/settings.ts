import type { ReceiveSettings } from '../../../core/n8n/receive';
import { receiveSettings, type ParameterSource } from '../../../core/n8n/receiveSettings';
import type { Receipt } from '../../../core/receipt';

/** What the user wants of the events: the kinds and statuses all triggers know, and channels. What tells no channel may be of any. */
export function settingsOf(context: ParameterSource): ReceiveSettings {
	const { keepRaw, wanted } = receiveSettings(context);
	const channels = context.getNodeParameter('channels', []) as string[];
	return {
		keepRaw,
		wanted: (record) => {
			const { channel } = record as Receipt;
			return wanted(record) && (channels.length === 0 || channel === null || channels.includes(channel));
		},
	};
}
