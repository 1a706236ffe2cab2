import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../core/n8n/execute';
import { executeCall } from '../../core/n8n/executeCall';
import { searchInbound } from './sms/searchInbound/operation';
import { searchStatuses } from './sms/searchStatuses/operation';
import { send } from './sms/send/operation';
import { sendBulk } from './sms/sendBulk/operation';

/** Hands the items to the operation the user chose. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'searchInbound':
			return await executeCall(context, searchInbound);
		case 'searchStatuses':
			return await executeCall(context, searchStatuses);
		case 'sendBulk':
			return await executeSend(context, sendBulk);
		default:
			return await executeSend(context, send);
	}
}
