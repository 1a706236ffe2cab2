import { isProblem, type Problem } from '../input/read';
import { remember } from '../input/remember';
import type { Message } from './message';

/** What to do with a message that this run already has: send it, send it with a warning, or skip it. */
export const SAME_MESSAGE = ['send', 'warn', 'skip'] as const;
export type SameMessage = (typeof SAME_MESSAGE)[number];

const sent = ({ item }: Message) => `Same recipient and words as row ${item + 1}`;
const skipped = ({ item }: Message) => `Not sent: same recipient and words as row ${item + 1}`;

/**
 * Finds messages with the same words to the same recipient, on the same channel and for the same time, however the number is written. They come from a
 * list that has a customer twice. Messages with one deduplication key are not marked: they are sent once anyway.
 */
export function markRepeats<Content>(readings: ReadonlyArray<Message<Content> | Problem>, handling: SameMessage): Array<Message<Content> | Problem> {
	if (handling === 'send') return [...readings];
	// The words are compared only if the recipient occurs twice.
	const byChannel = new Map<string, Map<string, Message<Content>>>();
	const bySaid = new Map<Message<Content>, Map<string, Message<Content>>>();
	return readings.map((reading) => {
		if (isProblem(reading)) return reading;
		const { channel, recipient, reference = recipient } = reading;
		let byAddress = byChannel.get(channel);
		if (!byAddress) byChannel.set(channel, (byAddress = new Map()));
		const address = reference.toLowerCase();
		const known = byAddress.get(address);
		if (!known) {
			byAddress.set(address, reading);
			return reading;
		}
		const others = remember(bySaid, known, () => new Map([[said(known), known]]));
		const words = said(reading);
		const first = others.get(words);
		if (!first) others.set(words, reading);
		if (!first || sharesKey(reading, first)) return reading;
		// Changed in place: see read.ts.
		if (handling === 'skip') reading.repeats = first;
		reading.warnings = [...reading.warnings, (handling === 'skip' ? skipped : sent)(first)];
		return reading;
	});
}

function sharesKey(one: Message, other: Message): boolean {
	return one.deduplicationKey !== null && one.deduplicationKey === other.deduplicationKey;
}

/** The text decides if it is known, because a message may carry row data that the recipient never sees. */
function said({ text, content, scheduledAt, files }: Message): string {
	// Quicker, and no text begins like the others: such a character is refused.
	if (text !== undefined && scheduledAt === null && !files?.length) return text;
	return `\0${JSON.stringify([text ?? content, scheduledAt?.toMillis(), files?.map(({ name, bytes }) => [name, bytes])])}`;
}
