import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import type { ReceiveOperation } from '../../core/receive/receive.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { receive } from '../../providers/wavy/callbacks/operation.ts';
import { pollInbound } from '../../providers/wavy/pollInbound/operation.ts';
import { wavy } from '../../providers/wavy/provider.ts';
import { searchInbound } from '../../providers/wavy/searchInbound/operation.ts';
import { searchStatuses } from '../../providers/wavy/searchStatuses/operation.ts';
import { send } from '../../providers/wavy/send/operation.ts';
import { sendBulk } from '../../providers/wavy/sendBulk/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import { Wavy, WavyInboundTrigger, WavyTrigger } from '../nodes.ts';
import { fictionPhone, secretRequest, secretSend, type Mode, type Samples, type Send } from '../samples.mts';
import { mark } from '../secrets/marked-secrets.mts';

const node = new Wavy();
const token = mark();
const mode: Mode = { name: 'Wavy', type: new WavyApi(), provider: 'wavy', secrets: { token }, others: { username: 'sandbox-user' }, key: `sandbox-user:${token}` };

const account = {
	node,
	credential: new WavyApi(),
	data: (sandbox: Pick<Controls, 'providerUrl'>, key = 'sandbox-token'): IDataObject => ({ username: 'sandbox-user', token: key, baseUrl: sandbox.providerUrl('wavy') }),
};

const message = (index: number) => ({ to: fictionPhone(index), text: `Parcel ${index} is here` });

const sendOf = (name: string, operation: SendOperation, single: boolean): Send => ({
	...account,
	operation,
	parameters: { operation: name },
	message,
	others: [
		{ message: (index) => ({ ...message(index), delayedInMinutes: 60 }) },
		{ message: (index) => ({ ...message(index), sendCorrelationId: false }), anonymous: true },
	],
	recipientKey: 'to',
	single,
});

const sends = { 'Wavy, Send': sendOf('send', send, true), 'Wavy, Send Bulk': sendOf('sendBulk', sendBulk, false) };

/** A fixture from the vendor's pages. Jest and npm both start at the root. */
const fixture = (file: string) => JSON.parse(readFileSync(join('test', 'wavy', file), 'utf8')) as { answer: unknown; request: { body: unknown } };
const answers = (...names: string[]) => names.map((name) => JSON.stringify(fixture(`searches/${name}.json`).answer));

export const samples: Samples = {
	provider: wavy,
	node,
	triggers: [new WavyTrigger(), new WavyInboundTrigger()],
	modes: [mode],
	sends,
	calls: {},
	lookups: {
		'Wavy, Search Statuses': { ...account, parameters: { operation: 'searchStatuses', correlationIds: '' }, field: 'messageIds', good: 'nobody', bad: '' },
		'Wavy, Search Inbound': { ...account, parameters: { operation: 'searchInbound', start: '' }, field: 'end', good: '2031-01-15T10:30:00Z', bad: 'soon' },
	},
	secrets: {
		'Wavy, Send': secretSend(sends['Wavy, Send'], [mode]),
		'Wavy, Send, as GET': secretSend(sends['Wavy, Send'], [mode], { wireFormat: 'get' }),
		'Wavy, Send Bulk': secretSend(sends['Wavy, Send Bulk'], [mode]),
		'Wavy, Search Statuses': secretRequest(node, [mode], { operation: 'searchStatuses', messageIds: '={{ $json.messageId }}', correlationIds: '' }, 'Wavy, Send'),
		'Wavy, Search Inbound': secretRequest(node, [mode], { operation: 'searchInbound', start: '', end: '' }, { provider: 'wavy', sender: '447700900000', recipient: '27182', text: 'Yes' }),
	},
	answers: [
		{ name: 'wavy searchStatuses', operation: searchStatuses as RequestOperation, params: { ids: [], correlationIds: ['client-id', 'other'] }, answers: answers('status-sent', 'status-delivered') },
		{ name: 'wavy searchInbound', operation: searchInbound as RequestOperation, params: { start: null, end: null, subAccount: null }, answers: answers('inbound') },
		{ name: 'wavy pollInbound', operation: pollInbound(null).search as RequestOperation, params: { start: null, end: null, subAccount: null }, answers: answers('inbound') },
	],
	callbacks: [
		{
			name: 'wavy',
			operation: receive as ReceiveOperation,
			auth: { secret: 'the-secret-of-a-test' },
			contentType: 'application/json',
			bodies: ['sent-status', 'inbound', 'whatsapp-batch', 'whatsapp-inbound'].map((name) => JSON.stringify(fixture(`callbacks/${name}.json`).request.body)),
		},
	],
	doors: [
		{ node: new WavyTrigger(), proof: { in: 'query', name: 'token' } },
		{ node: new WavyTrigger(), settings: { method: 'GET' }, proof: { in: 'query', name: 'token' } },
	],
};
