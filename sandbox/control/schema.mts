import { z } from 'zod';
import { CALLBACK_KINDS } from '../callbacks/line.mts';
import { DELIVERY_STATUSES } from '../contract.mts';

/** A number in a query arrives as text. */
const position = z.coerce.number().int().min(0);

const paging = { offset: position.default(0), limit: position.max(10_000).default(100) };

export const messagesQuery = z
	.object({
		...paging,
		provider: z.string().optional(),
		channel: z.string().optional(),
		recipient: z.string().optional(),
		correlationId: z.string().optional(),
	})
	.strict();

export const requestsQuery = z
	.object({ ...paging, provider: z.string().optional(), status: z.coerce.number().int().optional() })
	.strict();

export const deliveriesQuery = z
	.object({
		...paging,
		provider: z.string().optional(),
		address: z.string().optional(),
		kind: z.enum(CALLBACK_KINDS).optional(),
		status: z.coerce.number().int().optional(),
	})
	.strict();

/** Only addresses that a browser may open. */
export const editorBody = z.object({ url: z.string().url().regex(/^https?:/).max(2000).nullable() }).strict();

export const latencyBody = z.object({ ms: z.number().min(0).max(600_000) }).strict();

/** Always with a time limit: while the port is closed, nobody can ask to open it. */
export const listeningBody = z.object({ listening: z.literal(false), forMs: z.number().min(1).max(600_000) }).strict();

export const statusRule = z
	.object({
		status: z.enum(DELIVERY_STATUSES),
		provider: z.string().optional(),
		recipient: z.string().optional(),
		messageId: z.string().optional(),
		correlationId: z.string().optional(),
	})
	.strict();

export const inboundBody = z
	.object({
		provider: z.string().min(1),
		sender: z.string().min(1),
		recipient: z.string().min(1),
		text: z.string(),
		answers: z.string().optional(),
		receivedAt: z.string().datetime().optional(),
	})
	.strict();
