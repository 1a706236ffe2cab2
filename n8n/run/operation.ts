import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { OperationEntry, Provider } from '../../core/provider';
import { executeSend } from './execute';
import { executeLocal } from './executeLocal';
import { executeRequests } from './executeRequests';

/** Passes the items to the operation that the user chose, and loads it on its first use. */
export async function executeOperation(context: IExecuteFunctions, provider: Provider): Promise<INodeExecutionData[][]> {
	const entry = chosen(context, provider);
	if (entry.kind === 'local') return await executeLocal(context, entry, await entry.load());
	return entry.kind === 'send' ? await executeSend(context, provider.name, entry, await entry.load()) : await executeRequests(context, await entry.load());
}

/** If the workflow does not store the parameter, it has its default value. */
function chosen(context: IExecuteFunctions, { operations, usual }: Provider): OperationEntry {
	const value = context.getNodeParameter('operation', 0, usual);
	const found = operations.find((one) => one.value === value);
	if (found) return found;
	// Falling back to the default operation might send messages that nobody meant to send.
	throw Object.assign(new Error(`The node has no operation "${String(value)}"`), { description: 'Choose another in the node, or update the package. Nothing was sent.' });
}
