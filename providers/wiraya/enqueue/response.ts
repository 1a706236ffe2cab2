import { flagOf, idOf, isOtherRecipient, spellingsOf, valueOf } from '../../../core/http/answer';
import { failure, refusedForNow } from '../../../core/http/failure';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import { isObject } from '../../../core/input/schema';
import type { Message } from '../../../core/send/message';
import type { Row } from '../../../core/send/outcome';
import { parseJson } from '../../../core/wire/json';
import { asList, parseXml } from '../../../core/wire/xml';

/** The keys the page documents, in lower case. */
const KNOWN_KEYS = new Set(['trackingid', 'success', 'istransienterror']);

/**
 * Reads an answer. Refusals of single messages come inside HTTP 200, in a map by client message id. A message that is not in the map is unknown.
 * @throws Error if the body of a successful answer is not such a map
 */
export function decode(answer: HttpAnswer, batch: readonly Message[]): Array<Row | undefined> | null {
	if (!isGood(answer)) return null;
	const resultOf = resultsByOwnId(readResults(answer.body), batch);
	return batch.map((message) => {
		const result = resultOf(message.correlationId);
		return result === undefined || isOtherRecipient(valueOf(result, 'recipient'), message.recipient) ? undefined : toRow(result, answer.status);
	});
}

/** Keys may come back in another case. Two entries for one message say nothing about it. */
function resultsByOwnId(results: Readonly<Record<string, unknown>>, batch: readonly Message[]): (id: string) => unknown {
	const keys = Object.keys(results);
	// The usual answer needs no other map.
	if (keys.length === batch.length && batch.every(({ correlationId }) => Object.hasOwn(results, correlationId))) return (id) => results[id];
	const spelling = spellingsOf(batch);
	const known = new Map<string, unknown>();
	for (const key of keys) {
		const id = spelling(key);
		if (id !== null) known.set(id, known.has(id) ? undefined : results[key]);
	}
	return (id) => known.get(id);
}

/** The row of one message. The page says `isTransientError` is there only after a failure, and shows it after a success. It does not say
 * whether a failure has a `trackingId`.
 */
function toRow(given: unknown, httpStatus: number): Row | undefined {
	const success = flagOf(valueOf(given, 'success'));
	const transient = valueOf(given, 'isTransientError');
	const isTransientError = transient === undefined || transient === null ? false : flagOf(transient);
	const trackingId = idOf(valueOf(given, 'trackingId'));
	if (success === true) return { accepted: true, messageId: trackingId, raw: given };
	if (success === null || isTransientError === null) return undefined;
	const common = { httpStatus, providerMessage: furtherWords(given as Record<string, unknown>) };
	if (isTransientError) return { accepted: false, raw: given, failure: refusedForNow({ ...common, code: 'transient', what: 'Wiraya could not take the message for the moment' }) };
	const fix = 'Wiraya gives no reason: check recipient, sender or project, and the placeholders against the approved template.';
	return { accepted: false, messageId: trackingId, raw: given, failure: failure({ ...common, status: 'rejected', code: 'rejected', what: 'Wiraya refused the message for good', fix }) };
}

/** Everything in a result that Wiraya's page does not document. */
function furtherWords(result: Record<string, unknown>): string | null {
	const further = Object.entries(result).filter(([key]) => !KNOWN_KEYS.has(key.toLowerCase()));
	return further.length === 0 ? null : JSON.stringify(Object.fromEntries(further)).slice(0, 300);
}

function readResults(body: string): Readonly<Record<string, unknown>> {
	const results = body.trimStart().startsWith('<') ? resultsInXml(body) : valueOf(parseJson(body), 'results');
	if (!isObject(results)) throw new Error('it has no "results" by client message id');
	return results;
}

/**
 * The page shows no XML answer. .NET writes a map as entries of key and value, since a key like `12345` cannot name an element;
 * elements named after the id are read as well.
 */
function resultsInXml(body: string): unknown {
	const document = parseXml(body) as Record<string, unknown>;
	const results = valueOf(Object.values(document)[0], 'results');
	if (results === '') return {};
	if (typeof results !== 'object' || results === null) return undefined;
	const entries = Object.values(results).flatMap(asList) as Array<Record<string, unknown>>;
	const paired = entries.length > 0 && entries.every((entry) => lower(entry).key !== undefined && lower(entry).value !== undefined);
	return paired ? withoutRepeated(entries.map(lower).map(({ key, value }) => [String(key), value])) : results;
}

/** Two entries for one message say nothing about it. */
function withoutRepeated(entries: Array<[string, unknown]>): Record<string, unknown> {
	const known = new Map<string, unknown>();
	for (const [key, value] of entries) known.set(key, known.has(key) ? undefined : value);
	return Object.fromEntries(known);
}

function lower(entry: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(Object(entry)).map(([key, value]) => [key.toLowerCase(), value]));
}
