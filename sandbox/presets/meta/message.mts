import { z } from 'zod';
import type { DecodedMessage } from '../../contract.mts';
import { check, Refused } from '../vendor.mts';

const text = z.string().min(1);

/** A value for one placeholder of a template. */
const parameter = z.discriminatedUnion('type', [
	z.object({ type: z.literal('text'), text: text.max(32_768), parameter_name: text.optional() }).strict(),
	z.object({ type: z.literal('currency'), currency: z.object({ fallback_value: text, code: z.string().regex(/^[A-Z]{3}$/), amount_1000: z.number().int() }).strict() }).strict(),
	z.object({ type: z.literal('date_time'), date_time: z.object({ fallback_value: text }).strict() }).strict(),
	z.object({ type: z.literal('payload'), payload: text.max(128) }).strict(),
	z.object({ type: z.enum(['image', 'video', 'document']), image: media(), video: media(), document: media() }).strict(),
]);

function media() {
	return z.object({ id: text.optional(), link: z.string().url().optional(), caption: z.string().optional(), filename: z.string().optional() }).strict().optional();
}

const component = z
	.object({
		type: z.enum(['header', 'body', 'button']),
		sub_type: z.enum(['quick_reply', 'url', 'copy_code', 'flow', 'catalog']).optional(),
		index: z.union([z.string().regex(/^\d$/), z.number().int().min(0).max(9)]).optional(),
		parameters: z.array(parameter).optional(),
	})
	.strict();

const common = {
	messaging_product: z.literal('whatsapp'),
	recipient_type: z.literal('individual').optional(),
	to: text,
	context: z.object({ message_id: text }).strict().optional(),
	biz_opaque_callback_data: z.string().max(512).optional(),
};

const template = z
	.object({
		...common,
		type: z.literal('template'),
		template: z.object({ name: z.string().regex(/^[a-z0-9_]{1,512}$/), language: z.object({ code: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,3})?$/), policy: z.literal('deterministic').optional() }).strict(), components: z.array(component).optional() }).strict(),
	})
	.strict();

const plain = z.object({ ...common, type: z.literal('text'), text: z.object({ body: text.max(4096), preview_url: z.boolean().optional() }).strict() }).strict();

/** A phone number with country code; a plus, hyphens, blanks and brackets are allowed. */
const NUMBER = /^\+?[1-9](?:[ ()-]?\d){6,14}$/;

/** @throws {Refused} with code 100, the page's code for "unsupported or misspelled parameters" */
export function readMessage(given: unknown, phoneNumberId: string): DecodedMessage {
	const isText = typeof given === 'object' && given !== null && 'type' in given && given.type === 'text';
	const body = isText ? check(plain, given) : check(template, given);
	if (!NUMBER.test(body.to)) throw new Refused({ status: 400, code: 131009, field: 'to', words: 'Parameter value is not valid' });
	const { biz_opaque_callback_data: callbackData } = body;
	return {
		channel: 'whatsapp',
		recipient: body.to,
		sender: null,
		text: 'text' in body ? body.text.body : null,
		scheduledAt: null,
		details: { phoneNumberId, ...(callbackData !== undefined && { callbackData }), ...('template' in body && { template: body.template.name, placeholders: placeholdersOf(body.template.components ?? []) }) },
	};
}

/** The values for a template's placeholders, in their order. */
function placeholdersOf(components: ReadonlyArray<z.infer<typeof component>>): unknown[] {
	return components.flatMap(({ parameters = [] }) => parameters.map((one) => (one.type === 'text' ? one.text : one)));
}
