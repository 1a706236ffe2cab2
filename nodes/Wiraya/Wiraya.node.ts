import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { nodeProperties } from '../../n8n/editor/nodeProperties';
import { executeOf } from '../../n8n/methods';
import { wiraya } from '../../providers/wiraya/provider';

/** The operations that queue communications. All others belong to the communication flow, which has a credential of its own. */
const SENDS = wiraya.operations.flatMap(({ kind, value }) => (kind === 'send' ? [value] : []));

export class Wiraya implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wiraya',
		name: 'wiraya',
		icon: { light: 'file:wiraya.svg', dark: 'file:wiraya.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Send SMS, WhatsApp messages and phone calls through Wiraya, thousands in one request, and add contacts to its campaigns',
		documentationUrl: docsPage('wiraya'),
		defaults: { name: 'Wiraya' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'wirayaApi', required: true, displayOptions: { show: { operation: SENDS } } },
			// `hide` instead of `show`: if credentials cover every operation, n8n treats Operation as the choice of a credential and hides it.
			{ name: 'wirayaWaiApi', required: true, displayOptions: { hide: { operation: SENDS } } },
		],
		properties: nodeProperties(wiraya),
	};

	execute = executeOf(wiraya);
}
