import { Dispatcher, type DispatchTools } from '../http/dispatcher';
import { ANSWER_BYTES, briefly, failedHere, failure, judge, movedAway, spared, type Failure } from '../http/failure';
import type { Answer, HttpAnswer, Transport, WireSettings } from '../http/http';
import { maskOf, maskWithin } from '../http/mask';
import type { PaceSettings } from '../http/retry';
import type { Ledger, LedgerEntry } from '../ledger/ledger';
import type { Finding } from '../records/finding';
import type { CallOperation, Once, Question } from './operation';

/** How one execution asks. */
export type CallSettings = PaceSettings & Pick<WireSettings, 'baseUrl'>;

/** What the call engine works with; nothing else reaches it. */
export interface CallTools extends DispatchTools {
	transport: Transport;
	/** Needed for operations with `once`. */
	ledger?: Ledger;
}

/** What came of one question: findings, which may be none, or a failure. */
export interface Reply {
	item: number;
	/** `accepted` and `duplicate` are of what is done once. */
	status: 'answered' | 'empty' | 'accepted' | 'duplicate' | Failure['status'];
	findings: readonly Finding[];
	failure: Failure | null;
	/** What the record of a failure repeats of the question. */
	about: Record<string, unknown>;
	/** Requests that were made for it. */
	attempts: number;
}

/** Asks every question in a request of its own: exactly one reply a question, in their order. Never throws. */
export async function call<Asked>(
	operation: CallOperation<Asked>,
	questions: ReadonlyArray<Question<Asked>>,
	settings: CallSettings,
	tools: CallTools,
): Promise<Reply[]> {
	return await new Calling(operation, settings, tools).run(questions);
}

class Calling<Asked> {
	private readonly replies = new Map<number, Reply>();
	/** Items whose ledger entry is of this call: another call of the same tool writes on the same page. */
	private readonly mine = new Set<number>();
	private readonly dispatcher: Dispatcher;

	constructor(
		private readonly operation: CallOperation<Asked>,
		private readonly settings: CallSettings,
		private readonly tools: CallTools,
	) {
		this.dispatcher = new Dispatcher(settings, tools);
	}

	/** In rounds, as sends go: all questions, then those that may be answered another time, as far as the retry budget reaches. */
	async run(questions: ReadonlyArray<Question<Asked>>): Promise<Reply[]> {
		for (const { item, asked } of questions) {
			this.replies.set(item, { item, status: 'empty', findings: [], failure: null, about: this.operation.about(asked), attempts: 0 });
		}
		let due = questions.filter((question) => !this.settleFromLedger(question));
		for (let round = 1; due.length > 0; round += 1) {
			if (round > 1) await this.dispatcher.waitForRetry(round, due.map(({ item }) => this.replies.get(item)!.failure!.retryAfterMs));
			await this.dispatcher.all(due, async (question) => await this.ask(question, round));
			due = due.filter((question) => this.goesAgain(question, round));
		}
		return questions.map(({ item }) => this.replies.get(item)!);
	}

	/** One question through one round. A mistake of ours must not take the other questions with it. */
	private async ask(question: Question<Asked>, round: number): Promise<void> {
		const { asked } = question;
		let hasLeft = false;
		try {
			const request = this.operation.encode(asked, this.settings);
			const obstacle = await this.dispatcher.turn();
			// Another call of the same tool may have done it meanwhile.
			if (this.settleFromLedger(question)) return;
			if (obstacle) return this.fail(question, obstacle);
			this.dispatcher.leaves(round);
			this.departs(question);
			hasLeft = true;
			const read = this.masked(this.read(await this.tools.transport(request), asked, request.url), asked);
			if (Array.isArray(read)) return this.answer(question, read);
			this.dispatcher.heed(read);
			this.fail(question, read);
		} catch (error) {
			this.fail(question, this.asOwn(failedHere(error, hasLeft && this.operation.once !== undefined)));
		}
	}

	/** Settles what an earlier try of this execution, or another call, has done, or may have; false when there is no such. */
	private settleFromLedger(question: Question<Asked>): boolean {
		const { once } = this.operation;
		const entry = once && this.ledger().find(nameOf(question));
		if (!once || !entry) return false;
		const reply = this.replies.get(question.item)!;
		reply.attempts = entry[1];
		if (entry[0] === 'done') this.settle(question, { status: 'duplicate', findings: [{ record: withStatus(once.recall(question.asked, entry[2]), 'duplicate'), raw: null }], failure: null });
		else this.settle(question, failed(alreadyUnknown(entry[0] === 'unknown' ? entry[2] : 'interrupted')));
		return true;
	}

	private departs(question: Question<Asked>): void {
		const reply = this.replies.get(question.item)!;
		reply.attempts += 1;
		this.mine.add(question.item);
		this.enter(question, ['sending', reply.attempts]);
	}

	private answer(question: Question<Asked>, findings: readonly Finding[]): void {
		const { once } = this.operation;
		if (!once) return this.settle(question, { status: findings.length > 0 ? 'answered' : 'empty', findings, failure: null });
		const { attempts } = this.replies.get(question.item)!;
		this.enter(question, ['done', attempts, keptOf(once, findings)]);
		this.settle(question, { status: once.done, findings: findings.map(({ record, raw }) => ({ record: withStatus(record, once.done), raw })), failure: null });
	}

