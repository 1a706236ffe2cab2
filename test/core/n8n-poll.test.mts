/** Polling at the edge to n8n: its calls to n8n, its results, and its error messages. The provider answers without a network. */
import type { IDataObject, IHttpRequestOptions, IPollFunctions, NodeOperationError } from 'n8n-workflow';

import type { PollOperation, TimeRange } from '../../core/poll/poll.ts';
import type { PollEntry } from '../../core/provider.ts';
import { unreadable } from '../../core/receive/receive.ts';
import { receipt } from '../../core/records/receipt.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import { executePoll } from '../../n8n/run/poll.ts';
import '../engine/short-pauses.mts';

interface Letter {
	id: string;
	/** Minutes; null if it does not say. */
	ago: number | null;
}

type Letters = ReadonlyArray<Letter | string>;

const MINUTE = 60_000;

const operation: PollOperation<TimeRange> = {
	search: {
		provider: 'post',
		connections: [{ credential: 'postApi', label: 'Post', addressFields: 'Base URL', baseUrl: () => 'https://post/', sign: () => ({}), secretFields: ['key'], test: { method: 'GET', path: '/', complaint: () => null } }],
		fields: [],
		limits: { concurrency: { default: 1, max: 1 }, requestsPerSecond: 0, timeoutMs: 1000 },
		idempotent: true,
		reader: () => {
			throw new Error('spans are made by hand');
		},
		about: () => ({}),
		encode: (span, { baseUrl }) => ({ method: 'GET', url: `${baseUrl}/${JSON.stringify(span)}`, headers: {}, body: '' }),
		decode: ({ status, body }) =>
			status !== 200
				? null
				: (JSON.parse(body) as Letters).map((letter) =>
						typeof letter === 'string'
							? unreadable('post', 'inbound', new Error(letter), letter, 'The letter')
							: { record: receipt({ provider: 'post', kind: 'inbound', status: 'delivered', messageId: letter.id, occurredAt: letter.ago === null ? null : new Date(Date.now() - letter.ago * MINUTE).toISOString() }), raw: { id: letter.id } },
					),
	} as RequestOperation<TimeRange>,
	params: (span) => span,
	retentionMs: 5 * 24 * 60 * MINUTE,
	pageLimit: 1000,
};

/** The entry of a poll in a provider. */
const entryOf = (of: PollOperation<TimeRange>): PollEntry => ({ form: {}, load: async () => await Promise.resolve(() => of as PollOperation) });

interface Given {
	letters?: Letters;
	/** The answer instead of the letters. */
	answer?: { statusCode: number; headers?: IDataObject; body?: string };
	parameters?: IDataObject;
	staticData?: IDataObject;
	mode?: 'trigger' | 'manual';
	budgetMs?: number;
}

/** One poll, with its calls to n8n. */
async function poll({ letters = [], answer, parameters = {}, staticData = {}, mode = 'trigger', budgetMs = 300_000 }: Given) {
	const requests: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => ({ id: 'node-id', name: 'Post Trigger', type: 'package.postTrigger', typeVersion: 1, position: [0, 0], parameters }),
		getMode: () => mode,
		getPollBudgetMs: () => budgetMs,
		getWorkflowStaticData: (kind: string) => (kind === 'node' ? staticData : undefined),
		getCredentials: async (name: string) => await Promise.resolve({ name, key: 'canary' }),
		getNodeParameter: (name: string, fallback: unknown) => name.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], parameters) ?? fallback,
		helpers: {
			httpRequest: () => undefined,
			async httpRequestWithAuthentication(this: unknown, credential: string, request: IHttpRequestOptions) {
				expect(credential).toBe('postApi');
				requests.push(request);
				return await Promise.resolve(answer === undefined ? { statusCode: 200, headers: {}, body: JSON.stringify(letters) } : { headers: {}, body: '', ...answer });
			},
		},
	} as unknown as IPollFunctions;
	const result = await executePoll(context, entryOf(operation)).then((items) => ({ items, error: null }), (error: NodeOperationError) => ({ items: null, error }));
	return { ...result, ids: result.items?.[0]?.map(({ json }) => json.messageId) ?? null, requests, staticData };
}

/** The store of a trigger that polled once, long ago, and found nothing. */
const polled = (): IDataObject => ({ from: Date.now() - 60 * MINUTE, seen: {} });

test('new records start one execution; without new records none starts', async () => {
	const staticData = polled();
	const letters = [{ id: 'b', ago: 1 }, { id: 'a', ago: 2 }];
	const { items, ids } = await poll({ letters, staticData });
	expect(ids).toEqual(['a', 'b']);
	expect(items).toHaveLength(1);
	expect(items![0]![0]!.json).not.toHaveProperty('raw');
	expect(Object.keys(staticData.seen as object)).toHaveLength(2);
	expect((await poll({ letters, staticData })).items).toBeNull();
	expect((await poll({ letters: [], staticData: {} })).items).toBeNull();
});

test('raw data comes with Simplify off, and always with an unreadable record', async () => {
	const raws = async (parameters: IDataObject) => (await poll({ letters: [{ id: 'a', ago: 1 }, 'torn'], staticData: polled(), parameters })).items![0]!.map(({ json }) => json.raw);
	expect(await raws({ simplify: false })).toEqual([{ id: 'a' }, 'torn']);
	expect(await raws({})).toEqual([undefined, 'torn']);
});

