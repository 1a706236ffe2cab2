/** The send engine's memory: the ledger of the execution, and deduplication keys. */
import { Ledger, type LedgerEntry, type LedgerPage } from '../../core/ledger/ledger.ts';
import { DO_NOT_RESEND, http, MemoryClaims, message, messages, NOW, play, says, statusesOf } from './scripted-provider.mts';

const pageWith = (entries: Record<string, LedgerEntry>): LedgerPage => ({ version: 1, seed: 'seed', entries });

test('the ledger has the seed of its page, from which IDs are made', () => {
	expect(new Ledger(pageWith({})).seed).toBe('seed');
});

describe('an entry of an earlier try in the ledger', () => {
	test('is not sent again: accepted comes back with its ids, any other is unknown', async () => {
		const page = pageWith({ k0: ['accepted', 2, 'm', 'b', NOW], k1: ['sending', 1], k2: ['unknown', 3, 'ECONNRESET'] });
		const scene = await play(messages(4), [says('ok')], { page, settings: { keepRaw: true } });
		expect(scene.requests).toEqual([['c3']]);
		expect(scene.results[0]).toEqual({
			item: 0,
			failure: null,
			outcome: {
				provider: 'plain',
				channel: 'sms',
				status: 'duplicate',
				messageId: 'm',
				correlationId: 'c0',
				batchId: 'b',
				recipient: 'r0',
				scheduledAt: null,
				acceptedAt: NOW,
				attempts: 2,
				warnings: [],
				raw: null,
			},
		});
		expect(scene.results.slice(1, 3).map(({ outcome, failure }) => [outcome.status, outcome.attempts, failure!.code, failure!.what, failure!.fix])).toEqual([
			['unknown', 1, 'interrupted', 'An earlier try of this execution sent it, and its result is not known (interrupted)', DO_NOT_RESEND],
			['unknown', 3, 'ECONNRESET', 'An earlier try of this execution sent it, and its result is not known (ECONNRESET)', DO_NOT_RESEND],
		]);
		expect(page.entries.k2).toEqual(['unknown', 3, 'ECONNRESET']);
	});

	test('"sending" is written before the request leaves, with the number of the try', async () => {
		const page = Ledger.blankPage();
		const seen: unknown[] = [];
		const look = (said: 'later' | 'ok') => (ids: string[]) => {
			seen.push({ ...page.entries });
			return says(said)(ids, {} as never);
		};
		await play(messages(2), [look('later'), look('ok')], { page });
		expect(seen).toEqual([
			{ k0: ['sending', 1], k1: ['sending', 1] },
			{ k0: ['sending', 2], k1: ['sending', 2] },
		]);
	});

	test('a message that another call of the same tool sent meanwhile is not sent', async () => {
		const page = Ledger.blankPage();
		const clock = new (class extends (await import('./clock.mts')).FakeClock {
			override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
				page.entries.k3 = ['accepted', 1, 'other', null, NOW];
				await super.sleep(ms, signal);
			}
		})();
		const scene = await play(messages(5), [says('ok')], { page, clock, settings: { requestsPerSecond: 1 } });
		expect(scene.requests).toEqual([['c0', 'c1', 'c2'], ['c4']]);
		expect([statusesOf(scene)[3], scene.results[3]!.outcome.messageId]).toEqual(['duplicate', 'other']);
	});
});

