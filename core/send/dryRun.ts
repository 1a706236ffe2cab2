import type { Failure } from '../http/failure';
import type { WireRequest, WireSettings } from '../http/http';
import { tooLarge } from './notSent';
import { fits } from './files';
import type { Message } from './message';
import type { SendOperation } from './operation';
import { blankOutcome, type Result } from './outcome';
import { halves, plan, withoutRepeats, type Batch } from './plan';

type Settings = WireSettings & { maskedHeaders: Readonly<Record<string, string>>; batchSize: number };

/**
 * Shows what `send` would send if nothing had been sent before. It sends nothing and does not read the ledger, the deduplication store or files. Every
 * item shows its
 * text and parts. The first item of a request also shows the request, with only itself in it, so that a thousand items do not carry a thousand
 * copies. The credential is masked.
 */
export function dryRun<Content>(operation: SendOperation<Content>, messages: ReadonlyArray<Message<Content>>, settings: Settings): Result[] {
	const { provider, limits } = operation;
	const { unique, duplicates } = withoutRepeats(messages);
	const results: Result[] = duplicates.map(([message]) => ({ item: message.item, outcome: blankOutcome(provider, message, 'duplicate', message.text), failure: null }));
	let number = 0;
	for (const planned of plan(unique, settings.batchSize, operation.groupBy?.bind(operation), limits.fileBytes)) {
		for (const batch of fitting(operation, planned.map(withoutFiles), settings)) {
			number += 1;
			results.push(...shown(operation, batch, number, settings));
		}
	}
	return results.sort((a, b) => a.item - b.item);
}

/** Splits a batch until each part fits into a request. A single message may still be too large. */
function fitting<Content>(operation: SendOperation<Content>, batch: Batch<Content>, settings: Settings): Array<Batch<Content>> {
	if (batch.length === 1 || fits(operation.encode(batch, settings), batch, operation.limits)) return [batch];
	return halves(batch).flatMap((half) => fitting(operation, half, settings));
}

function shown<Content>(operation: SendOperation<Content>, batch: Batch<Content>, number: number, { maskedHeaders, ...settings }: Settings): Result[] {
	const { provider, limits } = operation;
	const [first, ...others] = batch as [Message<Content>, ...Array<Message<Content>>];
	const request: WireRequest = operation.encode([first], settings);
	if (batch.length === 1 && !fits(request, batch, limits)) return [refused(provider, first, tooLarge(limits.bodyBytes))];
	const whole = { number, messages: batch.length, ...request, headers: { ...request.headers, ...maskedHeaders } };
	return [
		{ item: first.item, outcome: { ...blankOutcome(provider, first, 'dryRun', first.text), request: whole }, failure: null },
		...others.map((message): Result => ({ item: message.item, outcome: blankOutcome(provider, message, 'dryRun', message.text), failure: null })),
	];
}

function refused(provider: string, message: Message, failure: Failure): Result {
	return { item: message.item, outcome: blankOutcome(provider, message, failure.status), failure };
}

/** Files may be many and large; their sizes are enough. */
function withoutFiles<Content>(message: Message<Content>): Message<Content> {
	if (!message.files) return message;
	return { ...message, files: message.files.map((file) => ({ ...file, content: `(${file.bytes ?? 'some'} bytes)` })) };
}
