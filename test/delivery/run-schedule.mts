import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { runRequests, type Reply } from '../../core/request/runRequests.ts';
import { ledgerKeyOf } from '../../core/request/operation.ts';
import { isProblem } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import { Ledger, type LedgerPage } from '../../core/ledger/ledger.ts';
import type { Draft, Message } from '../../core/send/message.ts';
import { wireFormatsOf, type SendOperation } from '../../core/send/operation.ts';
import { blankOutcome, type Result } from '../../core/send/outcome.ts';
import { readItem } from '../../core/send/read.ts';
import { send, type SendSettings, type SendTools } from '../../core/send/send.ts';
import type { DirectSandbox } from '../../sandbox/direct.mts';
import type { Call, OtherKind, Send } from '../samples.mts';
import { authenticate } from '../engine/authenticate.mts';
import { Network, type Moment, type Travel } from './network.mts';
import type { Execution, Schedule, Try } from './schedule.mts';
import { Store } from './store.mts';
import { START, VirtualTime } from './time.mts';

/** One operation of a provider, with all its kinds of message from the contract suite. */
export interface Subject {
	operation: SendOperation;
	/** Its first row: credential and parameters. */
	row: Signed;
	reader: Reader;
	kinds: Kind[];
	/** The call behind `operation`, if it is not a send: see `callSubjectsOf`. */
	call?: Call['operation'];
}

/** The credential of a row. */
type Signed = Pick<Send, 'credential' | 'data' | 'parameters'> & Pick<Call, 'headers' | 'believesStatus'>;

/** A kind of message, and its messages as the operation read them. The same fields are read only once. */
interface Kind extends OtherKind {
	drafts: Map<number, Draft<unknown>>;
}

type Reader = ReturnType<SendOperation['reader']>;

/** One call of an engine. */
export interface EngineCall {
	/** Its execution, and the number of the try; both from 0. */
	execution: number;
	try: number;
	messages: readonly Message[];
	/** In the order of the messages; null if the process was killed before. */
	results: readonly Result[] | null;
	began: Moment;
	ended: Moment;
	/** When the user stopped it. */
	stopped: Moment | null;
	settings: SendSettings;
	/** Whether a message that may have been taken goes again with the same key. Then this call's answer may show that an earlier call's message was taken. */
	idempotent: boolean;
}

/** Everything observed while a schedule was played. */
export interface Observation {
	calls: EngineCall[];
	travels: readonly Travel[];
	/** The sandbox's own count of accepted messages. */
	accepted: number;
}

/** Parts to break on purpose, to see that the proof notices. */
export interface Sabotage {
	operation?: (operation: SendOperation) => SendOperation;
	ledger?: (page: LedgerPage) => Ledger;
}

const READING: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: START };
const TIMEOUT_MS = 60_000;

/** The subjects of one provider: rows with the same operation are kinds of message that may be mixed. */
export function subjectsOf(rows: readonly Send[], provider: string): Subject[] {
	const subjects = new Map<SendOperation, Subject>();
	for (const row of rows.filter(({ operation }) => operation.provider === provider)) {
		const subject: Subject = subjects.get(row.operation) ?? { operation: row.operation, row, reader: row.operation.reader(READING), kinds: [] };
		const kinds: readonly OtherKind[] = [row, ...(row.others ?? [])];
		subject.kinds.push(...kinds.map((kind) => ({ message: (index: number) => kind.message(index), anonymous: kind.anonymous, drafts: new Map() })));
		subjects.set(row.operation, subject);
	}
	return [...subjects.values()];
}

/**
 * The calls of one provider that must not be made twice, each disguised as a send with one message per request, so that the same schedules and promises
 * apply. They still run in the request engine.
 */
