import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Claim, Claims } from '../claims';

const claimed = (key: string) => `claimed:${key}`;
const accepted = (key: string) => `accepted:${key}`;

/**
 * Deduplication keys in n8n's processed-items store: written at once, kept for this node of this workflow across executions.
 * A key has two entries, one for the claim and one for its good end. The store reads and writes its whole row, so our own
 * calls take turns; those of another execution may come in between, which is why docs promise less for concurrent ones.
 * @param historySize messages remembered
 */
export function openClaims(context: IExecuteFunctions, historySize: number): Claims {
	const options: ICheckProcessedOptions = { mode: 'entries', maxEntries: 2 * historySize };
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
		const mine = last.then(work);
		last = mine.catch(() => undefined);
		return await mine;
	};
	/** Records the entries and gives those that were there before. */
	const record = async (entries: string[]): Promise<Set<unknown>> => {
		const { processed } = await context.helpers.checkProcessedAndRecord(entries, 'node', options);
		return new Set<unknown>(processed);
	};
	const remove = async (entries: string[]) => await context.helpers.removeProcessed(entries, 'node', options);

	const claim = async (keys: string[]): Promise<Claim[]> => {
		const before = await record(keys.map(claimed));
		const taken = keys.filter((key) => before.has(claimed(key)));
		if (taken.length === 0) return keys.map(() => 'granted');
		// The store cannot be asked without recording, so what was not there is taken out again.
		const ended = await record(taken.map(accepted));
		const open = taken.map(accepted).filter((entry) => !ended.has(entry));
		if (open.length > 0) await remove(open);
		return keys.map((key) => (!before.has(claimed(key)) ? 'granted' : ended.has(accepted(key)) ? 'accepted' : 'open'));
	};

	return {
		claim: async (keys) => await inTurn(async () => await claim(keys)),
		settle: async (keys) => await inTurn(async () => void (await record(keys.map(accepted)))),
		release: async (keys) => await inTurn(async () => await remove(keys.map(claimed))),
	};
}
