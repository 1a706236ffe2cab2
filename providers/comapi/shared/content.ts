import { utcSeconds } from '../../../core/input/time';
import type { Message } from '../../../core/send/message';
import type { Fields } from './form';
import type { JsonObject } from './values';

export type Content = ReturnType<typeof contentOf>;

/**
 * A message in the provider's layout, except its metadata: keys and their order as on the wire. Source: OpenAPI "Omnichannel API"
 * 1.3.1, `MessageBase`.
 */
export function contentOf(fields: Fields, reached: { to: Record<string, string>; customBody: JsonObject | null; channelOptions: JsonObject | null }) {
	return withoutNulls({
		to: reached.to,
		rules: fields.rules,
		body: fields.text,
		title: fields.subject,
		templateId: fields.templateId,
		messageParts: fields.messageParts,
		/** By channel: an object, or for a custom channel also text. */
		customBody: reached.customBody,
		channelOptions: reached.channelOptions,
		conversationId: fields.conversationId,
		expiresOn: fields.expiresAt && utcSeconds(fields.expiresAt),
		requireOptIn: fields.requireOptIn || null,
		metadata: fields.metadata,
		/** Whether our correlation id goes into the metadata. */
		tagged: fields.sendCorrelationId,
	});
}

type WithoutNulls<Known> = { [Key in keyof Known as null extends Known[Key] ? never : Key]: Known[Key] } & { [Key in keyof Known as null extends Known[Key] ? Key : never]?: NonNullable<Known[Key]> };

function withoutNulls<Known extends JsonObject>(fields: Known): WithoutNulls<Known> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as WithoutNulls<Known>;
}

/**
 * The key of the metadata that carries our correlation id: metadata is a free object that comes back in the send answer, the
 * status and every webhook, and the API has no other field for the caller's id.
 */
export const CORRELATION_KEY = 'correlationId';

/** One message on the wire: alone, or as an entry of the array in a batch. */
export function toWire({ content, correlationId }: Message<Content>): JsonObject {
	const { metadata, tagged, ...message } = content;
	if (tagged) return { ...message, metadata: { ...metadata, [CORRELATION_KEY]: correlationId } };
	return metadata ? { ...message, metadata } : message;
}
