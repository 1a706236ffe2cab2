import { phoneAdvice } from '../input/phone';
import { isProblem, readFields, type Problem } from '../input/read';
import { describe, isObject, type Reader } from '../input/schema';
import { clockAdvice } from '../input/time';
import { correlationIdFrom, keyInTool, namesInRun, type Naming } from '../ledger/ledger';
import { addressOf, contentOf, type Draft, type Message } from './message';
import type { SendOperation } from './operation';

/** One item as it was read: a message, or the problem with it. */
export type Reading<Content> = Message<Content> | Problem;

/**
 * Reads one item's fields as a message and names it.
 * @param key the user's deduplication key, or null
 */
export function readItem<Content>(
	operation: SendOperation<Content>,
	read: Reader<Draft<Content>>,
	item: number,
	fields: unknown,
	key: string | null,
	naming: Naming,
): Reading<Content> {
	const reading = readFields(operation.fields, read, item, fields, { binaryField: operation.binaryField });
	if (isProblem(reading)) return { ...reading, ...recipientIn(operation, fields) };
	const draft = withWarnings(reading.value, reading.warnings);
	const names = namesOf(draft, item, naming);
	// The same key for the same recipient gives the same ID in every execution, so a provider that knows IDs can recognise a repetition. Another
	// recipient gives another ID: a campaign's name as key means once per person.
	const deduplicationKey = key === null ? null : correlationIdFrom(naming.nodeId, key, ...addressOf(draft));
	const { ledgerKey } = names;
	const hasOwnId = draft.correlationId !== null;
	// Never the user's own ID: a second message with it would be taken for the first.
	const idempotencyKey = deduplicationKey ?? names.correlationId;
	const correlationId = draft.correlationId ?? idempotencyKey;
	const { channel, recipient, reaches, reference, scheduledAt, text, segments, warnings, files, content } = draft;
	// Key by key, because a spread with added keys takes five times as long, a tenth of a message's cost. The type makes sure that no key is missing.
	const message: Record<keyof Message, unknown> & Message<Content> = { channel, recipient, reaches, reference, scheduledAt, text, segments, warnings, files, content, item, correlationId, hasOwnId, idempotencyKey, ledgerKey, deduplicationKey, repeats: undefined };
	return message;
}

function namesOf(draft: Draft<unknown>, item: number, { isTool, seed, runIndex }: Naming) {
	if (!isTool) return namesInRun(seed, runIndex, item, addressOf(draft));
	const ledgerKey = keyInTool(item, contentOf(draft));
	return { ledgerKey, correlationId: correlationIdFrom(seed, ledgerKey) };
}

/** Adds the warnings about numbers, texts and times that every operation gives. */
function withWarnings<Content>(draft: Draft<Content>, found: readonly string[]): Draft<Content> {
	const advice = PHONES.has(draft.channel) ? phoneAdvice(draft.recipient) : null;
	const clock = clockAdvice(draft.scheduledAt);
	if (found.length === 0 && advice === null && clock === null) return draft;
	return { ...draft, warnings: [...draft.warnings, ...found, ...[advice, clock].filter((one) => one !== null)] };
}

/** Channels whose recipient is a phone number. */
const PHONES: ReadonlySet<string> = new Set(['sms', 'voice', 'whatsapp', 'zalo', 'mms', 'rcs']);

/**
 * Two messages with one correlation ID cannot be told apart in an answer, so the second is refused. Messages that share a deduplication key are one
 * message and share the ID made from it.
 */
export function refuseRepeatedIds<Content>(
	readings: Array<Reading<Content>>,
	displayName: string,
): Array<Reading<Content>> {
	const first = new Map<string, Message<Content>>();
	return readings.map((reading) => {
		if (isProblem(reading) || !(reading.hasOwnId || reading.deduplicationKey !== null)) return reading;
		const other = first.get(reading.correlationId);
		if (!other) {
			first.set(reading.correlationId, reading);
			return reading;
		}
		if (reading.deduplicationKey !== null && reading.deduplicationKey === other.deduplicationKey) return reading;
		return {
			item: reading.item,
			field: displayName,
			...(reading.recipient !== '' && { recipient: reading.recipient }),
			what: `${displayName} ${describe(reading.correlationId)} is also that of row ${other.item + 1}`,
			fix: 'Give every message its own id, or leave the field empty and one is made.',
		};
	});
}

/** The recipient of an unreadable message, as given: the first non-empty recipient field. */
export function recipientIn<Content>({ recipientFields = [] }: SendOperation<Content>, fields: unknown): Pick<Problem, 'recipient'> {
	if (!isObject(fields)) return {};
	const given = recipientFields.map((name) => fields[name]).find((value) => (typeof value === 'string' && value.trim() !== '') || typeof value === 'number');
	return given === undefined ? {} : { recipient: String(given).trim() };
}
