import { ANSWER_BYTES, classifyAnswer, movedAway } from '../http/classify';
import { Dispatcher, type DispatchTools } from '../http/dispatcher';
import { retryBudgetSpent, type Failure } from '../http/failure';
import type { Answer, Transport, WireSettings } from '../http/http';
import { maskOf, maskWithin } from '../http/mask';
import type { DispatchSettings } from '../http/retry';
import { alreadyUnanswered, internalError, unanswered, unansweredQuestion, unreadableAnswer } from '../http/unknown';
import type { Ledger, LedgerEntry } from '../ledger/ledger';
import type { ProviderRecord } from '../records/providerRecord';
import type { RequestOperation, Once, RequestItem } from './operation';

export type RequestSettings = DispatchSettings & Pick<WireSettings, 'baseUrl'>;

/** Everything the engine works with. */
export interface RequestTools extends DispatchTools {
	transport: Transport;
	/** Needed for operations with `once`. */
	ledger?: Ledger;
}

/** The result of one request: records, which may be none, or a failure. */
export interface Reply {
	item: number;
	/** `accepted` and `duplicate` occur for operations with `once`. */
	status: 'answered' | 'empty' | 'accepted' | 'duplicate' | Failure['status'];
	records: readonly ProviderRecord[];
	failure: Failure | null;
	/** What an error item repeats of the params. */
	about: Record<string, unknown>;
	/** Requests that were made for this item. */
	attempts: number;
}

/** Makes one request per item and returns exactly one reply each, in order. Never throws. */
export async function runRequests<Params>(
	operation: RequestOperation<Params>,
	requests: ReadonlyArray<RequestItem<Params>>,
	settings: RequestSettings,
	tools: RequestTools,
): Promise<Reply[]> {
	return await new RequestRun(operation, settings, tools).run(requests);
}

class RequestRun<Params> {
	private readonly replies = new Map<number, Reply>();
	/** Items whose ledger entry this call wrote. Another call of the same tool writes to the same page. */
	private readonly mine = new Set<number>();
	private readonly dispatcher: Dispatcher;

	constructor(
		private readonly operation: RequestOperation<Params>,
		private readonly settings: RequestSettings,
		private readonly tools: RequestTools,
	) {
		this.dispatcher = new Dispatcher(settings, tools);
	}

	/** Works in rounds, like a send: all requests, then those worth another try, within the retry budget. */
	async run(requests: ReadonlyArray<RequestItem<Params>>): Promise<Reply[]> {
		for (const { item, params } of requests) {
			this.replies.set(item, { item, status: 'empty', records: [], failure: null, about: this.operation.about(params), attempts: 0 });
		}
		let due = requests.filter((request) => !this.settleFromLedger(request));
		for (let round = 1; due.length > 0; round += 1) {
			if (round > 1) await this.dispatcher.waitForRetry(round, due.map(({ item }) => this.replies.get(item)!.failure!.retryAfterMs));
			await this.dispatcher.forEach(due, async (request) => await this.ask(request, round));
			due = due.filter((request) => this.goesAgain(request, round));
		}
		return requests.map(({ item }) => this.replies.get(item)!);
	}

	/** One request in one round. A bug of ours must not take the other requests with it. */
	private async ask(request: RequestItem<Params>, round: number): Promise<void> {
		const { params } = request;
		let hasLeft = false;
		try {
			const wireRequest = this.operation.encode(params, this.settings);
			const obstacle = await this.dispatcher.acquire();
			// Another call of the same tool may have made it meanwhile.
			if (this.settleFromLedger(request)) return;
			if (obstacle) return this.fail(request, obstacle);
			this.dispatcher.countRequest(round);
			this.departs(request);
			hasLeft = true;
			const read = this.masked(this.read(await this.tools.transport(wireRequest), params, wireRequest.url), params);
			if (Array.isArray(read)) return this.answer(request, read);
			this.dispatcher.observe(read);
			this.fail(request, read);
		} catch (error) {
			this.fail(request, this.asOwn(internalError(error, hasLeft && this.operation.once !== undefined)));
		}
	}

	/** Takes the result from the ledger if an earlier try of this execution, or another call, made the request or may have made it. */
	private settleFromLedger(request: RequestItem<Params>): boolean {
		const { once } = this.operation;
		const entry = once && this.ledger().find(nameOf(request));
		if (!once || !entry) return false;
		const reply = this.replies.get(request.item)!;
		reply.attempts = entry[1];
		if (entry[0] === 'done') this.settle(request, { status: 'duplicate', records: [{ record: withStatus(once.recall(request.params, entry[2]), 'duplicate'), raw: null }], failure: null });
		else this.settle(request, failed(alreadyUnanswered(entry[0] === 'unknown' ? entry[2] : 'interrupted')));
		return true;
	}

