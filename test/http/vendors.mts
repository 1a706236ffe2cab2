/**
 * The triggers of the presets, and callbacks from their vendors' pages, read on 2026-11-30. The sandbox writes the same callbacks independently: see doors.mts.
 */
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { WEBHOOK_URL, type WebhookRequest } from '../engine/webhook.mts';

export interface Vendor {
	name: string;
	/** Its folder in sandbox/presets. */
	word: string;
	page: string;
	parameters: INodeParameters;
	/** The secret that signs, and the page's name for it. */
	secret: string;
	/** A status callback, and an incoming message if the vendor sends those to the same address. */
	callbacks: readonly Told[];
	/** A request as the vendor would make it. */
	request(body: string, secret: string, at: number): Required<Pick<WebhookRequest, 'headers' | 'body'>>;
	/** The required header. */
	proof: string;
	/** Whether the vendor signs the body, the address and the time. */
	signs: { body: boolean; url?: boolean; time?: boolean };
}

export interface Told {
	body: string;
	/** The expected parts of the records. */
	items: readonly IDataObject[];
}

const json = JSON.stringify;
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const seconds = (at: number) => String(Math.floor(at / 1000));
const hmac = (algorithm: string, secret: string, text: string, encoding: 'base64' | 'hex') => createHmac(algorithm, secret).update(text).digest(encoding);

/** 447700900… are reserved for fiction. */
const CUSTOMER = '447700900123';

/** The trigger of a preset, as a user imports it. */
function presetOf(word: string, signature: IDataObject = {}): INodeParameters {
	const { nodes } = JSON.parse(readFileSync(join('examples', 'presets', `${word}.json`), 'utf8')) as { nodes: INode[] };
	const { parameters } = nodes.find(({ type }) => type.endsWith('.httpMessagesTrigger'))!;
	return { ...parameters, ...(parameters.signature !== undefined && { signature: { ...(parameters.signature as INodeParameters), ...(signature as INodeParameters) } }) };
}

