import type { Clock } from '../http/clock';
import { ANSWER_BYTES, cancelled, failedHere, pausedTooLong, spared, stoppedBy } from '../http/failure';
import type { Answer, Transport, WireSettings } from '../http/http';
import { maskOf, maskWithin } from '../http/mask';
import { atOnce, Pace } from '../http/rateLimiter';
import { pauseBefore, RetryBudget, type PaceSettings } from '../http/retry';
import type { Finding } from '../records/finding';
import { asCallFailure, judgeCall, unreadableReply, type CallFailure } from './failure';
import type { CallOperation, Question } from './operation';

/** How one execution asks. */
export type CallSettings = PaceSettings & Pick<WireSettings, 'baseUrl'>;

/** What the call engine works with; nothing else reaches it. */
export interface CallTools {
	transport: Transport;
	clock: Clock;
	/** Aborts when the execution is stopped. */
	signal?: AbortSignal;
	/** Whose turn it is, where several calls share it. */
	pace?: Pace;
}

/** What came of one question: findings, which may be none, or a failure. */
export interface Reply {
	item: number;
	findings: readonly Finding[];
	failure: CallFailure | null;
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
	private readonly pace: Pace;
	private readonly budget = new RetryBudget();
	/** Set when the provider refused the credential: nothing more is asked. */
	private stop: CallFailure | null = null;

	constructor(
		private readonly operation: CallOperation<Asked>,
		private readonly settings: CallSettings,
		private readonly tools: CallTools,
	) {
		this.pace = tools.pace ?? new Pace(settings.requestsPerSecond, settings.retry.longestWaitMs, tools.clock);
	}

	/** In rounds, as sends go: all questions, then those that may be answered another time, as far as the retry budget reaches. */
	async run(questions: ReadonlyArray<Question<Asked>>): Promise<Reply[]> {
		for (const { item, asked } of questions) {
			this.replies.set(item, { item, findings: [], failure: null, about: this.operation.about(asked), attempts: 0 });
		}
		await this.askAll(questions, 1);
		for (let round = 2, due = this.left(questions, round); due.length > 0; round += 1, due = this.left(due, round)) {
			await this.waitForRetry(round, due);
			await this.askAll(due, round);
		}
		return questions.map(({ item }) => this.replies.get(item)!);
	}

	private async waitForRetry(round: number, due: ReadonlyArray<Question<Asked>>): Promise<void> {
		const { clock, signal } = this.tools;
		const told = due.map(({ item }) => this.replies.get(item)!.failure!.retryAfterMs);
		const pause = pauseBefore(round, told, clock.random());
		if (pause > 0) await clock.sleep(pause, signal);
	}

	private async askAll(questions: ReadonlyArray<Question<Asked>>, round: number): Promise<void> {
		await atOnce(this.settings.concurrency, questions, async (question) => await this.ask(question, round));
	}

	/** One question through one round. A mistake of ours must not take the other questions with it. */
	private async ask({ item, asked }: Question<Asked>, round: number): Promise<void> {
		const reply = this.replies.get(item)!;
		try {
			const request = this.operation.encode(asked, this.settings);
			const obstacle = await this.turn();
			if (obstacle) {
				reply.failure = obstacle;
				return;
			}
			if (round === 1) this.budget.first();
			reply.attempts += 1;
			const read = this.masked(this.read(await this.tools.transport(request), asked, request.url), asked);
			if (Array.isArray(read)) Object.assign(reply, { findings: read, failure: null });
			else this.heed((reply.failure = read));
		} catch (error) {
			reply.failure = asCallFailure(failedHere(error, false));
		}
	}

	/** Waits for this request's turn; gives the reason if it must not be made after all. */
	private async turn(): Promise<CallFailure | null> {
		if (!this.barred()) await this.pace.turn(this.tools.signal);
		const { pauseLeft } = this.pace;
		return this.barred() ?? (pauseLeft > this.settings.retry.longestWaitMs ? asCallFailure(pausedTooLong(pauseLeft)) : null);
	}

	/** Why nothing more is asked, if so. */
	private barred(): CallFailure | null {
		if (this.stop) return stoppedBy(this.stop);
		return this.tools.signal?.aborted ? asCallFailure(cancelled()) : null;
	}

	private read(answer: Answer, asked: Asked, url: string): Finding[] | CallFailure {
		const { repeatable } = this.operation;
		if ('status' in answer) {
			try {
				if (answer.body.length > ANSWER_BYTES) throw new RangeError('it is too large');
				const read = this.operation.decode(answer, asked);
				if (read) return read;
			} catch (error) {
				return unreadableReply(error, answer.status, repeatable);
			}
		}
		return judgeCall(answer, repeatable, this.tools.clock.now(), url);
	}

	/** The provider, and a parser that quotes it, may repeat what nobody else is to read. */
	private masked(read: Finding[] | CallFailure, asked: Asked): Finding[] | CallFailure {
		const secrets = this.operation.secrets?.(asked) ?? [];
		if (secrets.length === 0) return read;
		const mask = maskOf(secrets);
		if (Array.isArray(read)) return read.map(({ record, raw }) => ({ record: maskWithin(record, mask) as object, raw: maskWithin(raw, mask) }));
		return { ...read, what: mask(read.what), providerMessage: read.providerMessage && mask(read.providerMessage) };
	}

	/** What a failure means for the requests still to come. */
	private heed(failed: CallFailure): void {
		if (failed.next === 'stop') this.stop = failed;
		else if (failed.retryAfterMs !== null) this.pace.pause(failed.retryAfterMs);
	}

	/** The questions of a round that get another try in the next one. */
	private left(questions: ReadonlyArray<Question<Asked>>, round: number): Array<Question<Asked>> {
		const { tries, longestWaitMs } = this.settings.retry;
		if (round > tries) return [];
		return questions.filter(({ item }) => {
			const reply = this.replies.get(item)!;
			const { failure } = reply;
			if (failure?.next !== 'retry' || (failure.retryAfterMs ?? 0) > longestWaitMs) return false;
			if (this.budget.take()) return true;
			reply.failure = spared(failure);
			return false;
		});
	}
}
