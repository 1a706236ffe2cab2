import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, KeyState, MessageReception, Provider, ProviderRequest, Reception, Row, SettledReception } from './contract.mts';
import { accepts, answerUnder } from './faults/delivery.mts';
import { renumberedAct, renumberedRows } from './faults/dress.mts';
import { applyVerdicts, distortRows } from './faults/rows.mts';
import type { Fault } from './faults/schema.mts';
import { increment } from './journal.mts';
import type { SandboxState } from './state.mts';

/** The result of one message or act of a request. */
export interface Settled {
	recipient: string;
	messageId: string;
	accepted: boolean;
}

/** The result of a request, before anything goes to the connection. */
export interface Settlement {
	/** The fault that strikes the request, if any. It decides how the answer is delivered. */
	fault: Fault | undefined;
	/** Null if no answer is sent. */
	answer: Answer | null;
	/** The messages of the request in its order; empty if the whole request was refused. */
	messages: readonly Settled[];
}

/** The result of a request before a fault changes its answer. */
interface Taking {
	normal: Answer;
	messages: readonly Settled[];
	problem: string | null;
}

/** A request as it arrives, below the provider's prefix. */
export type Arrival = Pick<ProviderRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** Passes requests to one provider, applies faults to its answers and records what happened. It knows nothing of connections. */
export class Exchange {
	constructor(
		private readonly provider: Provider,
		private readonly state: SandboxState,
	) {}

	/** Whether a fault closes the connection before the body is read. Then there is nothing more to do. */
	turnsAway(head: Omit<Arrival, 'body'>): boolean {
		const fault = this.state.faults.pickBeforeBody(this.provider.name);
		if (fault === undefined) return false;
		const unread = { ...head, body: Buffer.alloc(0) };
		const { key } = this.receive(unread);
		this.record(unread, { key, status: null, accepted: 0, fault, problem: 'never read' });
		return true;
	}

	/** The whole request is here: decide, accept, answer. */
	settle(request: Arrival): Settlement {
		return this.settleReception(request, this.receive(request));
	}

	/** The body could not be read (too large, cut off): the provider's error of that status. */
	settleUnreadable(head: Omit<Arrival, 'body'>, status: number, problem: string): Settlement {
		const unread = { ...head, body: Buffer.alloc(0) };
		const { key } = this.receive(unread);
		const answer = this.provider.errorAnswer(status, unread.headers);
		answer.headers = { ...answer.headers, connection: 'close' };
		return this.settleReception(unread, { kind: 'answer', key, answer, problem });
	}

	private receive(request: Arrival): Reception {
		try {
			return this.provider.receive({ ...request, ...this.known() });
		} catch (error) {
			// A bug of the sandbox: show it where users look for reasons.
			const problem = `the sandbox itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
			return { kind: 'answer', key: 'missing', answer: this.provider.errorAnswer(500, request.headers), problem };
		}
	}

	/** The provider's data for a request. */
	private known(): Omit<ProviderRequest, keyof Arrival> {
		const { name } = this.provider;
		const { statuses, inbound, callbacks } = this.state;
		const accepted = { find: (messageId: string) => statuses.find(name, messageId), having: (key: 'recipient' | 'correlationId', value: string) => statuses.having(name, key, value) };
		return { keys: this.state.keysOf(this.provider), accepted, inbound: inbound.of(name), callbacks: callbacks.of(name) };
	}

	private settleReception(request: Arrival, reception: Reception): Settlement {
		const fault = this.state.faults.pickAfterBody(this.provider.name, reception.kind === 'messages' ? reception.rows : undefined);
		const { normal, messages, problem } = reception.kind === 'messages' ? this.take(reception, fault) : this.turnDown(reception, fault);
		const answer = answerUnder(fault, this.provider.name, request, normal, (status) => this.provider.errorAnswer(status, request.headers));
		const accepted = messages.filter((message) => message.accepted).length;
		const secret = reception.kind === 'answer' && reception.secretBody === true;
		this.record(secret ? { ...request, body: Buffer.from('(secret)') } : request, { key: reception.key, status: answer?.status ?? null, accepted, fault, problem });
		return { fault, answer, messages };
	}

	/** Accepts messages and writes the provider's answer, changed by the fault. */
	private take(reception: MessageReception, fault: Fault | undefined): Taking {
		const { rows } = reception;
		const { refusedRecipients, journal } = this.state;
		if (!accepts(fault)) return { normal: reception.encode(rows), messages: rows.map((row) => settled(row, false)), problem: null };
		const judged = applyVerdicts(fault, refusedRecipients.apply(this.provider.name, rows));
		const kept = renumberedRows(fault, judged);
		journal.accept(this.provider.name, kept);
		const messages = kept.map((row) => settled(row, row.verdict === 'accepted'));
		return { normal: reception.encode(distortRows(fault, judged)), messages, problem: null };
	}

	private turnDown({ answer, problem, effect, act: done, duplicateIds = [] }: SettledReception, fault: Fault | undefined): Taking {
		const accepted = accepts(fault);
		const act = done && renumberedAct(fault, done);
		if (accepted) effect?.();
		if (accepted && act) this.state.journal.act(this.provider.name, act);
		for (const correlationId of duplicateIds) {
			this.state.journal.recordDuplicate({ kind: 'inRequest', provider: this.provider.name, correlationId, recipient: null });
		}
		return { normal: answer, messages: act ? [{ recipient: act.subject, messageId: act.id, accepted }] : [], problem: problem ?? null };
	}

	private record(
		request: Arrival,
		result: { key: KeyState; status: number | null; accepted: number; fault: Fault | undefined; problem: string | null },
	): void {
		const { journal } = this.state;
		const { key, status, accepted, problem } = result;
		const fault = result.fault?.kind ?? null;
		const sequence = journal.nextRequest();
		increment(journal.counts.byStatus, String(status ?? 'none'));
		if (fault !== null) increment(journal.counts.faults, fault);
		journal.recordRequest({
			sequence,
			provider: this.provider.name,
			method: request.method,
			path: request.path,
			headers: this.maskedHeaders(request.headers, key),
			key,
			body: request.body.toString('utf8'),
			bytes: request.body.length,
			receivedAt: new Date().toISOString(),
			status,
			accepted,
			fault,
			problem,
		});
	}

	private maskedHeaders(headers: IncomingHttpHeaders, key: KeyState): Record<string, string> {
		const secret = new Set([...this.provider.secretHeaders, 'authorization', 'cookie']);
		return Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, secret.has(name) ? `(${key})` : String(value)]),
		);
	}
}

/** Below the provider's prefix: the path with a leading slash, and the query. */
export function placeBelow(provider: string, url: string): Pick<Arrival, 'path' | 'query'> {
	const [path = '', query = ''] = url.slice(provider.length + 1).split('?', 2);
	return { path: path || '/', query };
}

function settled({ message, messageId }: Row, accepted: boolean): Settled {
	return { recipient: message?.recipient ?? '', messageId, accepted };
}
