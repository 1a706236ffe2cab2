import type { Limits } from '../../../core/http/limits';
import { choice, dateTime, declared, flag, id, own, text, type Choice, type Form } from '../../../core/input/form';
import type { Segments } from '../../../core/input/segments';
import type { Template } from '../../../core/input/template';

/** Modest, because the API's limits are unknown; the API can ask for a pause. Most servers take a body of this size. */
export const limits: Limits = {
	batchSize: { default: 1, max: 1 },
	bodyBytes: 1_000_000,
	concurrency: { default: 5, max: 50 },
	requestsPerSecond: 10,
	timeoutMs: 60_000,
};

/** Many messages per request. The user says how many the API's page allows; the engine halves a request that is refused as too large. */
export const bulkLimits: Limits = { ...limits, batchSize: { default: 100, max: 10_000 }, concurrency: { default: 2, max: 10 }, requestsPerSecond: 5 };

/** The fields of a message; everything else is in the template. */
export const messageForm = {
	to: own<string>()('text', {
		label: 'To',
		help: 'Phone number with country code, or an email address. {to} in Message stands for it.',
		example: '+44 7700 900123',
		required: true,
		recipient: true,
		uses: ['defaultCountry'],
	}),
	text: own<{ text: string; segments?: Segments } | null>()('text', {
		label: 'Text',
		help: 'The words of the message. {text} in Message stands for them. Empty where the API has the words, as with a template.',
		example: 'Your parcel is on its way',
		lines: 4,
		uses: ['maxSegments'],
	}),
	from: text({ label: 'From', help: 'Sender; {from} in Message stands for it', example: 'Shop', fix: 'Give the sender as text.', more: true }),
	subject: text({ label: 'Subject', help: 'Of an email; {subject} in Message stands for it', example: 'Your parcel', fix: 'Give the subject as text.', more: true }),
	sendAt: dateTime({ label: 'Send At', help: 'When the API sends the message; {sendAt} in Message stands for it, in UTC', more: true, schedule: true }),
	correlationId: id({ label: 'Correlation ID', help: 'Your own ID of the message; {id} in Message stands for it. Left empty, one is made.', example: 'order-4711', longest: 255, more: true }),
};

const METHODS = [
	{ value: 'POST', label: 'POST' },
	{ value: 'PUT', label: 'PUT' },
] as const satisfies readonly Choice[];

const BODY_FORMATS = [
	{ value: 'json', label: 'JSON' },
	{ value: 'form', label: 'Form (URL-Encoded)', help: 'A field each; an object in one is written as JSON. One message a request.' },
] as const satisfies readonly Choice[];

const NUMBER_FORMATS = [
	{ value: 'plus', label: 'With Plus', help: 'Such as +447700900123' },
	{ value: 'digits', label: 'Digits', help: 'Such as 447700900123' },
	{ value: 'national', label: 'National', help: 'Such as 7700900123, of Options > Default Country alone. Write 0{to} in Message where the API wants the zero.' },
] as const satisfies readonly Choice[];

const ADDRESSES = [
	{ value: 'phone', label: 'Phone Numbers' },
	{ value: 'email', label: 'Email Addresses' },
	{ value: 'other', label: 'Others', help: 'IDs of the API, such as of a chat' },
] as const satisfies readonly Choice[];

/** The user's description of the answers. */
export const answerForm = {
	answer: own<unknown>()('json', {
		label: 'Answer',
		help: "The API's example answer, with {messageId}, {batchId}, {status} and {error} where those stand, and {id} or {to} where it repeats your ID or the recipient. Without it, the HTTP status alone is believed.",
		example: '{"messages": [{"id": "{messageId}", "to": "{to}", "state": "{status}"}]}',
		lines: 4,
		more: true,
		fixed: true,
	}),
	acceptedValues: text({ label: 'Accepted Values', help: 'What {status} says of a message that was taken, with commas between the words', example: 'queued, accepted, 0', fix: 'Give words with commas between them.', more: true, fixed: true }),
	refusedValues: text({ label: 'Refused Values', help: 'What {status} says of a message that is refused for good', example: 'rejected, invalid', fix: 'Give words with commas between them.', more: true, fixed: true }),
	transientValues: text({ label: 'Transient Values', help: 'What {status} says of a message that is refused for the moment, and may be tried again', example: 'throttled, busy', fix: 'Give words with commas between them.', more: true, fixed: true }),
	rowsInOrder: flag({ label: 'Rows in Order', help: 'Whether the API documents that its answer has the messages in the order of the request. Only where it repeats neither your ID nor the recipient.', fallback: false, more: true, fixed: true }),
};

/** The settings that define the operation. */
export const settingsForm = {
	path: text({ label: 'Path', help: 'Where messages are sent to, behind the Base URL of the credential', example: '/v1/messages', required: true, fix: 'Give the path alone, such as /v1/messages.', fixed: true }),
	message: own<Template>()('json', {
		label: 'Message',
		help: "The API's example request, with {to}, {text}, {from}, {subject}, {sendAt} and {id} (your ID) where those belong. Drag columns in for what else differs.",
		example: '{"to": "{to}", "text": "{text}", "reference": "{id}"}',
		required: true,
		fallback: '{\n  "to": "{to}",\n  "text": "{text}"\n}',
		lines: 6,
		isTemplate: true,
	}),
	...answerForm,
	addressKind: choice({ label: 'Recipients Are', choices: ADDRESSES, fallback: 'phone', help: 'How To is checked', more: true, fixed: true }),
	bodyFormat: choice({ label: 'Body Format', help: 'How the request is written', choices: BODY_FORMATS, fallback: 'json', more: true, fixed: true }),
	channel: text({ label: 'Channel', help: 'The word for it in the output, such as whatsapp. Left empty: sms for phone numbers, email for addresses.', example: 'whatsapp', longest: 30, fix: 'Give one word.', more: true, fixed: true }),
	idempotencyHeader: text({
		label: 'Idempotency Header',
		help: 'Only if the page promises that requests with one key are taken once: then what may have been accepted is tried again with the same key. One message a request.',
		example: 'Idempotency-Key',
		longest: 100,
		fix: "Give the header's name.",
		more: true,
		fixed: true,
	}),
	listKey: text({ label: 'List Key', help: 'Where the list of messages stands, if it is not the outermost list around {to}', example: 'messages.0.destinations', fix: 'Give keys with dots between them.', more: true, fixed: true }),
	method: choice({ label: 'Method', help: 'The method of the request', choices: METHODS, fallback: 'POST', more: true, fixed: true }),
	numberFormat: choice({ label: 'Number Format', choices: NUMBER_FORMATS, fallback: 'plus', help: 'How the API wants phone numbers', more: true, fixed: true }),
	retryAfterHeader: text({ label: 'Retry-After Header', help: 'The header that says how many seconds to wait after HTTP 429, if it is not Retry-After', example: 'X-RateLimit-Reset-After', longest: 100, fix: "Give the header's name.", more: true, fixed: true }),
} satisfies Form;

export const panel = {
	...declared(messageForm),
	settings: settingsForm,
	mayRepeat: true,
	example: { to: '+447700900123', text: 'Your parcel is on its way' },
};
