import { getRequest, jsonRequest, type WireRequest, type WireSettings } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { Sms } from '../shared/message';

/** Many servers and proxies refuse longer addresses; HTTP advises all to accept 8,000 (RFC 9110, 4.1). */
const LONGEST_URL = 8000;

/**
 * Writes the request of one message. By GET every field is a query parameter. The vendor does not say how to write a map such as `params` there, so a
 * message with one travels by POST. The credential travels in headers either way.
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

/** Writes a list as a repeated name, which every server reads, and blanks as `%20`, because `+` means a blank only in forms. */
function queryOf(fields: object): string {
	const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)] as const));
	return pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}
