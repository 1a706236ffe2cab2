import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Row } from '../../contract.mts';
import { basicKey, check, json, providerOf, Refused, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';

export const source: Source = {
	pages: [
		'https://www.plivo.com/docs/sms/detailed-reference/api/message/send-a-message/',
		'https://www.plivo.com/docs/sms/api/message/bulk-messaging/',
		'https://plivo.com/docs/messaging/api/message/message-status-callbacks',
		'https://docs.plivo.com/docs/messaging/concepts/signature-validation',
		'https://github.com/plivo/plivo-node/blob/master/lib/resources/messages.js',
	],
	readOn: '2026-11-30',
	unknown: 'Which of several numbers an ID in `message_uuid` belongs to (so the preset sends one a request), how an unknown field is refused (here 400), and the words of errors.',
};

/** Plivo's Message API, with its bulk messaging. A key is `<Auth ID>:<Auth Token>`. */
export const provider = providerOf({
	name: 'plivo',
	title: 'Plivo',
	defaultKeys: ['SANDBOXAUTHID0000000:sandbox-token'],
	signIn: (key) => ({ 'Auth ID (user name)': key.split(':')[0]!, 'Auth Token (password)': key.split(':').slice(1).join(':') }),
	secretHeaders: ['authorization'],
	path: /^\/v1\/Account\/([^/]+)\/Message\/$/,
	body: 'json',
	keyOf: basicKey,
	read: (body, [, account], key) => {
		if (!key.startsWith(`${account!}:`)) throw new Refused({ status: 404, words: 'the Auth ID of the path is not that of the key' });
		return readMessages(body);
	},
	answer,
	refuse,
	callbacks,
});

const text = z.string().min(1);

/** The arguments of "Send a message" for an SMS, and no others. */
const arguments_ = z
	.object({
		src: text.optional(),
		powerpack_uuid: z.string().uuid().optional(),
		dst: text,
		text: text.max(1600),
		type: z.enum(['sms', 'mms', 'whatsapp']).optional(),
		url: z.string().url().optional(),
		method: z.enum(['GET', 'POST']).optional(),
		log: z.union([z.boolean(), z.enum(['true', 'false', 'content_only', 'number_only'])]).optional(),
		trackable: z.boolean().optional(),
		message_expiry: z.number().int().min(5).max(10_800).optional(),
		media_urls: z.array(z.string().url()).max(10).optional(),
		media_ids: z.array(z.string()).max(10).optional(),
		dlt_entity_id: text.optional(),
		dlt_template_id: text.optional(),
		dlt_template_category: z.enum(['transactional', 'promotional', 'service_implicit', 'service_explicit']).optional(),
	})
	.strict();

/** "Characters stripped off automatically: / - . + ( ) and white spaces"; "<= 14 characters in length". */
const sanitized = (number: string) => number.replace(/[/\-.+()\s]/g, '');
const isNumber = (number: string) => /^[1-9]\d{6,13}$/.test(sanitized(number));

/** One message per number. @throws {Refused} */
function readMessages(given: unknown): Row[] {
	const body = check(arguments_, given);
	if ((body.src === undefined) === (body.powerpack_uuid === undefined)) throw new Refused({ status: 400, words: 'src or powerpack_uuid, and not both' });
	const numbers = [...new Set(body.dst.split('<'))];
	if (numbers.length > 1000) throw new Refused({ status: 400, field: 'dst', words: 'more than 1000 destination numbers' });
	const rows = numbers.map((number): Row => {
		const messageId = randomUUID();
		const message = { channel: body.type ?? 'sms', recipient: isNumber(number) ? sanitized(number) : number, sender: body.src ?? null, text: body.text, scheduledAt: null, details: {} };
		return { correlationId: messageId, messageId, verdict: isNumber(number) ? 'accepted' : 'refused', message };
	});
	if (rows.every(({ verdict }) => verdict === 'refused')) throw new Refused({ status: 400, field: 'dst', words: 'no valid destination number' });
	return rows;
}

/** "Valid destination numbers are accepted, and the list of invalid destination numbers is shared in the message response." */
function answer(rows: readonly Row[]): Answer {
	const accepted = rows.filter(({ verdict }) => verdict === 'accepted');
	const refused = rows.filter(({ verdict }) => verdict !== 'accepted').map(({ message }) => message?.recipient);
	if (accepted.length === 0 && rows.some(({ verdict }) => verdict === 'transient')) return refuse({ status: 429, words: 'too many requests' });
	if (accepted.length === 0 && rows.length > 0) return refuse({ status: 400, field: 'dst', words: 'no valid destination number' });
	return json(202, { api_id: randomUUID(), ...(refused.length > 0 && { invalid_number: refused }), message: 'message(s) queued', message_uuid: accepted.map(({ messageId }) => messageId) });
}

function refuse({ status, field, words }: Problem): Answer {
	return json(status, { api_id: randomUUID(), error: field === undefined ? words : `${field} parameter: ${words}` });
}
