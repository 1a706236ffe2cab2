import type { IDataObject } from 'n8n-workflow';

import type { ReceiveOperation } from '../../core/receive/receive.ts';
import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { WirayaWaiApi } from '../../credentials/WirayaWaiApi.credentials.ts';
import { addToCampaign } from '../../providers/wiraya/addToCampaign/operation.ts';
import { KEYS } from '../../providers/wiraya/callbacks/keys.ts';
import { receive } from '../../providers/wiraya/callbacks/operation.ts';
import { enqueue } from '../../providers/wiraya/enqueue/operation.ts';
import { wiraya } from '../../providers/wiraya/provider.ts';
import { sendEvent } from '../../providers/wiraya/sendEvent/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import type { DirectSandbox } from '../../sandbox/direct.mts';
import { authenticate } from '../engine/authenticate.mts';
import { Wiraya, WirayaTrigger } from '../nodes.ts';
import { fictionPhone, secretRequest, secretSend, type Call, type Mode, type Samples, type Send } from '../samples.mts';
import { mark } from '../secrets/marked-secrets.mts';
import { signedIn } from '../signed-in.mts';

const node = new Wiraya();
const [apiKey, waiKey] = [mark(), mark()];
const API: Mode = { name: 'Wiraya', type: new WirayaApi(), provider: 'wiraya', secrets: { apiKey }, others: {}, key: apiKey };
const WAI: Mode = { name: 'Wiraya WAI', type: new WirayaWaiApi(), provider: 'wiraya', secrets: { apiKey: waiKey }, others: { accessToken: '', issued: '' }, key: waiKey, renewed: ['accessToken'] };

const enqueueSample: Send = {
	node,
	operation: enqueue,
	credential: new WirayaApi(),
	data: (sandbox, key = 'sandbox-key') => ({ apiKey: key, baseUrl: sandbox.providerUrl('wiraya') }),
	parameters: { operation: 'enqueue', contentType: 'variesByItem' },
	message: (index) => ({ contentType: 'SMSFromAlpha', to: fictionPhone(index), from: 'Shop', text: `Parcel ${index} is here` }),
	others: [
		{ message: (index) => ({ contentType: 'VoiceProject', to: fictionPhone(index), projectId: 7, placeholders: [`Parcel ${index}`] }) },
		{ message: (index) => ({ contentType: 'WhatsappProject', to: fictionPhone(index), projectId: 8, placeholders: [] }) },
	],
	recipientKey: 'to',
	single: false,
};

let logins = 0;

/** The flow API, whose credential asks for a token. Another key every time gives another token. */
const flow = {
	node,
	credential: new WirayaWaiApi(),
	data: (sandbox: Pick<Controls, 'providerUrl'>): IDataObject => {
		logins += 1;
		return { apiKey: `sandbox-key-ttl-${300 + logins}`, baseUrl: sandbox.providerUrl('wiraya'), accessToken: '', issued: '' };
	},
	believesStatus: true,
	subjectKey: 'contactId',
	async headers(sandbox: DirectSandbox) {
		const data = await signedIn(flow, sandbox, async ({ url, body }) => {
			const answer = sandbox.ask({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })!.answer!;
			return await Promise.resolve({ statusCode: answer.status, headers: {}, body: JSON.parse(answer.body) as unknown });
		});
		return (await authenticate(flow.credential, data, { url: '', headers: {} })).headers as Record<string, string>;
	},
};
const lookup = { node, credential: new WirayaWaiApi(), data: (sandbox: Pick<Controls, 'providerUrl'>): IDataObject => ({ apiKey: 'sandbox-key', baseUrl: sandbox.providerUrl('wiraya'), accessToken: '', issued: '' }), field: 'contactId', good: 'c-1', bad: '' };

const personal = { attribute: [{ name: 'phoneNumber', value: '447700900123' }] };

