/**
 * The requests of `/v1/send-sms` and `/v1/send-bulk-sms`, written from the vendor's page "Envio de mensagens (MT)". Everything that the page (or its
 * English edition, for templates) does not name is refused: a lenient sandbox hides bugs.
 */
import { z } from 'zod';

/** "max 1280 chars": counted as a person counts them. */
const atMost = (longest: number) => z.string().refine((value) => [...value].length <= longest, `more than ${longest} characters`);

/** "yyyy-MM-dd'T'HH:mm:ss", without offset or fraction; a date that exists. */
const localDate = z
	.string()
	.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
	.refine((value) => new Date(`${value}Z`).toJSON()?.startsWith(value) ?? false, 'no such date');

const unixTime = z.number().int().positive().safe();
const someMinutes = z.number().int().positive().safe();

/** A name of the tz database; the page's example is America/Sao_Paulo. */
const zone = z.string().refine((name) => {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '' && /^[A-Z]/.test(name);
	} catch {
		return false;
	}
}, 'no time zone');

/** A boolean in the page's table, the text "true" in its third example of a bulk. */
const flash = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const texts = {
	messageText: atMost(1280).pipe(z.string().min(1)).optional(),
	extraInfo: atMost(255).optional(),
	flashSMS: flash.optional(),
	params: z.record(z.string()).optional(),
	templateId: z.number().int().safe().optional(),
	templateName: z.string().min(1).optional(),
};

/** "incluido código de país. Exemplo: 5511900000000" */
const destination = z.string().regex(/^[1-9]\d{7,14}$/);
const correlationId = atMost(64).pipe(z.string().min(1)).optional();

/** Fields that, according to an older manual, work only at the root of a bulk. */
const schedule = {
	timeWindow: z.array(z.number().int().min(0).max(23)).min(1).optional(),
	expiresAt: unixTime.optional(),
	expiresInMinutes: someMinutes.optional(),
	expiresDate: localDate.optional(),
	scheduledAt: unixTime.optional(),
	delayedInMinutes: someMinutes.optional(),
	scheduledDate: localDate.optional(),
	timeZone: zone.optional(),
	campaignAlias: z.string().min(1).optional(),
};

const account = { flowId: z.string().min(1).optional(), subAccount: z.string().min(1).optional() };

export const ROOT_ONLY = Object.keys(schedule) as Array<keyof typeof schedule>;

export const singleRequest = z.object({ destination, correlationId, ...texts, ...schedule, ...account }).strict();

export const bulkRequest = z
	.object({
		// Wavy discards a schedule inside a message unread, so its form does not matter.
		messages: z
			.array(z.object({ destination, correlationId, ...texts, ...account, ...discarded() }).strict())
			.min(1)
			.max(1000),
		defaultValues: z.object({ ...texts, ...account }).strict().optional(),
		...schedule,
		...account,
	})
	.strict();

/** A search by ids; the credential test uses it. Source: the English edition. */
export const statusSearch = z
	.object({ ids: z.array(z.string()).optional(), correlationIds: z.array(z.string()).optional() })
	.strict();

/** "ISO-8601": with an offset here, because no page says which zone a time without one has. */
const instant = z.string().datetime({ offset: true }).optional();

/** A search for received messages, from the query. Source: the English edition. */
export const inboundSearch = z.object({ start: instant, end: instant, subAccount: z.string().min(1).optional() }).strict();

export type StatusSearch = z.infer<typeof statusSearch>;
export type InboundSearch = z.infer<typeof inboundSearch>;

export type Single = z.infer<typeof singleRequest>;
export type Bulk = z.infer<typeof bulkRequest>;
export type BulkItem = Bulk['messages'][number];

function discarded(): Record<keyof typeof schedule, z.ZodUnknown> {
	return Object.fromEntries(ROOT_ONLY.map((name) => [name, z.unknown()])) as Record<keyof typeof schedule, z.ZodUnknown>;
}
