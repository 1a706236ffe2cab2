import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { guarded } from '../../n8n/edges/guard';
import { docsPage } from '../../n8n/editor/docs';
import { OUTPUTS_EXPRESSION, prepareFields } from '../../n8n/editor/prepareFields';
import { sendKeys } from './sendKeys';

/** If anything goes wrong, items leave here and never by Send. */
const SKIP = 2;

export class PrepareMessages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Prepare Messages',
		name: 'prepareMessages',
		icon: { light: 'file:prepareMessages.svg', dark: 'file:prepareMessages.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["channel"] }}',
		description: 'Check messages before anything is sent: who opted out, whose hour it is, who comes twice, what it will cost. Sends nothing.',
		documentationUrl: docsPage('prepare-messages'),
		defaults: { name: 'Prepare Messages' },
		usableAsTool: true,
		inputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Messages' },
			{ type: NodeConnectionTypes.Main, displayName: 'Opted Out', required: false },
		],
		requiredInputs: [0],
		outputs: OUTPUTS_EXPRESSION,
		properties: prepareFields,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await guarded(
			this,
			async () => {
				// Loaded with the first execution, because n8n loads every node when it starts.
				const { executePrepare } = await import('../../n8n/run/prepare');
				return await executePrepare(this, sendKeys());
			},
			SKIP,
		);
	}
}
