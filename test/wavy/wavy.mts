import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { Wavy } from '../../nodes/Wavy/Wavy.node.ts';
import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineOptions, type EngineResult } from '../engine/engine.mts';
import { asStored } from '../engine/stored.mts';
import { recipient, type OperationName } from './reading.mts';

export { statuses } from '../failed.mts';

export const USER = 'sandbox-user';
export const TOKEN = 'sandbox-token';

export type WavyRun = Partial<Omit<EngineOptions, 'items' | 'parameters' | 'settings'>> & {
	operation?: OperationName | 'searchStatuses' | 'searchInbound';
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	token?: string;
};

/** Runs the node in the engine against the sandbox: an SMS to the `to` of the item, with On Error set to its error output. */
export async function runWavy(sandbox: Sandbox, items: IDataObject[], given: WavyRun = {}): Promise<EngineResult> {
	const { operation = 'sendBulk', options, parameters, settings, token = TOKEN, ...rest } = given;
	const node = new Wavy();
	return await runInEngine({
		node,
		credential: { type: new WavyApi(), data: { username: USER, token, baseUrl: sandbox.providerUrl('wavy') } },
		parameters: asStored(node, {
			
			operation,
			to: '={{ $json.to }}',
			text: 'Your parcel is here',
			...parameters,
			options: { longestWait: 2, ...(parameters?.options as INodeParameters | undefined), ...options },
		}),
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}

/** Numbers of the vendor's examples: 5511900000000 to 5511900000999. */
export function customers(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({ to: recipient(i) }));
}
