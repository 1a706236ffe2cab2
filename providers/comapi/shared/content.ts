import type { Message } from '../../../core/send/message';
import type { JsonObject, MessagePart } from './values';

/**
 * A message as the provider has it, but for its metadata: keys and their order as on the wire. Source: OpenAPI "Omnichannel API"
 * 1.3.1, `MessageBase`.
 */
export interface Content {
	to: Record<string, string>;
	rules: string[];
	body?: string;
	title?: string;
	templateId?: string;
	messageParts?: MessagePart[];
	/** By channel: an object, or for a custom channel also text. */
	customBody?: JsonObject;
	channelOptions?: JsonObject;
	conversationId?: string;
	expiresOn?: string;
	requireOptIn?: boolean;
	metadata?: JsonObject;
	/** Whether our correlation id goes into the metadata. */
	tagged: boolean;
}

/**
 * The key of the metadata that carries our correlation id: metadata is a free object that comes back in the send answer, the
 * status and every webhook, and the API has no other field for an id of the caller's.
 */
export const CORRELATION_KEY = 'correlationId';

/** One message as it travels: alone in Send, as an entry of the array in Send Batch. */
export function toWire({ content, correlationId }: Message<Content>): JsonObject {
	const { metadata, tagged, ...message } = content;
	if (tagged) return { ...message, metadata: { ...metadata, [CORRELATION_KEY]: correlationId } };
	return metadata ? { ...message, metadata } : message;
}
