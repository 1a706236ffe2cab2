import type { Failure, IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock';
import { cursorFrom, poll, type CursorStore, type Received } from '../../core/poll/poll';
import type { PollEntry } from '../../core/provider';
import { isUnreadable } from '../../core/receive/receive';
import { runRequests, type RequestSettings } from '../../core/request/runRequests';
import type { Failure as CallFailure } from '../../core/http/failure';
import { connectWith } from '../edges/connect';
import { plainError } from '../edges/emit';
import { asFailure } from '../edges/failures';
import { requireHost } from '../edges/guard';
import { pollBudgetMs } from '../edges/host';
import { readPollOptions, type PollOptions } from '../edges/settings';

/** The most items that a test in the editor shows. */
const TEST_ITEMS = 10;

const LONGEST_TIMEOUT_MS = 30_000;

/** The tries within one poll. After a failed poll n8n waits longer before the next. */
const RETRY = { tries: 3, longestWaitMs: 1000 };

/**
 * Asks the provider for news and returns one item per record; null if there is nothing new. The cursor is kept in the node's static data, which n8n
 * saves together with the execution it starts. A test in the editor shows the latest records and remembers nothing.
 * @throws NodeOperationError if the search failed; the next poll then covers the same range and more
 */
export async function executePoll(context: IPollFunctions, entry: PollEntry): Promise<INodeExecutionData[][] | null> {
	requireHost(context, 'poll');
	const operation = (await entry.load())((name, otherwise) => context.getNodeParameter(name, otherwise as string));
	const options = readOptions(context);
	const [connection] = operation.search.connections;
	// Searches start in the first quarter of n8n's budget, so that the last one and all its tries fit in.
	const budget = pollBudgetMs(context);
	const { baseUrl, transport } = await connectWith(context, connection, Math.min(LONGEST_TIMEOUT_MS, budget / 5));
	const settings: RequestSettings = { baseUrl, concurrency: 1, requestsPerSecond: operation.search.limits.requestsPerSecond, retry: RETRY };
	const tools = { transport, clock: systemClock };
	const keepRaw = context.getNodeParameter('simplify', true) !== true;

	if (context.getMode() === 'manual') {
		const [reply] = await runRequests(operation.search, [{ item: 0, params: operation.params({ from: null, to: null }) }], settings, tools);
		if (reply!.failure) throw failed(context, reply!.failure);
		return items((reply!.records as Received[]).sort((a, b) => timeOf(a) - timeOf(b)).slice(-TEST_ITEMS), keepRaw);
	}
	const kept = context.getWorkflowStaticData('node');
	const place: CursorStore = { read: () => cursorFrom(kept), write: (cursor) => Object.assign(kept, cursor) };
	const received = await poll(operation, place, { ...settings, ...options, budgetMs: budget / 4 }, tools);
	if ('status' in received) throw failed(context, received);
	return items(received, keepRaw);
}

function readOptions(context: IPollFunctions): PollOptions {
	try {
		return readPollOptions({ read: (name) => context.getNodeParameter(name, null) ?? undefined });
	} catch (error) {
		const { what, fix } = asFailure(error);
		throw plainError(context, what, { description: fix, failure: { cause: 'configuration-invalid' } });
	}
}

function items(received: readonly Received[], keepRaw: boolean): INodeExecutionData[][] | null {
	if (received.length === 0) return null;
	return [received.map(({ record, raw }) => ({ json: { ...record, ...((keepRaw || isUnreadable(record)) && { raw }) } as IDataObject }))];
}

function timeOf({ record }: Received): number {
	return record.occurredAt === null ? Number.POSITIVE_INFINITY : Date.parse(record.occurredAt);
}

function failed(context: IPollFunctions, failure: CallFailure) {
	const { what, fix, providerMessage } = failure;
	return plainError(context, what, { description: providerMessage === null ? fix : `${fix} The provider said: ${providerMessage}`, failure: causeOf(failure) });
}

/** The reason in n8n's words, by which n8n decides when to poll again. */
function causeOf({ code, httpStatus, retryable, retryAfterMs, next }: CallFailure): Failure {
	if (code === 'internal') return { cause: 'node-defect' };
	if (next === 'stop') return { cause: 'credential-invalid' };
	if (!retryable || httpStatus === 404 || httpStatus === 405) return { cause: 'configuration-invalid' };
	const wait = retryAfterMs === null ? {} : { retryAfterMs };
	return { cause: httpStatus === 429 || httpStatus === 420 ? 'rate-limited' : 'temporarily-unavailable', ...wait };
}
