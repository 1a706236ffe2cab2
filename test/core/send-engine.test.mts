/** The send engine against a scripted provider: what it sends, when, and the results. */
import { DateTime } from 'luxon';

import { ANSWER_BYTES } from '../../core/http/classify.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { codesOf, DO_NOT_RESEND, http, message, messages, NOW, plain, play, says, statusesOf, TEXT_LIMIT } from './scripted-provider.mts';

describe('one request', () => {
	test('keeps the warnings of a message, whatever its result', async () => {
		const { results } = await play([message(0, { warnings: ['early'] }), message(1, { warnings: ['late'] })], [says('no', { c1: null })]);
		expect(results.map(({ outcome }) => [outcome.status, outcome.warnings])).toEqual([['rejected', ['early']], ['unknown', ['late']]]);
	});

	test('gives one complete record per message, in the order of the items', async () => {
		const scheduledAt = DateTime.fromISO('2031-01-15T10:30:00-03:00', { setZone: true });
		const segments = { encoding: 'GSM-7', count: 1 } as const;
		const scene = await play([message(0, { scheduledAt, segments, warnings: ['early'] }), message(1)], [says('ok')]);
		const record = { provider: 'plain', channel: 'sms', status: 'accepted', batchId: 'b', acceptedAt: NOW, attempts: 1 };
		expect(scene.results).toEqual([
			{
				item: 0,
				failure: null,
				outcome: { ...record, messageId: 'm-c0', correlationId: 'c0', recipient: 'r0', scheduledAt: '2031-01-15T10:30:00-03:00', segments, warnings: ['early', 'slow'] },
			},
			{ item: 1, failure: null, outcome: { ...record, messageId: 'm-c1', correlationId: 'c1', recipient: 'r1', scheduledAt: null, warnings: ['slow'] } },
		]);
		expect(Object.keys(scene.results[1]!.outcome)).not.toContain('raw');
		expect(scene.wires).toEqual([{ method: 'POST', url: 'http://plain/json', headers: { 'Content-Type': 'text/plain' }, body: '[["c0","text"],["c1","text"]]' }]);
	});

	test('keeps the provider\'s time of acceptance, and null for missing ids', async () => {
		const operation: SendOperation<string> = { ...plain, decode: (_answer, batch) => batch.map(() => ({ accepted: true, messageId: null, acceptedAt: '2026-11-22T02:59:59Z' })) };
		const { results, page } = await play(messages(1), [says('ok')], { operation });
		expect(results[0]!.outcome).toMatchObject({ messageId: null, batchId: null, acceptedAt: '2026-11-22T02:59:59Z', warnings: [] });
		expect(page.entries).toEqual({ k0: ['accepted', 1, null, null, '2026-11-22T02:59:59Z'] });
	});

	test('has the raw answer only on request, and null if there is none', async () => {
		const { results } = await play(messages(3), [says('ok', { c1: 'no', c2: null })], { settings: { keepRaw: true } });
		expect(results.map(({ outcome }) => outcome.raw)).toEqual([{ id: 'c0' }, { id: 'c1' }, null]);
	});

	test('values that only the provider knows are null', async () => {
		const { results } = await play([message(0, { channel: '', recipient: '', reference: '7' })], [says('ok')]);
		expect(results[0]!.outcome).toMatchObject({ channel: null, recipient: null });
	});

	test('has no message whose file cannot be read, and the others', async () => {
		const torn = { name: 'torn.txt', mimeType: 'text/plain', bytes: 4, read: async () => await Promise.reject(new Error('ENOENT')) };
		const scene = await play([message(0, { files: [torn] }), message(1)], [says('ok')]);
		expect(scene.results.map(({ outcome, failure }) => [outcome.status, failure?.code ?? null])).toEqual([['notSent', 'fileUnreadable'], ['accepted', null]]);
		expect(scene.requests).toEqual([['c1']]);
		expect((await play([message(0, { files: [torn] })], [says('ok')])).requests).toEqual([]);
	});

	test('is planned by group and batch size; without messages there is none', async () => {
		const operation: SendOperation<string> = { ...plain, groupBy: ({ content }) => content };
		const mixed = ['a', 'b', 'a', 'a', 'a', 'b'].map((content, item) => message(item, { content }));
		const scene = await play(mixed, [says('ok')], { operation });
		expect(scene.requests).toEqual([['c0', 'c2', 'c3'], ['c4'], ['c1', 'c5']]);
		expect(scene.results.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4, 5]);
		expect((await play([], [says('ok')])).results).toEqual([]);
	});

	test('never more at once than the concurrency', async () => {
		let under = 0;
		let most = 0;
		const slow = async (ids: string[]) => {
			under += 1;
			most = Math.max(most, under);
			await new Promise(setImmediate);
			under -= 1;
			return await says('ok')(ids, plain.encode([], { wireFormat: 'json', baseUrl: '' }));
		};
		await play(messages(30), [slow], { settings: { concurrency: 3 } });
		expect(most).toBe(3);
	});
});

