import { getRequest, jsonRequest, type WireRequest, type WireSettings } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Sms } from '../shared/message';

/** Longer addresses are refused by many a server or proxy on the way; 8,000 is what HTTP advises all to take (RFC 9110, 4.1). */
const LONGEST_URL = 8000;

/**
 * Writes the request of one message. By GET every field is a query parameter; how a map such as `params` would be written there, the
 * vendor does not say, so that message travels by POST. The credential travels in headers either way.
 */
export function encode(batch: ReadonlyArray<Message<Sms>>, { wireFormat, baseUrl }: WireSettings): WireRequest {
	const url = `${baseUrl}/v1/send-sms`;
	const sms = toSms(batch[0]!);
	const asQuery = `${url}?${queryOf(sms)}`;
	if (wireFormat === 'get' && sms.params === undefined && asQuery.length <= LONGEST_URL) return getRequest(asQuery);
	return jsonRequest('POST', url, sms);
}

function toSms({ recipient, correlationId, content }: Message<Sms>) {
	return {
		destination: recipient,
		...content.item,
		...(content.flashSMS && { flashSMS: true }),
		...(content.sendCorrelationId && { correlationId }),
		...content.request,
	};
}

/** A list is written as a repeated name, the form every server side reads. Blanks as `%20`, since `+` is one only in forms. */
function queryOf(fields: object): string {
	const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const));
	return pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}
