/**
 * "Messages API": a made-up API like that of many vendors, for a node whose user describes the API. Its page is docs/http-messages.md, "The sandbox's
 * API". Everything that the page does not name is refused.
 */
import { z } from 'zod';

/** E.164 with its plus. */
const to = z.string().regex(/^\+[1-9]\d{7,14}$/);
const from = z.string().min(1).max(20).optional();
const text = z.string().min(1).max(1600);
/** The caller's own ID, which the answer repeats. */
const correlationId = z.string().min(1).max(255).optional();

export const oneRequest = z.object({ to, from, text, correlationId }).strict();

/** Up to 500 messages. Values beside the list are defaults for all of them. */
export const batchRequest = z.object({ from, text: text.optional(), messages: z.array(z.object({ to, from, text: text.optional(), correlationId }).strict()).min(1).max(500) }).strict();

export type One = z.infer<typeof oneRequest>;
export type BatchRequest = z.infer<typeof batchRequest>;
