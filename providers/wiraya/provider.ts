import type { Provider, SendEntry } from '../../core/provider';
import { panel as addToCampaign } from './addToCampaign/form';
import { panel as callbacks } from './callbacks/form';
import { panel as enqueue } from './enqueue/form';
import { panel as sendEvent } from './sendEvent/form';
import { panel as upsertContact } from './upsertContact/form';

const queued = { ...enqueue, kind: 'send', load: async () => (await import('./enqueue/operation')).enqueue } satisfies Partial<SendEntry>;

export const wiraya: Provider = {
	name: 'wiraya',
	usual: 'sendSms',
	callbacks: { ...callbacks, load: async () => (await import('./callbacks/trigger')).trigger },
	operations: [
		{
			...queued,
			preset: 'SMSFromAlpha',
			value: 'sendSms',
			label: 'Send SMS',
			action: 'Send SMS',
			help: 'Send an SMS with a text of your own under a sender name of your own',
		},
		{
			...queued,
			preset: 'SMSProject',
			value: 'sendSmsProject',
			label: 'Send SMS of a Project',
			action: 'Send SMS of a project',
			help: 'Send the SMS that is set up in a Wiraya project',
		},
		{
			...queued,
			preset: 'WhatsappProject',
			value: 'sendWhatsAppProject',
			label: 'Send WhatsApp Message',
			action: 'Send WhatsApp message',
			help: 'Send the WhatsApp template that is set up in a Wiraya project',
		},
		{
			...queued,
			preset: 'VoiceProject',
			value: 'callVoiceProject',
			label: 'Make Voice Call',
			action: 'Make voice call',
			help: 'Make the phone call that is set up in a Wiraya project',
		},
		{
			...queued,
			value: 'enqueue',
			label: 'Enqueue (Varies by Item)',
			action: 'Enqueue SMS, WhatsApp or voice communication',
			help: 'Send an SMS, a WhatsApp message or a phone call, as each item says',
		},
		{
			...upsertContact,
			kind: 'request',
			value: 'upsertContact',
			label: 'Create or Update Contact',
			action: 'Create or update a contact',
			help: 'Create a new record, or update the current one if it already exists (upsert)',
			load: async () => (await import('./upsertContact/operation')).upsertContact,
		},
		{
			...addToCampaign,
			kind: 'request',
			value: 'addToCampaign',
			label: 'Add Contact to Campaign',
			action: 'Add contact to campaign',
			help: 'Start a campaign, or communication flow, for a contact that is known to Wiraya',
			load: async () => (await import('./addToCampaign/operation')).addToCampaign,
		},
		{
			...sendEvent,
			kind: 'request',
			value: 'sendEvent',
			label: 'Send Event',
			action: 'Send event',
			help: 'Tell Wiraya that a contact converted, opted out, or whatever else was agreed',
			load: async () => (await import('./sendEvent/operation')).sendEvent,
		},
	],
};
