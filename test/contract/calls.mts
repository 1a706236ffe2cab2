/** Every call that is not to be made twice, with what the proof of delivery (test/delivery) needs to run it. */
import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject, IHttpRequestHelper, INodeParameters, INodeType } from 'n8n-workflow';

import type { RequestOperation } from '../../core/request/operation.ts';
import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { WirayaWaiApi } from '../../credentials/WirayaWaiApi.credentials.ts';
import { validate } from '../../providers/capillary/validateOtp/operation.ts';
import { addToCampaign } from '../../providers/wiraya/addToCampaign/operation.ts';
import { sendEvent } from '../../providers/wiraya/sendEvent/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import type { DirectSandbox } from '../../sandbox/direct.mts';
import { Capillary, Wiraya } from '../nodes.ts';
import { authenticate } from '../engine/authenticate.mts';
import { SENDS } from './sends.mts';

export interface Call {
	node: INodeType;
	operation: RequestOperation & { idempotent: false };
	credential: ICredentialType;
	/** The credential's data; another credential every time, where it asks for a token. */
	data(sandbox: Pick<Controls, 'providerUrl'>): IDataObject;
	/** Resource, operation and fields, the varying ones by expression. */
	parameters: INodeParameters;
	/** What it is made of, as an item; every index below 1,000 of somebody else. */
	item(index: number): IDataObject;
	/** Whether the vendor publishes no good answer, so that a good status is all there is to believe. */
	believesStatus?: boolean;
	/** The key of whom it is about. */
	subjectKey: string;
	/** The headers of its credential, where they take a request to the sandbox. */
	headers?(sandbox: DirectSandbox): Promise<Record<string, string>>;
}

let logins = 0;

const wai = {
	node: new Wiraya(),
	credential: new WirayaWaiApi(),
	data: (sandbox: Pick<Controls, 'providerUrl'>) => {
		logins += 1;
		return { apiKey: `sandbox-key-ttl-${300 + logins}`, baseUrl: sandbox.providerUrl('wiraya'), accessToken: '', issued: '' };
	},
	believesStatus: true,
	subjectKey: 'contactId',
	async headers(sandbox: DirectSandbox) {
		const data = await signedIn(wai, sandbox, async ({ url, body }) => {
			const answer = sandbox.ask({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })!.answer!;
			return await Promise.resolve({ statusCode: answer.status, headers: {}, body: JSON.parse(answer.body) as unknown });
		});
		return (await authenticate(wai.credential, data, { url: '', headers: {} })).headers as Record<string, string>;
	},
};

export const CALLS: Record<string, Call> = {
	'Capillary, Validate OTP': {
		node: new Capillary(),
		operation: validate as Call['operation'],
		credential: new CapillaryApi(),
		data: SENDS['Capillary, SMS']!.data,
		parameters: { operation: 'validateOtp', entityType: 'MOBILE', entityValue: '={{ $json.entityValue }}', action: 'POINTS', code: '123456' },
		item: (index) => ({ entityType: 'MOBILE', entityValue: String(447700900000 + index), action: 'POINTS', code: '123456' }),
		subjectKey: 'entityValue',
	},
	'Wiraya, Add to Campaign': {
		...wai,
		operation: addToCampaign as Call['operation'],
		parameters: { operation: 'addToCampaign', contactId: '={{ $json.contactId }}', campaign: 'Spring', iteration: '' },
		item: (index) => ({ contactId: `c-${index}`, campaign: 'Spring', iteration: '' }),
	},
	'Wiraya, Send Event': {
		...wai,
		operation: sendEvent as unknown as Call['operation'],
		parameters: { operation: 'sendEvent', contactId: '={{ $json.contactId }}', name: 'Conversion', at: '' },
		item: (index) => ({ contactId: `c-${index}`, name: 'Conversion', at: '' }),
	},
};

type Ask = (request: { url: string; body: object }) => Promise<{ statusCode: number; headers: object; body: unknown }>;

/** The credential's data with a token, where it has one: as after a run before. */
export async function signedIn({ credential, data }: Pick<Call, 'credential' | 'data'>, sandbox: Pick<Controls, 'providerUrl'>, ask: Ask): Promise<ICredentialDataDecryptedObject> {
	const given = data(sandbox) as ICredentialDataDecryptedObject;
	const helper = { helpers: { httpRequest: ask } } as unknown as IHttpRequestHelper;
	return { ...given, ...((await credential.preAuthentication?.call(helper, given)) as ICredentialDataDecryptedObject | undefined) };
}
