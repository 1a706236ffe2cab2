/** Deduplication keys in a store without a lock: what one execution records, what others see, and what they overwrite. */
import { openClaims } from '../../n8n/edges/claims.ts';
import { ProcessedItems } from '../engine/processedItems.mts';
import { FakeClock } from './clock.mts';
import { fakeContext } from './context.mts';

const ROW = 'w/node-id';

/** One execution. All share the store, and each has its own clock. */
function execution(processed: ProcessedItems, historySize = 10) {
	const { context } = fakeContext({ processed });
	const clock = new FakeClock();
	return { ...openClaims(context, historySize, clock), clock, helpers: context.helpers };
}

const seenBy = async (processed: ProcessedItems, key: string) => (await execution(processed).claim([key]))[0];

test('a key is open until its result is known, then accepted, and free again once it is released', async () => {
	const processed = new ProcessedItems();
	const one = execution(processed);
	expect(await one.claim(['a', 'b'])).toEqual(['granted', 'granted']);
	expect(await seenBy(processed, 'a')).toBe('open');
	await one.markAccepted(['a']);
	await one.release(['b']);
	expect([await seenBy(processed, 'a'), await seenBy(processed, 'a'), await seenBy(processed, 'b')]).toEqual(['accepted', 'accepted', 'granted']);
});

test('overwritten entries are recorded again at the end, each key with its own result', async () => {
	const processed = new ProcessedItems();
	await execution(processed).claim(['old']);
	await execution(processed).markAccepted(['old']);
	const one = execution(processed);
	expect(await one.claim(['a', 'b', 'old'])).toEqual(['granted', 'granted', 'accepted']);
	await one.markAccepted(['a']);
	processed.rows.set(ROW, []);
	await one.confirm();
	expect(await Promise.all(['a', 'b', 'old'].map(async (key) => (await execution(processed).claim([key]))[0]))).toEqual(['accepted', 'open', 'accepted']);
});

test('the pause for other writers is twice as long as the slowest call, and with a random part up to twice that', async () => {
	const processed = new ProcessedItems();
	const one = execution(processed);
	const record = one.helpers.checkProcessedAndRecord.bind(one.helpers);
	const durations = [300, 100];
	one.helpers.checkProcessedAndRecord = async (...given) => {
		await Promise.resolve();
		one.clock.pass(durations.shift() ?? 0);
		return await record(...given);
	};
	await one.claim(['a']);
	// Half of the random part.
	expect(one.clock.slept).toEqual([900]);
});

test('without other executions, nothing is written twice at the end', async () => {
	const processed = new ProcessedItems();
	const one = execution(processed);
	await one.claim(['a']);
	await one.markAccepted(['a']);
	const before = one.clock.slept.length;
	await one.confirm();
	expect(one.clock.slept.length - before).toBe(1);
});

test('if two make the row at once, the second finds it; any other failure is reported', async () => {
	const processed = new ProcessedItems();
	const first = execution(processed);
	const record = first.helpers.checkProcessedAndRecord.bind(first.helpers);
	let calls = 0;
	const failsOnce: typeof record = async (...given) => {
		calls += 1;
		if (calls === 1) throw new Error('duplicate key value violates unique constraint');
		return await record(...given);
	};
	first.helpers.checkProcessedAndRecord = failsOnce;
	expect(await first.claim(['a'])).toEqual(['granted']);

	calls = 0;
	const second = execution(processed);
	second.helpers.checkProcessedAndRecord = failsOnce;
	await expect(second.claim(['b'])).rejects.toThrow('duplicate key');
	expect(calls).toBe(1);
});

test('entries are kept for this node, up to the history size, and existing ones are never cut', async () => {
	const processed = new ProcessedItems();
	const asked: unknown[] = [];
	const watched = (historySize: number) => {
		const one = execution(processed, historySize);
		const record = one.helpers.checkProcessedAndRecord.bind(one.helpers);
		one.helpers.checkProcessedAndRecord = async (entries, scope, options) => {
			asked.push([scope, { ...options }]);
			return await record(entries, scope, options);
		};
		return one;
	};
	await watched(10).claim(['a', 'b', 'c']);
	expect(asked[0]).toEqual(['node', { mode: 'entries', maxEntries: 20 }]);
	asked.length = 0;
	await watched(1).claim(['d']);
	expect(asked[0]).toEqual(['node', { mode: 'entries', maxEntries: 6 }]);
});

test('a key that others overwrite again and again is not granted, and leaves no entry', async () => {
	class Forgetful extends ProcessedItems {
		override async checkProcessedAndRecord(...given: Parameters<ProcessedItems['checkProcessedAndRecord']>) {
			const answer = await super.checkProcessedAndRecord(...given);
			this.rows.set(ROW, []);
			return answer;
		}
	}
	const processed = new Forgetful();
	const one = execution(processed);
	await expect(one.claim(['a'])).rejects.toThrow('Too many executions write it at once');
	expect([one.clock.slept.length, processed.rows.get(ROW)]).toEqual([20, []]);
});