const ed25519 = generateKeyPairSync('ed25519');
const ecdsa = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** Another key pair, for somebody else's signature. */
const foreign = { ed25519: generateKeyPairSync('ed25519'), ecdsa: generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
export const OWN_KEY = 'the-key-of-the-vendor';

export const VENDORS: readonly Vendor[] = [
	{
		name: 'Twilio',
		word: 'twilio',
		page: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
		secret: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
		parameters: presetOf('twilio'),
		callbacks: [
			{
				body: form({ AccountSid: 'AC1', ApiVersion: '2010-04-01', From: '+15005550006', MessageSid: 'SM1', MessageStatus: 'delivered', SmsSid: 'SM1', SmsStatus: 'delivered', To: `+${CUSTOMER}` }),
				items: [{ kind: 'receipt', status: 'delivered', final: true, messageId: 'SM1', recipient: `+${CUSTOMER}`, sender: '+15005550006', channel: 'sms' }],
			},
			{
				body: form({ MessageSid: 'SM2', MessageStatus: 'failed', ErrorCode: '21610', To: `+${CUSTOMER}`, From: '+15005550006' }),
				items: [{ status: 'optedOut', intent: 'stop', statusCode: '21610', statusText: 'failed', messageId: 'SM2' }],
			},
			{
				body: form({ MessageSid: 'SM3', SmsStatus: 'received', From: `+${CUSTOMER}`, To: '+15005550006', Body: 'Ja, & så? STOP', NumMedia: '0' }),
				items: [{ kind: 'inbound', status: 'delivered', messageId: 'SM3', sender: `+${CUSTOMER}`, recipient: '+15005550006', text: 'Ja, & så? STOP', intent: null }],
			},
		],
		request: (body, secret) => ({ headers: { ...FORM, 'x-twilio-signature': hmac('sha1', secret, WEBHOOK_URL + [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1)).flat().join(''), 'base64') }, body }),
		proof: 'x-twilio-signature',
		signs: { body: true, url: true },
	},
	{
		name: 'Sinch SMS',
		word: 'sinch',
		page: 'https://developers.sinch.com/docs/sms/api-reference/sms/webhooks',
		secret: 'a-secret-that-Sinch-and-we-share',
		parameters: presetOf('sinch'),
		callbacks: [
			{
				body: json({ type: 'recipient_delivery_report_sms', batch_id: '01FC66621XXXXX119Z8PMV1QPQ', recipient: CUSTOMER, code: 0, status: 'Delivered', at: '2022-08-30T08:16:08.930Z', client_reference: 'order-1' }),
				items: [{ kind: 'receipt', status: 'delivered', messageId: '01FC66621XXXXX119Z8PMV1QPQ', recipient: CUSTOMER, statusCode: '0', statusText: 'Delivered', correlationId: null, occurredAt: '2022-08-30T08:16:08.930Z' }],
			},
			{
				body: json({ type: 'mo_text', id: '01XXXXX21XXXXX119Z8P1XXXXX', from: CUSTOMER, to: '12345', body: 'Stop.', operator_id: 'op', received_at: '2022-08-30T08:16:08.930Z' }),
				items: [{ kind: 'inbound', messageId: '01XXXXX21XXXXX119Z8P1XXXXX', sender: CUSTOMER, recipient: '12345', text: 'Stop.', intent: 'stop' }],
			},
		],
		request: (body, secret, at) => ({
			headers: { ...JSON_TYPE, 'x-sinch-webhook-signature': hmac('sha256', secret, `${body}.01FJA8B4A7BM43YGWSG9GBV067.${seconds(at)}`, 'base64'), 'x-sinch-webhook-signature-nonce': '01FJA8B4A7BM43YGWSG9GBV067', 'x-sinch-webhook-signature-timestamp': seconds(at) },
			body,
		}),
		proof: 'x-sinch-webhook-signature',
		signs: { body: true, time: true },
	},
	{
		name: 'Infobip',
		word: 'infobip',
		page: 'https://www.infobip.com/docs/api/channels/sms/outbound-sms/receive-sms-delivery-reports',
		secret: 'made-for-the-trigger',
		parameters: presetOf('infobip'),
		callbacks: [
			{
				body: json({
					results: [
						{ bulkId: 'BULK-1', messageId: 'M-1', to: CUSTOMER, sentAt: '2019-11-09T16:00:00.000+0000', doneAt: '2019-11-09T17:00:00.000+0000', callbackData: 'order-1', status: { groupId: 3, groupName: 'DELIVERED', id: 5, name: 'DELIVERED_TO_HANDSET' }, error: { groupId: 0, groupName: 'Ok', id: 0, name: 'NO_ERROR' } },
						{ bulkId: 'BULK-1', messageId: 'M-2', to: CUSTOMER, status: { groupId: 5, groupName: 'REJECTED', id: 10, name: 'REJECTED_DND' }, error: { id: 1, name: 'EC_ABSENT' } },
					],
				}),
				items: [
					{ kind: 'receipt', status: 'delivered', messageId: 'M-1', correlationId: 'order-1', recipient: CUSTOMER, statusCode: '5', statusText: 'DELIVERED: NO_ERROR', occurredAt: '2019-11-09T17:00:00.000Z' },
					{ status: 'optedOut', messageId: 'M-2', statusCode: '10', statusText: 'REJECTED: EC_ABSENT' },
				],
			},
			{
				body: json({ results: [{ messageId: '817790313235066447', from: CUSTOMER, to: '447700900100', text: 'QUIZ Correct answer is Paris', cleanText: 'Correct answer is Paris', keyword: 'QUIZ', receivedAt: '2016-10-06T09:28:39.220+0000', smsCount: 1 }], messageCount: 1, pendingMessageCount: 0 }),
				items: [{ kind: 'inbound', messageId: '817790313235066447', sender: CUSTOMER, text: 'QUIZ Correct answer is Paris', occurredAt: '2016-10-06T09:28:39.220Z' }],
			},
		],
		request: (body, secret) => ({ headers: { ...JSON_TYPE, authorization: `Basic ${Buffer.from(`n8n:${secret}`).toString('base64')}` }, body }),
		proof: 'authorization',
		signs: { body: false },
	},
	{
		name: 'Vonage Messages',
		word: 'vonage',
		page: 'https://developer.vonage.com/en/getting-started/concepts/webhooks',
		secret: 'the-signature-secret-of-an-account',
		parameters: presetOf('vonage'),
		callbacks: [
			{
				body: json({ message_uuid: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab', to: CUSTOMER, from: '447700900001', timestamp: '2025-02-03T12:14:25Z', status: 'rejected', error: { type: 'https://developer.vonage.com/api-errors/messages#1300', title: 1300, detail: 'Not part of the provider network' }, client_ref: 'order-1', channel: 'sms' }),
				items: [{ kind: 'receipt', status: 'rejected', channel: 'sms', messageId: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab', correlationId: 'order-1', statusCode: '1300', statusText: 'rejected: Not part of the provider network', occurredAt: '2025-02-03T12:14:25.000Z' }],
			},
			{
				body: json({ channel: 'sms', message_uuid: 'm-2', to: '447700900001', from: CUSTOMER, timestamp: '2025-02-03T12:14:25Z', text: 'Hej', message_type: 'text' }),
				items: [{ kind: 'inbound', sender: CUSTOMER, recipient: '447700900001', text: 'Hej', channel: 'sms' }],
			},
		],
		request: (body, secret, at) => {
			const claims = { iat: Number(seconds(at)), jti: 'c5ba8f24', iss: 'Vonage', payload_hash: createHash('sha256').update(body).digest('hex'), api_key: 'a1b2c3d4' };
			const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(json(part)).toString('base64url')).join('.');
			return { headers: { ...JSON_TYPE, authorization: `Bearer ${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}` }, body };
		},
		proof: 'authorization',
		signs: { body: true, time: true },
	},
	{
		name: 'Telnyx',
		word: 'telnyx',
		page: 'https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks',
		secret: OWN_KEY,
		parameters: presetOf('telnyx', { publicKey: ed25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64') }),
		callbacks: [
			{
				body: json({ data: { event_type: 'message.finalized', id: 'e-1', occurred_at: '2024-01-15T20:16:08.496+00:00', payload: { direction: 'outbound', errors: [{ code: '40008', title: 'Undeliverable' }, { code: '40001', title: 'Not routable' }], from: { phone_number: '+15005550006' }, id: 'm-1', text: 'Your parcel', to: [{ phone_number: `+${CUSTOMER}`, status: 'delivery_failed' }] }, record_type: 'event' }, meta: { attempt: 1 } }),
				items: [{ kind: 'receipt', status: 'failed', messageId: 'm-1', recipient: `+${CUSTOMER}`, statusCode: '40008', statusText: 'delivery_failed: Undeliverable', occurredAt: '2024-01-15T20:16:08.496Z' }],
			},
			{
				body: json({ data: { event_type: 'message.received', occurred_at: '2024-01-15T20:16:08Z', payload: { direction: 'inbound', errors: [], from: { phone_number: `+${CUSTOMER}` }, id: 'm-2', text: 'STOP', to: [{ phone_number: '+15005550006', status: 'webhook_delivered' }] }, record_type: 'event' } }),
				items: [{ kind: 'inbound', messageId: 'm-2', sender: `+${CUSTOMER}`, recipient: '+15005550006', text: 'STOP', intent: 'stop' }],
			},
			// A callback from another product of the same account.
			{ body: json({ data: { event_type: 'call.hangup', payload: { id: 'c-1' } } }), items: [] },
		],
		request: (body, secret, at) => ({
			headers: { ...JSON_TYPE, 'telnyx-timestamp': seconds(at), 'telnyx-signature-ed25519': sign(null, Buffer.from(`${seconds(at)}|${body}`), (secret === OWN_KEY ? ed25519 : foreign.ed25519).privateKey).toString('base64') },
			body,
		}),
		proof: 'telnyx-signature-ed25519',
		signs: { body: true, time: true },
	},
	{
		name: 'Plivo',
		word: 'plivo',
		page: 'https://docs.plivo.com/docs/messaging/concepts/signature-validation',
		secret: 'the-auth-token-of-a-Plivo-account',
		parameters: presetOf('plivo'),
		callbacks: [
			{
				body: form({ MessageUUID: 'a1-b2', To: CUSTOMER, From: '15005550006', Type: 'sms', Status: 'undelivered', Units: '1', ErrorCode: '70', MessageTime: '2024-01-15 20:16:08.496000' }),
				items: [{ kind: 'receipt', status: 'failed', messageId: 'a1-b2', recipient: CUSTOMER, statusCode: '70', statusText: 'undelivered', occurredAt: null }],
			},
			{ body: form({ From: CUSTOMER, To: '15005550006', Type: 'sms', Text: 'help', MessageUUID: 'c3' }), items: [{ kind: 'inbound', sender: CUSTOMER, text: 'help', intent: 'help' }] },
		],
		request: (body, secret) => ({ headers: { ...FORM, 'x-plivo-signature-v2': hmac('sha256', secret, `${WEBHOOK_URL}05429567804466091622`, 'base64'), 'x-plivo-signature-v2-nonce': '05429567804466091622' }, body }),
		proof: 'x-plivo-signature-v2',
		signs: { body: false, url: true },
	},
	{
		name: 'WhatsApp Cloud API (Meta)',
		word: 'meta',
		page: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
		secret: '9c3f5e71b2d84a60a1e7c05d8f2b6439',
		parameters: presetOf('meta'),
		callbacks: [
			{
				body: json({
					object: 'whatsapp_business_account',
					entry: [
						{
							id: '102290129340398',
							changes: [
								{ field: 'messages', value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '15550783881' }, statuses: [{ id: 'wamid.1', status: 'read', timestamp: '1750263773', recipient_id: CUSTOMER, biz_opaque_callback_data: 'order-1' }, { id: 'wamid.2', status: 'failed', timestamp: '1750263774', recipient_id: CUSTOMER, errors: [{ code: 131026, title: 'Message undeliverable' }] }] } },
								{ field: 'messages', value: { messaging_product: 'whatsapp', statuses: [{ id: 'wamid.3', status: 'sent', timestamp: '1750263775', recipient_id: CUSTOMER }] } },
							],
						},
					],
				}),
				items: [
					{ kind: 'receipt', channel: 'whatsapp', status: 'read', messageId: 'wamid.1', correlationId: 'order-1', recipient: CUSTOMER, occurredAt: '2025-06-18T16:22:53.000Z' },
					{ status: 'failed', messageId: 'wamid.2', correlationId: null, statusCode: '131026', statusText: 'failed: Message undeliverable' },
					{ status: 'sent', final: false, messageId: 'wamid.3', statusCode: null },
				],
			},
			{
				body: json({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value: { metadata: { display_phone_number: '15550783881' }, messages: [{ from: CUSTOMER, id: 'wamid.4', timestamp: '1750263776', type: 'text', text: { body: 'Hủy' } }, { from: CUSTOMER, id: 'wamid.5', timestamp: '1750263777', type: 'image', image: { id: '1' } }] } }] }] }),
				items: [
					{ kind: 'inbound', sender: CUSTOMER, recipient: '15550783881', text: 'Hủy', intent: 'stop', messageId: 'wamid.4' },
					{ kind: 'inbound', sender: CUSTOMER, text: null, messageId: 'wamid.5' },
				],
			},
		],
		request: (body, secret) => ({ headers: { ...JSON_TYPE, 'x-hub-signature-256': `sha256=${hmac('sha256', secret, body, 'hex')}` }, body }),
		proof: 'x-hub-signature-256',
		signs: { body: true },
	},
	{
		name: 'Zalo ZNS',
		word: 'zalo',
		page: 'https://developers.zalo.me/docs/official-account/webhook',
		secret: 'the-secret-key-of-an-OA',
		parameters: presetOf('zalo'),
		callbacks: [
			{
				body: json({ sender: { id: '2946983837262225310' }, recipient: { id: '246845883529197922' }, event_name: 'user_received_message', message: { delivery_time: '1605252926742', msg_id: '96d3cdf3af150460909', tracking_id: 'order-1' }, app_id: '360846524940903967', timestamp: 'NOW' }),
				items: [{ kind: 'receipt', channel: 'zalo', status: 'delivered', messageId: '96d3cdf3af150460909', correlationId: 'order-1', occurredAt: '2020-11-13T07:35:26.742Z' }],
			},
			{
				body: json({ app_id: '360846524940903967', sender: { id: '246845883529197922' }, recipient: { id: '2946983837262225310' }, event_name: 'user_send_text', message: { text: 'xin chào', msg_id: 'm-2' }, timestamp: 'NOW' }),
				items: [{ kind: 'inbound', sender: '246845883529197922', text: 'xin chào', messageId: 'm-2' }],
			},
			{ body: json({ app_id: '360846524940903967', follower: { id: '246845883529197922' }, event_name: 'follow', timestamp: 'NOW' }), items: [] },
		],
		request: (given, secret, at) => {
			const body = given.replace('"NOW"', `"${at}"`);
			return { headers: { ...JSON_TYPE, 'x-zevent-signature': `mac=${createHash('sha256').update(`360846524940903967${body}${at}${secret}`).digest('hex')}` }, body };
		},
		proof: 'x-zevent-signature',
		signs: { body: true, time: true },
	},
	{
		name: 'SendGrid',
		word: 'sendgrid',
		page: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
		secret: OWN_KEY,
		parameters: presetOf('sendgrid', { publicKey: ecdsa.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') }),
		callbacks: [
			{
				body: json([
					{ email: 'ann@example.org', timestamp: 1513299569, 'smtp-id': '<14c5d75ce93.dfd.64b469@ismtpd-555>', event: 'delivered', correlationId: 'order-1', sg_event_id: 'e1', sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0', response: '250 OK' },
					{ email: 'bo@example.org', timestamp: 1513299569, event: 'bounce', correlationId: 'order-2', sg_event_id: 'e2', sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.1', reason: '500 unknown recipient', status: '5.0.0', type: 'bounce' },
				]),
				items: [
					{ kind: 'receipt', channel: 'email', status: 'delivered', recipient: 'ann@example.org', correlationId: 'order-1', occurredAt: '2017-12-15T00:59:29.000Z' },
					{ status: 'failed', recipient: 'bo@example.org', correlationId: 'order-2', statusCode: '5.0.0', statusText: 'bounce: 500 unknown recipient' },
				],
			},
		],
		request: (body, secret, at) => ({
			headers: { ...JSON_TYPE, 'x-twilio-email-event-webhook-timestamp': seconds(at), 'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(`${seconds(at)}${body}`), (secret === OWN_KEY ? ecdsa : foreign.ecdsa).privateKey).toString('base64') },
			body,
		}),
		proof: 'x-twilio-email-event-webhook-signature',
		signs: { body: true, time: true },
	},
];
