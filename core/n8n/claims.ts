import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Claim, Claims } from '../claims';

const claimed = (key: string) => `claimed:${key}`;
const open = (key: string) => `open:${key}`;

/**
 * Deduplication keys in n8n's processed-items store: written at once, kept for this node of this workflow across executions.
 * A key is recorded with a mark that its end is open; a good end takes the mark away. So whatever is interrupted falls to the
 * side of "open", never of "accepted". The store reads and writes its whole row, so our own calls take turns; those of another
 * execution may come in between, which is why docs promise less for concurrent ones.
 * @param historySize messages remembered at least; a row that is larger already is not cut
 */
export function openClaims(context: IExecuteFunctions, historySize: number): Claims {
	const options: ICheckProcessedOptions = { mode: 'entries' };
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value> => {
		const mine = last.then(work);
		last = mine.catch(() => undefined);
		return await mine;
	};
	const remove = async (entries: string[]) => await context.helpers.removeProcessed(entries, 'node', options);

	const claim = async (keys: string[]): Promise<Claim[]> => {
		options.maxEntries ??= Math.max(2 * historySize, await context.helpers.getProcessedDataCount('node', options));
		const entries = keys.flatMap((key) => [claimed(key), open(key)]);
		const { processed } = await context.helpers.checkProcessedAndRecord(entries, 'node', options);
		const before = new Set<unknown>(processed);
		const claims = keys.map((key): Claim => (!before.has(claimed(key)) ? 'granted' : before.has(open(key)) ? 'open' : 'accepted'));
		// The store cannot be asked without recording, so the marks just made on accepted keys are taken away again.
		const marked = keys.filter((_, i) => claims[i] === 'accepted').map(open);
		if (marked.length > 0) await remove(marked).catch(() => undefined);
		return claims;
	};

	return {
		claim: async (keys) => await inTurn(async () => await claim(keys)),
		settle: async (keys) => await inTurn(async () => await remove(keys.map(open))),
		release: async (keys) => await inTurn(async () => await remove(keys.flatMap((key) => [claimed(key), open(key)]))),
	};
}