export function callSubjectsOf(rows: readonly Call[], provider: string): Subject[] {
	return rows
		.filter(({ operation }) => operation.provider === provider)
		.map(({ operation, item, subjectKey, credential, data, parameters, headers, believesStatus }): Subject => {
			const { connections, fields, limits } = operation;
			const read = operation.reader(READING);
			const reader: Reader = (fields_) => ({
				channel: '',
				recipient: String((fields_ as Record<string, unknown>)[subjectKey]),
				correlationId: null,
				scheduledAt: null,
				warnings: [],
				content: read(fields_),
			});
			const asSend: SendOperation = {
				provider,
				connections,
				fields,
				idField: subjectKey,
				limits: { ...limits, batchSize: { default: 1, max: 1 }, bodyBytes: 1_000_000 },
				reader: () => reader,
				encode: ([message], settings) => operation.encode(message!.content, settings),
				decode: () => null,
			};
			return { operation: asSend, row: { credential, data, parameters, headers, believesStatus }, reader, kinds: [{ message: (index) => item(index), drafts: new Map() }], call: operation };
		});
}

/** Plays a schedule in virtual time: the engine with the real operation, against the sandbox without a port. */
export async function play(sandbox: DirectSandbox, subjects: readonly Subject[], schedule: Schedule, sabotage: Sabotage = {}): Promise<Observation> {
	const subject = subjects[schedule.operation % subjects.length]!;
	return await new Play(sandbox, subject, schedule, sabotage).run();
}

class Play {
	private readonly time: VirtualTime;
	private readonly network: Network;
	private readonly store: Store;
	private readonly calls: EngineCall[] = [];
	private readonly operation: SendOperation;
	private readonly kinds: Subject['kinds'];
	private headers: Record<string, string> = {};

	constructor(
		private readonly sandbox: DirectSandbox,
		private readonly subject: Subject,
		private readonly schedule: Schedule,
		private readonly sabotage: Sabotage,
	) {
		const { chance, network, deduplication } = schedule;
		this.time = new VirtualTime(chance);
		this.store = new Store(deduplication.failing, this.time.random);
		this.kinds = subject.kinds.slice(0, schedule.items.kinds);
		const { closed, latencyMs } = network;
		this.network = new Network(sandbox, this.time, {
			headers: this.headers,
			latencyMs: () => Math.round(this.time.random() * latencyMs),
			timeoutMs: TIMEOUT_MS,
			isClosed: (time) => closed !== null && time >= START + closed.atMs && time < START + closed.atMs + closed.forMs,
		});
		const operation = sabotage.operation?.(subject.operation) ?? subject.operation;
		this.operation = this.network.watched(operation);
	}

	async run(): Promise<Observation> {
		const { row } = this.subject;
		this.sandbox.reset();
		Object.assign(this.headers, await credentialHeaders(row, this.sandbox));
		for (const fault of this.schedule.faults) if (!this.deceives(fault)) this.sandbox.addFault(fault);
		this.refuseRecipients();
		let items = Array.from({ length: this.schedule.items.count }, (_, item) => item);
		for (const [number, execution] of this.schedule.executions.entries()) {
			await this.execute(number, execution, items);
			items = this.chosenToResend(number, execution, items);
		}
		await this.time.drain();
		return {
			calls: this.calls,
			travels: this.network.travels,
			accepted: this.sandbox.accepted().length + this.sandbox.acts().length,
		};
	}

	private async execute(number: number, { tries, asTool }: Execution, items: readonly number[]): Promise<void> {
		let page = Ledger.blankPage();
		page.seed = `seed ${number}`;
		for (const [attempt, given] of tries.entries()) {
			// Retry On Fail gets the page itself, "Retry execution" a saved copy.
			if (attempt > 0 && this.time.random() < 0.5) page = copyOf(page);
			page = await this.attempt(number, attempt, given, asTool, items, page);
		}
	}

