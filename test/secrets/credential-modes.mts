/**
 * Every way a credential of the package is filled in, with a marked secret in every secret field; and every operation with the credentials it takes. A
 * credential type, a secret field or an operation without a row fails the test.
 */
import { createHash } from 'node:crypto';
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { CapillaryOAuthApi } from '../../credentials/CapillaryOAuthApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { WirayaWaiApi } from '../../credentials/WirayaWaiApi.credentials.ts';
import type { InboundRule } from '../../sandbox/inbound.mts';
import { API_SPACE } from '../../sandbox/comapi/access.mts';
import { SENDS } from '../contract/sends.mts';
import { mark } from './marked-secrets.mts';

/** One way to fill in a credential type. */
export interface Mode {
	name: string;
	type: ICredentialType;
	provider: string;
	/** By field; what is typed into it. */
	secrets: Record<string, string>;
	/** What else is typed in, but for the address. */
	others: IDataObject;
	/** What the sandbox takes for right. */
	key: string;
	/** Fields that n8n fills in itself, with what the provider gave. */
	renewed?: readonly string[];
	/** In nodes that let the user choose. */
	parameters?: INodeParameters;
}

/** An operation and the ways to sign in it can be used with. */
export interface Row {
	node: INodeType;
	modes: readonly Mode[];
	/** Resource and operation among them. */
	parameters: INodeParameters;
	/** An item, when the message comes from it; every index another recipient. */
	item: (index: number) => IDataObject;
	isSend: boolean;
	/** The key of the recipient in it. */
	recipientKey?: string;
	/** What there must be to be found by a look-up: the send that made its items, or what a customer wrote. */
	found?: keyof typeof SENDS | InboundRule;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

const [apiKey, waiKey, password, hashed, clientKey, clientSecret, accessToken, apiPassword, token] = Array.from({ length: 9 }, mark) as [string, string, string, string, string, string, string, string, string];
const cluster = { region: 'other', host: 'nowhere.invalid' };
const till = { type: new CapillaryApi(), provider: 'capillary', parameters: { authentication: 'capillaryApi' } };

const TILL: Mode = { ...till, name: 'Capillary till', secrets: { password }, others: { ...cluster, user: 'sandbox-till', alreadyHashed: false }, key: `sandbox-till:${md5(password)}` };
const HASHED: Mode = { ...TILL, name: 'Capillary till, hashed password', secrets: { password: md5(hashed) }, others: { ...TILL.others, alreadyHashed: true }, key: `sandbox-till:${md5(hashed)}` };
const CLIENT: Mode = {
	name: 'Capillary client',
	type: new CapillaryOAuthApi(),
	provider: 'capillary',
	secrets: { apiKey: clientKey, secret: clientSecret },
	others: { ...cluster, attributionType: '', attributionCode: '', accessToken: '', issued: '' },
	key: `${clientKey}:${clientSecret}`,
	renewed: ['accessToken'],
	parameters: { authentication: 'capillaryOAuthApi' },
};
const COMAPI: Mode[] = [
	{ name: 'Comapi API space', type: new ComapiApi(), provider: 'comapi', secrets: { accessToken }, others: { mode: 'apiSpace', apiSpaceId: API_SPACE }, key: accessToken },
	{ name: 'Comapi region', type: new ComapiApi(), provider: 'comapi', secrets: { password: apiPassword }, others: { mode: 'region', region: 'r1', user: 'sandbox-user' }, key: `sandbox-user:${apiPassword}` },
];
export const WAVY: Mode = { name: 'Wavy', type: new WavyApi(), provider: 'wavy', secrets: { token }, others: { username: 'sandbox-user' }, key: `sandbox-user:${token}` };
const WIRAYA: Mode = { name: 'Wiraya', type: new WirayaApi(), provider: 'wiraya', secrets: { apiKey }, others: {}, key: apiKey };
const WAI: Mode = { name: 'Wiraya WAI', type: new WirayaWaiApi(), provider: 'wiraya', secrets: { apiKey: waiKey }, others: { accessToken: '', issued: '' }, key: waiKey, renewed: ['accessToken'] };

export const MODES: readonly Mode[] = [TILL, HASHED, CLIENT, ...COMAPI, WAVY, WIRAYA, WAI];
export const CAPILLARY_MODES = [TILL, CLIENT];
export const COMAPI_REGION = COMAPI[1]!;

/** The keys of all modes, for the sandbox. */
export function keysOf(modes: readonly Mode[]): Record<string, string[]> {
	const keys: Record<string, string[]> = {};
	for (const { provider, key } of modes) (keys[provider] ??= []).push(key);
	return keys;
}

const send = (name: keyof typeof SENDS, modes: readonly Mode[], options: INodeParameters = {}): Row => {
	const like = SENDS[name]!;
	const { node, parameters, recipientKey } = like;
	return { node, modes, parameters: { ...parameters, options: { messageFrom: 'item', ...options } }, item: (index) => like.message(index), isSend: true, recipientKey };
};
const call = (like: keyof typeof SENDS, modes: readonly Mode[], parameters: INodeParameters, there?: Row['found']): Row => ({
	node: SENDS[like]!.node,
	modes,
	parameters,
	item: (index) => ({ messageId: `d8e296bb-97c4-4495-b98f-1e32e0b1162${index}` }),
	isSend: false,
	...(there && { found: there }),
});

export const ROWS: Readonly<Record<string, Row>> = {
	'Capillary, Send': send('Capillary, SMS', CAPILLARY_MODES),
	'Capillary, Send, hashed password': send('Capillary, SMS', [HASHED]),
	'Capillary, Resend': send('Capillary, Resend', CAPILLARY_MODES),
	'Capillary, Generate OTP': send('Capillary, Generate OTP', CAPILLARY_MODES),
	'Capillary, Validate OTP': call('Capillary, SMS', CAPILLARY_MODES, { operation: 'validateOtp', entityType: 'MOBILE', entityValue: '447700900000', action: 'GENERIC', code: '538AD87' }, 'Capillary, Generate OTP'),
	'Capillary, Get Interactions': call('Capillary, SMS', CAPILLARY_MODES, { operation: 'getInteractions', identifierName: 'mobile', identifierValue: '447700900000', type: '', timeZone: '' }, 'Capillary, SMS'),
	'Comapi, Send': send('Comapi, Send', COMAPI),
	'Comapi, Send Batch': send('Comapi, Send Batch', COMAPI),
	'Comapi, Get Status': call('Comapi, Send', COMAPI, { operation: 'getStatus', messageId: '={{ $json.messageId }}' }, 'Comapi, Send'),
	'Wavy, Send': send('Wavy, Send', [WAVY]),
	'Wavy, Send, as GET': send('Wavy, Send', [WAVY], { wireFormat: 'get' }),
	'Wavy, Send Bulk': send('Wavy, Send Bulk', [WAVY]),
	'Wavy, Search Statuses': call('Wavy, Send', [WAVY], { operation: 'searchStatuses', messageIds: '={{ $json.messageId }}', correlationIds: '' }, 'Wavy, Send'),
	'Wavy, Search Inbound': call('Wavy, Send', [WAVY], { operation: 'searchInbound', start: '', end: '' }, { provider: 'wavy', sender: '447700900000', recipient: '27182', text: 'Yes' }),
	'Wiraya, Enqueue': send('Wiraya, Enqueue', [WIRAYA]),
	'Wiraya, Enqueue, as XML': send('Wiraya, Enqueue', [WIRAYA], { wireFormat: 'xml' }),
	'Wiraya, Create or Update Contact': call('Wiraya, Enqueue', [WAI], { operation: 'upsertContact', contactId: 'c-1', personal: { attribute: [{ name: 'phoneNumber', value: '447700900123' }] }, general: {} }),
	'Wiraya, Add to Campaign': call('Wiraya, Enqueue', [WAI], { operation: 'addToCampaign', contactId: 'c-1', campaign: 'Spring', iteration: '' }),
	'Wiraya, Send Event': call('Wiraya, Enqueue', [WAI], { operation: 'sendEvent', contactId: 'c-1', name: 'Conversion', at: '' }),
};
