/** Batches, and how a dry run shows them. */
import { dryRun } from '../../core/send/dryRun.ts';
import { halves, plan, withoutRepeats } from '../../core/send/plan.ts';
import { message, messages, plain, TEXT_LIMIT } from './scripted-provider.mts';

const itemsOf = (batches: ReadonlyArray<ReadonlyArray<{ item: number }>>) => batches.map((batch) => batch.map(({ item }) => item));

test('all batches except the last are full', () => {
	expect(itemsOf(plan(messages(7), 3))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
	expect(itemsOf(plan(messages(6), 3))).toEqual([[0, 1, 2], [3, 4, 5]]);
	expect(plan([], 3)).toEqual([]);
});

test('groups do not mix, and come in the order of their first message', () => {
	const mixed = ['b', 'a', 'b', 'a', 'b'].map((content, item) => message(item, { content }));
	expect(itemsOf(plan(mixed, 2, ({ content }) => content))).toEqual([[0, 2], [4], [1, 3]]);
});

test('the files of a batch have room in a request; one of unknown size goes alone, and messages without files fill the rest', () => {
	const withFiles = (...sizes: Array<number | null>) => sizes.map((bytes, item) => message(item, bytes === 0 ? {} : { files: [{ name: 'a.pdf', bytes, mimeType: 'text/plain', read: async () => await Promise.resolve('') }] }));
	const planned = (...sizes: Array<number | null>) => itemsOf(plan(withFiles(...sizes), 4, undefined, 10));
	expect(planned(4, 6, 1)).toEqual([[0, 1], [2]]);
	expect(planned(4, 7, 3)).toEqual([[0], [1, 2]]);
	expect(planned(11, 1)).toEqual([[0], [1]]);
	expect(planned(0, null, 0, 1, null)).toEqual([[0], [1, 2], [3], [4]]);
	expect(planned(10, 0, 0, 0, 0)).toEqual([[0, 1, 2, 3], [4]]);
	expect(planned(0, 0, 0, 6, 4)).toEqual([[0, 1, 2, 3], [4]]);
});

test('halves lose nothing', () => {
	expect(itemsOf(halves(messages(5)))).toEqual([[0, 1, 2], [3, 4]]);
	expect(itemsOf(halves(messages(2)))).toEqual([[0], [1]]);
});

test('only the first message of a deduplication key is sent', () => {
	const [a, b, c, d] = ['x', null, 'x', 'x'].map((deduplicationKey, item) => message(item, { deduplicationKey })) as [never, never, never, never];
	expect(withoutRepeats([a, b, c, d])).toEqual({ unique: [a, b], duplicates: [[c, a], [d, a]] });
	expect(withoutRepeats([b, message(4)]).unique).toHaveLength(2);
});

describe('a dry run', () => {
	const settings = { wireFormat: 'json', baseUrl: 'http://plain', batchSize: 3, maskedHeaders: { Authorization: '***' } };

	test('shows each request once, on its first message and with only that message, and masks the credential', () => {
		const results = dryRun(plain, messages(4), settings);
		expect(results.map(({ item, failure, outcome }) => [item, failure, outcome.status, outcome.attempts, outcome.request])).toEqual([
			[0, null, 'dryRun', 0, { number: 1, messages: 3, method: 'POST', url: 'http://plain/json', headers: { 'Content-Type': 'text/plain', Authorization: '***' }, body: '[["c0","text"]]' }],
			[1, null, 'dryRun', 0, undefined],
			[2, null, 'dryRun', 0, undefined],
			[3, null, 'dryRun', 0, { number: 2, messages: 1, method: 'POST', url: 'http://plain/json', headers: { 'Content-Type': 'text/plain', Authorization: '***' }, body: '[["c3","text"]]' }],
		]);
	});

	test('encodes each message once, plus one per request: no more work than sending', () => {
		let written = 0;
		const counted: typeof plain = { ...plain, encode: (batch, wire) => plain.encode(((written += batch.length), batch), wire) };
		dryRun(counted, messages(1_000), settings);
		expect(written).toBe(1_000 + 333);
	});

	test('splits large batches, groups messages, and follows deduplication keys', () => {
		const content = 'x'.repeat(TEXT_LIMIT / 2 - 15);
		const given = [message(0, { content }), message(1, { deduplicationKey: 'k' }), message(2, { content }), message(3, { deduplicationKey: 'k' }), message(4, { content: 'y'.repeat(TEXT_LIMIT) })];
		const results = dryRun({ ...plain, groupBy: ({ content: [letter] }) => letter! }, given, settings);
		expect(results.map(({ item, outcome }) => [item, (outcome.request as { number: number } | undefined)?.number])).toEqual([[0, 1], [1, 2], [2, undefined], [3, undefined], [4, undefined]]);
		expect(results[3]!.outcome.status).toBe('duplicate');
		expect(results[4]).toMatchObject({ outcome: { status: 'notSent' }, failure: { code: 'tooLarge' } });
		const tight = dryRun(plain, [message(0, { content }), message(1, { content }), message(2, { content })], settings);
		expect(tight.map(({ outcome }) => outcome.request)).toEqual([expect.objectContaining({ number: 1, messages: 2 }), undefined, expect.objectContaining({ number: 2, messages: 1 })]);
	});
});
