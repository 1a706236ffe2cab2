/**
 * Every send operation of the package, with what a test needs to run it. A node without a row here fails the contract suite; a row
 * is also all that the proof of delivery (test/delivery) needs.
 */
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { SendOperation } from '../../core/send/operation.ts';
import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { generate as capillaryGenerate } from '../../providers/capillary/generateOtp/operation.ts';
import { resend as capillaryResend } from '../../providers/capillary/resend/operation.ts';
import { send as capillarySend } from '../../providers/capillary/send/operation.ts';
import { send as comapiSend } from '../../providers/comapi/send/operation.ts';
import { sendBatch as comapiSendBatch } from '../../providers/comapi/sendBatch/operation.ts';
import { send as wavySend } from '../../providers/wavy/send/operation.ts';
import { sendBulk as wavySendBulk } from '../../providers/wavy/sendBulk/operation.ts';
import { enqueue as wirayaEnqueue } from '../../providers/wiraya/enqueue/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import { Capillary, Comapi, Wavy, Wiraya } from '../nodes.ts';

export interface Send {
	/** File of the node, as the manifest names it. */
	file: string;
	node: INodeType;
	/** What the node runs with these parameters. */
	operation: SendOperation;
	credential: ICredentialType;
	/** The credential's data with the right key, or with a key of the test's. */
	data(sandbox: Pick<Controls, 'providerUrl'>, key?: string): IDataObject;
	/** Its operation. */
	parameters: INodeParameters;
	/** A message as JSON; every index below 1,000 another recipient. */
	message(index: number): IDataObject;
	/** Nothing in the answer tells whose it is. */
	anonymous?: boolean;
	/** Further kinds of message the operation takes, such as over other channels. */
	others?: readonly OtherKind[];
	/** The key of the recipient in it, or of what stands for it. */
	recipientKey: string;
	/** Only the provider knows who gets it. */
	recipientUnknown?: boolean;
	/** One message a request, whatever Batch Size says. */
	single: boolean;
}

export interface OtherKind {
	message(index: number): IDataObject;
	/** Nothing in the answer tells whose a row is, so the provider's id in it may be another's. */
	anonymous?: boolean;
}

/** From a range that is reserved for fiction (Ofcom, 07700 900000 to 900999). */
const phone = (index: number) => String(447700900000 + (index % 1000));

const wavyMessage = (index: number) => ({ destination: phone(index), messageText: `Parcel ${index} is here` });

const wavy = (name: string, operation: SendOperation, single: boolean): Send => ({
	file: 'dist/nodes/Wavy/Wavy.node.js',
	node: new Wavy(),
	operation,
	credential: new WavyApi(),
	data: (sandbox, token = 'sandbox-token') => ({ username: 'sandbox-user', token, baseUrl: sandbox.providerUrl('wavy') }),
	parameters: { operation: name },
	message: wavyMessage,
	others: [
		{ message: (index) => ({ ...wavyMessage(index), start: 'delay', delayedInMinutes: 60 }) },
		{ message: (index) => ({ ...wavyMessage(index), sendCorrelationId: false }), anonymous: true },
	],
	recipientKey: 'destination',
	single,
});

const comapi = (name: string, operation: SendOperation, single: boolean): Send => ({
	file: 'dist/nodes/Comapi/Comapi.node.js',
	node: new Comapi(),
	operation,
	credential: new ComapiApi(),
	data: (sandbox, accessToken = 'sandbox-token') => ({
		mode: 'apiSpace',
		apiSpaceId: '1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f',
		accessToken,
		baseUrl: `${sandbox.providerUrl('comapi')}`,
	}),
	parameters: { operation: name, rules: ['variesByItem'] },
	message: (index) => ({ rules: ['sms'], phoneNumber: phone(index), body: `Parcel ${index} is here` }),
	others: [
		{ message: (index) => ({ rules: ['email'], email: `c${index}@example.com`, body: `Parcel ${index} is here` }) },
		{ message: (index) => ({ rules: ['whatsApp', 'sms'], phoneNumber: phone(index), body: `Parcel ${index} is here` }) },
		{ message: (index) => ({ rules: ['sms'], phoneNumber: phone(index), body: `Parcel ${index} is here`, sendCorrelationId: false }), anonymous: true },
	],
	recipientKey: 'phoneNumber',
	single,
});

const capillary = (channel: string, message: (index: number) => IDataObject, recipientKey: string): Send => ({
	file: 'dist/nodes/Capillary/Capillary.node.js',
	node: new Capillary(),
	operation: capillarySend,
	credential: new CapillaryApi(),
	data: (sandbox, password = 'sandbox-password') => ({
		region: 'other',
		host: 'nowhere.invalid',
		user: 'sandbox-till',
		password,
		alreadyHashed: false,
		baseUrl: sandbox.providerUrl('capillary'),
	}),
	parameters: { operation: 'send', channel: 'variesByItem' },
	message: (index) => ({ channel, ...message(index) }),
	others: [{ message: (index) => ({ channel: 'zalo', receiver: phone(index), text: `Parcel ${index} is here` }) }],
	recipientKey,
	single: false,
});

/** Operations of the API's second version: the same node, another operation, one message a request. */
const capillarySingle = (name: string, operation: SendOperation, message: (index: number) => IDataObject, recipientKey: string): Send => ({
	...capillary('', message, recipientKey),
	operation,
	parameters: { operation: name },
	message,
	others: [],
	single: true,
});

export const SENDS: Record<string, Send> = {
	'Wiraya, Enqueue': {
		file: 'dist/nodes/Wiraya/Wiraya.node.js',
		node: new Wiraya(),
		operation: wirayaEnqueue,
		credential: new WirayaApi(),
		data: (sandbox, key = 'sandbox-key') => ({ apiKey: key, baseUrl: sandbox.providerUrl('wiraya') }),
		parameters: { operation: 'enqueue', contentType: 'variesByItem' },
		message: (index) => ({ contentType: 'SMSFromAlpha', recipient: phone(index), sender: 'Shop', text: `Parcel ${index} is here` }),
		others: [
			{ message: (index) => ({ contentType: 'VoiceProject', recipient: phone(index), projectId: 7, placeholders: [`Parcel ${index}`] }) },
			{ message: (index) => ({ contentType: 'WhatsappProject', recipient: phone(index), projectId: 8, placeholders: [] }) },
		],
		recipientKey: 'recipient',
		single: false,
	},
	'Capillary, SMS': capillary('sms', (index) => ({ to: phone(index), body: `Parcel ${index} is here` }), 'to'),
	'Capillary, Email': capillary('email', (index) => ({ to: `c${index}@example.com`, from: 'shop@example.com', subject: 'Parcel', body: `Parcel ${index} is here` }), 'to'),
	'Capillary, WhatsApp': capillary('whatsapp', (index) => ({ receiver: phone(index), text: `Parcel ${index} is here` }), 'receiver'),
	'Capillary, Resend': { ...capillarySingle('resend', capillaryResend, (index) => ({ messageId: String(9_007_199_254_740_993n + 2n * BigInt(index)) }), 'messageId'), recipientUnknown: true },
	'Capillary, Generate OTP': { ...capillarySingle('generateOtp', capillaryGenerate, (index) => ({ entityType: 'MOBILE', entityValue: phone(index) }), 'entityValue'), anonymous: true },
	'Comapi, Send': comapi('send', comapiSend, true),
	'Comapi, Send Batch': comapi('sendBatch', comapiSendBatch, false),
	'Wavy, Send': wavy('send', wavySend, true),
	'Wavy, Send Bulk': wavy('sendBulk', wavySendBulk, false),
};