test.each([
	[300_000, 30_000],
	[36_000, 7200],
])("of a budget of %s ms no request takes more than %s ms, and none is sent anywhere else", async (budgetMs, timeout) => {
	const { requests } = await poll({ budgetMs });
	expect(requests).toMatchObject([{ method: 'GET', timeout, disableFollowRedirect: true }]);
	expect(requests[0]!.url).toMatch(/^https:\/\/post\/\{"from":\d+,"to":null\}$/);
});

test('Look Back and Overlap are hours and minutes', async () => {
	const spanOf = ({ requests }: { requests: IHttpRequestOptions[] }) => JSON.parse(requests[0]!.url.replace('https://post/', '')) as TimeRange;
	const near = (ms: unknown, minutesAgo: number) => expect(Math.abs(Number(ms) - (Date.now() - minutesAgo * MINUTE))).toBeLessThan(2 * MINUTE);
	const first = await poll({ letters: [{ id: 'a', ago: 179 }, { id: 'old', ago: 181 }], parameters: { options: { lookBack: 3, overlap: 20 } } });
	expect(first.ids).toEqual(['a']);
	near(spanOf(first).from, 180);
	near(first.staticData.from, 180);
	const second = await poll({ letters: [{ id: 'b', ago: 0 }], parameters: { options: { overlap: 20 } }, staticData: first.staticData });
	near(second.staticData.from, 20);
});

describe('a test in the editor', () => {
	test('shows the latest ten by time, searches everything and remembers nothing', async () => {
		const letters = [{ id: 'timeless', ago: null }, ...Array.from({ length: 12 }, (_, i) => ({ id: `m-${i}`, ago: 5000 - i }))].reverse();
		const { ids, requests, staticData } = await poll({ letters, mode: 'manual' });
		expect(ids).toEqual([...Array.from({ length: 9 }, (_, i) => `m-${i + 3}`), 'timeless']);
		expect(requests[0]!.url).toBe('https://post/{"from":null,"to":null}');
		expect(staticData).toEqual({});
	});

	test('shows nothing if there is nothing, and shows failures', async () => {
		expect(await poll({ mode: 'manual' })).toMatchObject({ items: null, error: null });
		expect((await poll({ mode: 'manual', answer: { statusCode: 404 } })).error?.failure).toEqual({ cause: 'configuration-invalid' });
	});
});

test.each<[string, Given['answer'], object, RegExp]>([
	['401', { statusCode: 401, body: 'no canary here' }, { cause: 'credential-invalid' }, /^Check the credential.* The provider said: no \*\*\* here$/],
	['403', { statusCode: 403 }, { cause: 'credential-invalid' }, /request was made\.$/],
	['400', { statusCode: 400 }, { cause: 'configuration-invalid' }, /./],
	['404', { statusCode: 404 }, { cause: 'configuration-invalid' }, /Base URL/],
	['405', { statusCode: 405 }, { cause: 'configuration-invalid' }, /Base URL/],
	['429', { statusCode: 429, headers: { 'retry-after': '90' } }, { cause: 'rate-limited', retryAfterMs: 90_000 }, /./],
	['503 with a time', { statusCode: 503, headers: { 'retry-after': '60' } }, { cause: 'temporarily-unavailable', retryAfterMs: 60_000 }, /./],
	['500', { statusCode: 500 }, { cause: 'temporarily-unavailable' }, /./],
])('%s is reported with the reason that n8n needs to decide when to poll again', async (_name, answer, failure, description) => {
	const staticData = polled();
	const before = { ...staticData };
	const { error, staticData: after } = await poll({ answer, staticData });
	expect(error?.failure).toEqual(failure);
	expect(error?.description).toMatch(description);
	expect(error?.message).not.toMatch(/item/);
	expect(after).toEqual(before);
});

test('a bug of ours is reported as one', async () => {
	const broken = { ...operation, search: { ...operation.search, encode: () => JSON.parse('') as never } };
	const context = { getNode: () => ({}), getMode: () => 'trigger', getPollBudgetMs: () => 300_000, getWorkflowStaticData: () => ({}), getCredentials: async () => await Promise.resolve({}), getNodeParameter: (_: string, fallback: unknown) => fallback, helpers: { httpRequest: () => undefined, httpRequestWithAuthentication: () => undefined } } as unknown as IPollFunctions;
	await expect(executePoll(context, entryOf(broken))).rejects.toMatchObject({ failure: { cause: 'node-defect' } });
});

test.each<[IDataObject, string]>([
	[{ overlap: 0 }, 'Options > Overlap is 0'],
	[{ overlap: 1441 }, 'Options > Overlap is 1441'],
	[{ overlap: 1.5 }, 'Options > Overlap is 1.5'],
	[{ lookBack: -1 }, 'Options > Look Back is -1'],
	[{ lookBack: 121 }, 'Options > Look Back is 121'],
	[{ lookBack: 'x' }, 'Options > Look Back is "x"'],
])('%j is refused before anything is asked', async (options, message) => {
	const { error, requests } = await poll({ parameters: { options } });
	expect([error?.message, error?.failure]).toEqual([message, { cause: 'configuration-invalid' }]);
	expect(error?.description).toMatch(/^Give a whole number/);
	expect(requests).toEqual([]);
});
