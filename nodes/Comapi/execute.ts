import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../core/n8n/execute';
import { executeCall } from '../../core/n8n/executeCall';
import { getStatus } from './getStatus/operation';
import { send } from './send/operation';
import { sendBatch } from './sendBatch/operation';

/** Hands the items to the operation the user chose. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'getStatus':
			return await executeCall(context, getStatus);
		case 'send':
			return await executeSend(context, send);
		default:
			return await executeSend(context, sendBatch);
	}
}
