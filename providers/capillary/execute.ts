import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../n8n/run/execute';
import { executeCall } from '../../n8n/run/executeCall';

/** Hands the items to the operation the user chose, which is loaded with its first execution. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'getInteractions':
			return await executeCall(context, (await import('./getInteractions/operation')).getInteractions);
		case 'resend':
			return await executeSend(context, (await import('./resend/operation')).resend);
		case 'generate':
			return await executeSend(context, (await import('./generateOtp/operation')).generate);
		case 'validate':
			return await executeCall(context, (await import('./validateOtp/operation')).validate);
		default:
			return await executeSend(context, (await import('./send/operation')).send);
	}
}
