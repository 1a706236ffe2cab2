/** Every send operation of the package, with what a test needs to run it. A node without a row here fails the contract suite. */
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import { Comapi } from '../../nodes/Comapi/Comapi.node.ts';
import { Wavy } from '../../nodes/Wavy/Wavy.node.ts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import type { Sandbox } from '../../sandbox/server.mts';

export interface Send {
	/** File of the node, as the manifest names it. */
	file: string;
	node: INodeType;
	credential: ICredentialType;
	/** The credential's data with the right key, or with a key of the test's. */
	data(sandbox: Sandbox, key?: string): IDataObject;
	/** Resource and operation. */
	parameters: INodeParameters;
	/** A message as JSON; every index another recipient. */
	message(index: number): IDataObject;
	/** The key of the recipient in it, or of what stands for it. */
	recipientKey: string;
	/** Only the provider knows who gets it. */
	recipientUnknown?: boolean;
	/** One message a request, whatever Batch Size says. */
	single: boolean;
}

/** From a range that is reserved for fiction (Ofcom, 07700 900000 to 900999). */
const phone = (index: number) => String(447700900000 + index);

const wavy = (operation: string, single: boolean): Send => ({
	file: 'dist/nodes/Wavy/Wavy.node.js',
	node: new Wavy(),
	credential: new WavyApi(),
	data: (sandbox, token = 'sandbox-token') => ({ username: 'sandbox-user', token, baseUrl: sandbox.providerUrl('wavy') }),
	parameters: { resource: 'sms', operation },
	message: (index) => ({ destination: phone(index), messageText: `Parcel ${index} is here` }),
	recipientKey: 'destination',
	single,
});

const comapi = (operation: string, single: boolean): Send => ({
	file: 'dist/nodes/Comapi/Comapi.node.js',
	node: new Comapi(),
	credential: new ComapiApi(),
	data: (sandbox, accessToken = 'sandbox-token') => ({
		mode: 'apiSpace',
		apiSpaceId: '1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f',
		accessToken,
		baseUrl: `${sandbox.providerUrl('comapi')}`,
	}),
	parameters: { resource: 'message', operation },
	message: (index) => ({ rules: ['sms'], phoneNumber: phone(index), body: `Parcel ${index} is here` }),
	recipientKey: 'phoneNumber',
	single,
});

const capillary = (channel: string, message: (index: number) => IDataObject, recipientKey: string): Send => ({
	file: 'dist/nodes/Capillary/Capillary.node.js',
	node: new Capillary(),
	credential: new CapillaryApi(),
	data: (sandbox, password = 'sandbox-password') => ({
		region: 'other',
		host: 'nowhere.invalid',
		user: 'sandbox-till',
		password,
		alreadyHashed: false,
		baseUrl: sandbox.providerUrl('capillary'),
	}),
	parameters: { resource: 'message', operation: 'send' },
	message: (index) => ({ channel, ...message(index) }),
	recipientKey,
	single: false,
});

/** Operations of the API's second version: the same node, another resource and operation, one message a request. */
const capillarySingle = (resource: string, operation: string, message: (index: number) => IDataObject, recipientKey: string): Send => ({
	...capillary('', message, recipientKey),
	parameters: { resource, operation },
	message,
	single: true,
});

export const SENDS: Record<string, Send> = {
	'Wiraya, Enqueue': {
		file: 'dist/nodes/Wiraya/Wiraya.node.js',
		node: new Wiraya(),
		credential: new WirayaApi(),
		data: (sandbox, key = 'sandbox-key') => ({ apiKey: key, baseUrl: sandbox.providerUrl('wiraya') }),
		parameters: { resource: 'communication', operation: 'enqueue' },
		message: (index) => ({ contentType: 'SMSFromAlpha', recipient: phone(index), sender: 'Shop', text: `Parcel ${index} is here` }),
		recipientKey: 'recipient',
		single: false,
	},
	'Capillary, SMS': capillary('sms', (index) => ({ to: phone(index), body: `Parcel ${index} is here` }), 'to'),
	'Capillary, Email': capillary('email', (index) => ({ to: `c${index}@example.com`, from: 'shop@example.com', subject: 'Parcel', body: `Parcel ${index} is here` }), 'to'),
	'Capillary, WhatsApp': capillary('whatsapp', (index) => ({ receiver: phone(index), text: `Parcel ${index} is here` }), 'receiver'),
	'Capillary, Resend': { ...capillarySingle('message', 'resend', (index) => ({ messageId: String(9_007_199_254_740_993n + 2n * BigInt(index)) }), 'messageId'), recipientUnknown: true },
	'Capillary, Generate OTP': capillarySingle('otp', 'generate', (index) => ({ entityType: 'MOBILE', entityValue: phone(index) }), 'entityValue'),
	'Comapi, Send': comapi('send', true),
	'Comapi, Send Batch': comapi('sendBatch', false),
	'Wavy, Send': wavy('send', true),
	'Wavy, Send Bulk': wavy('sendBulk', false),
};
