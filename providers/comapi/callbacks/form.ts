import { choice, notice, own } from '../../../core/input/form';
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
	byHandNotice: notice(
		`In the portal, open Webhooks of your API space and add one: as URL the Production URL (open Webhook URLs above), as secret the one of the credential, as events ${EVENTS.map(({ type }) => type).join(', ')}. Events may come in batches. Then publish this workflow.`,
		{ registration: ['byHand'] },
	),
	byNodeNotice: notice(
		'Nothing to do but publish this workflow: the webhook is added with the secret of the credential for callbacks and the events chosen below. After a change of the secret, publish again. n8n must be reachable from the internet.',
		{ registration: ['byNode'] },
	),
};

const filters = {
	channels: own<string[]>()('choices', {
		label: 'Only Channels',
		help: 'Channels whose events start the workflow; all of them where none is chosen. An event that names no channel starts it, too.',
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

export const panel = { form, filters, statuses: ['queued', 'rejected', ...receiptEvents.map(({ status }) => status)] as const, inbound: true };
