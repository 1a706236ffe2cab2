/** A valid request to each vendor of the presets, and variations that its page refuses. */

export interface VendorRequests {
	path: string;
	headers: Readonly<Record<string, string>>;
	/** Sent as JSON, or as a form if `isForm` is set. */
	good: Readonly<Record<string, unknown>>;
	isForm?: boolean;
	/** The constant parts of the answer to `good`. */
	accepted: { status: number; body: unknown };
	/** The message's recipient, text and own ID in the inbox. */
	inbox: { recipient: string; text: string | null; channel: string; correlationId?: string };
	wrongKey: { headers: Readonly<Record<string, string>>; status: number; body: unknown };
	/** Fields that replace those of `good` (undefined removes one), and the refusal. */
	refused: ReadonlyArray<[name: string, fields: Readonly<Record<string, unknown>>, status: number, body: unknown]>;
}

const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const TO = '+447700900123';
const DIGITS = '447700900123';
const ACCOUNT = 'AC00000000000000000000000000005a1d';
const long = (length: number) => 'x'.repeat(length);
const is = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const like = (fields: object) => expect.objectContaining(fields) as object;

const twilioError = (code: number) => like({ code, more_info: `https://www.twilio.com/docs/errors/${code}` });
const sinchError = (code: string) => ({ code, text: is(/./) });
const infobipError = (property: string) => like({ errorCode: 'E400', violations: [{ property, violation: is(/./) }] });
const vonageError = (number: number, fields = {}) => like({ type: `https://developer.vonage.com/api-errors/messages#${number}`, ...fields });
const telnyxError = (code: string) => ({ errors: [like({ code, title: is(/./), detail: is(/./) })] });
const metaError = (code: number) => ({ error: like({ type: 'OAuthException', code, error_data: like({ messaging_product: 'whatsapp' }), fbtrace_id: is(/./) }) });
const zaloError = (error: number) => ({ error, message: is(/./) });
const sendGridError = (field: string | null, message = /./) => ({ errors: [{ field, message: is(message), help: null }] });

const TEMPLATE = { name: 'order_update', language: { code: 'en_US' }, components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }] };
const mail = (fields: object) => [{ to: [{ email: 'ann@example.com' }], ...fields }];

