import { z } from 'zod';
import type { DecodedMessage } from '../../contract.mts';
import { check, Refused } from '../vendor.mts';

export type TwilioMessage = DecodedMessage & { details: { accountSid: string } };

const E164 = /^\+[1-9]\d{1,14}$/;
/** "channel address, e.g. whatsapp:+15552229999" */
const CHANNEL_ADDRESS = /^(whatsapp|messenger|rcs):\S+$/;

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`));
const boolean = z.enum(['true', 'false']);
const uri = z.string().url();
/** Form values repeat a name for a list. */
const list = <Value extends z.ZodTypeAny>(value: Value, most: number) => z.union([value, z.array(value).max(most)]);

/** Every parameter of `CreateMessageRequest`, and no other. Errors in these four have codes of their own. */
const createMessage = z
	.object({
		To: z.unknown(),
		From: z.unknown(),
		Body: z.unknown(),
		StatusCallback: uri.optional(),
		ApplicationSid: sid('AP').optional(),
		MaxPrice: z.string().regex(/^\d+(\.\d+)?$/).optional(),
		ProvideFeedback: boolean.optional(),
		Attempt: z.string().regex(/^\d+$/).optional(),
		ValidityPeriod: z
			.string()
			.regex(/^\d+$/)
			.refine((seconds) => Number(seconds) >= 1 && Number(seconds) <= 36_000, 'not from 1 to 36000')
			.optional(),
		ForceDelivery: boolean.optional(),
		ContentRetention: z.enum(['retain', 'discard']).optional(),
		AddressRetention: z.enum(['retain', 'obfuscate']).optional(),
		SmartEncoded: boolean.optional(),
		PersistentAction: list(z.string(), 10).optional(),
		TrafficType: z.enum(['free']).optional(),
		ShortenUrls: boolean.optional(),
		ScheduleType: z.enum(['fixed']).optional(),
		SendAt: z.string().datetime({ offset: true }).optional(),
		SendAsMms: boolean.optional(),
		ContentVariables: z.string().optional(),
		RiskCheck: z.enum(['enable', 'disable']).optional(),
		FallbackFrom: z.string().optional(),
		MessagingServiceSid: sid('MG').optional(),
		MediaUrl: list(uri, 10).optional(),
		ContentSid: sid('HX').optional(),
	})
	.strict();

/**
 * One message of a form.
 * @throws {Refused} with the code of the vendor's dictionary of errors
 */
export function readMessage(form: unknown, accountSid: string, key: string): TwilioMessage {
	if (!key.startsWith(`${accountSid}:`)) throw new Refused({ status: 404, words: 'the account of the path is not that of the key' });
	const { To, From, Body, ...given } = check(createMessage, form);
	const recipient = text(To, 21604, "A 'To' phone number is required.");
	if (!E164.test(recipient) && !CHANNEL_ADDRESS.test(recipient)) throw refusal(21211, `Invalid 'To' Phone Number: ${recipient}`);
	const sender = From === undefined && given.MessagingServiceSid !== undefined ? null : text(From, 21603, "A 'From' phone number is required.");
	if (sender !== null && !E164.test(sender) && !CHANNEL_ADDRESS.test(sender) && !isSenderId(sender)) throw refusal(21212, `Invalid 'From' Number: ${sender}`);
	if (Body === undefined && given.MediaUrl === undefined && given.ContentSid === undefined) throw refusal(21602, 'Message body is required.');
	const body = Body === undefined ? null : text(Body, 21602, 'Message body is required.');
	if ([...(body ?? '')].length > 1600) throw refusal(21617, 'The concatenated message body exceeds the 1600 character limit');
	if (given.SendAt !== undefined && given.MessagingServiceSid === undefined) throw refusal(35118, 'MessagingServiceSid is required to schedule a message');
	if ((given.SendAt === undefined) !== (given.ScheduleType === undefined)) throw new Refused({ status: 400, field: 'SendAt', words: 'SendAt and ScheduleType go together' });
	return {
		channel: recipient.startsWith('whatsapp:') ? 'whatsapp' : 'sms',
		recipient,
		sender,
		text: body,
		scheduledAt: given.SendAt ?? null,
		details: {
			accountSid,
			...(given.MessagingServiceSid !== undefined && { messagingServiceSid: given.MessagingServiceSid }),
			...(given.MediaUrl !== undefined && { mediaUrls: [given.MediaUrl].flat() }),
			...(given.ContentSid !== undefined && { contentSid: given.ContentSid, contentVariables: given.ContentVariables }),
		},
	};
}

const refusal = (code: number, words: string) => new Refused({ status: 400, code, words });

function text(given: unknown, code: number, words: string): string {
	if (typeof given !== 'string' || given === '') throw refusal(code, words);
	return given;
}

/** A short code, or a name: up to eleven letters, digits and blanks with one letter at least. */
function isSenderId(sender: string): boolean {
	return /^\d{3,8}$/.test(sender) || (/^[A-Za-z0-9 +\-_&]{1,11}$/.test(sender) && /[A-Za-z]/.test(sender));
}
