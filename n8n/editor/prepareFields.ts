import type { INodeProperties } from 'n8n-workflow';

import { timeZones } from '../../core/input/form';
import { defaultCountryField } from './countryField';
import { choice, collection, flag, number, text } from './fields';
import { plainCharacters } from './optionFields';

/** Name of the parameter that holds the checks. */
export const CHECKS = 'checks';

/** Outputs in their order; the last exists only if the user turns it on. */
const OUTPUTS = ['Send', 'Later', 'Skip', 'Summary'] as const;

/** n8n needs an expression because the outputs depend on a parameter. */
export const OUTPUTS_EXPRESSION = `={{ ${JSON.stringify(OUTPUTS)}.slice(0, $parameter["${CHECKS}"]?.summary ? 4 : 3).map((displayName) => ({ type: "main", displayName })) }}` as const;

const WEEK = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const allowedHours: INodeProperties = {
	displayName: 'Allowed Hours',
	name: 'allowedHours',
	type: 'fixedCollection',
	default: {},
	description: 'When messages may reach people, by their local time',
	options: [
		{
			name: 'hours',
			displayName: 'Hours',
			values: [
				text('From', 'from', 'When the hours begin, from 00:00 to 23:59', { usual: '09:00', placeholder: 'e.g. 09:00' }),
				text('To', 'to', 'When they end. A time before From is on the next day.', { usual: '20:00', placeholder: 'e.g. 20:00' }),
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: WEEK.map((name, day) => ({ name, value: day + 1 })),
					default: [1, 2, 3, 4, 5, 6, 7],
					description: 'On which days the hours begin',
				},
				text('Holidays', 'holidays', 'Dates without allowed hours, separated by commas', { placeholder: 'e.g. 2026-12-25, 2026-12-26' }),
				choice('Clock', 'clock', 'recipient', 'Whose clock counts', [
					{ name: 'Another Time Zone', value: 'given', description: 'A time zone that you give, fixed or by expression' },
					{ name: "The Recipient's", value: 'recipient', description: "By the phone number. Where it may be in several time zones, only hours that are allowed in all of them. Addresses go by the workflow's clock." },
					{ name: "The Workflow's", value: 'workflow', description: 'The time zone in the settings of the workflow' },
				]),
				choice('Time Zone', 'timeZone', '', 'Whose hours count, by its IANA name', timeZones().map(({ value, label }) => ({ name: label, value })), { displayOptions: { show: { clock: ['given'] } } }),
				choice('Outside', 'outside', 'later', 'What becomes of a message outside the hours', [
					{ name: 'Later', value: 'later', description: 'To the output Later, with the first allowed instant as check.sendAt' },
					{ name: 'Schedule', value: 'schedule', description: 'To the output Send, with the first allowed instant as sendAt: for providers that schedule' },
					{ name: 'Skip', value: 'skip', description: 'To the output Skip' },
				]),
			],
		},
	],
};

const amount = number('Price a Part', 'amount', { least: 0, usual: 0 }, 'What one part costs');

const prices: INodeProperties = {
	displayName: 'Prices',
	name: 'prices',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add price',
	description: 'What a part of an SMS costs, or a message on another channel',
	options: [
		{
			name: 'price',
			displayName: 'Price',
			values: [
				text('Country', 'country', 'Two letters of the country, or * for all others', { usual: '*', placeholder: 'e.g. SE' }),
				{ ...amount, typeOptions: { ...amount.typeOptions, numberPrecision: 6 } },
				text('Currency', 'currency', 'Three letters of the currency', { usual: 'EUR', placeholder: 'e.g. EUR' }),
			],
		},
	],
};

const limit = (displayName: string, name: string, description: string) => number(displayName, name, { least: 0, usual: 0 }, `${description} With 0 there is no limit.`);

/** The parameters of Prepare Messages. */
export const prepareFields: INodeProperties[] = [
	text('To', 'to', 'Phone number or email address of the recipient: drag its column here', { required: true, placeholder: 'e.g. +44 7700 900123' }),
	{ ...text('Text', 'text', 'Text of the message. Other channels than SMS may go without.', { placeholder: 'e.g. Your parcel has arrived.' }), typeOptions: { rows: 4 } },
	choice('Channel', 'channel', 'sms', 'How the messages will be sent', [
		{ name: 'Email', value: 'email' },
		{ name: 'SMS', value: 'sms' },
		{ name: 'Voice', value: 'voice' },
		{ name: 'WhatsApp', value: 'whatsapp' },
		{ name: 'Zalo', value: 'zalo' },
	]),
	defaultCountryField,
	{
		displayName: 'Whoever is on the second input is skipped, however the number or address is written there. Items of the output Send go into any send of this package with Message From set to Input Item, and nothing is mapped.',
		name: 'preparedNotice',
		type: 'notice',
		default: '',
	},
	{
		...collection('Checks', CHECKS, 'Add check', [
			text('Allowed Countries', 'allowedCountries', 'Countries whose phone numbers may be reached, as two letters separated by commas. With none, all are allowed.', { placeholder: 'e.g. SE, GB' }),
			allowedHours,
			limit('Maximum Messages', 'maxMessages', 'How many messages may pass the checks, including those for later. With more, the node stops, because the list is probably the wrong one.'),
			limit('Maximum per Country', 'maxPerCountry', 'How many messages may go to one country. Those beyond are skipped.'),
			limit('Maximum SMS Parts', 'maxSegments', 'How many SMS parts a text may take. A longer one is skipped.'),
			flag('Mobile Numbers Only', 'mobileOnly', 'Whether to skip numbers that are not mobile numbers, in countries where the number shows it'),
			text('Opt-Out Column', 'optOutColumn', 'Column of the second input with the number or address. When empty, every number and address in a row counts.', { placeholder: 'e.g. phone' }),
			plainCharacters('plain'),
			prices,
			choice('Same Person Twice', 'twice', 'recipient', 'What to do with recipients who come more than once, however the number is written', [
				{ name: 'Send', value: 'send', description: 'All are sent' },
				{ name: 'Skip', value: 'recipient', description: 'Only the first message to a recipient goes on' },
				{ name: 'Skip the Same Words', value: 'recipientAndText', description: 'Only the first message with the same words to a recipient goes on' },
			]),
			flag('Summary', 'summary', 'Whether to return one item with the totals, on an output of its own', { noDataExpression: true }),
		]),
		description: 'What else to check before a message goes on',
	},
];
