import { randomUUID } from 'node:crypto';
import type { Answer, Row } from '../../contract.mts';
import { answerToOne, basicKey, json, partsOf, providerOf, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';
import { readMessage, type TwilioMessage } from './message.mts';

export const source: Source = {
	pages: [
		'https://github.com/twilio/twilio-oai/blob/main/spec/json/twilio_api_v2010.json',
		'https://www.twilio.com/docs/messaging/guides/track-outbound-message-status',
		'https://github.com/twilio/twilio-node/blob/main/examples/WebhookSignatureValidation.md',
		'https://www.twilio.com/docs/api/errors/21211',
	],
	readOn: '2026-11-30',
	unknown: 'Which code answers a value of the wrong type (here 20001, as for an unknown parameter), and another account in the path (here 20404).',
};

const ACCOUNT = 'AC00000000000000000000000000005a1d';

/** Twilio's Messages resource. A key is `<Account SID>:<Auth Token>`. */
export const provider = providerOf({
	name: 'twilio',
	title: 'Twilio',
	defaultKeys: [`${ACCOUNT}:sandbox-token`],
	signIn: (key) => ({ 'Account SID (user name)': key.split(':')[0]!, 'Auth Token (password)': key.split(':').slice(1).join(':') }),
	secretHeaders: ['authorization'],
	path: /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/Messages\.json$/,
	body: 'form',
	keyOf: basicKey,
	read: (body, [, account], key) => [rowOf(readMessage(body, account!, key))],
	answer: (rows, [sent]) => answerToOne(rows, (row) => created(row, sent!), (verdict) => refuse(verdict === 'refused' ? { status: 400, code: 21614, words: "'To' number is not a valid mobile number" } : { status: 429, words: 'Too Many Requests' })),
	refuse,
	callbacks,
});

function rowOf(message: TwilioMessage): Row {
	const messageId = `SM${randomUUID().replaceAll('-', '')}`;
	return { correlationId: messageId, messageId, verdict: 'accepted', message };
}

const CODES: Readonly<Record<number, number>> = { 401: 20003, 404: 20404, 405: 20004, 429: 20429, 500: 20500, 503: 20503 };

function refuse({ status, code = CODES[status] ?? 20001, field, words }: Problem): Answer {
	const message = field === undefined ? words : `Parameter '${field}': ${words}`;
	return json(status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

/** The created message, with the fields of the description's example. */
function created(row: Row, { message: given }: Row): Answer {
	const { recipient, sender, text, details, scheduledAt } = (row.message ?? given) as TwilioMessage;
	const date = new Date().toUTCString().replace('GMT', '+0000');
	const { messagingServiceSid = null } = details as { messagingServiceSid?: string };
	return json(201, {
		account_sid: details.accountSid,
		api_version: '2010-04-01',
		body: text ?? '',
		date_created: date,
		date_sent: null,
		date_updated: date,
		direction: 'outbound-api',
		error_code: null,
		error_message: null,
		from: messagingServiceSid === null ? sender : null,
		messaging_service_sid: messagingServiceSid,
		num_media: String(((details.mediaUrls ?? []) as string[]).length),
		num_segments: messagingServiceSid === null ? String(partsOf(text ?? '')) : '0',
		price: null,
		price_unit: null,
		sid: row.messageId,
		status: scheduledAt !== null ? 'scheduled' : messagingServiceSid === null ? 'queued' : 'accepted',
		subresource_uris: { media: `/2010-04-01/Accounts/${String(details.accountSid)}/Messages/${row.messageId}/Media.json` },
		to: recipient,
		uri: `/2010-04-01/Accounts/${String(details.accountSid)}/Messages/${row.messageId}.json`,
	});
}