describe('deduplication keys', () => {
	const keyed = (...keys: Array<string | null>) => keys.map((deduplicationKey, item) => message(item, { deduplicationKey }));

	test('are claimed before the request, settled when accepted, released when not', async () => {
		const claims = new MemoryClaims();
		const scene = await play(keyed('a', 'b', null), [says('ok', { c1: 'no' })], { tools: { claims } });
		expect(statusesOf(scene)).toEqual(['accepted', 'rejected', 'accepted']);
		expect(claims.calls).toEqual([['claim', ['a', 'b']], ['settle', ['a']], ['release', ['b']], ['confirm', []]]);
	});

	test('are kept if the result is unknown, and released if the message was certainly not sent', async () => {
		const unknown = new MemoryClaims();
		await play(keyed('a'), [() => ({ networkCode: 'ECONNRESET' })], { tools: { claims: unknown } });
		expect(unknown.calls).toEqual([['claim', ['a']], ['confirm', []]]);
		const unsent = new MemoryClaims();
		await play(keyed('a'), [() => http(401)], { tools: { claims: unsent } });
		expect(unsent.calls).toEqual([['claim', ['a']], ['release', ['a']], ['confirm', []]]);
	});

	test('are not claimed for messages that the ledger knows or that will not be sent', async () => {
		const known = new MemoryClaims();
		await play(keyed('a'), [says('ok')], { tools: { claims: known }, page: pageWith({ k0: ['accepted', 1, 'm', null, NOW] }) });
		expect(known.calls).toEqual([['confirm', []]]);
		const stopped = new MemoryClaims();
		await play(keyed('a', 'b'), [() => http(401)], { tools: { claims: stopped }, settings: { batchSize: 1 } });
		expect(stopped.calls).toEqual([['claim', ['a']], ['release', ['a']], ['confirm', []]]);
	});

	test('are claimed once, however often the message is tried', async () => {
		const claims = new MemoryClaims();
		await play(keyed('a'), [says('later'), says('ok')], { tools: { claims } });
		expect(claims.calls).toEqual([['claim', ['a']], ['settle', ['a']], ['confirm', []]]);
	});

	test('claimed before: accepted is a duplicate, open is unknown', async () => {
		const claims = new MemoryClaims({ a: 'accepted', b: 'open' });
		const scene = await play([...keyed('a', 'b', 'c').map((one) => ({ ...one, warnings: ['early'] }))], [says('ok')], { tools: { claims } });
		expect(scene.requests).toEqual([['c2']]);
		expect(scene.results[0]!.outcome).toMatchObject({
			status: 'duplicate',
			messageId: null,
			acceptedAt: null,
			attempts: 0,
			warnings: ['early', "An earlier execution already sent it under this key of Don't Send Twice. Its IDs are not stored."],
		});
		expect(scene.results[1]!.failure).toMatchObject({ status: 'unknown', code: 'claimedBefore' });
		expect(claims.calls).toEqual([['claim', ['a', 'b', 'c']], ['settle', ['c']], ['confirm', []]]);
	});

	test('if all are claimed already, no request is made', async () => {
		const scene = await play(keyed('a', 'b'), [says('ok')], { tools: { claims: new MemoryClaims({ a: 'accepted', b: 'accepted' }) } });
		expect(scene.requests).toEqual([]);
	});

	test('an unreadable store stops messages with a key, and no others', async () => {
		const scene = await play(keyed('a', null), [says('ok')], { tools: { claims: new MemoryClaims({}, { claim: true }) } });
		expect(scene.requests).toEqual([['c1']]);
		expect(scene.results[0]!.failure).toMatchObject({ status: 'notSent', code: 'deduplicationUnavailable', what: "n8n's deduplication store did not answer: the store is away", retryable: true });
	});

	test('a store that cannot be written warns', async () => {
		const scene = await play(keyed('a', null), [says('ok')], { tools: { claims: new MemoryClaims({}, { end: true }) } });
		expect(statusesOf(scene)).toEqual(['accepted', 'accepted']);
		expect(scene.results[0]!.outcome.warnings).toEqual([
			'slow',
			"n8n's deduplication store could not be written. A later execution may report this message as unknown.",
		]);
		expect(scene.results[1]!.outcome.warnings).toEqual(['slow']);
	});

	test('a store that others overwrite until the end warns of every message that was claimed', async () => {
		const scene = await play(keyed('a', null), [says('ok')], { tools: { claims: new MemoryClaims({}, { confirm: true }) } });
		expect(scene.results.map(({ outcome }) => outcome.warnings.length)).toEqual([2, 1]);
		const both = await play(keyed('a'), [says('ok')], { tools: { claims: new MemoryClaims({}, { end: true, confirm: true }) } });
		expect(both.results[0]!.outcome.warnings).toHaveLength(2);
	});

	test('messages with the same key are one: the others share the result of the first', async () => {
		const good = await play(keyed('a', 'a', 'b'), [says('ok')], { tools: { claims: new MemoryClaims() } });
		expect(good.requests).toEqual([['c0', 'c2']]);
		expect(good.results[1]!.outcome).toMatchObject({ status: 'duplicate', messageId: 'm-c0', batchId: 'b', acceptedAt: NOW, attempts: 0 });
		const bad = await play(keyed('a', 'a'), [says('no')], { tools: { claims: new MemoryClaims() } });
		expect(bad.results[1]!.failure).toMatchObject({ status: 'rejected', code: 'no', what: 'It said no; not tried again for the same message' });
	});
});
