import type { Provider } from '../../core/provider';
import { panel as callbacks } from './callbacks/form';
import { form as pollForm } from './pollInbound/form';
import { panel as searchInbound } from './searchInbound/form';
import { panel as searchStatuses } from './searchStatuses/form';
import { panel as send } from './send/form';
import { panel as sendBulk } from './sendBulk/form';

export const wavy: Provider = {
	name: 'wavy',
	usual: 'send',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	poll: {
		form: pollForm,
		load: async () => {
			const { pollInbound } = await import('./pollInbound/operation');
			return (parameter) => pollInbound(String(parameter('subAccount', '')).trim() || null);
		},
	},
	operations: [
		{
			...send,
			kind: 'send',
			value: 'send',
			label: 'Send SMS',
			action: 'Send SMS',
			help: 'Send an SMS for every item, each in a request of its own',
			load: async () => (await import('./send/operation')).send,
		},
		{
			...sendBulk,
			kind: 'send',
			value: 'sendBulk',
			label: 'Send SMS in Bulk',
			action: 'Send SMS in bulk',
			help: 'Send an SMS for every item, up to 1,000 in one request',
			load: async () => (await import('./sendBulk/operation')).sendBulk,
		},
		{
			...searchStatuses,
			kind: 'request',
			value: 'searchStatuses',
			label: 'Search Statuses',
			action: 'Search statuses of SMS',
			help: 'Look up what became of SMS, by message or correlation IDs: sent, delivered, failed and the like',
			load: async () => (await import('./searchStatuses/operation')).searchStatuses,
		},
		{
			...searchInbound,
			kind: 'request',
			value: 'searchInbound',
			label: 'Search Incoming SMS',
			action: 'Search incoming SMS',
			help: 'Look up what customers wrote in the last days, with the message each of them answers',
			load: async () => (await import('./searchInbound/operation')).searchInbound,
		},
	],
};
