import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DecodedMessage } from '../../contract.mts';
import { check, Refused } from '../vendor.mts';

/** By key, and then by recipient or `default`. */
type Parameters = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/** A message keeps only its own share of `to` and `parameters`: if a thousand messages kept everything, that would be a million values. */
export type SinchMessage = DecodedMessage & { details: { batch: Record<string, unknown> & { parameters?: Parameters } } };

/** A phone number with country code; "+" may be left out. */
const msisdn = z.string().regex(/^\+?[1-9]\d{6,14}$/, 'no MSISDN');
const date = z.string().datetime({ offset: true });

/** "Letters A-Z and a-z, digits 0-9 and .-_ allowed. Max 16 characters long" */
const parameterKey = z.string().regex(/^[A-Za-z0-9.\-_]{1,16}$/, 'no parameter key');
const parameterValues = z.record(z.union([z.literal('default'), msisdn]), z.string().max(160));

/** The fields of the SDK's `TextRequest`, and no others. */
const textRequest = z
	.object({
		to: z.array(msisdn).min(1).max(1000),
		from: z.string().min(1).optional(),
		parameters: z.record(parameterKey, parameterValues).optional(),
		body: z.string().min(1).max(2000),
		type: z.literal('mt_text').optional(),
		delivery_report: z.enum(['none', 'summary', 'full', 'per_recipient', 'per_recipient_final']).optional(),
		send_at: date.optional(),
		expire_at: date.optional(),
		callback_url: z.string().url().max(2048).optional(),
		client_reference: z.string().max(2048).optional(),
		feedback_enabled: z.boolean().optional(),
		flash_message: z.boolean().optional(),
		truncate_concat: z.boolean().optional(),
		max_number_of_message_parts: z.number().int().min(1).optional(),
		from_ton: z.number().int().min(0).max(6).optional(),
		from_npi: z.number().int().min(0).max(18).optional(),
	})
	.strict();

/** @throws {Refused} for the whole batch: there is no other refusal */
export function readBatch(given: unknown): { batchId: string; messages: SinchMessage[] } {
	const batch = check(textRequest, given);
	const { to, parameters, ...shared } = batch;
	const { from = null, body, send_at: sendAt = null } = shared;
	const messages = to.map((recipient) => {
		const details = { batch: { ...shared, type: 'mt_text', ...(parameters && { parameters: shareOf(parameters, recipient) }) } };
		return { channel: 'sms', recipient, sender: from, text: filledIn(body, parameters ?? {}, recipient), scheduledAt: sendAt, details };
	});
	return { batchId: randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase(), messages };
}

/** Rebuilds the batch from its messages. */
export function wholeOf(messages: readonly SinchMessage[]): Record<string, unknown> {
	const { parameters, ...shared } = messages[0]!.details.batch;
	const all: Record<string, Record<string, string | undefined>> = {};
	for (const { details } of messages) {
		for (const [key, share] of Object.entries(details.batch.parameters ?? {})) Object.assign((all[key] ??= {}), share);
	}
	return { ...shared, to: messages.map(({ recipient }) => recipient), ...(parameters && { parameters: all }) };
}

function shareOf(parameters: Parameters, recipient: string): Parameters {
	return Object.fromEntries(Object.entries(parameters).map(([key, values]) => [key, { ...(values[recipient] !== undefined && { [recipient]: values[recipient] }), ...(values.default !== undefined && { default: values.default }) }]));
}

/** The text with each `${key}` replaced by this recipient's value, or by the default. */
function filledIn(body: string, parameters: Parameters, recipient: string): string {
	return body.replace(/\$\{([A-Za-z0-9.\-_]{1,16})\}/g, (_whole, key: string) => {
		const values = parameters[key];
		const value = values?.[recipient] ?? values?.default;
		if (value === undefined) throw new Refused({ status: 403, code: 'missing_parameter', words: `no value of "${key}" for ${recipient}` });
		return value;
	});
}
