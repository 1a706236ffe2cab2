import { Callbacks } from './callbacks/callbacks.mts';
import type { Provider } from './contract.mts';
import { FaultSchedule } from './faults/schedule.mts';
import { RefusedRecipients } from './faults/rows.mts';
import { Holds } from './faults/holds.mts';
import { InboundMessages } from './inbound.mts';
import { Journal } from './journal.mts';
import type { Counts, Duplicate } from './records.mts';
import { Statuses } from './statuses.mts';
import { Traffic } from './traffic.mts';

/** The state and orders of one running sandbox. */
export class SandboxState {
	readonly journal = new Journal();
	readonly traffic = new Traffic(this.journal);
	readonly faults = new FaultSchedule();
	readonly refusedRecipients = new RefusedRecipients();
	readonly holds = new Holds();
	readonly statuses = new Statuses(this.journal);
	readonly inbound = new InboundMessages();
	readonly callbacks: Callbacks;
	latencyMs: number;
	/** The workflow in n8n's editor, if known. */
	editorUrl: string | null = null;
	private readonly initialLatencyMs: number;

	constructor(
		readonly providers: readonly Provider[],
		private readonly keys: Readonly<Record<string, readonly string[]>>,
		latencyMs: number,
	) {
		this.initialLatencyMs = latencyMs;
		this.latencyMs = latencyMs;
		this.callbacks = new Callbacks(providers, this.journal, this.statuses);
	}

	keysOf(provider: Provider): readonly string[] {
		return this.keys[provider.name] ?? provider.defaultKeys;
	}

	expireTokens(): void {
		for (const provider of this.providers) provider.expireTokens?.();
	}

	/** A snapshot of the counters. */
	counts(): Counts {
		this.journal.compareContents();
		return { ...structuredClone(this.journal.counts), held: this.holds.size };
	}

	duplicates(): Duplicate[] {
		this.journal.compareContents();
		return this.journal.duplicates.slice();
	}

	/** Forgets all events and orders, and restores the latency of the start. */
	reset(): void {
		this.faults.clear();
		this.refusedRecipients.clear();
		this.statuses.clear();
		this.inbound.clear();
		this.callbacks.clear();
		this.holds.release();
		this.latencyMs = this.initialLatencyMs;
		this.journal.reset();
	}
}
