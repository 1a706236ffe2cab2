import type { DateTime } from 'luxon';

import type { Message } from '../../../core/message';
import type { WireRequest, WireSettings } from '../../../core/operation';
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

type Fields = Record<string, string>;

/** An email says in JSON also that it has no copies, as the page's example does. */
function inJson(message: Message<Content>): Fields {
	const { content, recipient, scheduledAt } = message;
	const time: Fields = scheduledAt ? { scheduledTime: timeOnWire(scheduledAt) } : {};
	if (content.channel !== 'email') return { ...fieldsOf(message), ...time };
	const { from, cc, bcc, subject, body } = content;
	return { to: recipient, cc, bcc, from, subject, ...(body !== null && { body }), ...time };
}

/** The same under XML's name for the time, and without what is empty, in the order of the page's examples. */
function inXml(message: Message<Content>): Fields {
	const { scheduledAt } = message;
	return { ...fieldsOf(message), ...(scheduledAt && { scheduled_time: timeOnWire(scheduledAt) }) };
}

function fieldsOf({ recipient, content }: Message<Content>): Fields {
	switch (content.channel) {
		case 'sms': {
			const { body, sender } = content;
			return { to: recipient, body, ...(sender !== null && { sender }) };
		}
		case 'email': {
			const { from, cc, bcc, subject, body } = content;
			return { to: recipient, from, ...(cc && { cc }), ...(bcc && { bcc }), subject, ...(body !== null && { body }) };
		}
		default:
			return { receiver: recipient, template: content.template };
	}
}

const written = new WeakMap<DateTime, string>();

/** A schedule shared by all items is one DateTime, and writing it out is costly. */
function timeOnWire(time: DateTime): string {
	const text = written.get(time) ?? time.toFormat(WIRE_TIME);
	written.set(time, text);
	return text;
}
