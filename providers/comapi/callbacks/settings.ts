import type { Receipt } from '../../../core/records/receipt';
import { type ParameterSource, type ReceiveSettings, receiveSettings } from '../../../n8n/edges/receiveSettings';

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
