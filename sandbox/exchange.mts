import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, KeyState, MessageReception, Provider, ProviderRequest, Reception, SettledReception } from './contract.mts';
import { accepts, answerUnder, deliver } from './faults/delivery.mts';
import { applyVerdicts, distortRows } from './faults/rows.mts';
import type { Fault } from './faults/schema.mts';
import { increment } from './journal.mts';
import type { SandboxState } from './state.mts';

/** What came of a request before a fault touches its answer. */
interface Settlement {
	normal: Answer;
	accepted: number;
	problem: string | null;
}

/** Carries requests to one provider, lays faults over its answers and writes down what happened. */
export class Exchange {
	constructor(
		private readonly provider: Provider,
		private readonly state: SandboxState,
	) {}

	/** Before the body is read. Says whether a fault closed the connection, which ends the matter. */
	begin(request: FastifyRequest, reply: FastifyReply): boolean {
		this.state.traffic.enter(request.raw, reply.raw);
		const fault = this.state.faults.pickBeforeBody(this.provider.name);
		if (fault === undefined) return false;
		const unread = this.providerRequest(request, Buffer.alloc(0));
		const { key } = this.receive(unread);
		this.record(unread, { key, status: null, accepted: 0, fault, problem: 'never read' });
		reply.hijack();
		request.raw.socket.destroy();
		return true;
	}

	/** The whole request is here: decide, accept, answer. */
	async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
		const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		const providerRequest = this.providerRequest(request, body);
		await this.settle(providerRequest, this.receive(providerRequest), reply);
	}

	/** The body could not be read (too large, cut off): the provider's error of that status. */
	async answerUnreadable(request: FastifyRequest, reply: FastifyReply, status: number, problem: string): Promise<void> {
		const unread = this.providerRequest(request, Buffer.alloc(0));
		const { key } = this.receive(unread);
		const answer = this.provider.errorAnswer(status, unread.headers);
		answer.headers = { ...answer.headers, connection: 'close' };
		await this.settle(unread, { kind: 'answer', key, answer, problem }, reply);
	}

	private receive(request: ProviderRequest): Reception {
		try {
			return this.provider.receive(request);
		} catch (error) {
			// A bug of the sandbox: shown where its user looks for reasons.
			const problem = `the sandbox itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
			return { kind: 'answer', key: 'missing', answer: this.provider.errorAnswer(500, request.headers), problem };
		}
	}

	private async settle(request: ProviderRequest, reception: Reception, reply: FastifyReply): Promise<void> {
		const { faults, holds, latencyMs, journal, callbacks } = this.state;
		const fault = faults.pickAfterBody(this.provider.name, reception.kind === 'messages' ? reception.rows : undefined);
		const { normal, accepted, problem } = reception.kind === 'messages' ? this.take(reception, fault) : this.turnDown(reception, fault);
		const messages = accepted > 0 ? journal.messages.slice(-accepted) : [];
		const answer = answerUnder(fault, this.provider.name, normal, (status) => this.provider.errorAnswer(status, request.headers));
		const secret = reception.kind === 'answer' && reception.secretBody === true;
		this.record(secret ? { ...request, body: Buffer.from('(secret)') } : request, { key: reception.key, status: answer?.status ?? null, accepted, fault, problem });
		reply.hijack();
		if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false });
		await deliver(fault, answer, reply.raw, holds);
		callbacks.accepted(this.provider.name, messages);
	}

	/** Accepts what is to be accepted and writes the provider's answer, distorted where a fault says so. */
	private take(reception: MessageReception, fault: Fault | undefined): Settlement {
		const { rows } = reception;
		const { refusedRecipients, journal } = this.state;
		if (!accepts(fault)) return { normal: reception.encode(rows), accepted: 0, problem: null };
		const judged = applyVerdicts(fault, refusedRecipients.apply(this.provider.name, rows));
		const accepted = journal.accept(this.provider.name, judged);
		return { normal: reception.encode(distortRows(fault, judged)), accepted, problem: null };
	}

	private turnDown({ answer, problem, effect, duplicateIds = [] }: SettledReception, fault: Fault | undefined): Settlement {
		if (accepts(fault)) effect?.();
		for (const correlationId of duplicateIds) {
			this.state.journal.recordDuplicate({ kind: 'inRequest', provider: this.provider.name, correlationId, recipient: null });
		}
		return { normal: answer, accepted: 0, problem: problem ?? null };
	}

	private record(
		request: ProviderRequest,
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

	private providerRequest(request: FastifyRequest, body: Buffer): ProviderRequest {
		const url = request.raw.url ?? '/';
		const [path = '', query = ''] = url.slice(this.provider.name.length + 1).split('?', 2);
		const { name } = this.provider;
		const { statuses, inbound, callbacks } = this.state;
		const accepted = { find: (messageId: string) => statuses.find(name, messageId), all: () => statuses.all(name) };
		return { method: request.method, path: path || '/', query, headers: request.headers, body, keys: this.state.keysOf(this.provider), accepted, inbound: inbound.of(name), callbacks: callbacks.of(name) };
	}
}
