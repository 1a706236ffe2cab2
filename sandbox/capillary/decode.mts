import type { DecodedMessage } from '../contract.mts';
import { MalformedRequest } from './malformed.mts';
import { LISTS, requestSchema, type Channel, type Format } from './schema.mts';
import { parseXml } from './xml.mts';

type Item = Record<string, unknown>;

/** The format of a body, or undefined for a format without an example on the page. */
export function formatOf(contentType: string | undefined): Format | undefined {
	const [, format] = /^(?:application|text)\/(json|xml)\s*(?:;\s*charset="?utf-8"?\s*)?$/i.exec(contentType ?? '') ?? [];
	return format?.toLowerCase() as Format | undefined;
}

/** "The supported values are sms, whatsapp, email and zalo. The values are not case-sensitive. Default value-sms." */
export function channelOf(query: string): Channel {
	const parameters = new URLSearchParams(query);
	const [stranger] = [...parameters.keys()].filter((name) => name !== 'channel');
	if (stranger !== undefined) throw new MalformedRequest(`the page knows no parameter ${stranger}`);
	const channel = (parameters.get('channel') ?? 'sms').toLowerCase();
	if (!Object.hasOwn(LISTS, channel)) throw new MalformedRequest(`there is no channel ${channel}`);
	return channel as Channel;
}

/**
 * Reads a body as strictly as the page allows.
 * @throws {MalformedRequest}
 */
export function decode(body: Buffer, channel: Channel, format: Format): DecodedMessage[] {
	const result = requestSchema(channel, format).safeParse(parse(body, format));
	if (!result.success) {
		const [issue] = result.error.issues;
		const unknown = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
		throw new MalformedRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}${unknown}`);
	}
	const items = (result.data.root as Record<string, Item[]>)[LISTS[channel]] ?? [];
	return items.map((item) => toMessage(item, channel));
}

function parse(body: Buffer, format: Format): unknown {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		throw new MalformedRequest('the body is not UTF-8');
	}
	if (format === 'xml') return parseXml(text);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new MalformedRequest('the body is not JSON');
	}
}

function toMessage(item: Item, channel: Channel): DecodedMessage {
	const { to, receiver, body, template, sender, from, cc, bcc, subject, attachments } = item as Record<string, string | undefined>;
	const files = (attachments as unknown as { attachment?: Item[] } | undefined)?.attachment;
	return {
		channel,
		recipient: to ?? receiver ?? '',
		sender: sender ?? from ?? null,
		text: body ?? template ?? (channel === 'email' ? '' : null),
		details: {
			...(subject !== undefined && { subject }),
			...(cc && { cc }),
			...(bcc && { bcc }),
			...(files && { attachments: files.map(({ file_name: name, file_type: type, file_data: data, file_encoding_type: encoding }) => ({ name, type, data, encoding })) }),
		},
		scheduledAt: (item.scheduledTime ?? item.scheduled_time ?? null) as string | null,
	};
}
