import { choice, dateTime, declared, flag, id, integer, own, phone, smsText, text, timeZones } from '../../../core/input/form';

const from = <const Source extends string>(source: Source) => ({ textFrom: [source] }) as const;

const twoDigits = (hour: number) => String(hour).padStart(2, '0');

/** When the SMS is sent, and until when. */
export const timeForm = {
	start: choice({
		label: 'Start',
		help: 'When the SMS may be sent. In Send Bulk, items with another start travel in another request.',
		choices: [
			{ value: 'delay', label: 'After a Delay', help: 'Some minutes after the request' },
			{ value: 'at', label: 'At a Time', help: 'Not before a date and time' },
			{ value: 'now', label: 'Now', help: 'As soon as possible' },
		],
		fallback: 'now',
	}),
	scheduledDate: dateTime({
		aliases: ['sendAt'],
		schedule: true,
		label: 'Scheduled Date',
		help: 'The SMS is not sent before this time. Without an offset it is the time in Time Zone.',
		hint: 'Travels as scheduledDate with timeZone: for scheduledAt the vendor gives no unit and two opposite meanings.',
		required: true,
		when: { start: ['at'] },
	}),
	delayedInMinutes: integer({
		schedule: true,
		label: 'Delay in Minutes',
		help: 'How many minutes after the request the SMS is sent',
		fix: 'Give a whole number of minutes, 1 or more.',
		least: 1,
		fallback: 30,
		required: true,
		when: { start: ['delay'] },
	}),
	expiry: choice({
		label: 'Expiry',
		help: 'Until when the SMS may be sent. In Send Bulk, items with another expiry travel in another request.',
		choices: [
			{ value: 'after', label: 'After Some Minutes', help: 'So many minutes after Wavy got the message' },
			{ value: 'at', label: 'At a Time', help: 'Not after a date and time' },
			{ value: 'none', label: 'None', help: 'Wavy decides how long it tries' },
		],
		fallback: 'none',
	}),
	expiresDate: dateTime({
		aliases: ['expiresAt'],
		label: 'Expires Date',
		help: 'The SMS is not sent after this time. Without an offset it is the time in Time Zone.',
		required: true,
		when: { expiry: ['at'] },
	}),
	expiresInMinutes: integer({
		label: 'Expires in Minutes',
		help: 'How many minutes after Wavy got the message it is given up',
		fix: 'Give a whole number of minutes, 1 or more.',
		least: 1,
		fallback: 60,
		required: true,
		when: { expiry: ['after'] },
	}),
	timeWindow: own<number[]>()('choices', {
		more: true,
		label: 'Time Window',
		help: 'Hours of the day in which the SMS may be sent; all if empty. As JSON or item: a list such as [11, 12, 18].',
		choices: Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${twoDigits(hour)}:00 to ${twoDigits(hour)}:59` })),
	}),
	timeZone: own<string | null>()('choice', {
		more: true,
		label: 'Time Zone',
		help: "The zone of Scheduled Date, Expires Date and Time Window. The workflow's zone if empty; it always travels with them.",
		choices: [{ value: '', label: "The Workflow's" }, ...timeZones()],
		fallback: '',
	}),
};

/** Whom the SMS goes to and what it says. Lengths: the vendor's page, fields of the request. */
const textForm = {
	destination: phone({
		aliases: ['to'],
		label: 'Destination',
		help: 'Phone number with country code. Plus, blanks and dashes do not matter.',
		example: '5511900000000',
		required: true,
	}),
	textFrom: choice({
		label: 'Text From',
		help: 'Where the text comes from. By expression it may differ from item to item.',
		choices: [
			{ value: 'flow', label: 'Flow', help: 'The text of a bot flow, with parameters for its placeholders' },
			{ value: 'text', label: 'Message Text', help: 'A text of your own' },
			{ value: 'templateId', label: 'Template ID', help: 'The text of a stored template, by its number' },
			{ value: 'templateName', label: 'Template Name', help: 'The text of a stored template, by its name' },
		],
		fallback: 'text',
	}),
	messageText: smsText({
		aliases: ['text'],
		label: 'Message Text',
		help: 'The text of the SMS, at most 1,280 characters. The output says how many parts it takes.',
		longest: 1280,
		when: from('text'),
	}),
	flowId: text({
		label: 'Flow ID',
		help: 'The bot flow whose text is sent',
		example: '14f8142d-e731-4971-8220-5a76a12c413f',
		fix: 'Give the ID of the bot flow.',
		required: true,
		when: from('flow'),
	}),
	params: own<Record<string, string>>()('rows', {
		label: 'Parameters',
		help: "What replaces the placeholders of the flow's text. As JSON or item it may be an object of names and texts.",
		hint: 'A name the flow does not have makes the message invalid, but does not stop its sending, says the vendor.',
		add: 'Add Parameter',
		row: ['pair', 'Parameter'],
		fields: {
			name: text({ label: 'Name', help: 'The placeholder in the text', fix: 'Give a name.' }),
			value: text({ label: 'Value', help: 'The text that replaces it', fix: 'Give a text.' }),
		},
		when: from('flow'),
	}),
	templateId: integer({
		label: 'Template ID',
		help: 'Number of the stored template whose text is sent',
		example: '123',
		fix: 'Give the number of the template, such as 123.',
		required: true,
		when: from('templateId'),
	}),
	templateName: text({
		label: 'Template Name',
		help: 'Name of the stored template whose text is sent',
		example: 'order_shipped',
		fix: 'Give the name of the template.',
		required: true,
		when: from('templateName'),
	}),
	flashSMS: flag({
		more: true,
		label: 'Flash SMS',
		help: 'Whether the text pops up on the phone at once instead of waiting in its inbox',
		fallback: false,
	}),
};

/** How the SMS is accounted for and found again. */
const accountForm = {
	extraInfo: text({
		more: true,
		label: 'Extra Info',
		lines: 2,
		help: 'Whatever shall come back with the status of the SMS, at most 255 characters',
		fix: 'Give a text of at most 255 characters, or leave it empty.',
		longest: 255,
	}),
	campaignAlias: text({
		more: true,
		label: 'Campaign Alias',
		help: "Alias of a campaign that was registered in Wavy's portal",
		fix: 'Give the alias as text, or leave it empty.',
	}),
	subAccount: text({
		more: true,
		label: 'Sub-Account',
		help: 'The sub-account that sends. Only an administrator may name one.',
		fix: 'Give the sub-account as text, or leave it empty.',
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message, different for every item, at most 64 characters. One is made if empty.',
		fix: 'Give an ID of at most 64 characters, or leave it empty and one is made.',
		longest: 64,
	}),
	sendCorrelationId: flag({
		more: true,
		label: 'Send Correlation ID',
		help: "Whether the correlation ID travels to Wavy. Without it the answer to Send Bulk does not tell which of Wavy's IDs is whose.",
		fallback: true,
	}),
};

export const smsForm = { ...textForm, ...timeForm, ...accountForm };

/** All but the times, which messages that share a schedule have read once: see times.ts. */
export const wordsForm = { ...textForm, ...accountForm };

/** What both ways to send show. */
export const smsPanel = { ...declared(smsForm, ['scheduledAt']), envelope: { sender: ['subAccount'], copies: [] }, example: { destination: '5511900000000', messageText: 'Hello' } };
