/**
 * The body of `POST …/messages`, and an entry of `POST …/messages/batch`, written from the vendor's pages and its OpenAPI "Omnichannel API" 1.3.1.
 * Everything that they do not name is refused: a lenient sandbox hides bugs.
 */
import { z } from 'zod';

/** "`sms`, `mms`, `email` …": case matters in all samples. Custom channels belong to an account, and this one has none. */
export const KNOWN_CHANNELS = ['sms', 'mms', 'email', 'fbMessenger', 'whatsApp', 'nativePush', 'appMessaging', 'twitter', 'rcs'] as const;

const requiredText = z.string().min(1);
/** Any object: "additionalProperties: true". */
const freeObject = z.record(z.unknown());
/** "in UTC, ISO 8601 format" */
const isoUtc = z.string().datetime({ offset: false });

const unicodeConversion = z
	.object({
		convertUnicodeToGsm: z.boolean().optional(),
		customReplacements: z.array(z.object({ from: z.string(), to: z.string() }).strict()).optional(),
	})
	.strict();
const textOptions = z.object({ from: z.string().min(3).optional(), allowUnicode: z.boolean().optional(), unicodeConversion: unicodeConversion.optional() }).strict();
const link = z.object({ url: requiredText }).strict();

/** Options of channels not named here are "configuration for other channels": any object. */
const channelOptions = z
	.object({
		sms: textOptions.optional(),
		mms: textOptions.optional(),
		whatsApp: z.object({ phoneNumber: requiredText.optional(), enableUrlPreview: z.boolean().optional() }).strict().optional(),
		fbMessenger: z.object({ messageTag: requiredText.optional(), messagingType: requiredText.optional() }).strict().optional(),
		rcs: z.object({ agentId: requiredText.optional() }).strict().optional(),
		email: z.object({ htmlBody: requiredText.optional(), fromName: requiredText.optional() }).strict().optional(),
		nativePush: z
			.object({
				data: z.object({ fcm: freeObject.optional(), apns: freeObject.optional(), isSilent: z.boolean().optional() }).strict().optional(),
				deepLink: z.object({ trackingLink: requiredText.optional(), fcm: link.optional(), apns: link.optional() }).strict().optional(),
			})
			.strict()
			.optional(),
		appMessaging: z
			.object({ from: z.object({ profileId: requiredText.optional(), name: requiredText.optional(), avatarUrl: requiredText.optional() }).strict().optional() })
			.strict()
			.optional(),
	})
	.catchall(freeObject);

const messagePart = z
	.object({
		type: requiredText,
		name: z.string().optional(),
		url: z.string().url().optional(),
		data: z.union([z.string(), freeObject]).optional(),
		size: z.number().int().nonnegative().optional(),
		channels: z.array(z.enum(KNOWN_CHANNELS)).optional(),
	})
	.strict();

/** "phone number, international format"; every sample is digits without plus. */
const to = z
	.object({
		phoneNumber: z.string().regex(/^\d{7,15}$/, 'is no international number').optional(),
		email: z.string().email().optional(),
		profileId: requiredText.optional(),
		fbMessengerId: requiredText.optional(),
	})
	.catchall(z.string());

const shape = z
	.object({
		to,
		rules: z.array(z.enum(KNOWN_CHANNELS)).min(1),
		body: requiredText.optional(),
		title: requiredText.optional(),
		templateId: requiredText.optional(),
		messageParts: z.array(messagePart).min(1).optional(),
		customBody: freeObject.optional(),
		channelOptions: channelOptions.optional(),
		overrides: z.object({ appMessaging: z.object({ conversation: freeObject.optional() }).strict().optional() }).strict().optional(),
		conversationId: requiredText.optional(),
		expiresOn: isoUtc.optional(),
		metadata: freeObject.optional(),
		requireOptIn: z.boolean().optional(),
	})
	.strict();

export type MessageRequest = z.infer<typeof shape>;

export const messageRequest = shape.superRefine((message, context) => {
	const refuse = (path: string, text: string) => context.addIssue({ code: 'custom', path: [path], message: text });
	const { body, messageParts, customBody = {}, channelOptions: options = {} } = message;
	if (Object.keys(message.to).length === 0) refuse('to', 'needs at least one identifier');
	if (body === undefined && messageParts === undefined && message.templateId === undefined && Object.keys(customBody).length === 0) refuse('body', 'nothing to send');
	if (body !== undefined && messageParts !== undefined) refuse('messageParts', 'either body or messageParts');
	for (const channel of Object.keys(customBody)) {
		if (Object.hasOwn(options, channel)) refuse(`channelOptions.${channel}`, 'the channel has a customBody as well');
	}
	if (message.rules.includes('sms') && !Object.hasOwn(customBody, 'sms') && [...(body ?? '')].length > 2000) refuse('body', 'an SMS has at most 2000 characters');
});
