import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const everyHour: INodePropertyOptions[] = Array.from({ length: 24 }, (_, hour) => {
	const two = String(hour).padStart(2, '0');
	return { name: `${two}:00 to ${two}:59`, value: hour };
});

/** When the SMS is sent, and until when. */
export const timeFields: INodeProperties[] = [
	{
		displayName: 'Start',
		name: 'start',
		type: 'options',
		options: [
			{ name: 'After a Delay', value: 'delay', description: 'Some minutes after the request' },
			{ name: 'At a Time', value: 'at', description: 'Not before a date and time' },
			{ name: 'Now', value: 'now', description: 'As soon as possible' },
		],
		default: 'now',
		description: 'When the SMS may be sent. In Send Bulk, items with another start travel in another request.',
	},
	{
		displayName: 'Scheduled Date',
		name: 'scheduledDate',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'The SMS is not sent before this time. Without an offset it is the time in Time Zone.',
		hint: 'Travels as scheduledDate with timeZone: for scheduledAt the vendor gives no unit and two opposite meanings.',
		displayOptions: { show: { start: ['at'] } },
	},
	{
		displayName: 'Delay in Minutes',
		name: 'delayedInMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		required: true,
		default: 30,
		description: 'How many minutes after the request the SMS is sent',
		displayOptions: { show: { start: ['delay'] } },
	},
	{
		displayName: 'Expiry',
		name: 'expiry',
		type: 'options',
		options: [
			{ name: 'After Some Minutes', value: 'after', description: 'So many minutes after Wavy got the message' },
			{ name: 'At a Time', value: 'at', description: 'Not after a date and time' },
			{ name: 'None', value: 'none', description: 'Wavy decides how long it tries' },
		],
		default: 'none',
		description: 'Until when the SMS may be sent. In Send Bulk, items with another expiry travel in another request.',
	},
	{
		displayName: 'Expires Date',
		name: 'expiresDate',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'The SMS is not sent after this time. Without an offset it is the time in Time Zone.',
		displayOptions: { show: { expiry: ['at'] } },
	},
	{
		displayName: 'Expires in Minutes',
		name: 'expiresInMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		required: true,
		default: 60,
		description: 'How many minutes after Wavy got the message it is given up',
		displayOptions: { show: { expiry: ['after'] } },
	},
	{
		displayName: 'Time Window',
		name: 'timeWindow',
		type: 'multiOptions',
		options: everyHour,
		default: [],
		description: 'Hours of the day in which the SMS may be sent; all if empty. As JSON or item: a list such as [11, 12, 18].',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/Sao_Paulo',
		description: "The zone of Scheduled Date, Expires Date and Time Window. The workflow's zone if empty; it always travels with them.",
	},
];