	private fail(question: Question<Asked>, why: Failure): void {
		const { attempts } = this.replies.get(question.item)!;
		if (this.operation.once && this.mine.has(question.item)) {
			if (why.status === 'unknown') this.enter(question, ['unknown', attempts, why.code]);
			else if (this.mine.delete(question.item)) this.ledger().forget(nameOf(question));
		}
		this.settle(question, failed(why));
	}

	private settle({ item }: Question<Asked>, end: Pick<Reply, 'status' | 'findings' | 'failure'>): void {
		Object.assign(this.replies.get(item)!, end);
	}

	private enter(question: Question<Asked>, entry: LedgerEntry): void {
		if (this.operation.once) this.ledger().write(nameOf(question), entry);
	}

	private ledger(): Ledger {
		if (!this.tools.ledger) throw new Error('there is no ledger');
		return this.tools.ledger;
	}

	private read(answer: Answer, asked: Asked, url: string): Finding[] | Failure {
		if ('status' in answer) {
			try {
				if (answer.body.length > ANSWER_BYTES) throw new RangeError('it is too large');
				const read = this.operation.decode(answer, asked);
				if (read) return read;
			} catch (error) {
				return this.unanswered({ code: 'unreadableAnswer', what: `The provider's answer could not be read: ${briefly(error)}`, httpStatus: answer.status });
			}
		}
		return this.judged(answer, url);
	}

	/** As for a send, but that what changes nothing is simply asked again where its end is unknown. */
	private judged(answer: Answer, url: string): Failure {
		const judgement = judge(answer, this.tools.clock.now(), url);
		if (judgement.status !== 'unknown') return this.asOwn(judgement);
		const { code, httpStatus, providerMessage, what } = judgement;
		if (httpStatus === null) return this.unanswered({ code, what });
		if (!this.operation.once && isRedirect(answer)) return failure({ status: 'notSent', code, httpStatus, providerMessage, ...movedAway(httpStatus) });
		return this.unanswered({ code, httpStatus, providerMessage, what: `The provider did not answer the question (HTTP ${httpStatus})` });
	}

	/** A question travels alone, so there is no other company for it. */
	private asOwn(why: Failure): Failure {
		if (why.status === 'unknown') return this.unanswered({ code: why.code, what: why.what, httpStatus: why.httpStatus });
		return why.next === 'regroup' ? { ...why, next: 'nothing' } : why;
	}

	private unanswered(given: Pick<Failure, 'code' | 'what'> & Partial<Failure>): Failure {
		if (this.operation.once) return failure({ ...given, status: 'unknown', fix: LOOK_FIRST });
		return failure({ ...given, status: 'unknown', fix: 'Run the workflow again later: asking again changes nothing.', retryable: true, next: 'retry' });
	}

	/** The provider, and a parser that quotes it, may repeat what nobody else is to read. */
	private masked(read: Finding[] | Failure, asked: Asked): Finding[] | Failure {
		const secrets = this.operation.secrets?.(asked) ?? [];
		if (secrets.length === 0) return read;
		const mask = maskOf(secrets);
		if (Array.isArray(read)) return read.map(({ record, raw }) => ({ record: maskWithin(record, mask) as object, raw: maskWithin(raw, mask) }));
		return { ...read, what: mask(read.what), providerMessage: read.providerMessage && mask(read.providerMessage) };
	}

	/** Whether a question gets another try in the next round. */
	private goesAgain({ item }: Question<Asked>, round: number): boolean {
		const reply = this.replies.get(item)!;
		const { failure: why } = reply;
		if (!why || !this.dispatcher.isWorthRetrying(why, round)) return false;
		if (this.dispatcher.takeRetry()) return true;
		reply.failure = spared(why);
		return false;
	}
}

const LOOK_FIRST = 'Check with the provider whether it was done before you do it again: another run of the workflow would do it a second time.';

function failed(why: Failure): Pick<Reply, 'status' | 'findings' | 'failure'> {
	return { status: why.status, findings: [], failure: why };
}

function alreadyUnknown(code: string): Failure {
	return failure({ status: 'unknown', code, what: `An earlier try of this execution asked for it and never learnt its end (${code})`, fix: LOOK_FIRST });
}

function keptOf<Asked>(once: Once<Asked>, [first]: readonly Finding[]): Record<string, unknown> {
	return first ? once.keep(first.record as Record<string, unknown>) : {};
}

function withStatus(record: object, status: Reply['status']): object {
	const { provider, ...rest } = record as { provider?: unknown };
	return { provider, status, ...rest };
}

function nameOf<Asked>({ ledgerKey }: Question<Asked>): { ledgerKey: string } {
	if (ledgerKey === undefined) throw new Error('the question has no name in the ledger');
	return { ledgerKey };
}

function isRedirect(answer: Answer): answer is HttpAnswer {
	return 'status' in answer && answer.status >= 300 && answer.status < 400;
}
