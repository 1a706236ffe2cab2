import { integer, own, text } from '../../../core/input/form';
import type { StartingKind } from '../../../core/provider';
import { STATUSES } from './statuses';

/** The header that events bring. */
export const HEADER = 'X-Callback-Secret';

const byNode = { registration: ['byNode'] } as const;
const otherEvents = { registration: ['byNode'], kinds: ['event'] } as const;

const filters = {
	events: own<string[]>()('choices', {
		label: 'Event Names or IDs',
		help: 'Which other events start the workflow. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		asked: true,
		fallback: [],
		when: otherEvents,
	}),
	otherEvents: text({
		label: 'Other Events',
		help: 'Names of events that are not in the list, separated by commas; their case counts',
		example: 'couponExpired, badgeEarned',
		fix: 'Give the names as text.',
		when: otherEvents,
	}),
};

const options = own<Record<string, unknown>>()('group', {
	label: 'Options',
	add: 'Add option',
	when: byNode,
	fields: {
		customerIdentifiers: text({
			label: 'Customer Identifiers',
			help: "Which data of the customer Capillary adds to events, by Capillary's names, separated by commas. Capillary publishes no list of them.",
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

/** Capillary reports only messages that failed. */
const kinds: readonly StartingKind[] = [
	{ kind: 'receipt', label: 'Message Not Delivered', action: 'On message not delivered', help: 'What became of a message that did not arrive' },
	{ kind: 'event', label: 'Other Event', action: 'On other event', help: 'Any other event that Capillary reports, such as a new customer', usual: false },
];

export const panel = { form: {}, secretWhen: { registration: ['byHand'] }, kinds, filters, options, statuses: [...new Set(Object.values(STATUSES))] };

