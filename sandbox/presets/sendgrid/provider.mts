import { randomBytes } from 'node:crypto';
import type { Answer, Row } from '../../contract.mts';
import { authorizationKey, json, providerOf, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';
import { readMail } from './mail.mts';

export const source: Source = {
	pages: [
		'https://github.com/twilio/sendgrid-oai/blob/main/spec/json/tsg_mail_v3.json',
		'https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors',
		'https://docs.sendgrid.com/api-reference/mail-send/limitations',
		'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event',
		'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
	],
	readOn: '2026-11-30',
	unknown: 'How an unknown field is refused (here 400), and an ID of one message in the answer: there is only that of the request, in a header.',
};

/** SendGrid's Mail Send: up to 1,000 personalizations of one mail. A key is an API key. */
export const provider = providerOf({
	name: 'sendgrid',
	title: 'SendGrid',
	defaultKeys: ['sandbox-key'],
	signIn: (key) => ({ 'API key (Bearer)': key }),
	secretHeaders: ['authorization'],
	path: /^\/v3\/mail\/send$/,
	body: 'json',
	keyOf: (request) => authorizationKey(request, 'Bearer'),
	read: (body) => {
		const id = randomBytes(16).toString('base64url');
		return readMail(body).map(({ correlationId, ...message }, index): Row => {
			const messageId = `${id}.recvd-sandbox-${index}`;
			return { correlationId: correlationId ?? messageId, messageId, verdict: 'accepted', message };
		});
	},
	/** The body is empty; the event webhook reports on each mail. */
	answer: (_rows, [sent]): Answer => ({ status: 202, contentType: 'text/plain; charset=utf-8', body: '', headers: { 'x-message-id': sent!.messageId.split('.')[0]! } }),
	refuse,
	callbacks,
});

const WORDS: Readonly<Record<number, string>> = { 401: 'authorization required', 403: 'access forbidden', 404: 'not found', 405: 'method not allowed', 413: 'content too large', 429: 'too many requests' };

function refuse({ status, field, words }: Problem): Answer {
	return json(status, { errors: [{ message: WORDS[status] ?? words, field: field ?? null, help: null }] });
}
