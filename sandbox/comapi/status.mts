import type { Answer, DeliveryStatus, TrackedMessage } from '../contract.mts';
import { CREATOR, json } from './answer.mts';
import { ruleOf } from './message.mts';

/** The vendor's words. It has none for a recipient who opted out. */
const STATUSES: Record<DeliveryStatus, string> = {
	hidden: 'processing',
	queued: 'processing',
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	failed: 'failed',
	expired: 'expired',
	rejected: 'filtered',
	optedOut: 'failed',
};

/**
 * The message as it was sent, with its status, as the reference page of `GET …/messages/{messageId}` shows it. No page shows the details of a message
 * before the first channel was tried; here they are the same as in the send answer.
 */
export function statusAnswer(message: TrackedMessage): Answer {
	const { messageId, correlationId, sender, text, details, receivedAt, statusAt } = message;
	const rule = ruleOf(message);
	const status = STATUSES[message.status];
	const { to, rules, subject, metadata, ...rest } = details;
	const own = { ...(metadata as object | undefined), ...(correlationId !== messageId && { correlationId }) };
	return json(200, {
		_createdOn: receivedAt,
		_updatedOn: statusAt,
		_createdBy: CREATOR,
		_updatedBy: CREATOR,
		to,
		senderProfileId: sender ?? 'sandbox',
		...(text !== null && { body: text }),
		...(subject !== undefined && { title: subject }),
		rules,
		...rest,
		...(Object.keys(own).length > 0 && { metadata: own }),
		submittedOn: receivedAt,
		status,
		statusDetails: status === 'processing' ? { channelId: rule } : statusDetailsOf(message),
		sentOn: receivedAt,
		messageId,
	});
}

/** The report of the channel that was tried; callbacks have the same. */
export function statusDetailsOf(message: TrackedMessage) {
	const { messageId, recipient, statusAt } = message;
	const rule = ruleOf(message);
	const status = STATUSES[message.status];
	const outcome = { to: recipient, successful: status === 'sent' || status === 'delivered' || status === 'read', clientRef: messageId };
	return { channel: rule, additionalInfo: outcome, channelStatus: { [rule]: { status, details: outcome, updatedOn: statusAt } } };
}
