import type { WireRequest, WireSettings } from '../../../core/http/http';
import { utcSeconds } from '../../../core/input/time';
import type { Message } from '../../../core/send/message';
import { buildForm } from '../../../core/wire/urlencoded';
import { buildXml } from '../../../core/wire/xml';
import type { Content } from './message';
import { table } from '../../../core/wire/table';

type Communication = ReturnType<typeof toCommunication>;

/**
 * Writes one request. It always asks for the answer as JSON, because the vendor publishes only that layout. For requests in XML and forms the vendor
 * only says that it accepts them: docs/wiraya-notes.md says what we assume.
 */
export function encode(batch: ReadonlyArray<Message<Content>>, settings: WireSettings): WireRequest {
	const communications = batch.map(toCommunication);
	const { contentType, write } = FORMATS[settings.wireFormat]!;
	return {
		method: 'POST',
		url: `${settings.baseUrl}/api/EnqueueCommunications`,
		headers: { 'Content-Type': contentType, Accept: 'application/json' },
		body: write(communications),
	};
}

const FORMATS = table<{ contentType: string; write: (given: Communication[]) => string }>({
	json: {
		contentType: 'application/json',
		write: (communications) => JSON.stringify({ communications }),
	},
	xml: { contentType: 'application/xml', write: toXml },
	form: {
		contentType: 'application/x-www-form-urlencoded',
		write: (communications) => buildForm({ communications }),
	},
});

function toCommunication({ correlationId, recipient, scheduledAt, content }: Message<Content>) {
	return {
		clientMessageId: correlationId,
		recipient,
		// `$type` comes first: it is a convention of .NET, which may ignore it in any other place.
		content: scheduledAt === null ? content : { ...content, nextAttemptUtc: utcSeconds(scheduledAt) },
	};
}

/** Elements in alphabetical order, which .NET's stricter serialiser demands. */
function toXml(communications: Communication[]): string {
	const communication = communications.map(({ clientMessageId, content, recipient }) => {
		const { $type, ...fields } = content;
		const elements = Object.entries(fields)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, value]) => [name, Array.isArray(value) ? { string: value } : value]);
		return { clientMessageId, content: { '@i:type': $type, ...Object.fromEntries(elements) }, recipient };
	});
	const schema = 'http://www.w3.org/2001/XMLSchema-instance';
	return buildXml({ EnqueueCommunicationsRequestModel: { '@xmlns:i': schema, communications: { communication } } });
}
