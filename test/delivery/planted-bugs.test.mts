/** The proof must find bugs that are planted in one operation. */
import { failure } from '../../core/http/failure.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { proveSchedules } from './schedules.mts';

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
	const { counterExample } = await proveSchedules('wiraya', { count: 3_000, shrinks: false }, { operation: byPosition });
	expect(counterExample?.seen).toMatch(/^no false "accepted": |called unsent: |^never twice: /);
});

test('a retry of a message that may have been accepted', async () => {
	// Not 503, which may ask for a pause: to ignore that breaks another promise.
	const passing = failure({ status: 'notSent', code: 'http500', what: 'It will pass', fix: 'Wait.', retryable: true, next: 'retry' });
	const rash = (operation: SendOperation): SendOperation => ({
		...operation,
		decode: (answer, batch) => (answer.status >= 500 && answer.status !== 503 ? batch.map(() => ({ accepted: false, failure: passing })) : operation.decode(answer, batch)),
	});
	const { counterExample } = await proveSchedules('wiraya', { count: 3_000, shrinks: false }, { operation: rash });
	expect(counterExample?.seen).toMatch(/^never twice: |called unsent: /);
});
