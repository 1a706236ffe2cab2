import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Row } from '../../contract.mts';
import { answerToOne, check, json, providerOf, Refused, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';

export const source: Source = {
	pages: [
		'https://zalo.cloud/zns/guidelines/handle-error-code',
		'https://docs.infinix.vn/tai-lieu-ket-noi-api/gui-zns',
		'https://github.com/nxtele/nxcloud-doc-en/wiki/Zalo-webhook',
		'https://hainh.me/zalo-api-php-webhook-callback-official-account.html',
	],
	readOn: '2026-11-30',
	unknown: "Of Zalo's own pages the table of errors alone could be read; the fields and the signature are those that resellers' pages and public code agree on. Whether a number outside Vietnam is taken (here it is), the HTTP status of a refusal (here 200), how an unknown field is refused (here -132), and any callback for a message that does not arrive.",
};

/** Zalo's ZNS: one template message to one phone number. A key is an access token. */
export const provider = providerOf({
	name: 'zalo',
	title: 'Zalo ZNS',
	defaultKeys: ['sandbox-token'],
	signIn: (key) => ({ 'Header access_token': key }),
	secretHeaders: ['access_token'],
	path: /^\/message\/template$/,
	body: 'json',
	keyOf: ({ headers }) => headers.access_token as string | undefined,
	read: (body) => [rowOf(body)],
	answer: (rows) => answerToOne(rows, ({ messageId }) => json(200, { error: 0, message: 'Success', data: { msg_id: messageId, sent_time: String(Date.now()), sending_mode: '1', quota: { dailyQuota: '5000', remainingQuota: '4999' } } }), (verdict) => refuse({ status: 200, ...(verdict === 'refused' ? { code: -118, words: 'Zalo account not existed' } : { code: -100, words: 'Unknown error' }) })),
	refuse,
	callbacks,
});

/** The fields of a template message, and no others. */
const template = z
	.object({
		phone: z.string(),
		template_id: z.string().min(1),
		template_data: z.record(z.union([z.string().min(1), z.number()])),
		tracking_id: z.string().min(1).max(48).optional(),
		mode: z.literal('development').optional(),
		sending_mode: z.enum(['1', '3']).optional(),
	})
	.strict();

/** @throws {Refused} with the code of the table of errors */
function rowOf(body: unknown): Row {
	const { phone, template_id: templateId, template_data: data, tracking_id: trackingId } = check(template, body);
	if (!/^\+?[1-9]\d{7,14}$/.test(phone)) throw new Refused({ status: 200, code: -108, words: 'Phone number invalid' });
	if (Object.keys(data).length === 0) throw new Refused({ status: 200, code: -111, words: 'Template data empty' });
	const messageId = randomUUID().replaceAll('-', '').slice(0, 20);
	return { correlationId: trackingId ?? messageId, messageId, verdict: 'accepted', message: { channel: 'zalo', recipient: phone, sender: null, text: null, scheduledAt: null, details: { templateId, templateData: data, ...(trackingId !== undefined && { trackingId }) } } };
}

/** Zalo says no in the body: "Zalo trả error trong body, HTTP vẫn 200". Errors outside of the API itself keep their status. */
function refuse({ status, code, field, words }: Problem): Answer {
	const own = { 400: -132, 401: -124, 405: -106, 415: -106 }[status] ?? -100;
	return json(status < 500 && status !== 404 && status !== 413 && status !== 429 ? 200 : status, { error: code ?? own, message: field === undefined ? (status === 401 ? 'Access token invalid' : words) : `Parameter ${field}: ${words}` });
}