describe('the answer', () => {
	test('gives each message its own result', async () => {
		const scene = await play(messages(3), [says('ok', { c1: 'no', c2: null })]);
		expect(statusesOf(scene)).toEqual(['accepted', 'rejected', 'unknown']);
		expect(scene.results[1]!.failure).toEqual({
			status: 'rejected',
			code: 'no',
			what: 'It said no',
			fix: 'Mend it.',
			httpStatus: null,
			retryable: false,
			retryAfterMs: null,
			providerMessage: null,
			next: 'nothing',
		});
		expect(scene.results.map(({ outcome }) => outcome.messageId)).toEqual(['m-c0', 'n-c1', null]);
		expect(scene.results[2]!.failure).toEqual({
			status: 'unknown',
			code: 'unreadableAnswer',
			what: "The provider's answer does not mention this message",
			fix: DO_NOT_RESEND,
			httpStatus: 200,
			retryable: false,
			retryAfterMs: null,
			providerMessage: null,
			next: 'nothing',
		});
		// The ledger forgets refused messages, so that they may be sent again, but not messages that may have been accepted.
		expect(scene.page.entries).toEqual({ k0: ['accepted', 1, 'm-c0', 'b', NOW], k2: ['unknown', 1, 'unreadableAnswer'] });
	});

	test('makes all messages unknown if it is unreadable, and is quoted in part', async () => {
		const body = `<html>${'x'.repeat(3000)}`;
		const scene = await play(messages(2), [() => http(200, body)], { settings: { keepRaw: true } });
		expect(statusesOf(scene)).toEqual(['unknown', 'unknown']);
		expect(scene.results[0]!.failure).toMatchObject({ code: 'unreadableAnswer', httpStatus: 200 });
		expect(scene.results[0]!.failure!.what).toMatch(/^The provider's answer could not be read: Unexpected token/);
		expect(scene.results[0]!.outcome.raw).toBe(body.slice(0, 2000));
	});

	test('is read up to the limit, and not beyond it', async () => {
		const padded = (length: number) => `{"c0":"ok"}${' '.repeat(length - 11)}`;
		expect(statusesOf(await play(messages(1), [() => http(200, padded(ANSWER_BYTES))]))).toEqual(['accepted']);
		const over = await play(messages(1), [() => http(200, padded(ANSWER_BYTES + 1))]);
		expect(over.results[0]!.failure!.what).toBe("The provider's answer could not be read: The answer is too large to be read");
	});

	test('without rows leaves the decision to the status', async () => {
		const scene = await play(messages(2), [() => http(500, 'out of order')]);
		expect(scene.results[0]!.failure).toMatchObject({ status: 'unknown', code: 'http500', providerMessage: 'out of order' });
		expect(scene.page.entries).toEqual({ k0: ['unknown', 1, 'http500'], k1: ['unknown', 1, 'http500'] });
		const silent = await play(messages(2), [() => ({ networkCode: 'ECONNRESET' })]);
		expect([statusesOf(silent), codesOf(silent)]).toEqual([['unknown', 'unknown'], ['ECONNRESET', 'ECONNRESET']]);
	});
});

describe('trying again', () => {
	test('only transient messages go again, from all batches together, after all first requests', async () => {
		const scene = await play(messages(7), [says('ok', { c1: 'later' }), says('ok', { c4: 'later' }), says('later'), says('ok')]);
		expect(scene.requests).toEqual([['c0', 'c1', 'c2'], ['c3', 'c4', 'c5'], ['c6'], ['c1', 'c4', 'c6']]);
		expect(statusesOf(scene)).toEqual(Array(7).fill('accepted'));
		expect(scene.results.map(({ outcome }) => outcome.attempts)).toEqual([1, 2, 1, 1, 2, 1, 2]);
		expect(scene.page.entries.k1).toEqual(['accepted', 2, 'm-c1', 'b', '2026-11-22T03:00:00.250Z']);
	});

	test('up to the number of tries, each time after a longer wait', async () => {
		const scene = await play(messages(1), [says('later')], { settings: { retry: { tries: 4, longestWaitMs: 1000 } } });
		expect(scene.requests).toHaveLength(4);
		expect(scene.clock.slept).toEqual([250, 500, 1000]);
		expect(scene.results[0]).toMatchObject({ outcome: { status: 'notSent', attempts: 4 }, failure: { code: 'later', retryable: true } });
		expect(scene.page.entries).toEqual({});
		const once = await play(messages(1), [says('later')], { settings: { retry: { tries: 1, longestWaitMs: 1000 } } });
		expect([once.requests.length, once.clock.slept]).toEqual([1, []]);
	});

	test('after the provider’s wait, if it gave one for all messages', async () => {
		const told = await play(messages(1), [() => http(429, '', { 'retry-after': '7' }), says('ok')]);
		expect([told.clock.slept, statusesOf(told)]).toEqual([[7000], ['accepted']]);
		const mixed = await play(messages(4), [() => http(429, '', { 'retry-after': '7' }), says('later'), says('ok')], { settings: { batchSize: 2 } });
		// The second request has to wait as well, and the second round has its own wait.
		expect([mixed.clock.slept, statusesOf(mixed)]).toEqual([[7000, 250], Array(4).fill('accepted')]);
	});

	test('waits up to the allowed time, and no longer', async () => {
		const settings = { retry: { tries: 3, longestWaitMs: 5000 } };
		const just = await play(messages(1), [() => http(429, '', { 'retry-after': '5' }), says('ok')], { settings });
		expect([statusesOf(just), just.clock.slept]).toEqual([['accepted'], [5000]]);
		const over = await play(messages(4), [() => http(429, '', { 'retry-after': '6' }), says('ok')], { settings });
		expect([over.requests.length, over.clock.slept, codesOf(over)]).toEqual([1, [], ['http429', 'http429', 'http429', 'rateLimited']]);
		expect(over.results[3]!.failure).toMatchObject({
			status: 'notSent',
			what: 'The provider asked to wait 6 s, longer than Longest Wait allows',
			fix: 'Run the workflow again later, or raise Options > Longest Wait.',
			retryable: true,
			retryAfterMs: 6000,
		});
	});

	test('within a tenth of the first requests, if there were ten or more', async () => {
		const scene = await play(messages(20), [says('later')], { settings: { batchSize: 1, retry: { tries: 5, longestWaitMs: 1000 } } });
		expect(scene.requests).toHaveLength(22);
		expect(scene.requests.slice(20)).toEqual([['c0'], ['c1']]);
		expect(new Set(statusesOf(scene))).toEqual(new Set(['notSent']));
		expect(scene.results[19]!.failure).toMatchObject({ code: 'later', what: 'It said later; not tried again, because too many requests failed', next: 'nothing', retryable: true });
		expect(scene.results[19]!.outcome.attempts).toBe(1);
		expect(scene.page.entries).toEqual({});
	});

	test('a hundred requests become a hundred and ten, however many tries are allowed', async () => {
		const scene = await play(messages(100), [says('later')], { settings: { batchSize: 1, retry: { tries: 10, longestWaitMs: 1000 } } });
		expect(scene.requests).toHaveLength(110);
	});

	test('in the order of the items, whichever answer came first', async () => {
		let slow: () => void = () => undefined;
		const first = async (ids: string[]) => {
			await new Promise<void>((resolve) => (slow = resolve));
			return await says('later')(ids, {} as never);
		};
		const second = (ids: string[]) => {
			setImmediate(slow);
			return says('later')(ids, {} as never);
		};
		const scene = await play(messages(4), [first, second, says('ok')], { settings: { batchSize: 2, concurrency: 2 } });
		expect(scene.requests).toEqual([['c0', 'c1'], ['c2', 'c3'], ['c0', 'c1'], ['c2', 'c3']]);
	});
});

describe('a batch that is refused because of some of its messages', () => {
	test('is halved until the bad message stands alone', async () => {
		const reply = (ids: string[]) => (ids.includes('c5') ? http(400, 'bad text') : says('ok')(ids, {} as never));
		const scene = await play(messages(8), [reply], { settings: { batchSize: 8 } });
		expect(scene.requests).toEqual([
			['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'],
			['c0', 'c1', 'c2', 'c3'],
			['c4', 'c5', 'c6', 'c7'],
			['c4', 'c5'],
			['c4'],
			['c5'],
			['c6', 'c7'],
		]);
		expect(statusesOf(scene)).toEqual([...Array<string>(5).fill('accepted'), 'rejected', 'accepted', 'accepted']);
		expect(scene.results[5]!.failure).toMatchObject({ code: 'http400', providerMessage: 'bad text', httpStatus: 400 });
		expect(scene.results[4]!.outcome.attempts).toBe(4);
	});

	test('is given up after ten single refusals in a row', async () => {
		const scene = await play(messages(64), [() => http(400, 'bad')], { settings: { batchSize: 64 } });
		const alone = scene.requests.filter((ids) => ids.length === 1);
		expect(alone).toHaveLength(10);
		expect(codesOf(scene).filter((code) => code === 'http400')).toHaveLength(10);
		expect(scene.results[63]!.failure).toMatchObject({
			status: 'notSent',
			code: 'batchRefused',
			what: 'The provider refused the request as invalid (HTTP 400), together with other messages; this one was not tried alone',
			fix: 'This message may be a good one: correct those that were refused, then run the workflow again.',
			retryable: true,
			next: 'nothing',
		});
	});

	test('an accepted message starts the count again', async () => {
		const reply = (ids: string[]) => (ids.length === 1 && Number(ids[0]!.slice(1)) % 8 === 7 ? says('ok')(ids, {} as never) : http(400));
		const scene = await play(messages(64), [reply], { settings: { batchSize: 64 } });
		expect(statusesOf(scene).filter((status) => status === 'accepted')).toHaveLength(8);
		expect(codesOf(scene)).not.toContain('batchRefused');
	});

	test('only messages that were refused because of others are sent again, at once', async () => {
		const scene = await play(messages(3), [says('mixed', { c0: 'no' }), says('ok')]);
		expect(scene.requests).toEqual([['c0', 'c1', 'c2'], ['c1', 'c2']]);
		expect([statusesOf(scene), scene.clock.slept]).toEqual([['rejected', 'accepted', 'accepted'], []]);
	});

	test('a message alone in its batch was refused itself', async () => {
		const scene = await play(messages(1), [says('mixed')]);
		expect([scene.requests.length, codesOf(scene), statusesOf(scene)]).toEqual([1, ['mixed'], ['rejected']]);
	});
});

describe('a batch larger than a request may be', () => {
	const long = 'x'.repeat(TEXT_LIMIT / 2 - 15);

	test('is split before it is sent', async () => {
		const scene = await play([0, 1, 2].map((item) => message(item, { content: long })), [says('ok')]);
		expect(scene.requests).toEqual([['c0', 'c1'], ['c2']]);
		expect(scene.wires.every(({ body }) => Buffer.byteLength(body) <= TEXT_LIMIT)).toBe(true);
		expect(statusesOf(scene)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(scene.results[0]!.outcome.attempts).toBe(1);
	});

	test('is measured in bytes, and the exact limit is allowed', async () => {
		const room = TEXT_LIMIT - Buffer.byteLength('[["c0",""]]');
		const filling = 'é'.repeat(Math.floor(room / 2)) + 'x'.repeat(room % 2);
		const just = await play([message(0, { content: filling })], [says('ok')]);
		expect(Buffer.byteLength(just.wires[0]!.body)).toBe(TEXT_LIMIT);
		expect(statusesOf(just)).toEqual(['accepted']);
		const over = await play([message(0, { content: `${filling}x` }), message(1)], [says('ok')]);
		expect(over.requests).toEqual([['c1']]);
		expect(over.results[0]!.failure).toMatchObject({ status: 'notSent', code: 'tooLarge', what: `The message is larger than the ${TEXT_LIMIT} bytes a request may have`, fix: 'Shorten it.' });
	});
});

describe('the end of a run', () => {
	test('a refused credential ends it: nothing more is sent', async () => {
		const scene = await play(messages(7), [says('ok'), () => http(401, 'who are you')]);
		expect(scene.requests).toHaveLength(2);
		expect(codesOf(scene)).toEqual([null, null, null, 'http401', 'http401', 'http401', 'stopped']);
		expect(scene.results[6]!.failure).toMatchObject({ status: 'notSent', what: 'Not tried: the provider had already refused the credential', httpStatus: 401, retryable: true });
		expect(Object.keys(scene.page.entries)).toEqual(['k0', 'k1', 'k2']);
	});

	test('so does such a row, also for messages that were to be tried again', async () => {
		const scene = await play(messages(2), [says('later', { c1: 'denied' })]);
		expect([scene.requests.length, codesOf(scene)]).toEqual([1, ['stopped', 'denied']]);
	});

	test('a cancelled execution sends nothing more, and waits for nothing', async () => {
		const controller = new AbortController();
		const reply = (ids: string[]) => {
			controller.abort();
			return says('later')(ids, {} as never);
		};
		const scene = await play(messages(4), [reply], { tools: { signal: controller.signal } });
		expect(scene.requests).toEqual([['c0', 'c1', 'c2']]);
		expect(codesOf(scene)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
		expect(scene.results[0]!.outcome.attempts).toBe(1);
		expect(scene.results[3]!.failure).toMatchObject({
			status: 'notSent',
			what: 'The execution was stopped before this item had its turn',
			fix: 'Run the workflow again.',
			retryable: true,
		});
	});

	test('a cancellation while waiting for its turn sends nothing', async () => {
		const controller = new AbortController();
		const clock = new (class extends (await import('./clock.mts')).FakeClock {
			override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
				controller.abort();
				await super.sleep(ms, signal);
			}
		})();
		const scene = await play(messages(6), [says('ok')], { clock, settings: { requestsPerSecond: 1 }, tools: { signal: controller.signal } });
		expect([scene.requests.length, codesOf(scene)]).toEqual([1, [null, null, null, 'cancelled', 'cancelled', 'cancelled']]);
	});
});

describe('a bug of the node itself', () => {
	const failing = (part: Partial<SendOperation<string>>): SendOperation<string> => ({ ...plain, ...part });

	test('before the request leaves its messages unsent', async () => {
		const scene = await play(messages(4), [says('ok')], {
			operation: failing({
				encode: (batch, settings) => {
					if (batch[0]!.item === 0) throw new Error('cannot write');
					return plain.encode(batch, settings);
				},
			}),
		});
		expect(statusesOf(scene)).toEqual(['notSent', 'notSent', 'notSent', 'accepted']);
		expect(scene.results[0]!.failure).toMatchObject({ code: 'internal', what: 'The node itself failed: cannot write', fix: 'Please report it with the workflow that shows it.' });
	});

	test('does not affect messages that have a result or will be tried again', async () => {
		const scene = await play(messages(4), [says('mixed', { c0: 'no', c1: 'later' }), says('ok')], {
			settings: { batchSize: 4 },
			operation: failing({
				encode: (batch, settings) => {
					if (batch.length === 2) throw new Error('cannot write');
					return plain.encode(batch, settings);
				},
			}),
		});
		expect([statusesOf(scene), codesOf(scene)]).toEqual([['rejected', 'accepted', 'notSent', 'notSent'], ['no', null, 'internal', 'internal']]);
	});

	test('after it makes them unknown', async () => {
		const scene = await play(messages(2), [
			() => {
				throw new Error(`gone ${'x'.repeat(300)}`);
			},
		]);
		expect(scene.results[0]!.failure).toMatchObject({ status: 'unknown', code: 'internal', fix: DO_NOT_RESEND });
		expect(scene.results[0]!.failure!.what).toBe(`The node itself failed: gone ${'x'.repeat(195)}…`);
		expect(scene.page.entries.k0).toEqual(['unknown', 1, 'internal']);
	});
});
