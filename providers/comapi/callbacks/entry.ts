import { unreadable } from '../../../core/receive/receive';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { receipt, utcOf } from '../../../core/records/receipt';
import { addressOf, channelOf } from '../shared/channels';
import { CORRELATION_KEY } from '../shared/content';
import { eventSchema, inboundPayload, statusPayload, type Event } from './event';
import { addressIn, asText, receiptOf } from './record';
import { reportedSchema } from './reported';

const INBOUND = 'message.inbound';

/** The record of one event. */
export function recordOf(raw: unknown): ProviderRecord {
	const read = eventSchema.safeParse(raw);
	if (!read.success) return unreadable('comapi', 'receipt', new Error('it is no event with a name and a payload'), raw);
	const { name } = read.data;
	if (name === INBOUND) return inboundRecord(read.data, raw);
	return name.startsWith('message.') ? statusRecord(read.data, raw) : otherRecord(read.data, raw);
}

/** The status is the event's name. The rest is the same as in a look-up, under other keys. */
function statusRecord({ name, payload, timestamp }: Event, raw: unknown): ProviderRecord {
	const { id, messageId = id, details, updatedOn, metadata } = statusPayload.parse(payload);
	if (!messageId) return unreadable('comapi', 'receipt', new Error('it names no message'), raw);
	const reported = reportedSchema.parse({ messageId, status: name.slice('message.'.length) || name, statusDetails: details, metadata, sentOn: timestamp, _updatedOn: updatedOn });
	return { record: receiptOf({ ...reported, messageId }), raw };
}

/** A message that somebody wrote. Without text and sender only its raw payload says anything, so it is unreadable. */
function inboundRecord({ eventId, payload, timestamp }: Event, raw: unknown): ProviderRecord {
	const { messageId, id, receivedOn, channel, from = {}, to = {}, body, messageParts, correlation } = inboundPayload.parse(payload);
	const address = channel === undefined ? null : addressOf(channel);
	const sender = addressIn(from, address);
	const text = body ?? messageParts?.find(({ type = 'text/plain', data }) => type === 'text/plain' && data !== undefined)?.data;
	if (sender === null && text === undefined) return unreadable('comapi', 'inbound', new Error('its payload is of no known shape'), raw);
	const record = receipt({
		provider: 'comapi',
		channel: channel === undefined ? null : channelOf(channel),
		kind: 'inbound',
		status: 'delivered',
		messageId: messageId ?? id,
		// The metadata of the answered message, as Comapi stored it. The incoming message's own metadata comes from its sender, who could name any other
		// message.
		correlationId: asText(correlation?.metadata?.[CORRELATION_KEY]),
		recipient: addressIn(to, address),
		sender,
		text,
		occurredAt: utcOf(receivedOn) ?? utcOf(timestamp),
		identity: eventId,
	});
	return { record, raw };
}

/** An event that is not about the status of a message, such as a click or a profile. Its payload is in `raw`. */
function otherRecord({ eventId, name, payload, timestamp }: Event, raw: unknown): ProviderRecord {
	const { messageId, metadata } = statusPayload.parse(payload);
	const record = receipt({
		provider: 'comapi',
		kind: 'receipt',
		status: 'unknown',
		statusText: name,
		messageId,
		correlationId: asText(metadata?.[CORRELATION_KEY]),
		occurredAt: utcOf(timestamp),
		identity: eventId ?? JSON.stringify(payload),
	});
	return { record, raw };
}
