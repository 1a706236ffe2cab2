import { createHash } from 'node:crypto';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineOptions, type EngineResult } from '../engine/engine.mts';
import { asStored } from '../engine/stored.mts';

export { statuses } from '../failed.mts';

export const USER = 'sandbox-till';
export const PASSWORD = 'sandbox-password';

export function md5(text: string): string {
	return createHash('md5').update(text).digest('hex');
}

export type CapillaryRun = Partial<Omit<EngineOptions, 'items' | 'parameters' | 'settings' | 'credential'>> & {
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	credential?: IDataObject;
};

/** Runs the node in the engine against the sandbox: an SMS to the `to` of the item, with On Error set to its error output. */
export async function runCapillary(sandbox: Sandbox, items: IDataObject[], given: CapillaryRun = {}): Promise<EngineResult> {
	const { options, parameters, settings, credential, ...rest } = given;
	const node = new Capillary();
	return await runInEngine({
		node,
		credential: {
			type: new CapillaryApi(),
			data: { region: 'other', host: 'nowhere.invalid', user: USER, password: PASSWORD, alreadyHashed: false, baseUrl: sandbox.providerUrl('capillary'), ...credential },
		},
		parameters: asStored(node, {
			
			operation: 'send',
			channel: 'sms',
			to: '={{ $json.to }}',
			text: 'Your parcel is here',
			...parameters,
			options: { longestWait: 2, requestsPerSecond: 0, ...(parameters?.options as INodeParameters | undefined), ...options },
		}),
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
