import { integer, notice, own, text } from '../../../core/input/form';
import { UNDELIVERED } from './events';
import { STATUSES } from './statuses';

/** The header that events bring, unless the user gives it another name. */
export const HEADER = 'X-Callback-Secret';

const byNode = { registration: ['byNode'] } as const;
const byHand = { registration: ['byHand'] } as const;

export const form = {
	byNodeNotice: notice(
		'When the workflow is published, Capillary is told to send the events to this node, with a secret that the node makes up; when it is unpublished, to stop. n8n must be reachable from the internet, and the credential must be allowed to read and write Webhook.',
		byNode,
	),
	byHandNotice: notice(
		"In Capillary's console, under Organisation Settings > Event Notifications, register the Production URL (open Webhook URLs above) for the events you want, with one header: its key is the Header Name below, its value the secret of the credential.",
		byHand,
	),
	events: own<string[]>()('choices', {
		label: 'Event Names or IDs',
		help: 'What starts the workflow. Where Capillary cannot be asked for its events, the list has those that are published. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		asked: true,
		fallback: [UNDELIVERED],
		when: byNode,
	}),
	otherEvents: text({
		label: 'Other Events',
		help: 'Names of events that are not in the list, with commas between; their case counts',
		example: 'couponExpired, badgeEarned',
		fix: 'Give the names as text.',
		when: byNode,
	}),
	header: text({
		label: 'Header Name',
		help: 'Name of the header in which Capillary sends the secret',
		example: HEADER,
		fallback: HEADER,
		fix: 'Give the name of a header.',
		required: true,
		when: byHand,
	}),
};

const options = own<Record<string, unknown>>()('group', {
	label: 'Options',
	add: 'Add option',
	when: byNode,
	fields: {
		customerIdentifiers: text({
			label: 'Customer Identifiers',
			help: 'What of the customer Capillary adds to events, in its own words and with commas between. The vendor publishes no list of them.',
			example: 'mobile, email',
			fix: 'Give the names as text.',
		}),
		maxAllowedConnections: integer({
			label: 'Most at Once',
			help: 'How many events Capillary may send at the same time',
			fix: 'Give a whole number.',
			least: 1,
			fallback: 10,
		}),
	},
});

export const panel = { form, options, statuses: [...new Set(Object.values(STATUSES))], inbound: false };
