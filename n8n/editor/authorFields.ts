import type { INodeProperties } from 'n8n-workflow';
import { table } from '../../core/wire/table';

/** What an AI agent may send in one execution, where the author of the workflow says nothing else. */
export const TOOL_QUOTA = { messages: 10, perRecipient: 3 };

/** Only fixed values: an expression may hold what a visitor wrote, and an agent may be asked for it. */
const authored = { noDataExpression: true } as const;

/** Options that bound whom and how much a workflow may send, whoever fills in the messages. */
export const AUTHOR_FIELDS = table<INodeProperties>({
	allowedCountries: {
		...authored,
		displayName: 'Allowed Countries',
		name: 'allowedCountries',
		type: 'string',
		default: '',
		placeholder: 'e.g. SE, GB',
		description: 'Countries whose phone numbers may be reached, as two letters separated by commas. Messages to others are not sent. With none, all are allowed.',
	},
	allowedRecipients: {
		...authored,
		displayName: 'Allowed Recipients',
		name: 'allowedRecipients',
		type: 'string',
		default: '',
		placeholder: 'e.g. +447700900123, ann@example.com, @example.org',
		description: 'Who may be reached: phone numbers with plus, addresses, or endings of addresses that begin with an at sign, separated by commas. Messages to others are not sent. With none, all are allowed.',
	},
	maxAddresses: {
		...authored,
		displayName: 'Maximum Addresses',
		name: 'maxAddresses',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 50,
		description: 'How many addresses one email may have in To, CC and BCC together. With 0 there may be 50.',
	},
	maxMessages: {
		...authored,
		displayName: 'Maximum Messages',
		name: 'maxMessages',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: `How many messages one execution may send, all calls of the node together; every address of an email counts. Those beyond are not sent. With 0 there is no limit, or ${TOOL_QUOTA.messages} where an AI agent calls the node.`,
	},
	maxPerRecipient: {
		...authored,
		displayName: 'Maximum per Recipient',
		name: 'maxPerRecipient',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: `How many messages one recipient may get in one execution. Those beyond are not sent. With 0 there is no limit, or ${TOOL_QUOTA.perRecipient} where an AI agent calls the node.`,
	},
	allowCostly: {
		...authored,
		displayName: 'Premium and Satellite Numbers',
		name: 'allowCostly',
		type: 'boolean',
		default: false,
		description: 'Whether to reach premium-rate and satellite numbers too, which cost many times as much. Without it, messages to them are not sent.',
	},
});
