/** Random schedules of every provider, and a planted bug (a late ledger) that the proof must find. `npm run verify` plays ten thousand. */
import { Ledger } from '../../core/ledger/ledger.ts';
import type { Message } from '../../core/send/message.ts';
import { toldCounterExample } from './report.mts';
import { PROVIDERS } from '../registry.mts';
import { proveSchedules } from './schedules.mts';

const COUNT = 50;

test.each(PROVIDERS)('%s keeps every promise in random schedules', async (provider) => {
	const proof = await proveSchedules(provider, { count: COUNT });
	expect(toldCounterExample('schedules', proof)).toBe('');
	expect(proof.schedules).toBe(COUNT);
	expect(proof.accepted).toBeGreaterThan(COUNT);
});

test('the same seed plays the same schedules', async () => {
	const [first, second] = [await proveSchedules(PROVIDERS[0]!, { count: 20, seed: 5 }), await proveSchedules(PROVIDERS[0]!, { count: 20, seed: 5 })];
	expect(second).toEqual(first);
});

describe('the proof finds a broken promise', () => {
	test.each(PROVIDERS)('a ledger that is written after the request: %s', async (provider) => {
		class LateLedger extends Ledger {
			override write(message: Message, entry: Parameters<Ledger['write']>[1]): void {
				if (entry[0] !== 'sending') super.write(message, entry);
			}
		}
		const { counterExample, seed } = await proveSchedules(provider, { count: 3_000, shrinks: provider === PROVIDERS[0] }, { ledger: (page) => new LateLedger(page) });
		expect(counterExample?.seen).toMatch(/^never twice: |called (rejected|notSent) .*and was taken/);
		// The reported path finds the counter-example again at once.
		const again = await proveSchedules(provider, { count: 3_000, seed, path: counterExample!.path }, { ledger: (page) => new LateLedger(page) });
		expect(again.schedules).toBe(1);
		expect(again.counterExample?.seen).toBe(counterExample!.seen);
	});
});
