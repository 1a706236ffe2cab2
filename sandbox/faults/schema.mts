import { z } from 'zod';

/**
 * Which requests a fault strikes. With only `kind`, it strikes the next request to any provider.
 * The filters narrow first; `after`, `rate` and `count` then apply to the requests that are left.
 */
const selectionBeforeBody = {
	/** Only requests to this provider. */
	provider: z.string().min(1).optional(),
	/** Let this many requests pass first. Default 0. */
	after: z.number().int().min(0).optional(),
	/** Strike each request with this probability, from a generator with this `seed`. */
	rate: z.number().min(0).max(1).optional(),
	seed: z.number().int().optional(),
	/** Strike this many requests. Default: 1, or `always` if `rate` is given. */
	count: z.union([z.number().int().min(1), z.literal('always')]).optional(),
};

const selection = {
	...selectionBeforeBody,
	/** Only requests that carry a message to this recipient. */
	recipient: z.string().min(1).optional(),
};

const milliseconds = z.number().min(0).max(600_000);
/** Whether the messages of the request count as accepted, although the answer does not say so. */
const accept = z.boolean().optional();
const letterCase = z.enum(['lower', 'upper', 'camel', 'pascal']).optional();

export const faultSchema = z.discriminatedUnion('kind', [
	/** The connection is closed once the head is read. Nothing is accepted, and the body is unread, so there is no recipient to choose by. */
	z.object({ kind: z.literal('refuse'), ...selectionBeforeBody }).strict(),
	/** TCP reset after the request was read. Nothing accepted. */
	z.object({ kind: z.literal('resetBefore'), ...selection }).strict(),
	/** TCP reset after the messages were accepted. */
	z.object({ kind: z.literal('resetAfter'), ...selection }).strict(),
	/** No answer until `releaseHeld()` or `ms`, then the connection is dropped. `accept` defaults to false. */
	z.object({ kind: z.literal('hold'), ...selection, accept, ms: milliseconds.optional() }).strict(),
	/** Accepted; the answer announces its whole length and stops half-way. */
	z.object({ kind: z.literal('truncate'), ...selection }).strict(),
	/** Accepted; the answer arrives in `slices` (default 10) spread over `ms`. */
	z.object({ kind: z.literal('slow'), ...selection, ms: milliseconds, slices: z.number().int().min(1).max(1000).optional() }).strict(),
	/** Any status, in the provider's own error format unless `body` is given. `accept` defaults to false. */
	z
		.object({
			kind: z.literal('status'),
			...selection,
			status: z.number().int().min(200).max(599),
			/** A number is seconds; a text, such as an HTTP date or rubbish, is sent as it is. */
			retryAfter: z.union([z.number().min(0), z.string()]).optional(),
			accept,
			body: z.string().optional(),
			contentType: z.string().optional(),
		})
		.strict(),
	/** All accepted; the answer lacks the last `drop` rows (default 1, or 0 if `add` is given) and has `add` made-up ones (default 0). */
	z
		.object({
			kind: z.literal('wrongCount'),
			...selection,
			drop: z.number().int().min(0).optional(),
			add: z.number().int().min(0).max(10_000).optional(),
		})
		.strict(),
	/** All accepted; the rows come in reverse. */
	z.object({ kind: z.literal('wrongOrder'), ...selection }).strict(),
	/** All accepted; the rows carry ids the caller never used, all or the first `rows`. */
	z.object({ kind: z.literal('foreignIds'), ...selection, rows: z.number().int().min(1).optional() }).strict(),
	/** Status 200 and a body that breaks off (its length is right). `accept` defaults to true. */
	z.object({ kind: z.literal('invalidBody'), ...selection, accept }).strict(),
	/** A page of HTML, as proxies send. `status` defaults to 502, `accept` to false. */
	z.object({ kind: z.literal('htmlPage'), ...selection, status: z.number().int().min(200).max(599).optional(), accept }).strict(),
	/** A redirect to a path that counts clients that follow it. `status` defaults to 307. Nothing accepted. */
	z
		.object({
			kind: z.literal('redirect'),
			...selection,
			status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).optional(),
			/** To the same address over https instead, like a server that only takes https. */
			toHttps: z.boolean().optional(),
		})
		.strict(),
	/** Accepted; the answer says the same in another way. Everything not named stays the same. */
	z
		.object({
			kind: z.literal('dress'),
			...selection,
			/** Ids, and all other texts of digits, are numbers. */
			numbers: z.boolean().optional(),
			/** Numbers, true and false are texts; not in XML, where everything is text. */
			texts: z.boolean().optional(),
			/** Letter case of keys and elements, including our ids if they are keys. */
			keys: letterCase,
			/** Letter case of the vendor's words for a status. */
			words: letterCase,
			/** The character set of the bytes; other characters are escaped. */
			charset: z.enum(['iso-8859-1', 'utf-16']).optional(),
			/** Where the character set is declared: the content type, the XML declaration, or both (default). */
			declaredIn: z.enum(['header', 'declaration', 'both']).optional(),
			/** Every object has fields that no page has, and fields that are null. */
			extra: z.boolean().optional(),
			byteOrderMark: z.boolean().optional(),
			contentType: z.string().optional(),
			/** In place of another 2xx. */
			status: z.number().int().min(200).max(299).optional(),
			/** Without its length, in pieces. */
			chunked: z.boolean().optional(),
			/** Compressed, even if the client did not ask for it. */
			gzip: z.boolean().optional(),
		})
		.strict(),
	/** The first `refused` messages are refused for good, the next `transient` for the moment (each 0 by default), the rest accepted. */
	z
		.object({
			kind: z.literal('partial'),
			...selection,
			refused: z.number().int().min(0).optional(),
			transient: z.number().int().min(0).optional(),
			/** Leave out the transient flag in every row, accepted ones too: the vendor's table and examples disagree. */
			omitTransientFlag: z.boolean().optional(),
			/** Give refused rows a message id as well: the vendor does not say whether they have one. */
			withMessageId: z.boolean().optional(),
		})
		.strict(),
]);

/** A fault as a caller writes it; see the comments of the schema. */
export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];

/** A recipient that the providers refuse, message by message, inside an otherwise good answer. */
export const refusalSchema = z
	.object({
		recipient: z.string().min(1),
		provider: z.string().min(1).optional(),
		outcome: z.enum(['permanent', 'transient']),
		/** Refuse this many times, then accept. Default `always`. */
		times: z.union([z.number().int().min(1), z.literal('always')]).optional(),
		omitTransientFlag: z.boolean().optional(),
		withMessageId: z.boolean().optional(),
	})
	.strict();

export type RefusedRecipient = z.infer<typeof refusalSchema>;
