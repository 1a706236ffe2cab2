import type { ServerResponse } from 'node:http';

/** The requests that wait for an answer they will not get. */
export class Holds {
	private readonly waiting = new Set<() => void>();

	get size(): number {
		return this.waiting.size;
	}

	/** Resolves on `release()`, if the client disconnects, or after `ms` if given. */
	async wait(response: ServerResponse, ms?: number): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		let release: () => void = () => undefined;
		await new Promise<void>((resolve) => {
			release = resolve;
			this.waiting.add(release);
			response.once('close', resolve);
			if (ms !== undefined) timer = setTimeout(resolve, ms);
		});
		clearTimeout(timer);
		this.waiting.delete(release);
	}

	/** Ends every wait; returns how many there were. */
	release(): number {
		const { size } = this.waiting;
		for (const release of this.waiting) release();
		this.waiting.clear();
		return size;
	}
}
