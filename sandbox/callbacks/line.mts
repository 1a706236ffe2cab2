import { setTimeout as delay } from 'node:timers/promises';
import type { CallbackRequest, CallbackWriter, Report } from '../contract.mts';
import { seededRandom } from '../faults/schedule.mts';
import { increment } from '../journal.mts';
import { post } from './post.mts';
import type { CallbackChange, CallbackRule } from './schema.mts';

/** Kinds of callbacks: the provider's, a repetition, or somebody else's with a wrong proof or none. */
export const CALLBACK_KINDS = ['real', 'duplicate', 'forged', 'unsigned'] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];

/** One callback and its answer. */
export interface Delivery {
	provider: string;
	address: string;
	kind: CallbackKind;
	/** Number of reports in it. */
	reports: number;
	/** How often it was sent. */
	tries: number;
	/** The status of the last answer; null if there was none. */
	status: number | null;
	/** ISO UTC. */
	at: string;
}

interface Callback {
	kind: CallbackKind;
	request: CallbackRequest;
	reports: number;
	breaksOff: boolean;
}

/** Reports wait this long for others, to share a callback. */
const GATHER_MS = 50;

/** The waits before another try. Real vendors wait seconds to hours. */
const WAITS_MS = [100, 300, 1000];

/** Handles one address: collects reports, writes and signs callbacks, damages them as configured, sends them, and sends them again if they were not taken. */
export class Line {
	/** By kind and by status as text; `none` counts missing answers. */
	readonly answers: Record<CallbackKind, Record<string, number>> = { real: {}, duplicate: {}, forged: {}, unsigned: {} };
	private waiting: Report[] = [];
	private queue: Callback[] = [];
	/** Held back, to go after the next one. */
	private kept: Callback[] = [];
	private sending = 0;
	private timer: NodeJS.Timeout | undefined;
	private random: () => number;

	/** @param done called for every callback when its result is known, and whenever the queue is empty */
	constructor(
		readonly id: string,
		private rule: CallbackRule,
		private readonly writer: CallbackWriter,
		private readonly done: (delivery?: Delivery) => void,
	) {
		this.random = seededRandom(rule.seed);
	}

	get settings(): CallbackRule {
		return this.rule;
	}

	get pending(): number {
		return this.waiting.length + this.queue.length + this.kept.length + this.sending;
	}

	change(change: CallbackChange): void {
		this.rule = { ...this.rule, ...change };
		if (change.seed !== undefined) this.random = seededRandom(change.seed);
	}

	add(reports: readonly Report[]): void {
		if (this.rule.on) this.waiting.push(...reports.filter((report) => this.writer.sends(report, this.rule)));
		const size = this.size();
		while (this.waiting.length >= size) this.prepare(this.waiting.splice(0, size));
		if (this.waiting.length > 0) this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
		else this.pump();
	}

	/** Sends nothing more. */
	stop(): void {
		clearTimeout(this.timer);
		this.waiting = [];
		this.queue = [];
		this.kept = [];
	}

	private size(): number {
		return Math.min(this.rule.batch, this.writer.most);
	}

	private flush(): void {
		this.timer = undefined;
		if (this.waiting.length > 0) this.prepare(this.waiting.splice(0, this.size()));
		if (this.waiting.length > 0) this.flush();
		else this.pump();
	}

	/** Draws the same number of random numbers for every callback, so that one share does not influence the others. */
	private prepare(reports: Report[]): void {
		const { forged, unsigned, failed, duplicates, outOfOrder } = this.rule;
		const [isForged, isUnsigned, breaksOff, isTwice, isLate] = [forged, unsigned, failed, duplicates, outOfOrder].map((share) => this.random() < share);
		const request = this.writer.write(reports, this.rule);
		const real: Callback = { kind: 'real', request: this.writer.sign(request, this.rule), reports: reports.length, breaksOff: breaksOff! };
		if (isForged) this.queue.push(this.foreign('forged', reports));
		if (isUnsigned) this.queue.push(this.foreign('unsigned', reports));
		const callbacks: Callback[] = isTwice ? [real, { ...real, kind: 'duplicate', breaksOff: false }] : [real];
		if (isLate) return void this.kept.push(...callbacks);
		this.queue.push(...callbacks, ...this.kept.splice(0));
	}

	/** About a message that nobody sent, so that it is visible wherever it gets through. */
	private foreign(kind: 'forged' | 'unsigned', reports: readonly Report[]): Callback {
		const told = reports.map((report) => ({ ...report, id: `${kind}-${report.id}`, message: { ...report.message, messageId: `${kind}-${report.message.messageId}` } }) as Report);
		const request = this.writer.write(told, this.rule);
		const proven = kind === 'unsigned' ? request : this.writer.sign(request, { ...this.rule, secret: `${this.rule.secret} of somebody else`, user: `${this.rule.user} or not` });
		return { kind, request: proven, reports: reports.length, breaksOff: false };
	}

	private pump(): void {
		if (this.queue.length === 0 && this.waiting.length === 0) this.queue.push(...this.kept.splice(0));
		while (this.sending < this.rule.concurrency) {
			const next = this.queue.shift();
			if (next === undefined) break;
			this.sending += 1;
			void this.send(next).finally(() => {
				this.sending -= 1;
				this.pump();
			});
		}
		if (this.pending === 0) this.done();
	}

	private async send({ kind, request, reports, breaksOff }: Callback): Promise<void> {
		const { provider, url } = this.rule;
		let status: number | null = null;
		let tries = 0;
		for (const wait of [...WAITS_MS, 0]) {
			tries += 1;
			status = await post(url, request, breaksOff && tries === 1);
			if (isTaken(status) || wait === 0) break;
			await delay(wait, undefined, { ref: false });
		}
		increment(this.answers[kind], String(status ?? 'none'));
		this.done({ provider, address: this.id, kind, reports, tries, status, at: new Date().toISOString() });
	}
}

/** Whether the answer is a success, or shows that another try is pointless. */
function isTaken(status: number | null): boolean {
	return status !== null && status < 500 && status !== 408 && status !== 429;
}
