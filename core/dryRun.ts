import type { Message } from './message';
import type { SendOperation, WireRequest, WireSettings } from './operation';
import { blankOutcome, type Result } from './outcome';
import { byDeduplicationKey, halves, plan, type Batch } from './plan';

/**
 * What `send` would send if nothing had been sent before, and nothing leaves: neither ledger nor deduplication store is asked. The first message of every request carries it whole, the others its number,
 * so that a thousand items do not carry a thousand copies. The credential shows as its mask.
 */
export function dryRun<Content>(
	operation: SendOperation<Content>,
	messages: ReadonlyArray<Message<Content>>,
	settings: WireSettings & { batchSize: number; maskedHeaders: Readonly<Record<string, string>> },
): Result[] {
	const { leaders, followers } = byDeduplicationKey(messages);
	const batches = plan(leaders, settings.batchSize, operation.groupBy?.bind(operation)).flatMap((batch) =>
		fitting(operation, batch, settings),
	);
	const results = batches.flatMap(({ batch, request }, number) =>
		batch.map((message, i): Result => {
			const whole = { number, messages: batch.length, ...request, headers: { ...request.headers, ...settings.maskedHeaders } };
			const outcome = { ...blankOutcome(operation.provider, message, 'dryRun'), request: i === 0 ? whole : { number } };
			return { item: message.item, outcome, failure: null };
		}),
	);
	const byItem = new Map(results.map((result) => [result.item, result]));
	const followed = followers.map(([message, leader]): Result => {
		const { number } = byItem.get(leader.item)!.outcome.request as { number: number };
		return { item: message.item, outcome: { ...blankOutcome(operation.provider, message, 'dryRun'), request: { number } }, failure: null };
	});
	return [...results, ...followed].sort((a, b) => a.item - b.item);
}

function fitting<Content>(
	operation: SendOperation<Content>,
	batch: Batch<Content>,
	settings: WireSettings,
): Array<{ batch: Batch<Content>; request: WireRequest }> {
	const request = operation.encode(batch, settings);
	if (batch.length === 1 || Buffer.byteLength(request.body) <= operation.limits.bodyBytes) return [{ batch, request }];
	return halves(batch).flatMap((half) => fitting(operation, half, settings));
}
