import type { ProviderRequest, Reception } from '../contract.mts';
import { oneMessage, refused, textOf } from './single.mts';

/** `{ "messageId": <int> }`: read as text, because the number may have more digits than a JavaScript number holds. */
const BODY = /^\s*\{\s*"messageId"\s*:\s*([1-9]\d*)\s*\}\s*$/;

/** Beyond 2^53, so that a client that rounds is noticed. */
const FIRST_ID = 9_007_199_254_740_993n;
let issued = 0n;

/**
 * "Resend": IDs come from the interaction log, which nobody can read here, so every ID counts as known. The control API can refuse an ID like a
 * recipient. The inbox shows the accepted message with that ID again, or only the ID.
 */
export function resend(request: ProviderRequest): Reception {
	const text = textOf(request);
	if (typeof text !== 'string') return text;
	const [, id] = BODY.exec(text) ?? [];
	if (id === undefined) return refused([[400, 'messageId is not a number, or not all there is']]);
	const { text: words = null, sender = null } = request.accepted.find(id) ?? {};
	const resentId = String(FIRST_ID + (issued += 1n));
	const message = { channel: 'resend', recipient: id, sender, text: words, details: {}, scheduledAt: null };
	return oneMessage(
		{ correlationId: id, messageId: resentId, verdict: 'accepted', message },
		({ correlationId, messageId }) => `{"orgId":100458,"undeliveredMessageId":${/^\d+$/.test(correlationId) ? correlationId : 1},"resentMessageId":${messageId},"warnings":[]}`,
		[4223, 'Message not found'],
	);
}
