import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../n8n/run/execute';
import { executeCall } from '../../n8n/run/executeCall';

/** Hands the items to the operation the user chose, which is loaded with its first execution. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'getStatus':
			return await executeCall(context, (await import('./getStatus/operation')).getStatus);
		case 'send':
			return await executeSend(context, (await import('./send/operation')).send);
		default:
			return await executeSend(context, (await import('./sendBatch/operation')).sendBatch);
	}
}
