import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { WirayaApi } from '../../credentials/WirayaApi.credentials.ts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineOptions, type EngineResult } from './engine.mts';
import { asStored } from './stored.mts';

export { statuses } from '../failed.mts';

export const KEY = 'sandbox-key';

/** An SMS to the `to` of the item; everything else fixed. */
export const SMS: INodeParameters = {
	
	operation: 'enqueue',
	contentType: 'SMSFromAlpha',
	to: '={{ $json.to }}',
	from: 'Shop',
	text: 'Your parcel is here',
};

export type WirayaRun = Partial<Omit<EngineOptions, 'items' | 'parameters' | 'settings'>> & {
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	apiKey?: string;
	baseUrl?: string;
};

/** Runs the Wiraya node in the engine against the sandbox, with On Error set to its error output unless told otherwise. */
export async function runWiraya(sandbox: Sandbox, items: IDataObject[], given: WirayaRun = {}): Promise<EngineResult> {
	const { options, parameters, settings, apiKey, baseUrl, node = new Wiraya(), ...rest } = given;
	return await runInEngine({
		node,
		credential: {
			type: new WirayaApi(),
			data: { apiKey: apiKey ?? KEY, baseUrl: baseUrl ?? sandbox.providerUrl('wiraya') },
		},
		parameters: asStored(node, { ...SMS, ...parameters, options: { longestWait: 2, ...(parameters?.options as INodeParameters | undefined), ...options } }),
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}

/** Numbers from a range that is reserved for fiction (Ofcom, 07700 900000 to 900999). */
export function customers(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({ to: recipient(i) }));
}

export function recipient(index: number): string {
	return String(447700900000 + (index % 1000));
}