	/** Returns the page as the next try finds it. */
	private async attempt(execution: number, number: number, given: Try, asTool: boolean, items: readonly number[], page: LedgerPage): Promise<LedgerPage> {
		const stop = new AbortController();
		let stopped: Moment | null = null;
		let over = false;
		if (given.end === 'stopped') {
			this.time.after(given.endMs, () => {
				if (over) return;
				stopped = this.network.moment();
				for (const call of calls) call.stopped = stopped;
				stop.abort();
			});
		}
		const calls: EngineCall[] = [];
		const one = async (): Promise<void> => {
			const messages = this.read(items, page.seed, asTool);
			const settings = this.settings();
			const call: EngineCall = { execution, try: number, messages, results: null, began: this.network.moment(), ended: { order: 0, time: 0 }, stopped, settings, idempotent: this.operation.idempotent === true };
			calls.push(call);
			this.calls.push(call);
			const transport = this.network.transport(this.calls.length - 1, stop.signal);
			const ledger = this.sabotage.ledger?.(page) ?? new Ledger(page);
			call.results = await this.work(messages, settings, { transport, ledger, clock: this.time, signal: stop.signal });
			call.ended = this.network.moment();
		};
		const all = Promise.all(Array.from({ length: asTool ? given.calls : 1 }, one));
		const deadline = given.end === 'killed' ? this.time.now() + given.endMs : Infinity;
		const ended = await this.time.until(all, deadline);
		over = true;
		if (ended !== undefined) return page;
		for (const call of calls) {
			this.network.kill(this.calls.indexOf(call));
			call.ended = this.network.moment();
		}
		return copyOf(page);
	}

	/** The engine itself. */
	private async work(messages: readonly Message[], settings: SendSettings, tools: Omit<SendTools, 'claims'>): Promise<Result[]> {
		const { call: called } = this.subject;
		const keyed = this.schedule.deduplication.keys !== 'none';
		if (!called) return await send(this.operation, messages, settings, { ...tools, claims: keyed ? this.store : null });
		const byParams = new Map(messages.map((message) => [message.content, message]));
		// Record the traffic as for a send.
		const watched = { ...called, encode: (params: unknown) => this.operation.encode([byParams.get(params)!], settings) };
		const replies = await runRequests(watched, messages.map(({ item, content, ledgerKey }) => ({ item, params: content, ledgerKey })), settings, tools);
		return replies.map((reply, i) => asResult(reply, messages[i]!, called.provider));
	}

	private settings(): SendSettings {
		const { limits } = this.operation;
		const wireFormats = wireFormatsOf(this.operation);
		const { wireFormat, batchSize, concurrency, requestsPerSecond, tries, longestWaitMs } = this.schedule.settings;
		return {
			...sendSettings(this.subject, this.sandbox),
			wireFormat: wireFormats[wireFormat % wireFormats.length]!,
			batchSize: Math.min(batchSize, limits.batchSize.max),
			concurrency: Math.min(concurrency, limits.concurrency.max),
			requestsPerSecond,
			retry: { tries, longestWaitMs },
		};
	}

	private read(items: readonly number[], seed: string, isTool: boolean): Message[] {
		const { different } = this.schedule.items;
		return messagesOf({ ...this.subject, kinds: this.kinds }, items, { seed, isTool, different, keyOf: (item) => this.keyOf(item) });
	}

	private keyOf(item: number): string | null {
		const { keys } = this.schedule.deduplication;
		if (this.subject.call) return null;
		return keys === 'none' ? null : keys === 'one' ? 'spring' : `order ${item}`;
	}

	private refuseRecipients(): void {
		for (const { index, outcome, times } of this.schedule.refusals) {
			const [message] = this.schedule.items.count === 0 ? [] : this.read([index % this.schedule.items.count], 'seed', false);
			if (message && message.recipient !== '') this.sandbox.refuseRecipient({ recipient: message.recipient, outcome, times });
		}
	}

	/**
	 * If nothing identifies a row, nobody can notice a foreign row in place of a missing one. And if a vendor publishes no good answer for a call, a good
	 * status is the only evidence.
	 */
	private deceives(fault: Schedule['faults'][number]): boolean {
		// No real server gives a message another ID in its second answer.
		if (this.operation.idempotent && fault.kind === 'dress' && fault.numbers) return true;
		if (this.subject.row.believesStatus) return fault.kind === 'status' && fault.status < 300 && !fault.accept;
		return fault.kind === 'wrongCount' && Boolean(fault.add) && this.kinds.some(({ anonymous }) => anonymous);
	}

