import type { INodeProperties } from 'n8n-workflow';

import { timeZones } from '../../core/input/form';
import { defaultCountryField } from './countryField';
import { plainCharacters } from './optionFields';

/** Name of the parameter that holds the checks. */
export const CHECKS = 'checks';

/** Outputs in their order; the last is there where it is asked for. */
export const OUTPUTS = ['Send', 'Later', 'Skip', 'Summary'] as const;

/** n8n takes an expression for what may change with a parameter. */
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
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '09:00',
					placeholder: 'e.g. 09:00',
					description: 'When the hours begin, from 00:00 to 23:59',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '20:00',
					placeholder: 'e.g. 20:00',
					description: 'When they end. A time before From is on the next day.',
				},
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: WEEK.map((name, day) => ({ name, value: day + 1 })),
					default: [1, 2, 3, 4, 5, 6, 7],
					description: 'On which days the hours begin',
				},
				{
					displayName: 'Holidays',
					name: 'holidays',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2026-12-25, 2026-12-26',
					description: 'Dates without allowed hours, separated by commas',
				},
				{
					displayName: 'Clock',
					name: 'clock',
					type: 'options',
					options: [
						{ name: 'Another Time Zone', value: 'given', description: 'A time zone that you give, fixed or by expression' },
						{ name: "The Recipient's", value: 'recipient', description: "By the phone number. Where it may be in several time zones, only hours that are allowed in all of them. Addresses go by the workflow's clock." },
						{ name: "The Workflow's", value: 'workflow', description: 'The time zone in the settings of the workflow' },
					],
					default: 'recipient',
					description: 'Whose clock counts',
				},
				{
					displayName: 'Time Zone',
					name: 'timeZone',
					type: 'options',
					options: timeZones().map(({ value, label }) => ({ name: label, value })),
					default: '',
					description: 'Whose hours count, by its IANA name',
					displayOptions: { show: { clock: ['given'] } },
				},
				{
					displayName: 'Outside',
					name: 'outside',
					type: 'options',
					options: [
						{ name: 'Later', value: 'later', description: 'To the output Later, with the first allowed instant as check.sendAt' },
						{ name: 'Schedule', value: 'schedule', description: 'To the output Send, with the first allowed instant as sendAt: for providers that schedule' },
						{ name: 'Skip', value: 'skip', description: 'To the output Skip' },
					],
					default: 'later',
					description: 'What becomes of a message outside the hours',
				},
			],
		},
	],
};

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
				{
					displayName: 'Country',
					name: 'country',
					type: 'string',
					default: '*',
					placeholder: 'e.g. SE',
					description: 'Two letters of the country, or * for all others',
				},
				{
					displayName: 'Price a Part',
					name: 'amount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 6 },
					default: 0,
					description: 'What one part costs',
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: 'EUR',
					placeholder: 'e.g. EUR',
					description: 'Three letters of the currency',
				},
			],
		},
	],
};

/** A limit; none with 0. */
const limit = (displayName: string, name: string, description: string): INodeProperties => ({ displayName, name, type: 'number', typeOptions: { minValue: 0 }, default: 0, description: `${description} With 0 there is no limit.` });

/** The parameters of Prepare Messages. */
export const prepareFields: INodeProperties[] = [
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +44 7700 900123',
		description: 'Phone number or email address of the recipient: drag its column here',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Your parcel has arrived.',
		description: 'Text of the message. Other channels than SMS may go without.',
	},
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'SMS', value: 'sms' },
			{ name: 'Voice', value: 'voice' },
			{ name: 'WhatsApp', value: 'whatsapp' },
			{ name: 'Zalo', value: 'zalo' },
		],
		default: 'sms',
		description: 'How the messages will be sent',
	},
	defaultCountryField,
	{
		displayName: 'Whoever is on the second input is skipped, however the number or address is written there. Items of the output Send go into any send of this package with Message From set to Input Item, and nothing is mapped.',
		name: 'preparedNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Checks',
		name: CHECKS,
		type: 'collection',
		placeholder: 'Add check',
		default: {},
		description: 'What else to check before a message goes on',
		options: [
			{
				displayName: 'Allowed Countries',
				name: 'allowedCountries',
				type: 'string',
				default: '',
				placeholder: 'e.g. SE, GB',
				description: 'Countries whose phone numbers may be reached, as two letters separated by commas. With none, all are allowed.',
			},
			allowedHours,
			limit('Maximum Messages', 'maxMessages', 'How many messages may pass the checks, including those for later. With more, the node stops, because the list is probably the wrong one.'),
			limit('Maximum per Country', 'maxPerCountry', 'How many messages may go to one country. Those beyond are skipped.'),
			limit('Maximum SMS Parts', 'maxSegments', 'How many SMS parts a text may take. A longer one is skipped.'),
			{
				displayName: 'Mobile Numbers Only',
				name: 'mobileOnly',
				type: 'boolean',
				default: false,
				description: 'Whether to skip numbers that are not mobile numbers, in countries where the number shows it',
			},
			{
				displayName: 'Opt-Out Column',
				name: 'optOutColumn',
				type: 'string',
				default: '',
				placeholder: 'e.g. phone',
				description: 'Column of the second input with the number or address. When empty, every number and address in a row counts.',
			},
			plainCharacters('plain'),
			prices,
			{
				displayName: 'Same Person Twice',
				name: 'twice',
				type: 'options',
				options: [
					{ name: 'Send', value: 'send', description: 'All are sent' },
					{ name: 'Skip', value: 'recipient', description: 'Only the first message to a recipient goes on' },
					{ name: 'Skip the Same Words', value: 'recipientAndText', description: 'Only the first message with the same words to a recipient goes on' },
				],
				default: 'recipient',
				description: 'What to do with recipients who come more than once, however the number is written',
			},
			{
				displayName: 'Summary',
				name: 'summary',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description: 'Whether to return one item with the totals, on an output of its own',
			},
		],
	},
];
