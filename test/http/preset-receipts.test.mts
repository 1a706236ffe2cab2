/** The triggers of examples/presets, with the callbacks that the sandbox writes from each vendor's page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { HttpMessagesTrigger } from '../../nodes/HttpMessages/HttpMessagesTrigger.node.ts';
import type { CallbackWriter, DeliveryStatus, InboundMessage, Report, TrackedMessage } from '../../sandbox/contract.mts';
import { discoverPresets } from '../../sandbox/discovery.mts';
import { ecdsaPublicKey, ed25519PublicKey } from '../../sandbox/presets/keys.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import type { Workflow } from '../../scripts/host/workflow.mts';
import { callTrigger, WEBHOOK_ID, WEBHOOK_URL, type WebhookOutcome } from '../engine/webhook.mts';

const folder = join(__dirname, '../../examples/presets');
const PRESETS = readdirSync(folder).map((file) => file.replace('.json', ''));
const OWN = 'a-secret-of-the-shop-2031';
const AT = '2031-01-15T10:30:00.000Z';

const writers: Record<string, CallbackWriter> = {};
beforeAll(async () => {
	for (const { name, callbacks } of await discoverPresets()) writers[name] = callbacks!;
});

/** The trigger's parameters with the value that a user adds: the vendor's public key. */
function parametersOf(vendor: string): INodeParameters {
	const { nodes } = JSON.parse(readFileSync(join(folder, `${vendor}.json`), 'utf8')) as Workflow;
	const parameters = nodes.find(({ type }) => type.endsWith('.httpMessagesTrigger'))!.parameters as INodeParameters;
	if (parameters.authentication !== 'publicKey') return parameters;
	return { ...parameters, signature: { ...(parameters.signature as INodeParameters), publicKey: vendor === 'telnyx' ? ed25519PublicKey(OWN) : ecdsaPublicKey(OWN) } };
}

async function told(vendor: string, reports: Report[], whose: 'own' | 'foreign' = 'own'): Promise<WebhookOutcome> {
	const parameters = parametersOf(vendor);
	const secret = parameters.authentication === 'basicAuth' ? givenSecret('http', OWN, WEBHOOK_ID) : OWN;
	const address = { url: WEBHOOK_URL, settings: {}, user: parameters.authentication === 'basicAuth' ? 'n8n' : '', secret: whose === 'own' ? secret : `${secret} of somebody else` };
	const request = writers[vendor]!.sign(writers[vendor]!.write(reports, address), address);
	return await callTrigger(new HttpMessagesTrigger(), request, { parameters, credentials: { communicationsCallbackApi: { secret: OWN } } });
}

/** A receipt from now, because the trigger checks a signed time. */
function receipt(vendor: string, status: DeliveryStatus): Report {
	const at = new Date().toISOString();
	const details = { accountSid: 'AC00000000000000000000000000005a1d', batch: { delivery_report: 'per_recipient' }, bulkId: 'bulk-1', clientRef: 'own-1', callbackData: 'own-1', trackingId: 'own-1', customArgs: { correlationId: 'own-1' }, phoneNumberId: '1' };
	const message: TrackedMessage = { provider: vendor, channel: 'sms', messageId: 'message-1', correlationId: 'own-1', recipient: vendor === 'sendgrid' ? 'ann@example.com' : '+447700900123', sender: 'Shop', text: 'Vår 🙂', details, scheduledAt: null, receivedAt: at, statusAt: at, status, sequence: 1 };
	return { id: `report-${status}`, kind: 'receipt', message };
}
const reply = (vendor: string): Report => {
	const message: InboundMessage = { provider: vendor, sender: '+447700900123', recipient: '+447700900999', text: 'Stop 🙂', messageId: 'reply-1', answers: null, receivedAt: vendor === 'zalo' ? new Date().toISOString() : AT };
	return { id: 'reply', kind: 'inbound', message, answered: undefined };
};

/** The trigger's status for a status of the sandbox for which the vendor has no word. */
const ALIKE: Record<string, Partial<Record<DeliveryStatus, string>>> = {
	twilio: { expired: 'failed', rejected: 'failed' },
	sinch: { optedOut: 'rejected' },
	infobip: { sent: 'queued', read: 'delivered' },
	vonage: { expired: 'rejected', optedOut: 'rejected' },
	telnyx: { expired: 'failed', rejected: 'failed' },
	plivo: { expired: 'failed', rejected: 'failed' },
	meta: { expired: 'failed', rejected: 'failed' },
	zalo: { read: 'delivered' },
	sendgrid: { sent: 'queued', expired: 'failed', optedOut: 'rejected' },
};
const SAY_OWN_ID = ['infobip', 'vonage', 'meta', 'zalo', 'sendgrid'];

describe.each(PRESETS)('%s', (vendor) => {
	it('reads every status of the vendor, with the ids of the message', async () => {
		const statuses = (['queued', 'sent', 'delivered', 'read', 'failed', 'expired', 'rejected', 'optedOut'] as const).filter((status) => writers[vendor]!.sends(receipt(vendor, status), { url: '', secret: '', user: '', settings: {} }));
		expect(statuses.length).toBeGreaterThan(1);
		for (const status of statuses) {
			const { status: http, items } = await told(vendor, [receipt(vendor, status)]);
			expect([http, items?.map(({ json }) => [json.kind, json.status, json.messageId, json.correlationId])]).toEqual([200, [['receipt', ALIKE[vendor]?.[status] ?? status, 'message-1', SAY_OWN_ID.includes(vendor) ? 'own-1' : null]]]);
		}
	});

	it('lets nobody else in', async () => {
		expect(await told(vendor, [receipt(vendor, 'delivered')], 'foreign')).toMatchObject({ status: 401, items: undefined });
	});

	it('reads what a customer writes', async () => {
		if (!writers[vendor]!.sends(reply(vendor), { url: '', secret: '', user: '', settings: {} })) return expect(vendor).toBe('sendgrid');
		const { items } = await told(vendor, [reply(vendor)]);
		expect(items?.map(({ json }) => [json.kind, (json.sender as string).replace('+', ''), json.text, json.intent])).toEqual([['inbound', '447700900123', 'Stop 🙂', 'stop']]);
	});
});

test('several receipts in one callback give one item each', async () => {
	for (const vendor of ['infobip', 'meta', 'sendgrid']) {
		const { items } = await told(vendor, [receipt(vendor, 'sent'), receipt(vendor, 'delivered'), receipt(vendor, 'failed')]);
		expect(items?.map(({ json }: { json: IDataObject }) => json.status)).toEqual([ALIKE[vendor]?.sent ?? 'sent', 'delivered', 'failed']);
	}
});
