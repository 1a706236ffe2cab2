import type { DecodedMessage, Row } from '../../contract.mts';
import { partsOf } from '../vendor.mts';

/** `OutboundMessagePayload`. */
export function payloadOf({ messageId }: Pick<Row, 'messageId'>, { recipient, sender, text, channel }: DecodedMessage) {
	return {
		record_type: 'message',
		direction: 'outbound',
		id: messageId,
		type: channel === 'mms' ? 'MMS' : 'SMS',
		from: { phone_number: sender ?? '', carrier: '', line_type: '' },
		to: [{ phone_number: recipient, status: 'queued', carrier: '', line_type: 'Wireless' }],
		cc: [],
		text,
		media: [],
		encoding: 'GSM-7',
		parts: partsOf(text ?? ''),
		tags: [],
		cost: null,
		received_at: new Date().toISOString(),
		sent_at: null,
		completed_at: null,
		valid_until: null,
		errors: [] as object[],
	};
}
