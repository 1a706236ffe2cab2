import { randomBytes } from 'node:crypto';
import { freePorts } from './ports.mts';
import { artifacts, root } from './paths.mts';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from './server.mts';
import { join } from 'node:path';

/** A message in the sandbox's inbox. */
export interface InboxMessage {
	provider: string;
	channel: string;
	recipient: string;
	sender: string | null;
	text: string | null;
	details?: Record<string, unknown>;
	correlationId: string;
}

export interface SandboxCounts {
	requests: number;
	accepted: number;
	refused: number;
	transient: number;
	/** Number of answers by HTTP status. */
	byStatus: Record<string, number>;
	duplicates: { inRequest: number; byId: number; byContent: number };
	/** Requests that a fault holds right now. */
	held: number;
	/** Milliseconds since 1970, one per request. */
	requestTimes: number[];
}

/** An address that a provider calls back. Answers are counted by kind of callback (real, duplicate, forged, unsigned) and status. */
export interface ListedCallback {
	id: string;
	provider: string;
	url: string;
	settings: Record<string, string>;
	pending: number;
	answers: Record<'real' | 'duplicate' | 'forged' | 'unsigned', Record<string, number>>;
}

/** The imitated providers on loopback, in a process of their own, started like `npm run sandbox`. */
export class Sandbox {
	private constructor(
		readonly url: string,
		/** The token that the control API requires for changes. */
		readonly token: string,
		readonly stop: () => Promise<void>,
		/** Its HTTPS address, if it has one. */
		readonly secureUrl?: string,
	) {}

	/** @param pemFile key and certificate, for an HTTPS port as well */
	static async start(logName: string, pemFile?: string): Promise<Sandbox> {
		const [port, tlsPort] = await freePorts(2);
		const url = `http://127.0.0.1:${port}`;
		const token = randomBytes(24).toString('hex');
		const { stop } = await startServer({
			name: 'The sandbox',
			command: process.execPath,
			args: ['--import', 'tsx', join(root, 'sandbox/main.mts'), '--port', String(port), ...(pemFile === undefined ? [] : ['--tls', `${tlsPort}=${pemFile}`])],
			cwd: root,
			env: { ...process.env, SANDBOX_TOKEN: token },
			logFile: join(artifacts, 'logs', logName),
			ready: `${url}/control/state`,
			readyWithinMs: 60_000,
		});
		return new Sandbox(url, token, stop, pemFile === undefined ? undefined : `https://127.0.0.1:${tlsPort}`);
	}

	providerUrl(provider: string): string {
		return `${this.url}/${provider}`;
	}

	async counts(): Promise<SandboxCounts> {
		return ((await this.control('GET', 'state')) as { counts: SandboxCounts }).counts;
	}

	async messages(): Promise<InboxMessage[]> {
		return ((await this.control('GET', 'messages?limit=10000')) as { items: InboxMessage[] }).items;
	}

	async expireTokens(): Promise<void> {
		await this.control('DELETE', 'tokens');
	}

	/** docs/sandbox.md describes the fields of a fault. */
	async addFault(fault: Record<string, unknown>): Promise<void> {
		await this.control('POST', 'faults', fault);
	}

	/** docs/sandbox.md describes the fields of a refusal. */
	async refuseRecipient(refusal: Record<string, unknown>): Promise<void> {
		await this.control('POST', 'recipients', refusal);
	}

	/** A customer writes to one of a provider's numbers; see docs/sandbox.md. */
	async write(message: Record<string, unknown>): Promise<void> {
		await this.control('POST', 'inbound', message);
	}

	/** Sets the status of matching messages, also of later ones; see docs/sandbox.md. */
	async setStatus(rule: Record<string, unknown>): Promise<void> {
		await this.control('POST', 'statuses', rule);
	}

	/** The addresses for callbacks, pending callbacks and their answers; see docs/sandbox.md. */
	async callbacks(): Promise<ListedCallback[]> {
		return (await this.control('GET', 'callbacks')) as ListedCallback[];
	}

	async addCallback(address: Record<string, unknown>): Promise<string> {
		return ((await this.control('POST', 'callbacks', address)) as { id: string }).id;
	}

	async changeCallback(id: string, change: Record<string, unknown>): Promise<void> {
		await this.control('PATCH', `callbacks/${id}`, change);
	}

	/** Waits until every callback is delivered. */
	async settled(withinMs = 120_000): Promise<ListedCallback[]> {
		const deadline = Date.now() + withinMs;
		for (let quiet = 0; ; ) {
			const callbacks = await this.callbacks();
			quiet = callbacks.every(({ pending }) => pending === 0) ? quiet + 1 : 0;
			// Later reports are not in a queue yet.
			if (quiet === 3) return callbacks;
			if (Date.now() > deadline) throw new Error(`The sandbox had not told everything after ${withinMs / 1000} s.`);
			await sleep(300);
		}
	}

	/** Drops the connections that a fault holds. */
	async release(): Promise<void> {
		await this.control('POST', 'release');
	}

	/** How long every provider takes to answer. */
	async setLatency(ms: number): Promise<void> {
		await this.control('PUT', 'latency', { ms });
	}

	async clearFaults(): Promise<void> {
		await this.control('DELETE', 'faults');
	}

	/** Makes the inbox link to the workflow. */
	async leadTo(editorUrl: string): Promise<void> {
		await this.control('PUT', 'editor', { url: editorUrl });
	}

	async reset(): Promise<void> {
		await this.control('POST', 'reset', {});
	}

	private async control(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(`${this.url}/control/${path}`, {
			method,
			headers: { 'x-sandbox-token': this.token, ...(body !== undefined && { 'content-type': 'application/json' }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The sandbox answered ${method} /control/${path} with ${response.status}: ${text}`);
		return JSON.parse(text) as unknown;
	}
}

/** How often a message was accepted although it had been accepted before. */
export function duplicatesIn(counts: SandboxCounts): number {
	const { inRequest, byId, byContent } = counts.duplicates;
	return inRequest + byId + byContent;
}
