import { randomUUID } from 'node:crypto';
import type { Answer, Row } from '../../contract.mts';
import { answerToOne, authorizationKey, json, providerOf, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';
import { readMessage } from './message.mts';

export const source: Source = {
	pages: [
		'https://whatsapp.github.io/WhatsApp-Nodejs-SDK/api-reference/messages/template',
		'https://whatsapp.github.io/WhatsApp-Nodejs-SDK/api-reference/webhooks/start',
		'https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status/',
		'https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages',
	],
	readOn: '2026-11-30',
	unknown: "Whether a template and its language are there (here every one is), and how many updates one callback holds (here up to 100). Codes of errors were read where others repeat Meta's list. Of the types of message, template and text are played.",
};

/** WhatsApp's Cloud API, version 16 and later. A key is an access token. */
export const provider = providerOf({
	name: 'meta',
	title: 'WhatsApp Cloud API (Meta)',
	defaultKeys: ['sandbox-token'],
	signIn: (key) => ({ 'Access token (Bearer)': key }),
	secretHeaders: ['authorization'],
	path: /^\/v\d+\.\d\/(\d{5,20})\/messages$/,
	body: 'json',
	keyOf: (request) => authorizationKey(request, 'Bearer'),
	read: (body, [, phoneNumberId]) => [rowOf(body, phoneNumberId!)],
	answer: (rows, [sent]) =>
		answerToOne(
			rows,
			(row) => {
				const { recipient } = (row.message ?? sent!.message)!;
				return json(200, { messaging_product: 'whatsapp', contacts: [{ input: recipient, wa_id: recipient.replace(/\D/g, '') }], messages: [{ id: row.messageId, message_status: 'accepted' }] });
			},
			(verdict) => refuse(verdict === 'refused' ? { status: 400, code: 131026, words: 'Message undeliverable' } : { status: 429, words: 'Rate limit hit' }),
		),
	refuse,
	callbacks,
});

function rowOf(body: unknown, phoneNumberId: string): Row {
	const messageId = `wamid.${Buffer.from(randomUUID()).toString('base64')}`;
	const message = readMessage(body, phoneNumberId);
	const { callbackData } = message.details;
	return { correlationId: typeof callbackData === 'string' ? callbackData : messageId, messageId, verdict: 'accepted', message };
}

/** "190 Access token has expired", "130429 Rate limit hit", "131000 Something went wrong", "100 Invalid parameter". */
const CODES: Readonly<Record<number, number>> = { 401: 190, 429: 130429, 500: 131000, 503: 131016 };

function refuse({ status, code = CODES[status] ?? 100, field, words }: Problem): Answer {
	const details = field === undefined ? words : `Param ${field}: ${words}`;
	return json(status, {
		error: { message: `(#${code}) ${status === 401 ? 'Error validating access token' : words}`, type: 'OAuthException', code, ...(status !== 401 && { error_data: { messaging_product: 'whatsapp', details } }), fbtrace_id: randomUUID().replaceAll('-', '').slice(0, 23) },
	});
}
