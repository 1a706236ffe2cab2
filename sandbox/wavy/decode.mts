import type { DecodedMessage } from '../contract.mts';
import { MalformedRequest } from './malformed.mts';
import { requireHalfAnHour, requireOneOfEachTrio, requireText } from './rules.mts';
import { bulkRequest, ROOT_ONLY, singleRequest, type Bulk, type BulkItem, type Single } from './schema.mts';
import type { z } from 'zod';

/** A message as the request gave it, with the sender's id, if any. */
export interface Asked {
	correlationId: string | null;
	message: DecodedMessage;
}

/** @throws {MalformedRequest} */
export function decodeSingle(given: unknown): Asked[] {
	const single = parse(singleRequest, given);
	requireOneOfEachTrio(single);
	requireHalfAnHour(single);
	requireText(single, 'message');
	return [toAsked(single, single, [])];
}

/** @throws {MalformedRequest} */
export function decodeBulk(given: unknown): Asked[] {
	const bulk = parse(bulkRequest, given);
	requireOneOfEachTrio(bulk);
	return bulk.messages.map((item, index) => {
		const whole = { ...accountOf(bulk), ...bulk.defaultValues, ...definedOnly(item) };
		requireText(whole, `messages.${index}`);
		return toAsked(whole, bulk, ROOT_ONLY.filter((name) => item[name] !== undefined));
	});
}

function toAsked(item: BulkItem | Single, root: Bulk | Single, discarded: readonly string[]): Asked {
	const { scheduledDate, scheduledAt, delayedInMinutes, timeZone } = root;
	const { messageText, params, flowId, templateId, templateName, extraInfo, flashSMS, subAccount } = item;
	const { timeWindow, campaignAlias, expiresAt, expiresDate, expiresInMinutes } = root;
	const details = { params, flowId, templateId, templateName, extraInfo, flashSMS, subAccount, timeWindow, timeZone, campaignAlias, expiresAt, expiresDate, expiresInMinutes };
	const start = scheduledDate ?? (scheduledAt !== undefined ? `Unix time ${scheduledAt}` : undefined);
	return {
		correlationId: item.correlationId ?? null,
		message: {
			channel: 'sms',
			recipient: item.destination,
			// "Sender id": the page has no field for it; the account's route decides.
			sender: null,
			text: messageText ?? null,
			details: definedOnly({ ...details, discarded: discarded.length > 0 ? discarded : undefined }),
			scheduledAt: start ?? (delayedInMinutes === undefined ? null : `in ${delayedInMinutes} minutes`),
		},
	};
}

function accountOf({ flowId, subAccount }: Bulk) {
	return definedOnly({ flowId, subAccount });
}

function parse<Value>(schema: z.ZodType<Value, z.ZodTypeDef, unknown>, given: unknown): Value {
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const unknown = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
	throw new MalformedRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}${unknown}`);
}

function definedOnly<Fields extends object>(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
