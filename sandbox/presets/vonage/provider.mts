import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Row } from '../../contract.mts';
import { answerToOne, basicKey, check, json, providerOf, Refused, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';

export const source: Source = {
	pages: [
		'https://developer.vonage.com/en/api/messages',
		'https://developer.vonage.com/en/api-errors',
		'https://developer.vonage.com/en/messages/concepts/messages-status-callbacks',
		'https://developer.nexmo.com/messages/concepts/signed-webhooks',
		'https://github.com/Vonage/vonage-node-sdk/tree/main/packages/messages',
	],
	readOn: '2026-11-30',
	unknown: 'How an unknown field is refused (here as an invalid one). Of the two ways to sign in only key and secret are played: a JWT has to be made anew for every request.',
};

/** Vonage's Messages API, the SMS channel. A key is `<API key>:<API secret>`. */
export const provider = providerOf({
	name: 'vonage',
	title: 'Vonage Messages',
	defaultKeys: ['sandboxkey:sandbox-secret'],
	signIn: (key) => ({ 'API key (user name)': key.split(':')[0]!, 'API secret (password)': key.split(':').slice(1).join(':') }),
	secretHeaders: ['authorization'],
	path: /^\/v1\/messages$/,
	body: 'json',
	keyOf: basicKey,
	read: (body, _path, key) => [rowOf(body, key)],
	answer: (rows) => answerToOne(rows, ({ messageId }) => json(202, { message_uuid: messageId }), (verdict) => refuse(verdict === 'refused' ? INVALID_RECIPIENT : { status: 429, words: 'You have exceeded the submission capacity allowed on this account' })),
	refuse,
	callbacks,
});

/** "Don't use a leading + or 00 when entering a phone number, start with the country code" */
const NUMBER = /^[1-9]\d{6,14}$/;

/** The fields of an SMS in version 1, and no others. */
const message = z
	.object({
		message_type: z.literal('text'),
		channel: z.literal('sms'),
		to: z.string(),
		from: z.string().min(1),
		text: z.string().min(1).max(1000),
		client_ref: z.string().max(100).optional(),
		ttl: z.number().int().positive().optional(),
		webhook_url: z.string().url().optional(),
		webhook_version: z.enum(['v0.1', 'v1']).optional(),
		trusted_recipient: z.boolean().optional(),
		sms: z.object({ encoding_type: z.enum(['text', 'unicode', 'auto']).optional(), content_id: z.string().optional(), entity_id: z.string().optional(), pool_id: z.string().optional() }).strict().optional(),
	})
	.strict();

const INVALID_RECIPIENT: Problem = { status: 422, code: 1430, words: 'The `to` parameter is invalid for the given channel.' };

/** @throws {Refused} 422 */
function rowOf(body: unknown, key: string): Row {
	const { to, from, text, client_ref: reference } = check(message, body, 422);
	if (!NUMBER.test(to)) throw new Refused(INVALID_RECIPIENT);
	if (!NUMBER.test(from) && !/^\d{3,6}$/.test(from) && !/^[A-Za-z0-9 ]{1,11}$/.test(from)) throw new Refused({ status: 422, code: 1120, words: 'The `from` parameter is invalid.' });
	const messageId = randomUUID();
	return {
		correlationId: reference ?? messageId,
		messageId,
		verdict: 'accepted',
		message: { channel: 'sms', recipient: to, sender: from, text, scheduledAt: null, details: { apiKey: key.split(':')[0], ...(reference !== undefined && { clientRef: reference }) } },
	};
}

const TITLES: Readonly<Record<string, string>> = { 1120: 'Invalid sender', 1150: 'Invalid params', 1430: 'Invalid recipient', unauthorized: 'You did not provide correct credentials.', 'not-found': 'Not found', throttled: 'Throttled' };
const GENERIC: Readonly<Record<number, string>> = { 401: 'unauthorized', 404: 'not-found', 429: 'throttled' };

/** RFC 7807. */
function refuse({ status, code, field, words }: Problem): Answer {
	const generic = GENERIC[status];
	const number = code ?? 1150;
	return {
		...json(status, {
			type: generic === undefined ? `https://developer.vonage.com/api-errors/messages#${number}` : `https://developer.vonage.com/api-errors#${generic}`,
			title: TITLES[generic ?? number] ?? 'Error',
			detail: field === undefined ? words : 'The value of one or more parameters is invalid.',
			instance: randomUUID().replaceAll('-', ''),
			...(field !== undefined && { invalid_parameters: [{ name: field, reason: words }] }),
		}),
		contentType: 'application/problem+json',
	};
}
