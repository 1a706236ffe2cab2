import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, DecodedMessage, Row } from '../contract.mts';
import type { Channel, Format } from './schema.mts';
import { writeXml } from './xml.mts';

/** Names of the parts of an answer, from the page's eight example answers. */
const NAMES: Readonly<Record<Channel, { list: string; item: string; xml: [string, string] }>> = {
	sms: { list: 'smsList', item: 'sms', xml: ['messages', 'smsData'] },
	email: { list: 'emails', item: 'email', xml: ['emails', 'emailData'] },
	whatsapp: { list: 'whatsapp', item: 'whatsappMessage', xml: ['whatsapp', 'whatsappData'] },
	zalo: { list: 'zalo', item: 'zaloMessage', xml: ['zalo', 'zaloData'] },
};

/** The words of the vendor's general table of codes. The page has only "Success"; we made up the bodies of refusals. */
const MESSAGES: Readonly<Record<number, string>> = {
	200: 'Success',
	201: 'One or more items failed',
	400: 'Request is not valid',
	401: 'User name or password is wrong',
	403: 'Access denied',
	404: 'No such resource',
	405: 'Method not supported',
	415: 'Content type is wrong',
	429: 'Too many requests',
	500: 'The items failed',
	503: 'Service unavailable',
};

const REFUSED = { status: false, message: 'Recipient is not valid', code: 8056 };
const TRY_LATER = { status: false, message: 'Another action runs for the same customer', code: 521 };

/** JSON, unless the request asks for XML, or sends XML and asks for nothing. */
export function answerFormat({ accept, 'content-type': sent }: IncomingHttpHeaders): Format {
	if (accept === undefined || accept.includes('*/*')) return /\/xml/.test(sent ?? '') ? 'xml' : 'json';
	return /\/xml/.test(accept) && !/\/json/.test(accept) ? 'xml' : 'json';
}

export function errorAnswer(status: number, headers: IncomingHttpHeaders): Answer {
	const message = MESSAGES[status] ?? `Status ${status}`;
	const body = { status: { message, code: status, success: false } };
	return written(status, answerFormat(headers), body, body);
}

/** The page's answer to messages, always with HTTP 200: its code is inside. The rows come in reverse, like the page's own two. */
export function messagesAnswer(rows: readonly Row[], channel: Channel, headers: IncomingHttpHeaders): Answer {
	const format = answerFormat(headers);
	const { list, item, xml } = NAMES[channel];
	const successCount = rows.filter(({ verdict }) => verdict === 'accepted').length;
	const code = successCount === rows.length ? 200 : successCount > 0 ? 201 : 500;
	const status = { message: MESSAGES[code]!, code, success: code === 200 };
	const entries = rows.toReversed().map((row) => ({ row, echo: echoOf(row, channel, format) }));
	if (format === 'xml') {
		const data = entries.map(({ row, echo }) => ({ [item]: echo, ...(row.verdict !== 'accepted' && { errors: { error: errorOf(row) } }) }));
		return written(200, format, null, { status: { ...status, totalCount: rows.length, successCount }, [xml[0]]: { [xml[1]]: data } });
	}
	const body = {
		status: {
			count: rows.length,
			statusCode: { status: status.success, message: status.message, code },
			successCount,
			warnings: [],
			warningsAsStatusCode: [],
			...status,
		},
		[list]: entries.map(({ row, echo }) => ({ [item]: echo, errors: row.verdict === 'accepted' ? [] : [errorOf(row)], warnings: [] })),
	};
	return written(200, format, body, null);
}

function errorOf({ verdict }: Row) {
	return verdict === 'transient' ? TRY_LATER : REFUSED;
}

/** The fields that each channel's example repeats. If a fault made a row up, its ID belongs to no message. */
function echoOf(row: Row, channel: Channel, format: Format): Record<string, unknown> {
	const known = row.message !== undefined && row.correlationId === row.messageId;
	const message = known ? row.message! : foreign(row, channel);
	const { recipient, text, sender, details, scheduledAt } = message;
	const scheduledTime = format === 'xml' ? localTime(scheduledAt) : (scheduledAt ?? isoNow());
	const { subject, cc = '', bcc = '' } = details;
	switch (channel) {
		case 'sms': {
			const sms = { to: asStored(recipient), body: text, scheduledTime, sender: sender ?? '' };
			return format === 'xml' ? { status: 'Queued', nsAdminId: row.messageId, ...sms } : sms;
		}
		case 'email': {
			if (format === 'xml') return { from: sender, to: recipient, cc, bcc, subject, scheduledTime };
			const labels = { labelOfSender: 'Sandbox', senderEmail: sender, replyToEmail: sender };
			return { to: recipient, body: text, scheduledTime, cc, bcc, from: sender, subject, fileHandler: [], attachments: [], ...labels };
		}
		default:
			return { scheduledTime, template: text, receiver: recipient };
	}
}

function foreign({ correlationId }: Row, channel: Channel): DecodedMessage {
	const recipient = channel === 'email' ? `${correlationId}@example.com` : '447700900999000';
	return { channel, recipient, sender: null, text: correlationId, details: { subject: correlationId }, scheduledAt: null };
}

/** The page's XML example sends 8971345617 and gets 918971345617 back. */
function asStored(number: string): string {
	return /^\d{10}$/.test(number) ? `91${number}` : number;
}

/** "2024-02-22 00:25:06" for 2024-02-22T00:25:06+05:30: the time on the clock, without its offset. */
function localTime(scheduledAt: string | null): string {
	return (scheduledAt ?? isoNow()).slice(0, 19).replace('T', ' ');
}

function isoNow(): string {
	return `${new Date().toISOString().slice(0, 19)}+00:00`;
}

function written(status: number, format: Format, json: unknown, xml: unknown): Answer {
	const body = format === 'xml' ? writeXml('response', xml) : JSON.stringify(json);
	return { status, contentType: `application/${format};charset=UTF-8`, body };
}
