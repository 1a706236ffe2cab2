/** Random schedules of every provider, and two bugs that must not pass; `npm run verify` plays ten thousand. */
import { failure } from '../../core/http/failure.ts';
import { Ledger } from '../../core/ledger/ledger.ts';
import type { Message } from '../../core/send/message.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { toldCounterExample } from './report.mts';
import { proveSchedules, PROVIDERS } from './schedules.mts';

const COUNT = 150;

test.each(PROVIDERS)('%s keeps every promise in random schedules', async (provider) => {
	const proof = await proveSchedules(provider, { count: COUNT });
	expect(toldCounterExample('schedules', proof)).toBe('');
	expect(proof.schedules).toBe(COUNT);
	expect(proof.accepted).toBeGreaterThan(COUNT);
});

test('the same seed plays the same schedules', async () => {
	const [first, second] = [await proveSchedules('wiraya', { count: 20, seed: 5 }), await proveSchedules('wiraya', { count: 20, seed: 5 })];
	expect(second).toEqual(first);
});

describe('what breaks a promise is found', () => {
	test.each(PROVIDERS)('a ledger that is written after the request: %s', async (provider) => {
		class LateLedger extends Ledger {
			override write(message: Message, entry: Parameters<Ledger['write']>[1]): void {
				if (entry[0] !== 'sending') super.write(message, entry);
			}
		}
		const { counterExample, seed } = await proveSchedules(provider, { count: 3_000, shrinks: provider === 'wiraya' }, { ledger: (page) => new LateLedger(page) });
		expect(counterExample?.seen).toMatch(/^never twice: |called (rejected|notSent) .*and was taken/);
		// It is told in a way that finds it again, at once.
		const again = await proveSchedules(provider, { count: 3_000, seed, path: counterExample!.path }, { ledger: (page) => new LateLedger(page) });
		expect(again.schedules).toBe(1);
		expect(again.counterExample?.seen).toBe(counterExample!.seen);
	});

	test('answers that are matched by position', async () => {
		const byPosition = (operation: SendOperation): SendOperation => ({
			...operation,
			decode: (answer, batch) => {
				if (answer.status !== 200 || !answer.body.startsWith('{"results"')) return operation.decode(answer, batch);
				const values = Object.values((JSON.parse(answer.body) as { results: Record<string, unknown> }).results);
				const results = Object.fromEntries(batch.map(({ correlationId }, i) => [correlationId, values[i]]));
				return operation.decode({ ...answer, body: JSON.stringify({ results }) }, batch);
			},
		});
		const { counterExample } = await proveSchedules('wiraya', { count: 3_000 }, { operation: byPosition });
		expect(counterExample?.seen).toMatch(/^no false "accepted": |called unsent: |^never twice: /);
	});

	test('a retry of what may have been accepted', async () => {
		const passing = failure({ status: 'notSent', code: 'http500', what: 'It will pass', fix: 'Wait.', retryable: true, next: 'retry' });
		const rash = (operation: SendOperation): SendOperation => ({
			...operation,
			decode: (answer, batch) => (answer.status === 500 ? batch.map(() => ({ accepted: false, failure: passing })) : operation.decode(answer, batch)),
		});
		const { counterExample } = await proveSchedules('wiraya', { count: 3_000 }, { operation: rash });
		expect(counterExample?.seen).toMatch(/^never twice: |called unsent: /);
	});
});
