import type { Provider } from '../../core/provider';
import { panel as callbacks } from './callbacks/form';
import { form as readAnswer } from './readAnswer/form';
import { bulkLimits, limits, panel } from './send/form';

/** Any API that sends messages over HTTP. The user describes it, with the examples from its page. */
export const http: Provider = {
	name: 'http',
	usual: 'send',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	operations: [
		{
			...panel,
			limits,
			kind: 'send',
			value: 'send',
			label: 'Send, One per Request',
			action: 'Send messages one by one',
			help: 'Send a message for every item, each in a request of its own',
			load: async () => (await import('./send/operation')).maker(limits),
		},
		{
			...panel,
			limits: bulkLimits,
			kind: 'send',
			value: 'sendBulk',
			label: 'Send, Many per Request',
			action: 'Send messages in bulk',
			help: 'Send a message for every item, many in one request: for an API whose request has a list of messages',
			load: async () => (await import('./send/operation')).maker(bulkLimits),
		},
		{
			kind: 'local',
			value: 'readAnswer',
			label: 'Try an Answer',
			action: 'Try how an answer is read',
			help: 'Paste an answer of the API and see what the node makes of each row; nothing is sent',
			form: readAnswer,
			load: async () => (await import('./readAnswer/operation')).readAnswer,
		},
	],
};