export const REQUESTS: Readonly<Record<string, VendorRequests>> = {
	twilio: {
		path: `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
		headers: basic(`${ACCOUNT}:sandbox-token`),
		isForm: true,
		good: { To: TO, From: '+447700900999', Body: 'Hello! 👍' },
		accepted: { status: 201, body: like({ sid: is(/^SM[0-9a-f]{32}$/), status: 'queued', to: TO, from: '+447700900999', body: 'Hello! 👍', account_sid: ACCOUNT, num_segments: '1', error_code: null }) },
		inbox: { recipient: TO, text: 'Hello! 👍', channel: 'sms' },
		wrongKey: { headers: basic(`${ACCOUNT}:wrong`), status: 401, body: twilioError(20003) },
		refused: [
			['no recipient', { To: undefined }, 400, twilioError(21604)],
			['a number without plus', { To: DIGITS }, 400, twilioError(21211)],
			['no sender', { From: undefined }, 400, twilioError(21603)],
			['a sender that is none', { From: 'a name that is too long' }, 400, twilioError(21212)],
			['no text', { Body: undefined }, 400, twilioError(21602)],
			['a text too long', { Body: long(1601) }, 400, twilioError(21617)],
			['an unknown parameter', { Text: 'Hello' }, 400, twilioError(20001)],
			['a schedule without a service', { SendAt: '2031-01-15T10:30:00Z', ScheduleType: 'fixed' }, 400, twilioError(35118)],
			['a validity of no number', { ValidityPeriod: 'an hour' }, 400, twilioError(20001)],
		],
	},
	sinch: {
		path: '/xms/v1/sandbox-plan/batches',
		headers: bearer('sandbox-token'),
		good: { from: 'Shop', to: [TO, '447700900124'], body: 'Hi ${name}!', parameters: { name: { [TO]: 'Ann', default: 'you' } }, delivery_report: 'per_recipient' },
		accepted: { status: 201, body: like({ id: is(/^[0-9A-F]{26}$/), to: [TO, '447700900124'], body: 'Hi ${name}!', canceled: false, type: 'mt_text' }) },
		inbox: { recipient: TO, text: 'Hi Ann!', channel: 'sms' },
		wrongKey: { headers: bearer('wrong'), status: 401, body: sinchError('unauthorized') },
		refused: [
			['no list', { to: undefined }, 400, sinchError('syntax_constraint_violation')],
			['a text for a list', { to: TO }, 400, sinchError('syntax_invalid_parameter_format')],
			['a number that is none among good ones', { to: [TO, '07700 900124'] }, 400, sinchError('syntax_invalid_parameter_format')],
			['1,001 numbers', { to: Array.from({ length: 1001 }, (_, i) => String(447_700_900_000 + i)) }, 400, sinchError('syntax_invalid_parameter_format')],
			['a text too long', { body: long(2001) }, 400, sinchError('syntax_invalid_parameter_format')],
			['an unknown field', { text: 'Hi' }, 400, sinchError('syntax_invalid_json')],
			['a parameter without a value for somebody', { parameters: { name: { [TO]: 'Ann' } } }, 403, sinchError('missing_parameter')],
		],
	},
	infobip: {
		path: '/sms/3/messages',
		headers: { authorization: 'App sandbox-key' },
		good: { messages: [{ sender: 'Shop', destinations: [{ to: DIGITS, messageId: 'own-1' }], content: { text: 'Hi Ann' } }] },
		accepted: { status: 200, body: { bulkId: is(/./), messages: [{ messageId: 'own-1', status: like({ groupId: 1, groupName: 'PENDING', id: 26, name: 'PENDING_ACCEPTED' }), destination: DIGITS, details: { messageCount: 1 } }] } },
		inbox: { recipient: DIGITS, text: 'Hi Ann', channel: 'sms', correlationId: 'own-1' },
		wrongKey: { headers: bearer('sandbox-key'), status: 401, body: like({ errorCode: 'E401' }) },
		refused: [
			['no messages', { messages: [] }, 400, infobipError('messages')],
			['no text', { messages: [{ destinations: [{ to: DIGITS }], content: {} }] }, 400, infobipError('messages.0.content.text')],
			['the fields of version 2', { messages: [{ from: 'Shop', destinations: [{ to: DIGITS }], content: { text: 'Hi' } }] }, 400, infobipError('messages.0.from')],
			['no destinations', { messages: [{ content: { text: 'Hi' } }] }, 400, infobipError('messages.0.destinations')],
			['a number as a number', { messages: [{ destinations: [{ to: 447_700_900_123 }], content: { text: 'Hi' } }] }, 400, infobipError('messages.0.destinations.0.to')],
		],
	},
	vonage: {
		path: '/v1/messages',
		headers: basic('sandboxkey:sandbox-secret'),
		good: { message_type: 'text', channel: 'sms', to: DIGITS, from: 'Shop', text: 'Hi Ann', client_ref: 'own-1' },
		accepted: { status: 202, body: { message_uuid: is(/^[0-9a-f-]{36}$/) } },
		inbox: { recipient: DIGITS, text: 'Hi Ann', channel: 'sms', correlationId: 'own-1' },
		wrongKey: { headers: basic('sandboxkey:wrong'), status: 401, body: like({ type: 'https://developer.vonage.com/api-errors#unauthorized' }) },
		refused: [
			['a plus', { to: TO }, 422, vonageError(1430)],
			['no sender', { from: undefined }, 422, vonageError(1150, { invalid_parameters: [{ name: 'from', reason: is(/./) }] })],
			['a sender too long', { from: 'a name that is too long' }, 422, vonageError(1120)],
			['no text', { text: undefined }, 422, vonageError(1150)],
			['a reference too long', { client_ref: long(101) }, 422, vonageError(1150)],
			['an unknown field', { body: 'Hi' }, 422, vonageError(1150)],
		],
	},
	telnyx: {
		path: '/v2/messages',
		headers: bearer('sandbox-key'),
		good: { from: 'Shop', to: TO, text: 'Hi Ann' },
		accepted: { status: 200, body: { data: like({ record_type: 'message', direction: 'outbound', id: is(/^[0-9a-f-]{36}$/), to: [like({ phone_number: TO, status: 'queued' })], text: 'Hi Ann', errors: [] }) } },
		inbox: { recipient: TO, text: 'Hi Ann', channel: 'sms' },
		wrongKey: { headers: bearer('wrong'), status: 401, body: telnyxError('10009') },
		refused: [
			['no plus', { to: DIGITS }, 400, telnyxError('40310')],
			['a list', { to: [TO] }, 400, telnyxError('10015')],
			['no recipient', { to: undefined }, 422, telnyxError('10004')],
			['no sender', { from: undefined }, 422, telnyxError('10004')],
			['no text', { text: undefined }, 422, telnyxError('10004')],
			['an unknown field', { body: 'Hi' }, 400, telnyxError('10015')],
		],
	},
	plivo: {
		path: '/v1/Account/SANDBOXAUTHID0000000/Message/',
		headers: basic('SANDBOXAUTHID0000000:sandbox-token'),
		good: { src: 'Shop', dst: '+44 (7700) 900-123<jsgf3dsjh28372', text: 'Hi Ann' },
		accepted: { status: 202, body: { api_id: is(/./), invalid_number: ['jsgf3dsjh28372'], message: 'message(s) queued', message_uuid: [is(/^[0-9a-f-]{36}$/)] } },
		inbox: { recipient: DIGITS, text: 'Hi Ann', channel: 'sms' },
		wrongKey: { headers: basic('SANDBOXAUTHID0000000:wrong'), status: 401, body: like({ error: is(/./) }) },
		refused: [
			['no number at all', { dst: 'jsgf3dsjh28372' }, 400, like({ error: is(/dst/) })],
			['no text', { text: undefined }, 400, like({ error: is(/text/) })],
			['neither sender nor powerpack', { src: undefined }, 400, like({ error: is(/src/) })],
			['1,001 numbers', { dst: Array.from({ length: 1001 }, (_, i) => 447_700_900_000 + i).join('<') }, 400, like({ error: is(/1000/) })],
			['an unknown field', { to: DIGITS }, 400, like({ error: is(/^to/) })],
		],
	},
	meta: {
		path: '/v23.0/106540352242922/messages',
		headers: bearer('sandbox-token'),
		good: { messaging_product: 'whatsapp', recipient_type: 'individual', to: DIGITS, type: 'template', template: TEMPLATE, biz_opaque_callback_data: 'own-1' },
		accepted: { status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: DIGITS, wa_id: DIGITS }], messages: [{ id: is(/^wamid\./), message_status: 'accepted' }] } },
		inbox: { recipient: DIGITS, text: null, channel: 'whatsapp', correlationId: 'own-1' },
		wrongKey: { headers: bearer('wrong'), status: 401, body: { error: like({ type: 'OAuthException', code: 190 }) } },
		refused: [
			['no product', { messaging_product: undefined }, 400, metaError(100)],
			['a number that is none', { to: 'Ann' }, 400, metaError(131009)],
			['no language', { template: { name: 'order_update' } }, 400, metaError(100)],
			['a name that no template has', { template: { ...TEMPLATE, name: 'Order Update' } }, 400, metaError(100)],
			['a placeholder that is empty', { template: { ...TEMPLATE, components: [{ type: 'body', parameters: [{ type: 'text', text: '' }] }] } }, 400, metaError(100)],
			['a misspelled field', { biz_opaque_callback: 'own-1' }, 400, metaError(100)],
			['data too long', { biz_opaque_callback_data: long(513) }, 400, metaError(100)],
		],
	},
	zalo: {
		path: '/message/template',
		headers: { access_token: 'sandbox-token' },
		good: { phone: DIGITS, template_id: '7895417a7d3f9461cd2e', template_data: { name: 'Ann' }, tracking_id: 'own-1' },
		accepted: { status: 200, body: { error: 0, message: 'Success', data: { msg_id: is(/^[0-9a-f]{20}$/), sent_time: is(/^\d{13}$/), sending_mode: '1', quota: { dailyQuota: '5000', remainingQuota: '4999' } } } },
		inbox: { recipient: DIGITS, text: null, channel: 'zalo', correlationId: 'own-1' },
		wrongKey: { headers: { access_token: 'wrong' }, status: 200, body: zaloError(-124) },
		refused: [
			['a national number', { phone: '07700900123' }, 200, zaloError(-108)],
			['no data', { template_data: {} }, 200, zaloError(-111)],
			['no template', { template_id: undefined }, 200, zaloError(-132)],
			['a list among the data', { template_data: { name: ['Ann'] } }, 200, zaloError(-132)],
			['an unknown field', { text: 'Hi' }, 200, zaloError(-132)],
		],
	},
	sendgrid: {
		path: '/v3/mail/send',
		headers: bearer('sandbox-key'),
		good: { personalizations: mail({ subject: 'Order -no-', substitutions: { '-no-': 'A-1', '-name-': 'Ann' }, custom_args: { correlationId: 'own-1' } }), from: { email: 'shop@example.com', name: 'Shop' }, content: [{ type: 'text/plain', value: 'Hi -name-' }] },
		accepted: { status: 202, body: null },
		inbox: { recipient: 'ann@example.com', text: 'Hi Ann', channel: 'email', correlationId: 'own-1' },
		wrongKey: { headers: bearer('wrong'), status: 401, body: sendGridError(null, /^authorization required$/) },
		refused: [
			['an address that is none', { personalizations: [...mail({ subject: 'Hi' }), { to: [{ email: 'ann@' }], subject: 'Hi' }] }, 400, sendGridError('personalizations.1.to.0.email', /^Does not contain a valid address\.$/)],
			['the same address twice', { personalizations: [...mail({ subject: 'Hi' }), ...mail({ subject: 'Hi' })] }, 400, sendGridError('personalizations', /more than once/)],
			['1,001 personalizations', { personalizations: Array.from({ length: 1001 }, (_, i) => ({ to: [{ email: `c${i}@example.com` }], subject: 'Hi' })) }, 400, sendGridError('personalizations', /limited to 1000/)],
			['no subject', { personalizations: mail({}) }, 400, sendGridError('subject', /subject is required/)],
			['no content and no template', { content: undefined }, 400, sendGridError('content')],
			['an empty text', { content: [{ type: 'text/plain', value: '' }] }, 400, sendGridError('content.0.value', /at least one character/)],
			['a custom argument that is no text', { personalizations: mail({ subject: 'Hi', custom_args: { id: 1 } }) }, 400, sendGridError('personalizations.0.custom_args.id')],
			['an unknown field', { text: 'Hi' }, 400, sendGridError('text')],
		],
	},
};
