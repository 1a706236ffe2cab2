import { Dispatcher, type DispatchTools } from '../http/dispatcher';
import { ANSWER_BYTES, briefly, internalError, failure, classifyAnswer, movedAway, retryBudgetSpent, type Failure } from '../http/failure';
import type { Answer, HttpAnswer, Transport, WireSettings } from '../http/http';
import { maskOf, maskWithin } from '../http/mask';
import type { DispatchSettings } from '../http/retry';
import type { Ledger, LedgerEntry } from '../ledger/ledger';
import type { ProviderRecord } from '../records/providerRecord';
import type { RequestOperation, Once, RequestItem } from './operation';

/** How one execution asks. */
export type RequestSettings = DispatchSettings & Pick<WireSettings, 'baseUrl'>;

/** What the call engine works with; nothing else reaches it. */
export interface RequestTools extends DispatchTools {
	transport: Transport;
	/** Needed for operations with `once`. */
	ledger?: Ledger;
}

/** What came of one question: findings, which may be none, or a failure. */
export interface Reply {
	item: number;
	/** `accepted` and `duplicate` are of what is done once. */
	status: 'answered' | 'empty' | 'accepted' | 'duplicate' | Failure['status'];
	records: readonly ProviderRecord[];
	failure: Failure | null;
	/** What the record of a failure repeats of the question. */
	about: Record<string, unknown>;
	/** Requests that were made for it. */
	attempts: number;
}

/** Asks every question in a request of its own: exactly one reply a question, in their order. Never throws. */
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
	/** Items whose ledger entry is of this call: another call of the same tool writes on the same page. */
	private readonly mine = new Set<number>();
	private readonly dispatcher: Dispatcher;

	constructor(
		private readonly operation: RequestOperation<Params>,
		private readonly settings: RequestSettings,
		private readonly tools: RequestTools,
	) {
		this.dispatcher = new Dispatcher(settings, tools);
	}

	/** In rounds, as sends go: all questions, then those that may be answered another time, as far as the retry budget reaches. */
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

	/** One question through one round. A mistake of ours must not take the other questions with it. */
	private async ask(request: RequestItem<Params>, round: number): Promise<void> {
		const { params } = request;
		let hasLeft = false;
		try {
			const wireRequest = this.operation.encode(params, this.settings);
			const obstacle = await this.dispatcher.acquire();
			// Another call of the same tool may have done it meanwhile.
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

	/** Settles what an earlier try of this execution, or another call, has done, or may have; false when there is no such. */
	private settleFromLedger(request: RequestItem<Params>): boolean {
		const { once } = this.operation;
		const entry = once && this.ledger().find(nameOf(request));
		if (!once || !entry) return false;
		const reply = this.replies.get(request.item)!;
		reply.attempts = entry[1];
		if (entry[0] === 'done') this.settle(request, { status: 'duplicate', records: [{ record: withStatus(once.recall(request.params, entry[2]), 'duplicate'), raw: null }], failure: null });
		else this.settle(request, failed(alreadyUnknown(entry[0] === 'unknown' ? entry[2] : 'interrupted')));
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
				if (read) return read;
			} catch (error) {
				return this.unanswered({ code: 'unreadableAnswer', what: `The provider's answer could not be read: ${briefly(error)}`, httpStatus: answer.status });
			}
		}
		return this.judged(answer, url);
	}

	/** As for a send, but that what changes nothing is simply asked again where its end is unknown. */
	private judged(answer: Answer, url: string): Failure {
		const judgement = classifyAnswer(answer, this.tools.clock.now(), url);
		if (judgement.status !== 'unknown') return this.asOwn(judgement);
		const { code, httpStatus, providerMessage, what } = judgement;
		if (httpStatus === null) return this.unanswered({ code, what });
		if (!this.operation.once && isRedirect(answer)) return failure({ status: 'notSent', code, httpStatus, providerMessage, ...movedAway(httpStatus) });
		return this.unanswered({ code, httpStatus, providerMessage, what: `The provider did not answer the question (HTTP ${httpStatus})` });
	}

	/** A question travels alone, so there is no other company for it. */
	private asOwn(why: Failure): Failure {
		if (why.status === 'unknown') return this.unanswered({ code: why.code, what: why.what, httpStatus: why.httpStatus });
		return why.next === 'split' ? { ...why, next: 'nothing' } : why;
	}

	private unanswered(given: Pick<Failure, 'code' | 'what'> & Partial<Failure>): Failure {
		if (this.operation.once) return failure({ ...given, status: 'unknown', fix: LOOK_FIRST });
		return failure({ ...given, status: 'unknown', fix: 'Run the workflow again later: asking again changes nothing.', retryable: true, next: 'retry' });
	}

	/** The provider, and a parser that quotes it, may repeat what nobody else is to read. */
	private masked(read: ProviderRecord[] | Failure, params: Params): ProviderRecord[] | Failure {
		const secrets = this.operation.secrets?.(params) ?? [];
		if (secrets.length === 0) return read;
		const mask = maskOf(secrets);
		if (Array.isArray(read)) return read.map(({ record, raw }) => ({ record: maskWithin(record, mask) as object, raw: maskWithin(raw, mask) }));
		return { ...read, what: mask(read.what), providerMessage: read.providerMessage && mask(read.providerMessage) };
	}

	/** Whether a question gets another try in the next round. */
	private goesAgain({ item }: RequestItem<Params>, round: number): boolean {
		const reply = this.replies.get(item)!;
		const { failure: why } = reply;
		if (!why || !this.dispatcher.isWorthRetrying(why, round)) return false;
		if (this.dispatcher.takeRetry()) return true;
		reply.failure = retryBudgetSpent(why);
		return false;
	}
}

const LOOK_FIRST = 'Check with the provider whether it was done before you do it again: another run of the workflow would do it a second time.';

function failed(why: Failure): Pick<Reply, 'status' | 'records' | 'failure'> {
	return { status: why.status, records: [], failure: why };
}

function alreadyUnknown(code: string): Failure {
	return failure({ status: 'unknown', code, what: `An earlier try of this execution asked for it and never learnt its end (${code})`, fix: LOOK_FIRST });
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

function isRedirect(answer: Answer): answer is HttpAnswer {
	return 'status' in answer && answer.status >= 300 && answer.status < 400;
}
