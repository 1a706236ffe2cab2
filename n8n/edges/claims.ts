import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { systemClock, type Clock } from '../../core/http/clock';
import type { Claim, Claims } from '../../core/send/claims';
import { processedItems } from './host';

const claimed = (key: string) => `claimed:${key}`;
const open = (key: string) => `open:${key}`;
const both = (key: string) => [claimed(key), open(key)];

/** How often to write entries again that others overwrote. */
const ROUNDS = 20;
const REMOVALS = 3;
const SHORTEST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 2000;

/**
 * Deduplication keys in n8n's processed-items store: written at once, kept across executions for this node of this workflow. Each key is stored with
 * an "open" marker that success removes, so an interrupted send reads as open, never as accepted.
 *
 * The store reads, changes and writes its whole row without a lock. Calls in this process take turns, and waiting calls go together. An execution
 * elsewhere may have read the row before we wrote it and may write it afterwards, so our entries are lost. So the node waits long enough for such a
 * write, checks its entries again, and records missing ones again. Two executions that claim the same key at the same moment may
 * still both get it.
 * @param historySize how many messages to remember at least; a larger row is not cut
 */
export function openClaims(context: IExecuteFunctions, historySize: number, clock: Clock = systemClock): Claims {
	const store = processedItems(context);
	const options: ICheckProcessedOptions = { mode: 'entries' };
	/** The entries that the store must hold when the execution ends. */
	const held = new Map<string, 'open' | 'accepted'>();
	let slowestMs = 0;
	/** Whether another execution overwrote our entries. */
	let contended = false;
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
		const mine = last.then(work);
		last = mine.catch(() => undefined);
		return await mine;
	};

	const timed = async <Value>(call: Promise<Value>): Promise<Value> => {
		const start = clock.now();
		const value = await call;
		slowestMs = Math.max(slowestMs, clock.now() - start);
		return value;
	};
	/** Records entries and returns those that already existed. */
	const record = async (entries: string[]): Promise<Set<unknown>> =>
		new Set<unknown>((await timed(store.checkProcessedAndRecord(entries, 'node', options))).processed);
	const remove = async (entries: string[]): Promise<void> => {
		if (entries.length > 0) await timed(store.removeProcessed(entries, 'node', options));
	};
	const letOthersWrite = async () => {
		const pause = Math.min(Math.max(SHORTEST_PAUSE_MS, 2 * slowestMs), LONGEST_PAUSE_MS);
		await clock.sleep(pause * (1 + clock.random()));
	};
	const keep = async (entries: string[]): Promise<void> => {
		if (entries.length === 0) return;
		for (let round = 0; round < ROUNDS; round += 1) {
			await letOthersWrite();
			const there = await record(entries);
			if (entries.every((entry) => there.has(entry))) return;
			contended = true;
		}
		throw new Error('Too many executions write it at once');
	};

	/** The first call creates the row. If two do so at once, the second fails and finds the row when it tries again. */
	const recordFirst = async (entries: string[]): Promise<Set<unknown>> => {
		if (options.maxEntries !== undefined) return await record(entries);
		const count = await store.getProcessedDataCount('node', options);
		options.maxEntries = Math.max(2 * historySize, count);
		return await record(entries).catch(async (error: unknown) => {
			if (count > 0) throw error;
			return await record(entries);
		});
	};

	const claim = async (keys: string[]): Promise<Claim[]> => {
		const before = await recordFirst(keys.flatMap(both));
		const claims = keys.map((key): Claim => (!before.has(claimed(key)) ? 'granted' : before.has(open(key)) ? 'open' : 'accepted'));
		const those = (end: Claim) => keys.filter((_, i) => claims[i] === end);
		// The store cannot be read without writing, so remove the markers that this read put on accepted keys.
		for (const key of those('accepted')) held.set(key, 'accepted');
		await remove(those('accepted').map(open)).catch(() => undefined);
		const granted = those('granted');
		await keep(granted.flatMap(both)).catch(async (error: unknown) => {
			await remove(granted.flatMap(both)).catch(() => undefined);
			throw error;
		});
		for (const key of granted) held.set(key, 'open');
		return claims;
	};

	const settle = async (keys: string[]): Promise<[]> => {
		for (const key of keys) held.set(key, 'accepted');
		await remove(keys.map(open));
		return [];
	};

	const release = async (keys: string[]): Promise<[]> => {
		for (const key of keys) held.delete(key);
		await remove(keys.flatMap(both));
		return [];
	};

	const confirm = async (): Promise<void> => {
		const accepted = [...held.keys()].filter((key) => held.get(key) === 'accepted');
		await keep([...held].flatMap(([key, end]) => (end === 'open' ? both(key) : [claimed(key)])));
		// The store cannot be read without writing, so remove the marker again in case another execution restored it.
		for (let round = 0; round < (contended ? REMOVALS : 1); round += 1) {
			await remove(accepted.map(open));
			if (contended) await letOthersWrite();
		}
	};

	return {
		claim: together(inTurn, claim),
		markAccepted: together(inTurn, settle),
		release: together(inTurn, release),
		confirm: async () => await inTurn(confirm),
	};
}

/** Requests made while another call is in flight go together in the next call. Each gets its own answers. */
function together<Answer>(inTurn: (work: () => Promise<Answer[]>) => Promise<Answer[]>, work: (keys: string[]) => Promise<Answer[]>) {
	let waiting: string[] = [];
	let next: Promise<Answer[]> | undefined;
	return async (keys: string[]): Promise<Answer[]> => {
		const from = waiting.length;
		waiting.push(...keys);
		next ??= inTurn(async () => {
			const all = waiting;
			waiting = [];
			next = undefined;
			return await work(all);
		});
		return (await next).slice(from, from + keys.length);
	};
}