const entry = { messageId: '7', type: 'SMS', status: 'DELIVERED', recipient: '447700900123', sender: 'Shop', content: 'Hi & ho', doneAt: '2031-01-15T10:30:00Z', callLength: '12', keyChoices: '1,2' };
/** Every published placeholder of Wiraya, filled in. */
const whole = { ...Object.fromEntries(KEYS.map(({ name }) => [name, '7'])), sentAt: '2031-01-15T10:30:00Z', doneAt: '2031-01-15T10:30:07Z', data: { 1: 'Ann' } };
const elements = Object.entries(entry).map(([name, value]) => `<${name}>${value.replace('&', '&amp;')}</${name}>`).join('');
const auth = { secret: 'the-secret-of-a-test', user: 'n8n', header: null };

/** RFC 7617: the scheme's name in any case, blanks around the rest. */
const normalBasic = (proof: string) => proof.trim().replace(/^basic +/i, 'Basic ');

export const samples: Samples = {
	provider: wiraya,
	node,
	triggers: [new WirayaTrigger()],
	modes: [API, WAI],
	sends: { 'Wiraya, Enqueue': enqueueSample },
	calls: {
		'Wiraya, Add to Campaign': {
			...flow,
			operation: addToCampaign as Call['operation'],
			parameters: { operation: 'addToCampaign', contactId: '={{ $json.contactId }}', campaign: 'Spring', iteration: '' },
			item: (index) => ({ contactId: `c-${index}`, campaign: 'Spring', iteration: '' }),
		},
		'Wiraya, Send Event': {
			...flow,
			operation: sendEvent as unknown as Call['operation'],
			parameters: { operation: 'sendEvent', contactId: '={{ $json.contactId }}', name: 'Conversion', at: '' },
			item: (index) => ({ contactId: `c-${index}`, name: 'Conversion', at: '' }),
		},
	},
	lookups: {
		'Wiraya, Create or Update': { ...lookup, parameters: { operation: 'upsertContact', personal } },
		'Wiraya, Add to Campaign': { ...lookup, parameters: { operation: 'addToCampaign', campaign: 'Spring', iteration: '' } },
		'Wiraya, Send Event': { ...lookup, parameters: { operation: 'sendEvent', name: 'Conversion', at: '' } },
	},
	secrets: {
		'Wiraya, Enqueue': secretSend(enqueueSample, [API]),
		'Wiraya, Enqueue, as XML': secretSend(enqueueSample, [API], { wireFormat: 'xml' }),
		'Wiraya, Create or Update Contact': secretRequest(node, [WAI], { operation: 'upsertContact', contactId: 'c-1', personal, general: {} }),
		'Wiraya, Add to Campaign': secretRequest(node, [WAI], { operation: 'addToCampaign', contactId: 'c-1', campaign: 'Spring', iteration: '' }),
		'Wiraya, Send Event': secretRequest(node, [WAI], { operation: 'sendEvent', contactId: 'c-1', name: 'Conversion', at: '' }),
	},
	answers: [],
	callbacks: [
		{
			name: 'wiraya, JSON',
			operation: receive as ReceiveOperation,
			auth: { ...auth, layout: {} },
			contentType: 'application/json',
			bodies: [JSON.stringify(entry), JSON.stringify({ communications: [entry, entry] }), JSON.stringify(whole)],
		},
		{
			name: 'wiraya, XML',
			operation: receive as ReceiveOperation,
			auth: { ...auth, layout: { status: 'state.word' } },
			contentType: 'application/xml',
			bodies: [`<c>${elements}</c>`, `<cs><c>${elements}</c><c>${elements}</c></cs>`],
		},
	],
	doors: [
		{ node: new WirayaTrigger(), proof: { in: 'header', name: 'authorization' }, normal: normalBasic },
		{ node: new WirayaTrigger(), parameters: { authentication: 'header' }, settings: { header: 'X-Callback-Secret', format: 'xml' }, proof: { in: 'header', name: 'x-callback-secret' } },
	],
};
