import type { Failure } from '../http/failure';
import type { WireRequest, WireSettings } from '../http/http';
import { tooLarge } from './failures';
import { fits, withContents } from './files';
import type { Message } from './message';
import type { SendOperation } from './operation';
import { blankOutcome, type Result } from './outcome';
import { byDeduplicationKey, halves, plan, type Batch } from './plan';

type Masks = { maskedHeaders: Readonly<Record<string, string>> };

/** A batch as it would leave, or a message that would not. */
type Step<Content> = { batch: Batch<Content>; request: WireRequest } | { message: Message<Content>; failure: Failure };

/**
 * What `send` would send if nothing had been sent before, and nothing leaves: neither ledger nor deduplication store is asked. The first message of every request carries it whole, the others its number,
 * so that a thousand items do not carry a thousand copies. The credential shows as its mask.
 */
export async function dryRun<Content>(
	operation: SendOperation<Content>,
	messages: ReadonlyArray<Message<Content>>,
	settings: WireSettings & Masks & { batchSize: number },
): Promise<Result[]> {
	const { provider, limits } = operation;
	const { leaders, followers } = byDeduplicationKey(messages);
	const byItem = new Map<number, Result>();
	let number = 0;
	for (const batch of plan(leaders, settings.batchSize, operation.groupBy?.bind(operation), limits.fileBytes)) {
		for (const step of await stepsOf(operation, batch, settings)) {
			if ('failure' in step) {
				const { message, failure } = step;
				byItem.set(message.item, { item: message.item, outcome: blankOutcome(provider, message, failure.status), failure });
				continue;
			}
			step.batch.forEach((message, i) => byItem.set(message.item, shown(provider, message, i === 0 ? wholeOf(step, number, settings) : { number })));
			number += 1;
		}
	}
	for (const [message, leader] of followers) {
		const { outcome, failure } = byItem.get(leader.item)!;
		if (failure) byItem.set(message.item, { item: message.item, outcome: blankOutcome(provider, message, failure.status), failure });
		else byItem.set(message.item, shown(provider, message, { number: (outcome.request as { number: number }).number }));
	}
	return [...byItem.values()].sort((a, b) => a.item - b.item);
}

function shown(provider: string, message: Message, request: object): Result {
	return { item: message.item, outcome: { ...blankOutcome(provider, message, 'dryRun'), request }, failure: null };
}

function wholeOf({ batch, request }: { batch: Batch; request: WireRequest }, number: number, { maskedHeaders }: Masks): object {
	return { number, messages: batch.length, ...request, headers: { ...request.headers, ...maskedHeaders } };
}

/** One batch after the other, each with its files, so that they are not in memory together. */
async function stepsOf<Content>(operation: SendOperation<Content>, batch: Batch<Content>, settings: WireSettings): Promise<Array<Step<Content>>> {
	const { limits } = operation;
	const { due, loaded, refused } = await withContents(batch, limits);
	const steps = refused.map(([message, failure]): Step<Content> => ({ message, failure }));
	const [first, second] = due;
	if (!first) return steps;
	const request = operation.encode(loaded, settings);
	if (fits(request, loaded, limits)) return [...steps, { batch: due, request }];
	if (!second) return [...steps, { message: first, failure: tooLarge(limits.bodyBytes) }];
	for (const half of halves(due)) steps.push(...(await stepsOf(operation, half, settings)));
	return steps;
}
