import { identifier, textual } from '../../../core/receive/content';
import { z } from '../../../vendor/zod';

const text = textual.optional().catch(undefined);

/** In samples it is a GUID; an ID in digits may come as a number. */
const id = identifier.optional().catch(undefined);
const object = z.record(z.unknown()).optional().catch(undefined);

/**
 * The envelope of every event. Source: reference pages "Webhooks" and "Message events" (documents of docs.cpaas.dotdigital.com and
 * developer.dotdigital.com). The schema checks only the values used here.
 */
export const eventSchema = z.object({
	eventId: id,
	name: z.string().min(1),
	payload: z.record(z.unknown()),
	timestamp: z.unknown(),
});

export type Event = z.infer<typeof eventSchema>;

/**
 * The payload of a `message.…` event about a sent message. Source: "Message events", where the message's id is `id`; in answers it is
 * `messageId`, so both are read.
 */
export const statusPayload = z.object({ id, messageId: id, details: z.unknown(), updatedOn: z.unknown(), metadata: object });

/** Addresses by their kind, as in `to`; or one address. */
const addresses = z.union([z.record(z.unknown()), z.string().transform((address): Record<string, unknown> => ({ address }))]).optional().catch(undefined);

/** The event of a message that somebody wrote. No page shows its payload; this is the OpenAPI's `InboundMessage`, and nothing in it is required. */
export const inboundPayload = z.object({
	messageId: id,
	id,
	receivedOn: z.unknown(),
	channel: text,
	from: addresses,
	to: addresses,
	body: text,
	messageParts: z.array(z.object({ type: text, data: text })).optional().catch(undefined),
	metadata: object,
	correlation: z.object({ metadata: object }).optional().catch(undefined),
});
