import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../n8n/run/execute';
import { executeCall } from '../../n8n/run/executeCall';

/** Hands the items to the operation the user chose, which is loaded with its first execution. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'addToCampaign':
			return await executeCall(context, (await import('./addToCampaign/operation')).addToCampaign);
		case 'upsert':
			return await executeCall(context, (await import('./upsertContact/operation')).upsertContact);
		case 'send':
			return await executeCall(context, (await import('./sendEvent/operation')).sendEvent);
		default:
			return await executeSend(context, (await import('./enqueue/operation')).enqueue);
	}
}
