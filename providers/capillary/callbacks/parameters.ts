import type { INodeProperties } from 'n8n-workflow';

import { receiveFields, simplifyField } from '../../../n8n/editor/receiveFields';
import { UNDELIVERED } from './events';
import { STATUSES } from './statuses';

/** The header that events bring, unless the user gives it another name. */
export const HEADER = 'X-Callback-Secret';

const byNode = { show: { registration: ['byNode'] } };
const byHand = { show: { registration: ['byHand'] } };

export const triggerParameters: INodeProperties[] = [
	{
		displayName:
			'When the workflow is published, Capillary is told to send the events to this node, with a secret that the node makes up; when it is unpublished, to stop. n8n must be reachable from the internet, and the credential must be allowed to read and write Webhook.',
		name: 'byNodeNotice',
		type: 'notice',
		default: '',
		displayOptions: byNode,
	},
	{
		displayName:
			"In Capillary's console, under Organisation Settings > Event Notifications, register the Production URL (open Webhook URLs above) for the events you want, with one header: its key is the Header Name below, its value the secret of the credential.",
		name: 'byHandNotice',
		type: 'notice',
		default: '',
		displayOptions: byHand,
	},
	{
		displayName: 'Event Names or IDs',
		name: 'events',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getEvents', loadOptionsDependsOn: ['authentication'] },
		default: [UNDELIVERED],
		description:
			'What starts the workflow. Where Capillary cannot be asked for its events, the list has those that are published. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: byNode,
	},
	{
		displayName: 'Other Events',
		name: 'otherEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. couponExpired, badgeEarned',
		description: 'Names of events that are not in the list, with commas between; their case counts',
		displayOptions: byNode,
	},
	{
		displayName: 'Header Name',
		name: 'header',
		type: 'string',
		required: true,
		default: HEADER,
		placeholder: `e.g. ${HEADER}`,
		description: 'Name of the header in which Capillary sends the secret',
		displayOptions: byHand,
	},
	...receiveFields({ statuses: [...new Set(Object.values(STATUSES))], inbound: false }),
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: byNode,
		options: [
			{
				displayName: 'Customer Identifiers',
				name: 'customerIdentifiers',
				type: 'string',
				default: '',
				placeholder: 'e.g. mobile, email',
				description: 'What of the customer Capillary adds to events, in its own words and with commas between. The vendor publishes no list of them.',
			},
			{
				displayName: 'Most at Once',
				name: 'maxAllowedConnections',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 10,
				description: 'How many events Capillary may send at the same time',
			},
		],
	},
];
