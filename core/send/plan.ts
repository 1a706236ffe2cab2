import { bytesOf } from '../input/attachment';
import type { Message } from './message';

/** Messages that share a request. */
export type Batch<Content = unknown> = ReadonlyArray<Message<Content>>;

/**
 * Plans the batches of an execution: messages of one group together, in input order, at most `batchSize` each; groups in the order of their first
 * message. File sizes count before the files are loaded, so that no large batch is encoded only to be split.
 */
export function plan<Content>(
	messages: ReadonlyArray<Message<Content>>,
	batchSize: number,
	groupBy?: (message: Message<Content>) => string,
	fileBytes = 0,
): Array<Batch<Content>> {
	if (groupBy === undefined) return slices(messages, batchSize, fileBytes);
	const groups = new Map<string, Array<Message<Content>>>();
	for (const message of messages) {
		const name = groupBy(message);
		const group = groups.get(name);
		if (group) group.push(message);
		else groups.set(name, [message]);
	}
	return [...groups.values()].flatMap((group) => slices(group, batchSize, fileBytes));
}

/** Sends the first message of each deduplication key, and the first of messages that repeat each other. The others get its result. */
export function withoutRepeats<Content>(messages: ReadonlyArray<Message<Content>>) {
	const byKey = new Map<string, Message<Content>>();
	const originalOf = new Map<Message<Content>, Message<Content>>();
	const unique: Array<Message<Content>> = [];
	const duplicates: Array<[Message<Content>, Message<Content>]> = [];
	for (const message of messages) {
		const { deduplicationKey, repeats } = message;
		const first = repeats ?? (deduplicationKey === null ? undefined : byKey.get(deduplicationKey));
		if (first) {
			const original = originalOf.get(first) ?? first;
			originalOf.set(message, original);
			duplicates.push([message, original]);
			continue;
		}
		unique.push(message);
		if (deduplicationKey !== null) byKey.set(deduplicationKey, message);
	}
	return { unique, duplicates };
}

/** The two halves of a batch; the first may be larger by one. */
export function halves<Content>(batch: Batch<Content>): [Batch<Content>, Batch<Content>] {
	const middle = Math.ceil(batch.length / 2);
	return [batch.slice(0, middle), batch.slice(middle)];
}

function slices<Content>(messages: ReadonlyArray<Message<Content>>, size: number, fileBytes: number): Array<Batch<Content>> {
	const batches: Array<Array<Message<Content>>> = [];
	let room = 0;
	for (const message of messages) {
		const bytes = bytesOf(message.files);
		const last = batches.at(-1);
		if (last === undefined || last.length === size || (bytes > 0 && bytes > room)) {
			batches.push([message]);
			room = fileBytes - bytes;
		} else {
			last.push(message);
			room -= bytes;
		}
	}
	return batches;
}
