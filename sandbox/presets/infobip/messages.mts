import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DecodedMessage } from '../../contract.mts';
import { check } from '../vendor.mts';

/** "Destination addresses must be in international format"; a leading plus is allowed. */
export const isAddress = (to: string) => /^\+?[1-9]\d{6,14}$/.test(to);

const bounded = (most: number) => z.string().max(most);
const url = z.string().url();

const language = z.object({ languageCode: z.string().optional(), singleShift: z.boolean().optional(), lockingShift: z.boolean().optional() }).strict();
const textContent = z.object({ text: z.string().min(1), transliteration: z.string().optional(), language: language.optional() }).strict();
const destination = z.object({ to: bounded(64), messageId: z.string().min(1).optional(), networkId: z.number().int().optional() }).strict();
const time = z.object({ hour: z.number().int().min(0).max(23), minute: z.number().int().min(0).max(59) }).strict();

const options = z
	.object({
		platform: z.object({ entityId: bounded(255).optional(), applicationId: bounded(255).optional() }).strict().optional(),
		validityPeriod: z.object({ amount: z.number().int().positive(), timeUnit: z.enum(['SECONDS', 'MINUTES', 'HOURS']).optional() }).strict().optional(),
		deliveryTimeWindow: z.object({ days: z.array(z.string()).min(1), from: time.optional(), to: time.optional() }).strict().optional(),
		campaignReferenceId: bounded(255).optional(),
		regional: z.record(z.unknown()).optional(),
		flash: z.boolean().optional(),
	})
	.strict();

const webhooks = z
	.object({
		delivery: z.object({ url: url.optional(), intermediateReport: z.boolean().optional(), notify: z.boolean().optional() }).strict().optional(),
		contentType: z.enum(['application/json', 'application/xml']).optional(),
		callbackData: bounded(4000).optional(),
	})
	.strict();

const requestOptions = z
	.object({
		schedule: z.object({ bulkId: z.string().min(1).optional(), sendAt: z.string().datetime({ offset: true }).optional(), sendingSpeedLimit: z.record(z.unknown()).optional() }).strict().optional(),
		tracking: z.record(z.unknown()).optional(),
		includeSmsCountInResponse: z.boolean().optional(),
		conversionTracking: z.object({ useConversionTracking: z.boolean().optional(), conversionTrackingName: z.string().optional() }).strict().optional(),
	})
	.strict();

const message = z.object({ sender: z.string().optional(), destinations: z.array(destination).min(1), content: textContent, options: options.optional(), webhooks: webhooks.optional() }).strict();

/** `SmsRequest` of the description, with texts; binary content is not imitated. */
const smsRequest = z.object({ messages: z.array(message).min(1).max(10_000), options: requestOptions.optional() }).strict();

/** One message per destination. @throws {Refused} */
export function readMessages(given: unknown): Array<DecodedMessage & { messageId?: string | undefined }> {
	const { messages, options: { schedule } = {} } = check(smsRequest, given);
	const bulkId = schedule?.bulkId ?? randomUUID();
	return messages.flatMap(({ sender = null, destinations, content, webhooks: hooks }) =>
		destinations.map(({ to, messageId }) => ({
			channel: 'sms',
			recipient: to,
			sender,
			text: content.text,
			scheduledAt: schedule?.sendAt ?? null,
			details: { bulkId, ...(hooks?.callbackData !== undefined && { callbackData: hooks.callbackData }) },
			messageId,
		})),
	);
}
