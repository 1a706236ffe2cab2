/** Every operation that is no send, with what a test needs to run it. */
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { WirayaWaiApi } from '../../credentials/WirayaWaiApi.credentials.ts';
import type { Controls } from '../../sandbox/controls.mts';
import { Capillary, Comapi, Wavy, Wiraya } from '../nodes.ts';
import { SENDS } from './sends.mts';

export interface Lookup {
	node: INodeType;
	credential: ICredentialType;
	data: (sandbox: Pick<Controls, 'providerUrl'>) => IDataObject;
	/** Everything it needs but one field, which an expression gives. */
	parameters: INodeParameters;
	/** The name of that field. */
	field: string;
	/** A value that can be asked with, and one that cannot. */
	good: string;
	bad: string;
}

const capillary = { node: new Capillary(), credential: new CapillaryApi(), data: (sandbox: Pick<Controls, 'providerUrl'>) => SENDS['Capillary, SMS']!.data(sandbox) };
const comapi = { node: new Comapi(), credential: new ComapiApi(), data: (sandbox: Pick<Controls, 'providerUrl'>) => SENDS['Comapi, Send']!.data(sandbox) };
const wavy = { node: new Wavy(), credential: new WavyApi(), data: (sandbox: Pick<Controls, 'providerUrl'>) => SENDS['Wavy, Send']!.data(sandbox) };
const wiraya: Pick<Lookup, 'node' | 'credential' | 'data'> = {
	node: new Wiraya(),
	credential: new WirayaWaiApi(),
	data: (sandbox) => ({ apiKey: 'sandbox-key', baseUrl: sandbox.providerUrl('wiraya'), accessToken: '', issued: '' }),
};

export const LOOKUPS: Record<string, Lookup> = {
	'Capillary, Get Interactions': { ...capillary, parameters: { operation: 'getInteractions', identifierName: 'mobile' }, field: 'identifierValue', good: '447700900009', bad: '' },
	'Capillary, Validate OTP': { ...capillary, parameters: { operation: 'validateOtp', entityType: 'MOBILE', action: 'POINTS', code: '123456' }, field: 'entityValue', good: '447700900123', bad: '' },
	'Comapi, Get Status': { ...comapi, parameters: { operation: 'getStatus' }, field: 'messageId', good: 'nobody', bad: '' },
	'Wavy, Search Statuses': { ...wavy, parameters: { operation: 'searchStatuses', correlationIds: '' }, field: 'messageIds', good: 'nobody', bad: '' },
	'Wavy, Search Inbound': { ...wavy, parameters: { operation: 'searchInbound', start: '' }, field: 'end', good: '2031-01-15T10:30:00Z', bad: 'soon' },
	'Wiraya, Create or Update': { ...wiraya, parameters: { operation: 'upsertContact', personal: { attribute: [{ name: 'phoneNumber', value: '447700900123' }] } }, field: 'contactId', good: 'c-1', bad: '' },
	'Wiraya, Add to Campaign': { ...wiraya, parameters: { operation: 'addToCampaign', campaign: 'Spring', iteration: '' }, field: 'contactId', good: 'c-1', bad: '' },
	'Wiraya, Send Event': { ...wiraya, parameters: { operation: 'sendEvent', name: 'Conversion', at: '' }, field: 'contactId', good: 'c-1', bad: '' },
};
