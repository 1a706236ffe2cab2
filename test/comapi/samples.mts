import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import type { ReceiveOperation } from '../../core/receive/receive.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { receiveEvents } from '../../providers/comapi/callbacks/operation.ts';
import { getStatus } from '../../providers/comapi/getStatus/operation.ts';
import { comapi } from '../../providers/comapi/provider.ts';
import { send } from '../../providers/comapi/send/operation.ts';
import { sendBatch } from '../../providers/comapi/sendBatch/operation.ts';
import { API_SPACE } from '../../sandbox/comapi/access.mts';
import type { Controls } from '../../sandbox/controls.mts';
import { Comapi, ComapiTrigger } from '../nodes.ts';
import { fictionPhone, secretRequest, secretSend, type Mode, type Samples, type Send } from '../samples.mts';
import { mark } from '../secrets/marked-secrets.mts';

const node = new Comapi();
const [accessToken, password] = [mark(), mark()];
const modes: Mode[] = [
	{ name: 'Comapi API space', type: new ComapiApi(), provider: 'comapi', secrets: { accessToken }, others: { mode: 'apiSpace', apiSpaceId: API_SPACE }, key: accessToken },
	{ name: 'Comapi region', type: new ComapiApi(), provider: 'comapi', secrets: { password }, others: { mode: 'region', region: 'r1', user: 'sandbox-user' }, key: `sandbox-user:${password}` },
];

const account = {
	node,
	credential: new ComapiApi(),
	data: (sandbox: Pick<Controls, 'providerUrl'>, key = 'sandbox-token'): IDataObject => ({
		mode: 'apiSpace',
		apiSpaceId: '1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f',
		accessToken: key,
		baseUrl: sandbox.providerUrl('comapi'),
	}),
};

const sendOf = (name: string, operation: SendOperation, single: boolean): Send => ({
	...account,
	operation,
	parameters: { operation: name, rules: ['variesByItem'] },
	message: (index) => ({ rules: ['sms'], to: fictionPhone(index), text: `Parcel ${index} is here` }),
	others: [
		{ message: (index) => ({ rules: ['email'], to: `c${index}@example.com`, text: `Parcel ${index} is here` }) },
		{ message: (index) => ({ rules: ['whatsApp', 'sms'], to: fictionPhone(index), text: `Parcel ${index} is here` }) },
		{ message: (index) => ({ rules: ['sms'], to: fictionPhone(index), text: `Parcel ${index} is here`, sendCorrelationId: false }), anonymous: true },
	],
	recipientKey: 'to',
	single,
});

const sends = { 'Comapi, Send': sendOf('send', send, true), 'Comapi, Send Batch': sendOf('sendBatch', sendBatch, false) };

/** A fixture from the vendor's pages. Jest and npm both start at the root. */
const fixture = (file: string) => JSON.parse(readFileSync(join('test', 'comapi', file), 'utf8')) as { answer: unknown; body: unknown };

export const samples: Samples = {
	provider: comapi,
	node,
	triggers: [new ComapiTrigger()],
	modes,
	sends,
	calls: {},
	lookups: {
		'Comapi, Get Status': { ...account, parameters: { operation: 'getStatus' }, field: 'messageId', good: 'nobody', bad: '' },
	},
	secrets: {
		'Comapi, Send': secretSend(sends['Comapi, Send'], modes),
		'Comapi, Send Batch': secretSend(sends['Comapi, Send Batch'], modes),
		'Comapi, Get Status': secretRequest(node, modes, { operation: 'getStatus', messageId: '={{ $json.messageId }}' }, 'Comapi, Send'),
	},
	answers: [
		{
			name: 'comapi getStatus',
			operation: getStatus as RequestOperation,
			params: { messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628' },
			answers: ['processing', 'second-channel', 'sent'].map((name) => JSON.stringify(fixture(`statuses/${name}.json`).answer)),
		},
	],
	callbacks: [
		{
			name: 'comapi',
			operation: receiveEvents as ReceiveOperation,
			auth: { secret: 'the-secret-of-a-test', user: '' },
			contentType: 'application/json',
			bodies: ['batch', 'delivered', 'inbound'].map((name) => JSON.stringify(fixture(`events/${name}.json`).body)),
		},
	],
	doors: [{ node: new ComapiTrigger(), proof: { in: 'header', name: 'x-comapi-signature' }, provesBody: true }],
};
