import type { Claim, Claims } from '../../core/send/claims.ts';

/**
 * The durable store of deduplication keys, in memory. A call may fail before or after writing, like a database whose connection breaks.
 */
export class Store implements Claims {
	private readonly entries = new Map<string, 'open' | 'accepted'>();

	/** @param failing how often a call fails, 0 to 1 */
	constructor(
		private readonly failing: number,
		private readonly random: () => number,
	) {}

	async claim(keys: string[]): Promise<Claim[]> {
		return await this.call(() =>
			keys.map((key): Claim => {
				const before = this.entries.get(key);
				if (before === undefined) this.entries.set(key, 'open');
				return before ?? 'granted';
			}),
		);
	}

	async markAccepted(keys: string[]): Promise<void> {
		await this.call(() => keys.forEach((key) => this.entries.set(key, 'accepted')));
	}

	async release(keys: string[]): Promise<void> {
		await this.call(() => keys.forEach((key) => this.entries.delete(key)));
	}

	/** Nobody else writes here, so there is nothing to confirm. */
	async confirm(): Promise<void> {
		await this.call(() => undefined);
	}

	private async call<Value>(work: () => Value): Promise<Value> {
		await Promise.resolve();
		const fails = this.random() < this.failing;
		if (fails && this.random() < 0.5) throw new Error('the database is down');
		const value = work();
		if (fails) throw new Error('the database went down');
		return value;
	}
}
