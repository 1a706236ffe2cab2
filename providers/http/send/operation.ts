import { reachableAddress } from '../../../core/input/audience';
import { describe, inOneLine, phone, reader, refuse, smsText, text, type Reader } from '../../../core/input/fields';
import { formReader } from '../../../core/input/formReader';
import { mailAddress } from '../../../core/input/mail';
import { countryOf, nationalOf } from '../../../core/input/phone';
import type { ReadSettings } from '../../../core/input/settings';
import { EVALUATED } from '../../../core/input/template';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { Limits } from '../../../core/http/limits';
import type { Message } from '../../../core/send/message';
import type { SendMaker, SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { messageForm, panel } from './form';
import { encode, type Content } from './request';
import { failedFor, rowsOf, type Sought } from './response';
import { readSettings, type HttpSettings } from './settings';
import { fillBeside, fillEntries, fillMessage, type Placeholder } from './template';

/** Makes the send of an API from the user's description. */
export const maker = (limits: Limits): SendMaker => (given) => {
	const settings = readSettings(given, limits.batchSize.max > 1);
	const { template, rules, idempotencyHeader } = settings;
	const alikeBefore = template.entries.length > 0 ? counter() : () => 0;
	const operation: SendOperation<Content> = {
		provider: 'http',
		...panel,
		limits,
		connections: [connection],
		idempotent: idempotencyHeader !== null,
		expressions: template.expressions,
		reader: (reading) => draftReader(settings, reading, alikeBefore),
		...(settings.isMany && { groupBy: ({ content }: Message<Content>) => JSON.stringify([content.beside, content.alike]) }),
		encode: (batch, wire) => encode(settings, batch, wire),
		decode(answer, batch, classify) {
			if (isGood(answer)) return rowsOf(rules, answer, batch.map(soughtOf));
			const byStatus = classify?.(withRetryAfter(settings, answer));
			if (!byStatus) return null;
			const failure = failedFor(rules, answer, answer.status === 404 || answer.status === 405 ? { ...byStatus, fix: 'Check Path, and Base URL in the credential.' } : byStatus);
			return batch.map(() => ({ accepted: false, failure }));
		},
	};
	return operation as SendOperation;
};

function soughtOf({ correlationId, recipient, content }: Message<Content>): Sought {
	return { correlationId, recipients: [...new Set([recipient, content.to])] };
}

/** Copies the API's own header for a pause to the usual one. */
function withRetryAfter({ retryAfterHeader }: HttpSettings, answer: HttpAnswer): HttpAnswer {
	const given = retryAfterHeader === null ? undefined : answer.headers[retryAfterHeader];
	return given === undefined ? answer : { ...answer, headers: { ...answer.headers, 'retry-after': given } };
}

/** Fields of a message by their placeholder, with their labels. */
const FILLED = { text: 'Text', from: 'From', subject: 'Subject', sendAt: 'Send At' } as const satisfies Partial<Record<Placeholder, string>>;

/** Returns a function that says how often it was called with the same text before. */
function counter(): (text: string) => number {
	const counts = new Map<string, number>();
	return (text) => {
		const before = counts.get(text) ?? 0;
		counts.set(text, before + 1);
		return before;
	};
}

function draftReader(settings: HttpSettings, reading: ReadSettings, alikeBefore: (text: string) => number): ReturnType<SendOperation<Content>['reader']> {
	const { template, channel } = settings;
	const read = formReader(messageForm, reading, { to: recipientReader(settings, reading), text: textReader(channel, reading) });
	return (given) => {
		const { to, text: said, from, subject, sendAt, correlationId } = read(given);
		const recipient = addressOf(settings, to, reading);
		const fields = { to: recipient.wire, text: said?.text ?? null, from, subject, sendAt: sendAt?.toUTC().toISO({ suppressMilliseconds: true }) ?? null };
		for (const name of Object.keys(FILLED) as Array<keyof typeof FILLED>) {
			if (fields[name] !== null && !template.uses.has(name)) refuse(`is given, and Message has no {${name}}: it would not be sent`, `Put {${name}} into Message, or leave ${FILLED[name]} empty.`, name);
		}
		const values = { slots: ((given as Record<string, unknown>)[EVALUATED] ?? []) as unknown[], fields };
		return {
			channel,
			recipient: recipient.shown,
			correlationId,
			scheduledAt: sendAt,
			warnings: [],
			...(said && { text: said.text, ...(said.segments && { segments: said.segments }) }),
			content: { to: recipient.wire, message: fillMessage(template, values), beside: fillBeside(template, values), entries: fillEntries(template, values), alike: alikeBefore(recipient.wire) },
		};
	};
}

/** Reads the digits of a phone number, an email address, or an ID of the API. */
function recipientReader({ addressKind }: HttpSettings, reading: ReadSettings): Reader<string> {
	if (addressKind === 'phone') return phone(reading);
	return reachableAddress(addressKind === 'email' ? mailAddress(true) : inOneLine(text('Give the recipient as the API knows it.')), reading.audience);
}

/** The recipient on the wire and in the outcome. Without its country code a number belongs to somebody else in another country. */
function addressOf({ addressKind, numberFormat }: HttpSettings, to: string, { defaultCountry }: ReadSettings): { wire: string; shown: string } {
	if (addressKind !== 'phone' || numberFormat === 'digits') return { wire: to, shown: to };
	if (numberFormat === 'plus') return { wire: `+${to}`, shown: `+${to}` };
	const country = countryOf(to);
	if (defaultCountry === null) return refuse('has no country to be national in', 'Set Options > Default Country, or another Number Format.', 'to');
	if (country !== defaultCountry) return refuse(`is a number of ${country ?? 'no country that is known'}, and without its country code it would be another's`, `Take it out, or choose another Number Format: with National only numbers of ${defaultCountry} are sent.`, 'to');
	return { wire: nationalOf(to), shown: to };
}

function textReader(channel: string, reading: ReadSettings): Reader<{ text: string } | null> {
	const read: Reader<{ text: string }> = channel === 'sms' ? smsText(reading) : (given) => ({ text: String(given) });
	return reader((value, refuseIt) => {
		if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return null;
		if (typeof value === 'object') return refuseIt(`is ${describe(value)}, not text`, 'Give the text of the message.');
		return read(value);
	});
}