	/** Messages that certainly failed are safe to send again; only the user may choose to send unknown ones again. */
	private chosenToResend(execution: number, { resendsUnknown }: Execution, items: readonly number[]): number[] {
		const ends = lastResults(this.calls.filter((call) => call.execution === execution));
		return items.filter((item) => {
			const status = ends.get(item) ?? 'unknown';
			return status === 'notSent' || status === 'rejected' || (status === 'unknown' && resendsUnknown);
		});
	}
}

/**
 * Each item's result as its user knows it, from the last try. Of two simultaneous calls, the better result counts. Nobody knows the result of a killed
 * call.
 */
export function lastResults(calls: readonly EngineCall[]): Map<number, string> {
	const last = Math.max(...calls.map((call) => call.try));
	const ends = new Map<number, string>();
	const better = (item: number, status: string) => {
		const before = ends.get(item);
		if (before === undefined || RANKS.indexOf(status) < RANKS.indexOf(before)) ends.set(item, status);
	};
	for (const { results, messages } of calls.filter(({ try: number }) => number === last)) {
		for (const { item, outcome } of results ?? []) better(item, outcome.status);
		if (results === null) for (const { item } of messages) better(item, 'unknown');
	}
	return ends;
}

const RANKS: string[] = ['accepted', 'duplicate', 'unknown', 'rejected', 'notFound', 'notSent'];

/** The messages of these items, with the kinds in turn, each kind's messages numbered by item. */
export function messagesOf(
	{ operation, reader, kinds, call: called }: Subject,
	items: readonly number[],
	given: { seed: string; isTool: boolean; different?: number; keyOf?: (item: number) => string | null },
): Message[] {
	return items.map((item) => {
		const kind = kinds[item % kinds.length]!;
		const index = item % (given.different ?? 1_000);
		const draft = kind.drafts.get(index) ?? reader(kind.message(index));
		kind.drafts.set(index, draft);
		const naming = { seed: given.seed, runIndex: 0, isTool: given.isTool, nodeId: 'send' };
		if (called) return { ...draft, content: { ...(draft.content as object) }, item, correlationId: `call ${item}`, hasOwnId: false, idempotencyKey: `call ${item}`, ledgerKey: ledgerKeyOf(called.once, item, draft.content, naming), deduplicationKey: null };
		const reading = readItem(operation, () => draft, item, null, given.keyOf?.(item) ?? null, naming);
		if (isProblem(reading)) throw new Error(`The row's message is none: ${reading.what}`);
		return reading;
	});
}

/** The default settings of the node. */
export function sendSettings({ operation, row }: Subject, sandbox: DirectSandbox): SendSettings {
	const { limits, connections } = operation;
	const connection = connections.find(({ credential }) => credential === row.credential.name) ?? connections[0];
	const data = row.data(sandbox);
	return {
		wireFormat: wireFormatsOf(operation)[0],
		baseUrl: connection.baseUrl?.(data) ?? String(data.baseUrl),
		batchSize: limits.batchSize.default,
		concurrency: limits.concurrency.default,
		requestsPerSecond: limits.requestsPerSecond,
		retry: { tries: 3, longestWaitMs: 60_000 },
		keepRaw: false,
	};
}

/** A reply in the terms of a send: every answer counts as accepted. */
function asResult({ item, status, records: [first], failure, attempts }: Reply, message: Message, provider: string): Result {
	const id = (first?.record as { id?: string | null } | undefined)?.id ?? null;
	const word = status === 'answered' || status === 'empty' ? 'accepted' : status;
	return { item, outcome: { ...blankOutcome(provider, message, word), messageId: id, attempts }, failure };
}

/** The headers that the credential adds to a request. */
export async function credentialHeaders(row: Signed, sandbox: DirectSandbox): Promise<Record<string, string>> {
	if (row.headers) return await row.headers(sandbox);
	const given: IHttpRequestOptions = { url: '', headers: {} };
	const signed = await authenticate(row.credential, row.data(sandbox) as ICredentialDataDecryptedObject, given);
	return signed.headers as Record<string, string>;
}

function copyOf(page: LedgerPage): LedgerPage {
	return JSON.parse(JSON.stringify(page)) as LedgerPage;
}
