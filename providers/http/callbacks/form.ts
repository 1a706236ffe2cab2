import { choice, integer, own, text } from '../../../core/input/form';
import { USUAL_KINDS } from '../../../core/provider';
import { STATUSES, type ReceiptStatus } from '../../../core/records/status';

/** The header that holds the secret, unless the user gives it another name. */
export const HEADER = 'X-Callback-Secret';

/** The name of the secret in the address. */
export const TOKEN = 'token';

const signs = { authentication: ['signature', 'publicKey'] } as const;

export const form = {
	authentication: choice({
		label: 'Authentication',
		help: "How callbacks prove that they are from the API, by the API's page; all others are refused",
		choices: [
			{ value: 'address', label: 'Address', help: 'A secret in the address, where the API signs nothing and sends no header of yours' },
			{ value: 'basicAuth', label: 'Basic Auth', help: "User and password, by HTTP's basic authentication" },
			{ value: 'header', label: 'Header', help: 'A secret in a header of your choice' },
			{ value: 'jwt', label: 'JWT', help: 'A signed token (HS256) with the hash of the body in it, as Vonage sends' },
			{ value: 'signature', label: 'Signature', help: 'An HMAC in a header, made with a secret that the API shows you or takes from you' },
			{ value: 'publicKey', label: 'Signature With Public Key', help: 'A signature in a header that a public key proves, as Telnyx and SendGrid send' },
		],
		fallback: 'signature',
		fixed: true,
	}),
	signature: own<Record<string, unknown>>()('group', {
		label: 'Signature',
		help: "What the API's page says of its signature",
		add: 'Add detail',
		when: signs,
		fallback: { header: '' },
		fields: {
			algorithm: choice({
				label: 'Algorithm',
				help: 'Of an HMAC. With a public key, the key says it.',
				choices: [
					{ value: 'sha1', label: 'SHA-1' },
					{ value: 'sha256', label: 'SHA-256' },
					{ value: 'sha512', label: 'SHA-512' },
				],
				fallback: 'sha256',
				fixed: true,
			}),
			encoding: choice({
				label: 'Encoding',
				help: 'How the signature is written',
				choices: [
					{ value: 'base64', label: 'Base64', help: 'Letters of both cases, often with = at the end' },
					{ value: 'hex', label: 'Hexadecimal', help: 'Digits and the letters a to f' },
				],
				fallback: 'hex',
				fixed: true,
			}),
			header: text({ label: 'Header', help: 'The header that holds the signature', example: 'X-Hub-Signature-256', fix: 'Give the name of a header.', fixed: true }),
			oldest: integer({ label: 'Maximum Age in Minutes', help: 'How old a callback may be by its Time. APIs repeat what n8n missed: a day and an hour let them.', least: 1, fallback: 1500, fix: 'Give a whole number.', fixed: true }),
			prefix: text({ label: 'Prefix', help: 'What stands before the signature in the header', example: 'sha256=', fix: 'Give it as text.', fixed: true }),
			publicKey: text({ label: 'Public Key', help: 'As the API shows it: PEM, or Base64 alone', example: 'MFkwEwYHKoZIzj0CAQYI…', fix: 'Give it as text.', lines: 2, fixed: true }),
			signed: text({
				label: 'Signed Text',
				help: 'What is signed. {body}, {url}, {form} (the sorted fields of a form, each name and value), {header:X-Name} and {json:key.key} stand for parts of the callback. With {secret} in it, it is a plain hash in place of an HMAC.',
				example: '{header:X-Timestamp}.{body}',
				fix: 'Give it as text.',
				fallback: '{body}',
				fixed: true,
			}),
			time: text({ label: 'Time', help: 'Where the time is that is signed, so that nobody can send an old callback again', example: '{header:X-Timestamp}', fix: 'Give it as text.', fixed: true }),
			verifyToken: text({ label: 'Verify Token', help: 'Words that you make up, where the API (Meta) asks for some to see whose the address is', example: 'our-shop-2031', fix: 'Give it as text.', fixed: true }),
		},
	}),
};

const PLACEHOLDERS = '{messageId}, {id} (yours), {to}, {from}, {status}, {code}, {error}, {time}, {channel}';

const filters = {
	receipt: own<unknown>()('json', {
		label: 'Receipt',
		help: "The example of a status callback from the API's page, with placeholders in the places of the values. Of a list keep one entry. Fields of a form stand as JSON, too. Where something else comes to the same address, write {is:word} in the place of the word that tells them apart, or {status:word,word}.",
		hint: `Placeholders: ${PLACEHOLDERS}; {is:word}`,
		example: '{ "results": [{ "id": "{messageId}", "status": "{status}" }] }',
		fallback: '{\n  "messageId": "{messageId}",\n  "to": "{to}",\n  "status": "{status}"\n}',
		when: { kinds: ['receipt'] },
		lines: 8,
		fixed: true,
	}),
	reply: own<unknown>()('json', {
		label: 'Reply',
		help: "The example of an incoming message from the API's page, with placeholders in the places of the values, as in Receipt",
		hint: 'Placeholders: {from}, {text}, {to}, {messageId}, {id} (of yours that it answers), {time}, {channel}; {is:word}',
		example: '{ "messageId": "{messageId}", "from": "{from}", "text": "{text}" }',
		fallback: '{\n  "from": "{from}",\n  "text": "{text}"\n}',
		when: { kinds: ['inbound'] },
		lines: 8,
		fixed: true,
	}),
};

/** What a word of the API may mean. */
const KNOWN = (Object.keys(STATUSES) as ReceiptStatus[]).filter((status) => status !== 'unknown');

const options = own<Record<string, unknown>>()('group', {
	label: 'Options',
	add: 'Add option',
	fields: {
		channel: text({ label: 'Channel', help: 'The channel of all messages, where no placeholder says it', example: 'sms', fix: 'Give it as text.', fixed: true }),
		headerName: text({ label: 'Header Name', help: 'The header that holds the secret, where Authentication is Header', fallback: HEADER, fix: 'Give the name of a header.', fixed: true }),
		statusValues: own<unknown>()('rows', {
			label: 'Status Words',
			help: "What the API's words or codes mean. Usual words such as delivered, undelivered, sent and failed are known without it.",
			add: 'Add status',
			row: ['values', 'Status'],
			fields: {
				status: choice({ label: 'Status', help: 'What they mean', choices: KNOWN.map((value) => ({ value, label: STATUSES[value].label })), fallback: 'delivered', fixed: true }),
				words: text({ label: 'Words', help: "The API's words or codes for it, with commas between", example: 'DELIVRD, 000', fix: 'Give them as text.', fixed: true }),
			},
		}),
	},
});

export const panel = {
	form,
	secretWhen: { authentication: ['basicAuth', 'header', 'address'] },
	kinds: USUAL_KINDS.map((one) => ({ ...one, usual: one.kind === 'receipt' })),
	filters,
	statuses: KNOWN,
	options,
};
