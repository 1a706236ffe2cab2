import type { Provider } from '../../core/provider';
import { panel as callbacks } from './callbacks/form';
import { panel as getStatus } from './getStatus/form';
import { panel as send } from './send/form';
import { panel as sendBatch } from './sendBatch/form';

export const comapi: Provider = {
	name: 'comapi',
	usual: 'message',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	resources: [
		{
			value: 'message',
			label: 'Message',
			usual: 'sendBatch',
			operations: [
				{
					...getStatus,
					kind: 'request',
					value: 'getStatus',
					label: 'Get Status',
					action: 'Get status of message',
					help: 'Look up what became of a message, by its message ID: sent, delivered, read, failed and the like',
					load: async () => (await import('./getStatus/operation')).getStatus,
				},
				{
					...send,
					kind: 'send',
					value: 'send',
					label: 'Send',
					action: 'Send message',
					help: 'Send a message for every item, one request each; the answer already says whether it failed at once',
					load: async () => (await import('./send/operation')).send,
				},
				{
					...sendBatch,
					kind: 'send',
					value: 'sendBatch',
					label: 'Send Batch',
					action: 'Send batch of messages',
					help: 'Send a message for every item, up to 5,000 in one request: the way for more than a few',
					load: async () => (await import('./sendBatch/operation')).sendBatch,
				},
			],
		},
	],
};
