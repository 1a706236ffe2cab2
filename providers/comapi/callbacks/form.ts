import { choice, own } from '../../../core/input/form';
import { USUAL_KINDS } from '../../../core/provider';
import { EVENTS } from './events';

const receiptEvents = EVENTS.filter(({ kind }) => kind === 'receipt');

export const form = {
	registration: choice({
		label: 'Registration',
		help: 'How Comapi learns where to report to',
		choices: [
			{ value: 'byHand', label: 'By Hand', help: 'You add the webhook in the portal, once: the way for an API space' },
			{ value: 'byNode', label: 'By This Node', help: 'The node adds the webhook when the workflow is published, and removes it afterwards: the way for a Dotdigital region' },
		],
		fallback: 'byHand',
		fixed: true,
	}),
};

const filters = {
	channels: own<string[]>()('choices', {
		label: 'Only Channels',
		help: 'Channels whose events start the workflow; all of them if none is chosen. An event without a channel starts it, too.',
		choices: [
			{ value: 'appMessaging', label: 'App Messaging' },
			{ value: 'email', label: 'Email' },
			{ value: 'messenger', label: 'Messenger' },
			{ value: 'mms', label: 'MMS' },
			{ value: 'push', label: 'Push' },
			{ value: 'rcs', label: 'RCS' },
			{ value: 'sms', label: 'SMS' },
			{ value: 'twitter', label: 'Twitter' },
			{ value: 'whatsapp', label: 'WhatsApp' },
		],
	}),
};

export const panel = { form, secretWhen: { registration: ['byHand'] }, kinds: USUAL_KINDS, filters, statuses: ['queued', 'rejected', ...receiptEvents.map(({ status }) => status)] as const };
