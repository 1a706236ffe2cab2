import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Row } from '../../contract.mts';
import { answerToOne, authorizationKey, check, json, providerOf, Refused, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';
import { payloadOf } from './payload.mts';

export const source: Source = {
	pages: [
		'https://github.com/team-telnyx/telnyx-node/blob/master/src/resources/messages/messages.ts',
		'https://developers.telnyx.com/development/api-fundamentals/api-errors',
		'https://developers.telnyx.com/api/errors/40310',
		'https://developers.telnyx.com/docs/messaging/messages/error-codes/index',
		'https://developers.telnyx.com/api-reference/callbacks/delivery-update',
	],
	readOn: '2026-11-30',
	unknown: "How an unknown field is refused (here 400, code 10015), and the HTTP status for a missing one (here 422). A field for the sender's own ID is in no description.",
};

/** Telnyx' "Send a message". A key is an API key. */
export const provider = providerOf({
	name: 'telnyx',
	title: 'Telnyx',
	defaultKeys: ['sandbox-key'],
	signIn: (key) => ({ 'API key (Bearer)': key }),
	secretHeaders: ['authorization'],
	path: /^\/v2\/messages$/,
	body: 'json',
	keyOf: (request) => authorizationKey(request, 'Bearer'),
	read: (body) => [rowOf(body)],
	answer: (rows, [sent]) => answerToOne(rows, (row) => json(200, { data: payloadOf(row, (row.message ?? sent!.message)!) }), (verdict) => refuse(verdict === 'refused' ? { status: 400, code: '40310', words: "The 'to' address should be a single valid number.", field: 'to' } : { status: 429, words: 'You have exceeded the maximum number of allowed requests.' })),
	refuse,
	callbacks,
});

const E164 = /^\+[1-9]\d{6,14}$/;

/** The fields of `MessageSendParams`, and no others. */
const sendParams = z
	.object({
		to: z.string(),
		from: z.string().min(1).optional(),
		text: z.string().min(1).optional(),
		auto_detect: z.boolean().optional(),
		media_urls: z.array(z.string().url()).optional(),
		messaging_profile_id: z.string().uuid().optional(),
		send_at: z.string().datetime({ offset: true }).nullable().optional(),
		subject: z.string().optional(),
		type: z.enum(['SMS', 'MMS']).optional(),
		use_profile_webhooks: z.boolean().optional(),
		webhook_url: z.string().url().optional(),
		webhook_failover_url: z.string().url().optional(),
	})
	.strict();

/** @throws {Refused} */
function rowOf(body: unknown): Row {
	const given = check(sendParams, body);
	const { to, from = null, text = null, messaging_profile_id: profile } = given;
	if (!E164.test(to) && !/^\d{4,8}$/.test(to)) throw new Refused({ status: 400, code: '40310', field: 'to', words: "The 'to' address should be a single valid number." });
	if (from === null && profile === undefined) throw new Refused({ status: 422, is: 'missing', field: 'from', words: 'A required parameter was missing.' });
	if (from !== null && !E164.test(from) && !/^\d{4,8}$/.test(from) && !/^[A-Za-z0-9 ]{1,11}$/.test(from)) throw new Refused({ status: 400, code: '40305', field: 'from', words: "The 'from' address should be a valid number or alphanumeric sender." });
	if (text === null && given.media_urls === undefined) throw new Refused({ status: 422, is: 'missing', field: 'text', words: 'A required parameter was missing.' });
	const messageId = randomUUID();
	return { correlationId: messageId, messageId, verdict: 'accepted', message: { channel: given.type === 'MMS' ? 'mms' : 'sms', recipient: to, sender: from, text, scheduledAt: given.send_at ?? null, details: {} } };
}

/** Code and title of "API error codes". */
const GENERAL: Readonly<Record<number, [code: string, title: string]>> = {
	400: ['10015', 'Bad Request'],
	401: ['10009', 'Authentication failed'],
	404: ['10005', 'Resource not found'],
	405: ['10005', 'Resource not found'],
	415: ['10014', 'Unsupported Media Type'],
	422: ['10004', 'Missing required parameter'],
	429: ['10011', 'Too many requests'],
	500: ['10007', 'Unexpected error'],
};

function refuse({ status, code, field, words, is }: Problem): Answer {
	const [general, title] = GENERAL[is === 'missing' ? 422 : status] ?? GENERAL[500]!;
	const error = { code: code ?? general, title: code === '40310' ? "Invalid 'to' address" : title, detail: words, ...(field !== undefined && { source: { pointer: `/${field.replaceAll('.', '/')}` } }) };
	return json(is === 'missing' ? 422 : status, { errors: [error] });
}
