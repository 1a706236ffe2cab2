import { createHash } from 'node:crypto';
import type { ICheckProcessedContextData, ICheckProcessedOptions, IDataDeduplicator, IDeduplicationOutput } from 'n8n-workflow';

/**
 * n8n's processed-items store in memory, with n8n's behaviour: one row per node, read and written whole, with time in between and without a lock, so
 * the later of two writers wins. A row can be made only once. It stores only hashes and drops the oldest. Within the call that makes the row, a
 * repeated entry is new every time.
 */
export class ProcessedItems implements IDataDeduplicator {
	readonly rows = new Map<string, string[]>();
	/** If set, every call fails, like a database that is down. */
	broken = false;
	/** If set, this many following claims all see the row from before the first of them. */
	meeting = 1;
	private met: Array<() => void> = [];
	/** If set, the call with this number fails (from 0, counted from now). */
	private calls = 0;
	private failing: number | null = null;

	set failAtCall(call: number | null) {
		this.failing = call;
		this.calls = 0;
	}

	async checkProcessedAndRecord(
		items: Array<string | number>,
		_scope: string,
		data: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const row = await this.load(data);
		await this.meet();
		const fresh = items.filter((item) => !row?.includes(hash(item)));
		const processed = items.filter((item) => row?.includes(hash(item)));
		const kept = [...(row ?? []), ...fresh.map(hash)];
		await this.save(data, row, kept.slice(-(options.maxEntries ?? kept.length)));
		return { new: fresh, processed };
	}

	async removeProcessed(items: Array<string | number>, _scope: string, data: ICheckProcessedContextData): Promise<void> {
		const gone = new Set(items.map(hash));
		const row = await this.load(data);
		if (row) await this.save(data, row, row.filter((entry) => !gone.has(entry)));
	}

	checkProcessedItemsAndRecord(): never {
		throw new Error('not used by the nodes');
	}

	async clearAllProcessedItems(_scope: string, data: ICheckProcessedContextData): Promise<void> {
		await this.load(data);
		this.rows.delete(nameOf(data));
	}

	async getProcessedDataCount(_scope: string, data: ICheckProcessedContextData): Promise<number> {
		return (await this.load(data))?.length ?? 0;
	}

	private async load(data: ICheckProcessedContextData): Promise<string[] | undefined> {
		await answer();
		const failsNow = this.failing === this.calls;
		this.calls += 1;
		if (this.broken || failsNow) throw new Error('the database is down');
		return this.rows.get(nameOf(data));
	}

	private async meet(): Promise<void> {
		if (this.meeting < 2) return;
		await new Promise<void>((resolve) => {
			this.met.push(resolve);
			if (this.met.length < this.meeting) return;
			this.meeting = 1;
			this.met.splice(0).forEach((go) => go());
		});
	}

	private async save(data: ICheckProcessedContextData, read: string[] | undefined, row: string[]): Promise<void> {
		await answer();
		if (read === undefined && this.rows.has(nameOf(data))) throw new Error('duplicate key value violates unique constraint');
		this.rows.set(nameOf(data), row);
	}
}

/** Answers later, like a database, so that calls of two executions can interleave. */
async function answer(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 1));
}

function nameOf({ workflow, node }: ICheckProcessedContextData): string {
	return `${workflow.id}/${node?.id}`;
}

function hash(item: string | number): string {
	return createHash('md5').update(String(item)).digest('base64');
}
