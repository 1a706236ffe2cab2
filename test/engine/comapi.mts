import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { Comapi } from '../../nodes/Comapi/Comapi.node.ts';
import { API_SPACE } from '../../sandbox/comapi/access.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineOptions, type EngineResult } from './engine.mts';
import { asStored } from './stored.mts';

/** The sandbox's valid credentials, in both modes. */
export const ACCOUNTS = {
	apiSpace: { mode: 'apiSpace', apiSpaceId: API_SPACE, accessToken: 'sandbox-token' },
	region: { mode: 'region', region: 'r1', user: 'sandbox-user', password: 'sandbox-password' },
} as const;

export type ComapiRun = Partial<Omit<EngineOptions, 'items' | 'parameters' | 'settings' | 'credential'>> & {
	operation?: 'send' | 'sendBatch' | 'getStatus';
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	credential?: IDataObject;
};

/** Runs the node against the sandbox: an SMS to the `to` of the item unless told otherwise, failures on the error output. */
export async function runComapi(sandbox: Sandbox, items: IDataObject[], given: ComapiRun = {}): Promise<EngineResult> {
	const { operation = 'sendBatch', options, parameters, settings, credential, ...rest } = given;
	const node = new Comapi();
	return await runInEngine({
		node,
		credential: { type: new ComapiApi(), data: { ...ACCOUNTS.apiSpace, baseUrl: sandbox.providerUrl('comapi'), ...credential } },
		parameters: asStored(node, {
			
			operation,
			rules: ['sms'],
			to: '={{ $json.to }}',
			text: 'Your parcel is here',
			messageId: '={{ $json.messageId }}',
			...parameters,
			options: { longestWait: 2, requestsPerSecond: 0, ...(parameters?.options as INodeParameters | undefined), ...options },
		}),
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}
