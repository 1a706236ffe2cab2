import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import type { ReceiveOperation } from '../../core/receive/receive.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { CapillaryOAuthApi } from '../../credentials/CapillaryOAuthApi.credentials.ts';
import { callbacks } from '../../providers/capillary/callbacks/operation.ts';
import { generate } from '../../providers/capillary/generateOtp/operation.ts';
import { getInteractions } from '../../providers/capillary/getInteractions/operation.ts';
import { capillary } from '../../providers/capillary/provider.ts';
import { resend } from '../../providers/capillary/resend/operation.ts';
import { send } from '../../providers/capillary/send/operation.ts';
import { validate } from '../../providers/capillary/validateOtp/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import { Capillary, CapillaryTrigger } from '../nodes.ts';
import { fictionPhone, secretRequest, secretSend, type Call, type Mode, type Samples, type Send } from '../samples.mts';
import { mark } from '../secrets/marked-secrets.mts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const node = new Capillary();
const [password, hashed, apiKey, secret] = [mark(), mark(), mark(), mark()];
const cluster = { region: 'other', host: 'nowhere.invalid' };
const till = { type: new CapillaryApi(), provider: 'capillary', parameters: { authentication: 'capillaryApi' } };

const TILL: Mode = { ...till, name: 'Capillary till', secrets: { password }, others: { ...cluster, user: 'sandbox-till', alreadyHashed: false }, key: `sandbox-till:${md5(password)}` };
const HASHED: Mode = { ...TILL, name: 'Capillary till, hashed password', secrets: { password: md5(hashed) }, others: { ...TILL.others, alreadyHashed: true }, key: `sandbox-till:${md5(hashed)}` };
const CLIENT: Mode = {
	name: 'Capillary client',
	type: new CapillaryOAuthApi(),
	provider: 'capillary',
	secrets: { apiKey, secret },
	others: { ...cluster, attributionType: '', attributionCode: '', accessToken: '', issued: '' },
	key: `${apiKey}:${secret}`,
	renewed: ['accessToken'],
	parameters: { authentication: 'capillaryOAuthApi' },
};
const modes = [TILL, CLIENT];

const account = {
	node,
	credential: new CapillaryApi(),
	data: (sandbox: Pick<Controls, 'providerUrl'>, key = 'sandbox-password'): IDataObject => ({ ...cluster, user: 'sandbox-till', password: key, alreadyHashed: false, baseUrl: sandbox.providerUrl('capillary') }),
};

const sendOf = (channel: string, message: (index: number) => IDataObject, recipientKey: string): Send => ({
	...account,
	operation: send,
	parameters: { operation: 'send', channel: 'variesByItem' },
	message: (index) => ({ channel, ...message(index) }),
	others: [{ message: (index) => ({ channel: 'zalo', to: fictionPhone(index), text: `Parcel ${index} is here` }) }],
	recipientKey,
	single: false,
});

/** Operations of the API's second version: one message per request. */
const singleOf = (name: string, operation: SendOperation, message: (index: number) => IDataObject, recipientKey: string): Send => ({
	...account,
	operation,
	parameters: { operation: name },
	message,
	recipientKey,
	single: true,
});

const sends = {
	'Capillary, SMS': sendOf('sms', (index) => ({ to: fictionPhone(index), text: `Parcel ${index} is here` }), 'to'),
	'Capillary, Email': sendOf('email', (index) => ({ to: `c${index}@example.com`, from: 'shop@example.com', subject: 'Parcel', text: `Parcel ${index} is here` }), 'to'),
	'Capillary, WhatsApp': sendOf('whatsapp', (index) => ({ to: fictionPhone(index), text: `Parcel ${index} is here` }), 'to'),
	'Capillary, Resend': { ...singleOf('resend', resend, (index) => ({ messageId: String(9_007_199_254_740_993n + 2n * BigInt(index)) }), 'messageId'), recipientUnknown: true },
	'Capillary, Generate OTP': { ...singleOf('generateOtp', generate, (index) => ({ entityType: 'MOBILE', to: fictionPhone(index) }), 'to'), anonymous: true },
};

/** A fixture from the vendor's pages. Jest and npm both start at the root. */
const fixture = (file: string) => JSON.parse(readFileSync(join('test', 'capillary', file), 'utf8')) as { answer: unknown };

export const samples: Samples = {
	provider: capillary,
	node,
	triggers: [new CapillaryTrigger()],
	modes: [TILL, HASHED, CLIENT],
	sends,
	calls: {
		'Capillary, Validate OTP': {
			...account,
			operation: validate as Call['operation'],
			parameters: { operation: 'validateOtp', entityType: 'MOBILE', to: '={{ $json.to }}', action: 'POINTS', code: '123456' },
			item: (index) => ({ entityType: 'MOBILE', to: fictionPhone(index), action: 'POINTS', code: '123456' }),
			subjectKey: 'to',
		},
	},
	lookups: {
		'Capillary, Get Interactions': { ...account, parameters: { operation: 'getInteractions', identifierName: 'mobile' }, field: 'identifierValue', good: '447700900009', bad: '' },
		'Capillary, Validate OTP': { ...account, parameters: { operation: 'validateOtp', entityType: 'MOBILE', action: 'POINTS', code: '123456' }, field: 'to', good: '447700900123', bad: '' },
	},
	secrets: {
		'Capillary, Send': secretSend(sends['Capillary, SMS'], modes),
		'Capillary, Send, hashed password': secretSend(sends['Capillary, SMS'], [HASHED]),
		'Capillary, Resend': secretSend(sends['Capillary, Resend'], modes),
		'Capillary, Generate OTP': secretSend(sends['Capillary, Generate OTP'], modes),
		'Capillary, Validate OTP': secretRequest(node, modes, { operation: 'validateOtp', entityType: 'MOBILE', to: '447700900000', action: 'GENERIC', code: '538AD87' }, 'Capillary, Generate OTP'),
		'Capillary, Get Interactions': secretRequest(node, modes, { operation: 'getInteractions', identifierName: 'mobile', identifierValue: '447700900000', type: '', timeZone: '' }, 'Capillary, SMS'),
	},
	answers: [
		{
			name: 'capillary getInteractions',
			operation: getInteractions as RequestOperation,
			params: { identifierName: 'mobile', identifierValue: '447700900123', type: null, timeZone: 'Asia/Kolkata' },
			answers: ['first-version', 'second-version'].map((name) => JSON.stringify(fixture(`interactions/${name}.json`).answer)),
		},
		{
			name: 'capillary validate',
			operation: validate as RequestOperation,
			params: { entityType: 'MOBILE', to: '447700900123', action: 'POINTS', code: '538AD87' },
			answers: [{ entity: true, warnings: [] }, { entity: false, warnings: [{ code: 9001, message: 'No valid OTP' }] }, { errors: [{ status: false, code: 605, message: 'Invalid' }] }].map((answer) => JSON.stringify(answer)),
		},
	],
	callbacks: [
		{
			name: 'capillary',
			operation: callbacks as ReceiveOperation,
			auth: { header: 'x-secret', secret: 'the-secret-of-a-test' },
			contentType: 'application/json',
			bodies: ['documented-envelope', 'enriched-envelope', 'undelivered'].map((name) => JSON.stringify(fixture(`events/${name}.callback.json`))),
		},
	],
	doors: [
		{ node: new CapillaryTrigger(), parameters: { registration: 'byNode' }, isOwn: true, proof: { in: 'header', name: 'x-callback-secret' } },
		{ node: new CapillaryTrigger(), parameters: { registration: 'byHand' }, proof: { in: 'header', name: 'x-callback-secret' } },
	],
};
