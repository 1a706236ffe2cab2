import { isProblem, type Problem } from '../input/read';
import { addressOf, type Message } from './message';

/** What is done with a message that the same run has already: it is sent, sent with a warning, or not sent. */
export const SAME_MESSAGE = ['send', 'warn', 'skip'] as const;
export type SameMessage = (typeof SAME_MESSAGE)[number];

const SENT = 'Same recipient and words as an earlier row of this run';
const SKIPPED = 'Not sent: same recipient and words as an earlier row of this run';

/**
 * Finds messages that say the same to the same recipient, on the same channel and for the same time, however their numbers were written: a list
 * that names a customer twice. Those with one deduplication key are not meant: they are sent once anyway.
 */
export function markRepeats<Content>(readings: ReadonlyArray<Message<Content> | Problem>, handling: SameMessage): Array<Message<Content> | Problem> {
	if (handling === 'send') return [...readings];
	// What a message says is looked at only where its recipient comes twice.
	const byAddress = new Map<string, { first: Message<Content>; bySaid?: Map<string, Message<Content>> }>();
	return readings.map((reading) => {
		if (isProblem(reading)) return reading;
		const address = addressOf(reading).join('\n').toLowerCase();
		const known = byAddress.get(address);
		if (!known) {
			byAddress.set(address, { first: reading });
			return reading;
		}
		known.bySaid ??= new Map([[said(known.first), known.first]]);
		const words = said(reading);
		const first = known.bySaid.get(words);
		if (!first) known.bySaid.set(words, reading);
		if (!first || sharesKey(reading, first)) return reading;
		// Not a copy: see read.ts.
		if (handling === 'skip') reading.repeats = first;
		reading.warnings = [...reading.warnings, handling === 'skip' ? SKIPPED : SENT];
		return reading;
	});
}

function sharesKey(one: Message, other: Message): boolean {
	return one.deduplicationKey !== null && one.deduplicationKey === other.deduplicationKey;
}

/** The words decide where they are known: a message may carry a row's own data that its recipient never sees. */
function said({ text, content, scheduledAt, files = [] }: Message): string {
	return JSON.stringify([text ?? content, scheduledAt?.toMillis(), files.map(({ name, bytes }) => [name, bytes])]);
}
