import type { Provider } from '../../core/provider';
import { panel as addToCampaign } from './addToCampaign/form';
import { panel as callbacks } from './callbacks/form';
import { panel as enqueue } from './enqueue/form';
import { panel as sendEvent } from './sendEvent/form';
import { panel as upsertContact } from './upsertContact/form';

export const wiraya: Provider = {
	name: 'wiraya',
	usual: 'communication',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	resources: [
		{
			value: 'communication',
			label: 'Communication',
			usual: 'enqueue',
			operations: [
				{
					...enqueue,
					kind: 'send',
					value: 'enqueue',
					label: 'Enqueue',
					action: 'Enqueue communication',
					help: 'Queue an SMS, a WhatsApp message or a phone call for every item',
					load: async () => (await import('./enqueue/operation')).enqueue,
				},
			],
		},
		{
			value: 'contact',
			label: 'Contact',
			usual: 'upsert',
			operations: [
				{
					...addToCampaign,
					kind: 'request',
					value: 'addToCampaign',
					label: 'Add to Campaign',
					action: 'Add contact to campaign',
					help: 'Start a campaign, or communication flow, for a contact that is known to Wiraya',
					load: async () => (await import('./addToCampaign/operation')).addToCampaign,
				},
				{
					...upsertContact,
					kind: 'request',
					value: 'upsert',
					label: 'Create or Update',
					action: 'Create or update a contact',
					help: 'Create a new record, or update the current one if it already exists (upsert)',
					load: async () => (await import('./upsertContact/operation')).upsertContact,
				},
			],
		},
		{
			value: 'event',
			label: 'Event',
			usual: 'send',
			operations: [
				{
					...sendEvent,
					kind: 'request',
					value: 'send',
					label: 'Send',
					action: 'Send event',
					help: 'Tell Wiraya that a contact converted, opted out, or whatever else was agreed',
					load: async () => (await import('./sendEvent/operation')).sendEvent,
				},
			],
		},
	],
};
