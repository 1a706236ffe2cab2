import type { CallbackRequest, CallbackWriter, DeliveryStatus, Report } from '../contract.mts';

/** "Communication callbacks via REST", status values of an SMS and of a call; there is none for a message on its way. */
const SMS: Partial<Record<DeliveryStatus, string>> = { delivered: 'DELIVERED', read: 'DELIVERED', failed: 'FAILURE', expired: 'NOT_DELIVERED', rejected: 'SPAM', optedOut: 'OPTOUT' };
const CALL: Partial<Record<DeliveryStatus, string>> = { delivered: 'DELIVERED', failed: 'NEXTATTEMPT', expired: 'NOTREACHED', rejected: 'INCORRECTNUMBER', optedOut: 'OPTOUT' };

/** Every customer orders a layout of their own; this is the default. */
const TEMPLATE = '{"TYPE":"{TYPE}","ID":"{ID}","RECIPIENT":"{RECIPIENT}","SENDER":"{SENDER}","STATUS":"{STATUS}","CONTENT":"{CONTENT}","SENT_DATETIME":"{SENT_DATETIME}","DONE_DATETIME":"{DONE_DATETIME}"}';

/** Escapes a value, so that it cannot break the layout. The vendor's page does not say whether Wiraya does this. */
const ESCAPES: Record<string, (text: string) => string> = {
	json: (text) => JSON.stringify(text).slice(1, -1),
	xml: (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
	get: (text) => text,
};

/**
 * Communication callbacks. `settings.template` is the layout with its placeholders, for GET the part after the question mark; `settings.format` is
 * `json`, `xml` or `get`; `settings.header` names a header for the secret, which otherwise is the password of basic authentication. No page shows how
 * several reports are wrapped: here in a list, or in an element around them.
 */
export const callbacks: CallbackWriter = {
	most: 100,
	/** No page mentions WhatsApp. */
	sends: (report) => report.kind === 'inbound' || (report.message.channel !== 'whatsapp' && statusOf(report) !== undefined),
	write: (reports, { settings: { format = 'json', template = TEMPLATE } }): CallbackRequest => {
		if (format === 'get' && reports.length > 1) throw new Error('A GET holds one report: leave batch at 1.');
		const filled = reports.map((report) => fill(template, valuesOf(report), ESCAPES[format] ?? ESCAPES.json!));
		if (format === 'get') return { method: 'GET', headers: {}, query: fillQuery(template, valuesOf(reports[0]!)), body: '' };
		const several = format === 'xml' ? `<communications>${filled.join('')}</communications>` : `[${filled.join(',')}]`;
		return { method: 'POST', headers: { 'content-type': `application/${format === 'xml' ? 'xml' : 'json'}; charset=utf-8` }, query: {}, body: filled.length === 1 ? filled[0]! : several };
	},
	sign: (request, { secret, user, settings: { header } }) => {
		const proof = header === undefined ? { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` } : { [header.toLowerCase()]: secret };
		return { ...request, headers: { ...request.headers, ...proof } };
	},
};

function statusOf({ message }: Extract<Report, { kind: 'receipt' }>): string | undefined {
	return (message.channel === 'voice' ? CALL : SMS)[message.status];
}

/** A placeholder that does not apply is empty here; the real behaviour is unknown. */
function valuesOf(report: Report): Record<string, string> {
	const { messageId, recipient, sender, text } = report.message;
	const common = { ID: messageId, CID: '1001', RECIPIENT: recipient, SENDER: sender ?? '', CONTENT: text ?? '' };
	if (report.kind === 'inbound') return { ...common, TYPE: 'INCOMING_SMS', ...timesOf('SENT', report.message.receivedAt) };
	const { channel, details, receivedAt, statusAt } = report.message;
	const isCall = channel === 'voice';
	const isAnswered = isCall && report.message.status === 'delivered';
	return {
		...common,
		TYPE: isCall ? 'OUTGOING_CALL' : 'OUTGOING_SMS',
		PRID: String(details.projectId ?? ''),
		STATUS: statusOf(report) ?? '',
		...(isAnswered && { CALL_LENGTH: '42', KEY_CHOICES: '1,3' }),
		...(!isCall && { SMS_PARTS: '1', RECIPIENT_STATUS: 'EXISTS' }),
		...timesOf('SENT', receivedAt),
		...timesOf('DONE', statusAt),
	};
}

function timesOf(name: string, iso: string): Record<string, string> {
	return { [`${name}_UNIXTIME`]: String(Math.floor(Date.parse(iso) / 1000)), [`${name}_DATETIME`]: iso.slice(0, 19).replace('T', ' '), [`${name}_DATEISO`]: `${iso.slice(0, 19)}Z` };
}

function fill(template: string, values: Record<string, string>, escape: (text: string) => string): string {
	return template.replace(/\{([A-Z_]+|\d{1,2})\}/g, (_all, name: string) => escape(values[name] ?? ''));
}

function fillQuery(template: string, values: Record<string, string>): Record<string, string> {
	const pairs = template.replace(/^\?/, '').split('&').map((pair) => pair.split('=', 2) as [string, string?]);
	return Object.fromEntries(pairs.map(([name, value = '']) => [name, fill(value, values, ESCAPES.get!)]));
}
