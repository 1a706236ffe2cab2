import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { executePoll } from '../../n8n/run/poll';
import { pollInbound } from './pollInbound/operation';

/** Asks for what customers wrote since the last time. */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const subAccount = String(context.getNodeParameter('subAccount', '')).trim();
	return await executePoll(context, pollInbound(subAccount || null));
}
