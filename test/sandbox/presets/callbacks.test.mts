/** Callbacks of the presets' vendors, and their signatures, checked with the algorithms from their pages. */
import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import type { CallbackAddress, CallbackRequest, DeliveryStatus, Provider, Report, TrackedMessage } from '../../../sandbox/contract.mts';
import { DELIVERY_STATUSES } from '../../../sandbox/contract.mts';
import { discoverPresets } from '../../../sandbox/discovery.mts';
import { ecdsaPublicKey, ed25519PublicKey } from '../../../sandbox/presets/keys.mts';

const SECRET = 'a-Secret "51c0"';
const address: CallbackAddress = { url: 'https://shop.example.com/hook?a=1&b=2', secret: SECRET, user: 'n8n', settings: {} };

const vendors: Record<string, Provider> = {};
beforeAll(async () => {
	for (const provider of await discoverPresets()) vendors[provider.name] = provider;
});

function receipt(status: DeliveryStatus, fields: Partial<TrackedMessage> = {}): Report {
	const at = '2031-01-15T10:30:00.000Z';
	const details = { accountSid: 'AC00000000000000000000000000005a1d', batch: { delivery_report: 'per_recipient' }, bulkId: 'bulk-1', clientRef: 'own-1', callbackData: 'own-1', trackingId: 'own-1', customArgs: { correlationId: 'own-1' }, phoneNumberId: '1' };
	const message = { provider: '', channel: 'sms', messageId: 'message:1', correlationId: 'own-1', recipient: '+447700900123', sender: 'Shop', text: 'Vår 🙂', details, scheduledAt: null, receivedAt: at, statusAt: at, status, sequence: 1, ...fields };
	return { id: 'report-1', kind: 'receipt', message };
}
const reply: Report = { id: 'report-2', kind: 'inbound', answered: undefined, message: { provider: '', sender: '+447700900123', recipient: '+447700900999', text: 'Ja, tack! 🙂', messageId: 'reply-1', answers: null, receivedAt: '2031-01-15T10:30:00.000Z' } };

function callbackOf(vendor: string, report: Report, given: Partial<CallbackAddress> = {}): CallbackRequest {
	const writer = vendors[vendor]!.callbacks!;
	const to = { ...address, ...given };
	return writer.sign(writer.write([report], to), to);
}

const form = ({ body }: CallbackRequest) => Object.fromEntries(new URLSearchParams(body));
const json = ({ body }: CallbackRequest) => JSON.parse(body) as Record<string, unknown>;
const hmac = (algorithm: string, text: string, encoding: 'hex' | 'base64' | 'base64url' = 'base64') => createHmac(algorithm, SECRET).update(text).digest(encoding);

/** Whether a callback is genuine according to the vendor's page; `secret` is the customer's. */
const IS_GENUINE: Record<string, (request: CallbackRequest) => boolean> = {
	twilio: (request) => request.headers['x-twilio-signature'] === hmac('sha1', address.url + Object.entries(form(request)).sort().flat().join('')),
	sinch: ({ headers, body }) => headers.authorization === `Basic ${Buffer.from(`n8n:${SECRET}`).toString('base64')}` || headers['x-sinch-webhook-signature'] === hmac('sha256', `${body}.${headers['x-sinch-webhook-signature-nonce']}.${headers['x-sinch-webhook-signature-timestamp']}`),
	infobip: ({ headers }) => headers.authorization === `Basic ${Buffer.from(`n8n:${SECRET}`).toString('base64')}`,
	vonage: ({ headers, body }) => {
		const [head, claims, signature] = headers.authorization!.slice('Bearer '.length).split('.') as [string, string, string];
		const { payload_hash: hash } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { payload_hash: string };
		return signature === hmac('sha256', `${head}.${claims}`, 'base64url') && hash === createHash('sha256').update(body).digest('hex');
	},
	telnyx: ({ headers, body }) => {
		const key = createPublicKey({ key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(ed25519PublicKey(SECRET), 'base64')]), format: 'der', type: 'spki' });
		return verify(null, Buffer.from(`${headers['telnyx-timestamp']}|${body}`), key, Buffer.from(headers['telnyx-signature-ed25519']!, 'base64'));
	},
	plivo: ({ headers }) => headers['x-plivo-signature-v2'] === hmac('sha256', `https://shop.example.com/hook${headers['x-plivo-signature-v2-nonce']}`),
	meta: ({ headers, body }) => headers['x-hub-signature-256'] === `sha256=${hmac('sha256', body, 'hex')}`,
	zalo: (request) => {
		const { app_id: app, timestamp } = json(request) as Record<string, string>;
		return request.headers['x-zevent-signature'] === `mac=${createHash('sha256').update(`${app}${request.body}${timestamp}${SECRET}`).digest('hex')}`;
	},
	sendgrid: ({ headers, body }) => {
		const key = createPublicKey({ key: Buffer.from(ecdsaPublicKey(SECRET), 'base64'), format: 'der', type: 'spki' });
		return verify('sha256', Buffer.from(`${headers['x-twilio-email-event-webhook-timestamp']}${body}`), key, Buffer.from(headers['x-twilio-email-event-webhook-signature']!, 'base64'));
	},
};

test.each(Object.entries(IS_GENUINE))('%s signs a receipt, and nobody can without its secret', (vendor, isGenuine) => {
	expect(isGenuine(callbackOf(vendor, receipt('delivered')))).toBe(true);
	expect(isGenuine(callbackOf(vendor, receipt('delivered'), { secret: 'another' }))).toBe(false);
	const unsigned = callbackOf(vendor, receipt('delivered'), { secret: '' });
	expect(Object.keys(unsigned.headers)).toEqual(['content-type']);
});

