/**
 * The requests of `POST /v1.1/communications/sendMessage`, written from the vendor's page "Send message" and nothing else. It refuses everything that
 * the page does not name: a lenient sandbox hides bugs.
 */
import { z } from 'zod';

/** A star in the page's tables. */
const required = z.string().min(1);

/** "ISO standard": all examples have seconds and an offset, none has a fraction. */
const time = z
	.string()
	.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/)
	.refine((value) => !Number.isNaN(Date.parse(value)), 'no such time')
	.optional();

/** "Required for all base64 encoded image formats such as JPG, PNG, JPEG, and GIF." The page shows no example and no other encoding. */
const IMAGES = /^(jpe?g|png|gif)$/i;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const attachment = z
	.object({ file_name: required, file_type: required, file_data: required, file_encoding_type: z.literal('base64').optional() })
	.strict()
	.refine(({ file_type: type, file_encoding_type: encoding }) => encoding !== undefined || !IMAGES.test(type), 'an image needs file_encoding_type')
	.refine(({ file_data: data, file_encoding_type: encoding }) => encoding === undefined || BASE64.test(data), 'file_data is no Base64');

const sms = { to: required, body: required, sender: z.string().optional() };
const chat = { receiver: required, template: required };
/** The table has a star at `body`; the page's own JSON example has none. */
const email = {
	to: required,
	cc: z.string().optional(),
	bcc: z.string().optional(),
	from: required,
	subject: required,
	body: z.string().optional(),
	attachments: z.object({ attachment: z.array(attachment).min(1) }).strict().optional(),
};

export type Channel = 'sms' | 'whatsapp' | 'zalo' | 'email';
export type Format = 'json' | 'xml';

/** "Pass each … in a separate object" of a list with this name. */
export const LISTS = { sms: 'sms', whatsapp: 'whatsappMessage', zalo: 'zaloMessage', email: 'email' } as const;

const FIELDS = { sms, whatsapp: chat, zalo: chat, email };

/** "scheduled_time(Xml) / scheduledTime(Json)". */
export function requestSchema(channel: Channel, format: Format) {
	const item = z.object({ ...FIELDS[channel], [format === 'xml' ? 'scheduled_time' : 'scheduledTime']: time }).strict();
	return z.object({ root: z.object({ [LISTS[channel]]: z.array(item).min(1) }).strict() }).strict();
}

/** "Mobile number of the recipient", only digits in all examples; other forms are refused message by message. */
export const READABLE_NUMBER = /^\d{7,15}$/;
export const READABLE_ADDRESS = /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/;
