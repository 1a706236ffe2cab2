import { freePorts } from './ports.mts';
import { artifacts, root } from './paths.mts';
import { startServer } from './server.mts';
import { join } from 'node:path';

/** A message as the sandbox's inbox holds it. */
export interface InboxMessage {
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
	duplicates: { inRequest: number; byId: number; byContent: number };
}

/** The imitated providers on loopback, seen from outside: started as `npm run sandbox` starts them. */
export class Sandbox {
	private constructor(
		readonly url: string,
		readonly stop: () => Promise<void>,
	) {}

	static async start(logName: string): Promise<Sandbox> {
		const [port] = await freePorts(1);
		const url = `http://127.0.0.1:${port}`;
		const stop = await startServer({
			name: 'The sandbox',
			command: process.execPath,
			args: ['--import', 'tsx', join(root, 'sandbox/main.mts'), '--port', String(port)],
			cwd: root,
			env: process.env,
			logFile: join(artifacts, 'logs', logName),
			readyUrl: `${url}/control/state`,
			readyWithinMs: 60_000,
		});
		return new Sandbox(url, stop);
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

	/** See docs/sandbox.md for what an address says of itself. */
	async callbacks(): Promise<Array<{ id: string; provider: string; url: string; settings: Record<string, string>; pending: number; answers: Record<string, Record<string, number>> }>> {
		return (await this.control('GET', 'callbacks')) as Awaited<ReturnType<Sandbox['callbacks']>>;
	}

	async changeCallback(id: string, change: Record<string, unknown>): Promise<void> {
		await this.control('PATCH', `callbacks/${id}`, change);
	}

	async expireTokens(): Promise<void> {
		await this.control('DELETE', 'tokens');
	}

	/** See docs/sandbox.md for what a fault may say. */
	async addFault(fault: Record<string, unknown>): Promise<void> {
		await this.control('POST', 'faults', fault);
	}

	/** See docs/sandbox.md for what a refusal may say. */
	async refuseRecipient(refusal: Record<string, unknown>): Promise<void> {
		await this.control('POST', 'recipients', refusal);
	}

	async clearFaults(): Promise<void> {
		await this.control('DELETE', 'faults');
	}

	async reset(): Promise<void> {
		await this.control('POST', 'reset', {});
	}

	private async control(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(`${this.url}/control/${path}`, {
			method,
			...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
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
