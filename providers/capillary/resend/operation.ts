import { idOf, isOtherWord } from '../../../core/http/answer';
import { JSON_HEADERS } from '../../../core/http/http';
import { formReader } from '../../../core/input/formReader';
import { describe, reader, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import type { SendOperation } from '../../../core/send/operation';
import { connections } from '../connection';
import { decodeSingle } from '../shared/single';
import { form, panel } from './form';

/** The id as digits: it may have more digits than a JavaScript number holds. */
type Content = { messageId: string };

/** 4223 message not found, 400 no number. Source: "Resend communication". */
const REFUSED = new Set(['4223', '400']);

/** `POST /v2/communications/resend`: one message per request, to the same recipient as before. Only Capillary knows who that is, and on which channel. */
export const resend: SendOperation<Content> = {
	...panel,
	provider: 'capillary',
	connections,
	reader: messageReader,
	encode: ([message], { baseUrl }) => ({
		method: 'POST',
		url: `${baseUrl}/v2/communications/resend`,
		headers: { ...JSON_HEADERS },
		// The API wants a number, but `JSON.stringify` would round it. `messageId` holds only digits.
		body: `{"messageId":${message!.content.messageId}}`,
	}),
	/** The answer repeats the id; another id belongs to another message. If the answer does not repeat it, there is nothing to compare. */
	decode: (answer, [message]) =>
		decodeSingle(answer, REFUSED, ({ undeliveredMessageId: of, resentMessageId: id }) => {
			const messageId = idOf(id);
			if (messageId === null) throw new Error('it has no resentMessageId');
			return isOtherWord(of, message!.content.messageId) ? undefined : { accepted: true, messageId };
		}),
};

function messageReader(settings: ReadSettings): Reader<Draft<Content>> {
	const read = formReader(form, settings, { messageId: digits });
	return (given) => {
		const { messageId, correlationId } = read(given);
		return { channel: '', recipient: '', reference: messageId, correlationId, scheduledAt: null, warnings: [], content: { messageId } };
	};
}

/** A whole number above zero, as text, to keep all its digits. */
const digits: Reader<string> = reader((value, refuse) => {
	const fix = 'Give the number of the message in digits, such as 1706734307814; as text where it has more than 15.';
	if (value === undefined || value === null || value === '') return refuse('is missing', fix);
	const exact = typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' || typeof value === 'bigint';
	const [, number] = (exact && /^\s*0*([1-9]\d{0,18})\s*$/.exec(String(value as string))) || [];
	return number ?? refuse(`is ${describe(value)}, not a message number`, fix);
});
