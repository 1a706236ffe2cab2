import { flag, number, text } from './fields';

/** How much an AI agent may send in one execution, unless the author of the workflow sets another limit. */
export const TOOL_QUOTA = { messages: 10, perRecipient: 3 };

/** Only fixed values: an expression may hold what a visitor wrote, or a value that an agent fills in. */
const authored = { noDataExpression: true };

/** Options that limit whom a workflow may write to and how much it may send, whoever fills in the messages. */
export const AUTHOR_FIELDS = {
	allowedCountries: text('Allowed Countries', 'allowedCountries', 'Countries whose phone numbers may be reached, as two letters separated by commas. Messages to others are not sent. With none, all are allowed.', {
		...authored,
		placeholder: 'e.g. SE, GB',
	}),
	allowedRecipients: text('Allowed Recipients', 'allowedRecipients', 'Who may be reached: phone numbers with plus, addresses, or endings of addresses that begin with an at sign, separated by commas. Messages to others are not sent. With none, all are allowed.', {
		...authored,
		placeholder: 'e.g. +447700900123, ann@example.com, @example.org',
	}),
	maxAddresses: number('Maximum Addresses', 'maxAddresses', { least: 0, usual: 50 }, 'How many addresses one email may have in To, CC and BCC together. With 0 there may be 50.', authored),
	maxMessages: number(
		'Maximum Messages',
		'maxMessages',
		{ least: 0, usual: 0 },
		`How many messages one execution may send, all calls of the node together; every address of an email counts. Those beyond are not sent. With 0 there is no limit, or ${TOOL_QUOTA.messages} where an AI agent calls the node.`,
		authored,
	),
	maxPerRecipient: number(
		'Maximum per Recipient',
		'maxPerRecipient',
		{ least: 0, usual: 0 },
		`How many messages one recipient may get in one execution. Those beyond are not sent. With 0 there is no limit, or ${TOOL_QUOTA.perRecipient} where an AI agent calls the node.`,
		authored,
	),
	allowCostly: flag('Premium and Satellite Numbers', 'allowCostly', 'Whether to reach premium-rate and satellite numbers too, which cost many times as much. Without it, messages to them are not sent.', authored),
};
