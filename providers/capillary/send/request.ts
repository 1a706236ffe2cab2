import type { DateTime } from 'luxon';

import type { WireRequest, WireSettings } from '../../../core/http/http';
import type { Attachment } from '../../../core/input/attachment';
import { remember } from '../../../core/input/remember';
import type { Message } from '../../../core/send/message';
import { buildXml } from '../../../core/wire/xml';
import { NAMES } from './channels';
import type { Content } from './message';

/** ISO 8601 with the offset the user meant, as in all examples of the page: `2024-02-22T00:25:06+05:30`. */
const WIRE_TIME = "yyyy-MM-dd'T'HH:mm:ssZZ";

/** `POST /v1.1/communications/sendMessage?channel=`: the channel in the query, everything else inside `root`. */
export function encode(batch: ReadonlyArray<Message<Content>>, { wireFormat, baseUrl }: WireSettings): WireRequest {
	const { channel } = batch[0]!.content;
	const { item } = NAMES[channel];
	const xml = wireFormat === 'xml';
	const type = xml ? 'application/xml' : 'application/json';
	return {
		method: 'POST',
		url: `${baseUrl}/v1.1/communications/sendMessage?channel=${channel}`,
		headers: { 'Content-Type': type, Accept: type },
		body: xml ? buildXml({ root: { [item]: batch.map(inXml) } }) : JSON.stringify({ root: { [item]: batch.map(inJson) } }),
	};
}

type Fields = Record<string, unknown>;

/** In JSON an email without copies says so, as in the page's example. */
function inJson(message: Message<Content>): Fields {
	const { content, recipient, scheduledAt } = message;
	const time: Fields = scheduledAt ? { scheduledTime: timeOnWire(scheduledAt) } : {};
	if (content.channel !== 'email') return { ...fieldsOf(message), ...time };
	const { from, cc, bcc, subject, body } = content;
	return { to: recipient, cc, bcc, from, subject, ...(body !== null && { body }), ...attachmentsOf(message), ...time };
}

/** The same with XML's name for the time, without empty fields, in the order of the page's examples. */
function inXml(message: Message<Content>): Fields {
	const { scheduledAt } = message;
	return { ...fieldsOf(message), ...(scheduledAt && { scheduled_time: timeOnWire(scheduledAt) }) };
}

function fieldsOf(message: Message<Content>): Fields {
	const { recipient, content } = message;
	switch (content.channel) {
		case 'sms': {
			const { body, sender } = content;
			return { to: recipient, body, ...(sender !== null && { sender }) };
		}
		case 'email': {
			const { from, cc, bcc, subject, body } = content;
			return { to: recipient, from, ...(cc && { cc }), ...(bcc && { bcc }), subject, ...(body !== null && { body }), ...attachmentsOf(message) };
		}
		default:
			return { receiver: recipient, template: content.template };
	}
}

/** Absent if there are none: the page does not say what an empty list does. */
function attachmentsOf({ files = [] }: Message<Content>): Fields {
	return files.length > 0 ? { attachments: { attachment: files.map(attachmentOf) } } : {};
}

/**
 * The page demands `file_encoding_type` for images in Base64, and for other files only if they are not in Base64. All files travel as Base64, so all say so.
 */
function attachmentOf({ name, mimeType, content }: Attachment): Fields {
	return { file_name: name, file_type: formatOf(name, mimeType), file_data: content, file_encoding_type: 'base64' };
}

/** "Type of the file (file format)", such as `png`: the ending of its name, else the subtype of its media type. */
function formatOf(name: string, mimeType: string): string {
	const [, ending] = /\.([a-z\d]{1,10})$/i.exec(name) ?? [];
	return (ending ?? mimeType.split('/').at(-1)!.replace(/^x-|[+;].*$/g, '')).toLowerCase();
}

const written = new WeakMap<DateTime, string>();

/** All items may share one DateTime, and formatting it is slow. */
function timeOnWire(time: DateTime): string {
	return remember(written, time, () => time.toFormat(WIRE_TIME));
}
