import { createHash } from 'node:crypto';
import type { CallbackWriter, InboundMessage, TrackedMessage } from '../../contract.mts';
import { postJson, withHeaders } from '../vendor.mts';

const APP_ID = '4376000000000000001';
const OFFICIAL_ACCOUNT = '579000000000000001';

/** It reports when a message reached the phone, and what a follower writes. Its secret is that of the Official Account. */
export const callbacks: CallbackWriter = {
	most: 1,
	sends: (report) => report.kind === 'inbound' || report.message.status === 'delivered' || report.message.status === 'read',
	write: ([report]) => postJson(JSON.stringify(report!.kind === 'inbound' ? inbound(report!.message) : received(report!.message))),
	/** A plain hash of the app's ID, the body, the time in the body, and the secret. */
	sign: (request, { secret }) => {
		if (secret === '') return request;
		const { timestamp } = JSON.parse(request.body) as { timestamp: string };
		return withHeaders(request, { 'x-zevent-signature': `mac=${createHash('sha256').update(`${APP_ID}${request.body}${timestamp}${secret}`).digest('hex')}` });
	},
};

const milliseconds = (iso: string) => String(Date.parse(iso));

function received({ messageId, statusAt, details }: TrackedMessage) {
	return {
		sender: { id: OFFICIAL_ACCOUNT },
		recipient: { id: '246000000000000001' },
		event_name: 'user_received_message',
		message: { delivery_time: milliseconds(statusAt), msg_id: messageId, ...(details.trackingId !== undefined && { tracking_id: details.trackingId }) },
		app_id: APP_ID,
		timestamp: milliseconds(statusAt),
	};
}

/** A follower has an ID, not a phone number. */
function inbound({ messageId, sender, text, receivedAt }: InboundMessage) {
	return { app_id: APP_ID, user_id_by_app: sender, event_name: 'user_send_text', timestamp: milliseconds(receivedAt), sender: { id: sender }, recipient: { id: OFFICIAL_ACCOUNT }, message: { msg_id: messageId, text } };
}
