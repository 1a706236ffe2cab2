/** Nodes that exist only for comparison. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties, INodeType } from 'n8n-workflow';

const text = (name: string): INodeProperties => ({ displayName: name, name, type: 'string', default: '' });

function node(name: string, properties: INodeProperties[], execute: INodeType['execute'], credential?: string): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['output'],
			version: 1,
			description: name,
			defaults: { name },
			inputs: ['main'],
			outputs: ['main'],
			...(credential !== undefined && { credentials: [{ name: credential, required: true }] }),
			properties,
		},
		execute,
	};
}

/** One awaited request an item: the way most of n8n's messaging nodes are written. */
export const oneByOne = node(
	'oneByOne',
	['url', 'recipient', 'sender', 'text', 'id'].map(text),
	async function (this: IExecuteFunctions) {
		const sent: INodeExecutionData[] = [];
		for (let i = 0; i < this.getInputData().length; i += 1) {
			const read = (name: string) => this.getNodeParameter(name, i) as string;
			const message = { clientMessageId: read('id'), recipient: read('recipient'), content: { $type: 'SMSFromAlpha', sender: read('sender'), text: read('text') } };
			const answer = (await this.helpers.httpRequestWithAuthentication.call(this, 'wirayaApi', {
				method: 'POST',
				url: read('url'),
				body: { communications: [message] },
				json: true,
			})) as IDataObject;
			sent.push({ json: answer, pairedItem: { item: i } });
		}
		return [sent];
	},
	'wirayaApi',
);

/** Shows n8n's own cost: reads its parameters, those with an expression for every item, and passes on as many items. */
export const bare = node('bare', ['one', 'two', 'three', 'four', 'five'].map(text), async function (this: IExecuteFunctions) {
	const given = Object.entries(this.getNode().parameters);
	const fixed = given.filter(([, value]) => !String(value).startsWith('='));
	const read = given.filter(([, value]) => String(value).startsWith('=')).map(([name]) => name);
	const json = Object.fromEntries(fixed.map(([name]) => [name, this.getNodeParameter(name, 0)])) as IDataObject;
	const items = this.getInputData().map((_item, item): INodeExecutionData => {
		const values = read.map((name) => [name, this.getNodeParameter(name, item)]);
		return { json: { ...json, ...(Object.fromEntries(values) as IDataObject) }, pairedItem: { item } };
	});
	return await Promise.resolve([items]);
});