test("Sinch's HMAC, if the address has no user", () => {
	expect(IS_GENUINE.sinch!(callbackOf('sinch', receipt('delivered'), { user: '' }))).toBe(true);
	expect(IS_GENUINE.sinch!(callbackOf('sinch', receipt('delivered'), { user: '', secret: 'another' }))).toBe(false);
});

test("Twilio's signature matches its page's example", () => {
	const body = new URLSearchParams({ CallSid: 'CA1234567890ABCDE', Caller: '+12349013030', Digits: '1234', From: '+12349013030', To: '+18005551212' }).toString();
	const request: CallbackRequest = { method: 'POST', headers: {}, query: {}, body };
	const { headers } = vendors.twilio!.callbacks!.sign(request, { ...address, url: 'https://mycompany.com/myapp.php?foo=1&bar=2', secret: '12345' });
	expect(headers['x-twilio-signature']).toBe('0/KCTR6DLpKmkAf8muzZqo1nDgQ=');
});

/** The values at the vendor's places, for a delivered message and for a failed one. */
const PLACES: Record<string, (request: CallbackRequest) => unknown> = {
	twilio: (request) => [form(request).MessageSid, form(request).MessageStatus, form(request).ErrorCode],
	sinch: (request) => [json(request).batch_id, json(request).status, json(request).recipient],
	infobip: (request) => (json(request).results as Array<Record<string, { groupName?: string }>>).map(({ messageId, status }) => [messageId, status!.groupName]),
	vonage: (request) => [json(request).message_uuid, json(request).status, json(request).client_ref],
	telnyx: (request) => {
		const { payload, event_type: type } = json(request).data as { payload: { id: string; to: Array<{ status: string }> }; event_type: string };
		return [payload.id, payload.to[0]!.status, type];
	},
	plivo: (request) => [form(request).MessageUUID, form(request).Status],
	meta: (request) => (json(request).entry as Array<{ changes: Array<{ value: { statuses: Array<Record<string, unknown>> } }> }>)[0]!.changes[0]!.value.statuses.map(({ id, status, biz_opaque_callback_data: data }) => [id, status, data]),
	zalo: (request) => [(json(request).message as Record<string, string>).msg_id, json(request).event_name, (json(request).message as Record<string, string>).tracking_id],
	sendgrid: (request) => (json(request) as unknown as Array<Record<string, unknown>>).map(({ sg_message_id: id, event, correlationId }) => [id, event, correlationId]),
};
const DELIVERED: Record<string, unknown> = {
	twilio: ['message:1', 'delivered', undefined],
	sinch: ['message', 'Delivered', '447700900123'],
	infobip: [['message:1', 'DELIVERED']],
	vonage: ['message:1', 'delivered', 'own-1'],
	telnyx: ['message:1', 'delivered', 'message.finalized'],
	plivo: ['message:1', 'delivered'],
	meta: [['message:1', 'delivered', 'own-1']],
	zalo: ['message:1', 'user_received_message', 'own-1'],
	sendgrid: [['message:1', 'delivered', 'own-1']],
};
const FAILED: Record<string, unknown> = {
	twilio: ['message:1', 'undelivered', '30005'],
	sinch: ['message', 'Failed', '447700900123'],
	infobip: [['message:1', 'UNDELIVERABLE']],
	vonage: ['message:1', 'undeliverable', 'own-1'],
	telnyx: ['message:1', 'delivery_failed', 'message.finalized'],
	plivo: ['message:1', 'undelivered'],
	meta: [['message:1', 'failed', 'own-1']],
	sendgrid: [['message:1', 'bounce', 'own-1']],
};

test.each(Object.entries(PLACES))('%s reports the status of a message with the words and in the places of its page', (vendor, places) => {
	expect(places(callbackOf(vendor, receipt('delivered')))).toEqual(DELIVERED[vendor]);
	// Zalo has no status for a message that did not arrive.
	if (vendor !== 'zalo') expect(places(callbackOf(vendor, receipt('failed')))).toEqual(FAILED[vendor]);
});

test('every reported status can be written, and a reply if the vendor has one', () => {
	for (const [name, { callbacks: writer }] of Object.entries(vendors)) {
		for (const status of DELIVERY_STATUSES) if (writer!.sends(receipt(status), address)) expect(callbackOf(name, receipt(status)).body.length).toBeGreaterThan(20);
		expect(writer!.sends(receipt('hidden'), address)).toBe(false);
		if (writer!.sends(reply, address)) expect(decodeURIComponent(callbackOf(name, reply).body.replaceAll('+', ' '))).toContain(name === 'meta' ? 'Ja, tack!' : 'Ja, tack! 🙂');
	}
	expect(vendors.sendgrid!.callbacks!.sends(reply, address)).toBe(false);
});

test("Meta's body is ASCII, as its signature needs", () => {
	expect(callbackOf('meta', reply).body).toMatch(/^[\x20-\x7e]*Ja, tack! \\ud83d\\ude42[\x20-\x7e]*$/);
});

test('Sinch reports on a recipient only if the batch asked for it', () => {
	const { sends } = vendors.sinch!.callbacks!;
	const asked = (report: string, status: DeliveryStatus) => sends(receipt(status, { details: { batch: { delivery_report: report } } }), address);
	expect([asked('none', 'delivered'), asked('per_recipient_final', 'sent'), asked('per_recipient_final', 'delivered'), asked('per_recipient', 'sent')]).toEqual([false, false, true, true]);
});
