import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../core/n8n/execute';
import { executeCall } from '../../core/n8n/executeCall';

/** Hands the items to the operation the user chose, which is loaded with its first execution. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'searchInbound':
			return await executeCall(context, (await import('./sms/searchInbound/operation')).searchInbound);
		case 'searchStatuses':
			return await executeCall(context, (await import('./sms/searchStatuses/operation')).searchStatuses);
		case 'sendBulk':
			return await executeSend(context, (await import('./sms/sendBulk/operation')).sendBulk);
		default:
			return await executeSend(context, (await import('./sms/send/operation')).send);
	}
}