	private departs(request: RequestItem<Params>): void {
		const reply = this.replies.get(request.item)!;
		reply.attempts += 1;
		this.mine.add(request.item);
		this.enter(request, ['sending', reply.attempts]);
	}

	private answer(request: RequestItem<Params>, records: readonly ProviderRecord[]): void {
		const { once } = this.operation;
		if (!once) return this.settle(request, { status: records.length > 0 ? 'answered' : 'empty', records, failure: null });
		const { attempts } = this.replies.get(request.item)!;
		this.enter(request, ['done', attempts, keptOf(once, records)]);
		this.settle(request, { status: once.done, records: records.map(({ record, raw }) => ({ record: withStatus(record, once.done), raw })), failure: null });
	}

	private fail(request: RequestItem<Params>, why: Failure): void {
		const { attempts } = this.replies.get(request.item)!;
		if (this.operation.once && this.mine.has(request.item)) {
			if (why.status === 'unknown') this.enter(request, ['unknown', attempts, why.code]);
			else if (this.mine.delete(request.item)) this.ledger().forget(nameOf(request));
		}
		this.settle(request, failed(why));
	}

	private settle({ item }: RequestItem<Params>, end: Pick<Reply, 'status' | 'records' | 'failure'>): void {
		Object.assign(this.replies.get(item)!, end);
	}

	private enter(request: RequestItem<Params>, entry: LedgerEntry): void {
		if (this.operation.once) this.ledger().write(nameOf(request), entry);
	}

	private ledger(): Ledger {
		if (!this.tools.ledger) throw new Error('there is no ledger');
		return this.tools.ledger;
	}

	private read(answer: Answer, params: Params, url: string): ProviderRecord[] | Failure {
		if ('status' in answer) {
			try {
				if (answer.body.length > ANSWER_BYTES) throw new RangeError('it is too large');
				const read = this.operation.decode(answer, params);
				if (read) return Array.isArray(read) ? read : this.asOwn(read);
			} catch (error) {
				return this.asOwn(unreadableAnswer(error, answer.status));
			}
		}
		return this.judged(answer, url);
	}

	/** As for a send, except that an idempotent request with an unknown result is retried. */
	private judged(answer: Answer, url: string): Failure {
		const judgement = classifyAnswer(answer, this.tools.clock.now(), url);
		const { status, httpStatus } = judgement;
		if (status !== 'unknown' || httpStatus === null) return this.asOwn(judgement);
		if (this.operation.idempotent && httpStatus >= 300 && httpStatus < 400) return { ...judgement, ...movedAway(httpStatus) };
		return this.asOwn({ ...judgement, what: unansweredQuestion(httpStatus) });
	}

	/** A request travels alone, so there is no other batch for it. */
	private asOwn(why: Failure): Failure {
		if (why.status === 'unknown') return unanswered(why, this.operation.idempotent);
		return why.next === 'split' ? { ...why, next: 'nothing' } : why;
	}

	/** The provider may repeat a secret, and so may a parser that quotes the answer. */
	private masked(read: ProviderRecord[] | Failure, params: Params): ProviderRecord[] | Failure {
		const secrets = this.operation.secrets?.(params) ?? [];
		if (secrets.length === 0) return read;
		const mask = maskOf(secrets);
		if (Array.isArray(read)) return read.map(({ record, raw }) => ({ record: maskWithin(record, mask) as object, raw: maskWithin(raw, mask) }));
		return { ...read, what: mask(read.what), providerMessage: read.providerMessage && mask(read.providerMessage) };
	}

	/** Whether the request is made again in the next round. */
	private goesAgain({ item }: RequestItem<Params>, round: number): boolean {
		const reply = this.replies.get(item)!;
		const { failure: why } = reply;
		if (!why || !this.dispatcher.isWorthRetrying(why, round)) return false;
		if (this.dispatcher.takeRetry()) return true;
		reply.failure = retryBudgetSpent(why);
		return false;
	}
}

function failed(why: Failure): Pick<Reply, 'status' | 'records' | 'failure'> {
	return { status: why.status, records: [], failure: why };
}

function keptOf<Params>(once: Once<Params>, [first]: readonly ProviderRecord[]): Record<string, unknown> {
	return first ? once.keep(first.record as Record<string, unknown>) : {};
}

function withStatus(record: object, status: Reply['status']): object {
	const { provider, ...rest } = record as { provider?: unknown };
	return { provider, status, ...rest };
}

function nameOf<Params>({ ledgerKey }: RequestItem<Params>): { ledgerKey: string } {
	if (ledgerKey === undefined) throw new Error('the question has no name in the ledger');
	return { ledgerKey };
}
