import { declared, dateTime, flag, id, integer, own, phone, text, timeZones } from '../../../core/input/form';
import type { Segments } from '../../../core/input/segments';

const twoDigits = (hour: number) => String(hour).padStart(2, '0');

/** When to send the SMS, and until when. In a bulk, items with other times travel in another request. */
export const timeForm = {
	sendAt: dateTime({
		more: true,
		aliases: ['scheduledDate'],
		schedule: true,
		label: 'Send At',
		help: 'When to send, on the clock of Time Zone; at once if empty. Wavy: scheduledDate.',
	}),
	delayedInMinutes: integer({
		more: true,
		schedule: true,
		label: 'Delay in Minutes',
		help: 'How many minutes after the request to send, instead of Send At. Wavy: delayedInMinutes.',
		fix: 'Give a whole number of minutes, 1 or more.',
		least: 1,
		fallback: 30,
	}),
	expiresAt: dateTime({
		more: true,
		aliases: ['expiresDate'],
		label: 'Expires At',
		help: 'After this time, on the clock of Time Zone, it is no longer sent. Wavy: expiresDate.',
	}),
	expiresInMinutes: integer({
		more: true,
		label: 'Expires in Minutes',
		help: 'How many minutes Wavy tries to send, instead of Expires At. Wavy: expiresInMinutes.',
		fix: 'Give a whole number of minutes, 1 or more.',
		least: 1,
		fallback: 60,
	}),
	timeWindow: own<number[]>()('choices', {
		more: true,
		label: 'Time Window',
		help: 'Hours of the day in which it may be sent; all if empty. As JSON or item: [11, 12, 18]. Wavy: timeWindow.',
		choices: Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${twoDigits(hour)}:00 to ${twoDigits(hour)}:59` })),
	}),
	timeZone: own<string | null>()('choice', {
		more: true,
		label: 'Time Zone',
		help: "The zone of Send At, Expires At and Time Window; the workflow's if empty. Wavy: timeZone.",
		choices: [{ value: '', label: "The Workflow's" }, ...timeZones()],
		fallback: '',
	}),
};

/** Recipient and text of the SMS. Lengths: the vendor's page, fields of the request. */
const textForm = {
	to: phone({
		recipient: true,
		aliases: ['destination'],
		label: 'To',
		help: 'Phone number with country code. Wavy: destination.',
		example: '5511900000000',
		required: true,
	}),
	text: own<{ text: string; segments: Segments } | null>()('text', {
		aliases: ['messageText'],
		label: 'Text',
		help: 'The words of the SMS, at most 1,280 characters; empty where a template or flow has them. Wavy: messageText.',
		example: 'Hi Ann! Your order waits for you.',
		lines: 4,
		longest: 1280,
		uses: ['maxSegments'],
	}),
	flowId: text({
		more: true,
		label: 'Flow ID',
		help: 'The bot flow whose text is sent instead of Text. Wavy: flowId.',
		example: '14f8142d-e731-4971-8220-5a76a12c413f',
		fix: 'Give the ID of the bot flow.',
	}),
	params: own<Record<string, string>>()('rows', {
		more: true,
		label: 'Parameters',
		help: "What replaces the placeholders of the flow's text. As JSON or item: an object of names and texts. Wavy: params.",
		hint: 'With a name that the flow does not have the message is invalid, but is sent all the same, says Wavy.',
		add: 'Add Parameter',
		row: ['pair', 'Parameter'],
		fields: {
			name: text({ label: 'Name', help: 'The placeholder in the text', example: 'name', fix: 'Give a name.' }),
			value: text({ label: 'Value', help: 'The text that replaces it', example: 'Ann', fix: 'Give a text.' }),
		},
	}),
	templateId: integer({
		more: true,
		label: 'Template ID',
		help: 'Number of the stored template whose text is sent instead of Text. Wavy: templateId.',
		example: '123',
		fix: 'Give the number of the template, such as 123.',
	}),
	templateName: text({
		more: true,
		label: 'Template Name',
		help: 'Name of the stored template whose text is sent instead of Text. Wavy: templateName.',
		example: 'order_shipped',
		fix: 'Give the name of the template.',
	}),
	flashSMS: flag({
		more: true,
		label: 'Flash SMS',
		help: 'Whether the text pops up on the phone at once instead of waiting in its inbox. Wavy: flashSMS.',
		fallback: false,
	}),
};

/** Accounting, and IDs to find the SMS again. */
const accountForm = {
	extraInfo: text({
		more: true,
		label: 'Extra Info',
		lines: 2,
		help: 'Text that comes back with the status of the SMS, at most 255 characters. Wavy: extraInfo.',
		example: 'order 10001',
		fix: 'Give a text of at most 255 characters, or leave it empty.',
		longest: 255,
	}),
	campaignAlias: text({
		more: true,
		label: 'Campaign Alias',
		help: "Alias of a campaign that was registered in Wavy's portal. Wavy: campaignAlias.",
		example: 'spring',
		fix: 'Give the alias as text, or leave it empty.',
	}),
	subAccount: text({
		more: true,
		label: 'Sub-Account',
		help: 'The sub-account that sends; only an administrator may name one. Wavy: subAccount.',
		example: 'shop-north',
		fix: 'Give the sub-account as text, or leave it empty.',
	}),
	correlationId: id({
		more: true,
		label: 'Correlation ID',
		help: 'Your own ID of the message, at most 64 characters; one is made if empty. Wavy: correlationId.',
		example: 'order-10001',
		fix: 'Give an ID of at most 64 characters, or leave it empty and one is made.',
		longest: 64,
	}),
	sendCorrelationId: flag({
		more: true,
		label: 'Send Correlation ID',
		help: "Whether to send the correlation ID to Wavy. Without it, the answer to a bulk does not say which of Wavy's IDs is whose.",
		fallback: true,
	}),
};

export const smsForm = { ...textForm, ...timeForm, ...accountForm };

/** All fields except the times, which are read once for messages that share a schedule: see times.ts. */
export const wordsForm = { ...textForm, ...accountForm };

/** The panel of both sends. */
export const smsPanel = { ...declared(smsForm, ['scheduledAt']), envelope: { sender: ['subAccount'], copies: [] }, example: { to: '5511900000000', text: 'Hello' } };
