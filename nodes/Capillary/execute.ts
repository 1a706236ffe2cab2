import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeSend } from '../../core/n8n/execute';
import { executeCall } from '../../core/n8n/executeCall';
import { getInteractions } from './customer/getInteractions/operation';
import { generate } from './otp/generate/operation';
import { validate } from './otp/validate/operation';
import { resend } from './resend/operation';
import { send } from './send/operation';

/** Hands the items to the operation the user chose. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	switch (context.getNodeParameter('operation', 0)) {
		case 'getInteractions':
			return await executeCall(context, getInteractions);
		case 'resend':
			return await executeSend(context, resend);
		case 'generate':
			return await executeSend(context, generate);
		case 'validate':
			return await executeCall(context, validate);
		default:
			return await executeSend(context, send);
	}
}
