import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../core/n8n/execute';
import { executeCall } from '../../core/n8n/executeCall';
import { addToCampaign } from './addToCampaign/operation';
import { enqueue } from './enqueue/operation';
import { sendEvent } from './sendEvent/operation';
import { upsertContact } from './upsertContact/operation';

/** Hands the items to the operation the user chose. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'addToCampaign':
			return await executeCall(context, addToCampaign);
		case 'upsert':
			return await executeCall(context, upsertContact);
		case 'send':
			return await executeCall(context, sendEvent);
		default:
			return await executeSend(context, enqueue);
	}
}
