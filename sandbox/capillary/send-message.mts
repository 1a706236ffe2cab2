import type { DecodedMessage, ProviderRequest, Reception, Row } from '../contract.mts';
import { errorAnswer, messagesAnswer } from './answer.mts';
import { channelOf, decode, formatOf } from './decode.mts';
import { issueId } from './ids.mts';
import { MalformedRequest } from './malformed.mts';
import { READABLE_ADDRESS, READABLE_NUMBER } from './schema.mts';

/** "Send message". */
export function sendMessage(request: ProviderRequest): Reception {
	const refuse = (status: number, problem: string): Reception => ({ kind: 'answer', key: 'right', answer: errorAnswer(status, request.headers), problem });
	const format = formatOf(request.headers['content-type']);
	if (format === undefined) return refuse(415, 'the content type is neither JSON nor XML in UTF-8');
	try {
		const channel = channelOf(request.query);
		const messages = decode(request.body, channel, format);
		return { kind: 'messages', key: 'right', rows: messages.map(toRow), encode: (rows) => messagesAnswer(rows, channel, request.headers) };
	} catch (error) {
		if (error instanceof MalformedRequest) return refuse(400, error.message);
		throw error;
	}
}

/** The request has no id of the sender, so the sandbox uses its own. */
function toRow(message: DecodedMessage): Row {
	const messageId = String(issueId());
	const readable = message.channel === 'email' ? READABLE_ADDRESS : READABLE_NUMBER;
	return { correlationId: messageId, messageId, verdict: readable.test(message.recipient) ? 'accepted' : 'refused', message };
}
