/** The sandbox as the engine process sees it: its address, and what it counted. */
export interface Counts {
	requests: number;
	accepted: number;
	maxConcurrentConnections: number;
}

export class Provider {
	/** @param token what the sandbox asks for before it changes anything */
	constructor(
		readonly url: string,
		private readonly token: string,
	) {}

	/** Forgets what happened; from now on every answer takes so long. */
	async reset(latencyMs: number): Promise<void> {
		await this.control('POST', 'reset', {});
		await this.control('PUT', 'latency', { ms: latencyMs });
	}

	async counts(): Promise<Counts> {
		return ((await this.control('GET', 'state')) as { counts: Counts }).counts;
	}

	/** Bodies of the requests since the last reset. */
	async bodies(): Promise<string[]> {
		const { items } = (await this.control('GET', 'requests?limit=1000')) as { items: Array<{ body: string }> };
		return items.map(({ body }) => body);
	}

	private async control(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(`${this.url}/control/${path}`, {
			method,
			headers: { connection: 'close', 'x-sandbox-token': this.token, ...(body !== undefined && { 'content-type': 'application/json' }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The sandbox answered ${method} /control/${path} with ${response.status}: ${text}`);
		return JSON.parse(text) as unknown;
	}
}
