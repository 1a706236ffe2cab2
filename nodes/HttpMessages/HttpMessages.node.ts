import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { docsPage } from '../../n8n/editor/docs';
import { nodeProperties } from '../../n8n/editor/nodeProperties';
import { executeOf } from '../../n8n/methods';
import { http } from '../../providers/http/provider';

export class HttpMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HTTP Messages',
		name: 'httpMessages',
		icon: { light: 'file:httpMessages.svg', dark: 'file:httpMessages.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + " " + ($parameter["path"] || "") }}',
		description: 'Send messages through any HTTP API you have a page of: safe retries, none twice, one by one or many in one request, and an honest result for each',
		documentationUrl: docsPage('http-messages'),
		defaults: { name: 'HTTP Messages' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'httpMessagesApi', required: true, displayOptions: { hide: { operation: ['readAnswer'] } } }],
		properties: nodeProperties(http),
	};

	execute = executeOf(http);
}
