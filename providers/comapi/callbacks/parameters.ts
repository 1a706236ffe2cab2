import type { INodeProperties } from 'n8n-workflow';

import { receiveFields, simplifyField } from '../../../n8n/editor/receiveFields';
import { EVENTS } from './events';

const receiptEvents = EVENTS.filter(({ kind }) => kind === 'receipt');

/** All parameters of the trigger. */
export const triggerParameters: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'By Hand', value: 'byHand', description: 'You add the webhook in the portal, once: the way for an API space' },
			{ name: 'By This Node', value: 'byNode', description: 'The node adds the webhook when the workflow is published, and removes it afterwards: the way for a Dotdigital region' },
		],
		default: 'byHand',
		description: 'How Comapi learns where to report to',
	},
	{
		displayName: `In the portal, open Webhooks of your API space and add one: as URL the Production URL (open Webhook URLs above), as secret the one of the credential, as events ${EVENTS.map(({ type }) => type).join(', ')}. Events may come in batches. Then publish this workflow.`,
		name: 'byHandNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['byHand'] } },
	},
	{
		displayName:
			'Nothing to do but publish this workflow: the webhook is added with the secret of the credential for callbacks and the events chosen below. After a change of the secret, publish again. n8n must be reachable from the internet.',
		name: 'byNodeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['byNode'] } },
	},
	...receiveFields({ statuses: ['queued', 'rejected', ...receiptEvents.map(({ status }) => status)], inbound: true }),
	{
		displayName: 'Only Channels',
		name: 'channels',
		type: 'multiOptions',
		options: [
			{ name: 'App Messaging', value: 'appMessaging' },
			{ name: 'Email', value: 'email' },
			{ name: 'Messenger', value: 'messenger' },
			{ name: 'MMS', value: 'mms' },
			{ name: 'Push', value: 'push' },
			{ name: 'RCS', value: 'rcs' },
			{ name: 'SMS', value: 'sms' },
			{ name: 'Twitter', value: 'twitter' },
			{ name: 'WhatsApp', value: 'whatsapp' },
		],
		default: [],
		description: 'Channels whose events start the workflow; all of them where none is chosen. An event that names no channel starts it, too.',
	},
	simplifyField,
];
