/** Between n8n and the polling engine: options, what is remembered, what a test in the editor shows, and why a poll failed in n8n's words. */
import type { IDataObject, IHttpRequestOptions, INodeExecutionData, IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { callFailure } from '../../core/callFailure.ts';
import type { CallOperation } from '../../core/callOperation.ts';
import { executePoll } from '../../core/n8n/poll.ts';
import type { PollOperation, Span } from '../../core/poll.ts';
import { receipt } from '../../core/receipt.ts';
import { unreadable } from '../../core/receive.ts';
import { sightings } from '../fifth/sightings.mts';

type Told = { id: string; at?: string } | string;

const search: CallOperation<Span> = {
	...(sightings as unknown as CallOperation<Span>),
	encode: ({ from, to }, { baseUrl }) => ({ method: 'GET', url: `${baseUrl}?${String(from)}-${String(to)}`, headers: {}, body: '' }),
	about: () => ({}),
	decode: ({ status, body }) => {
		if (status === 418) return callFailure({ status: 'refused', code: 'teapot', what: 'It is a teapot', fix: 'Ask another.', providerMessage: 'Short and stout' });
		if (status !== 200) return null;
		return (JSON.parse(body) as Told[]).map((raw) =>
			typeof raw === 'string' ? unreadable('pigeon', 'inbound', new Error('torn'), raw) : { record: receipt({ provider: 'pigeon', kind: 'inbound', status: 'delivered', messageId: raw.id, occurredAt: raw.at }), raw },
		);
	},
};
const operation: PollOperation<Span> = { search, question: (span) => span, keptMs: 5 * 24 * 3_600_000, most: 1000 };

interface Scene {
	parameters?: IDataObject;
	answer?: (request: IHttpRequestOptions) => unknown;
	kept?: IDataObject;
	mode?: string;
}

function pollContext({ parameters = {}, answer, kept = {}, mode = 'trigger' }: Scene) {
	const requests: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => ({ id: 'n', name: 'Poll', type: 'poll', typeVersion: 1, position: [0, 0], parameters: {} }),
		getNodeParameter: (name: string, fallback: unknown) => name.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], parameters) ?? fallback,
		getPollBudgetMs: () => 50_000,
		getCredentials: async () => await Promise.resolve({ host: 'loft.example.com', ring: 'silver-ring' }),
		getMode: () => mode,
		getWorkflowStaticData: () => kept,
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: IHttpRequestOptions) => {
				requests.push(request);
				return await Promise.resolve(answer!(request));
			},
		},
	};
	return { context: context as unknown as IPollFunctions, requests, kept };
}

const tells = (...told: Told[]) => () => ({ statusCode: 200, headers: {}, body: JSON.stringify(told) });
const now = () => new Date().toISOString();
const ids = (polled: INodeExecutionData[][] | null) => polled && polled[0]!.map(({ json }) => json.messageId);

test('what is new comes once, and what is remembered is kept by n8n', async () => {
	const kept: IDataObject = {};
	expect(await executePoll(pollContext({ kept, answer: tells({ id: 'old', at: now() }) }).context, operation)).toBeNull();
	expect(kept).toEqual({ from: expect.any(Number) as number, seen: expect.any(Object) as object });
	const told = [{ id: 'old', at: now() }, { id: 'new', at: now() }];
	expect(ids(await executePoll(pollContext({ kept, answer: tells(...told) }).context, operation))).toEqual(['new']);
	expect(await executePoll(pollContext({ kept, answer: tells(...told) }).context, operation)).toBeNull();
});

test('one search, in a fifth of the time n8n gives, and never over half a minute', async () => {
	const { context, requests } = pollContext({ answer: tells() });
	await executePoll(context, operation);
	expect(requests.map(({ timeout, method }) => [timeout, method])).toEqual([[10_000, 'GET']]);
	const patient = pollContext({ answer: tells() });
	await executePoll({ ...patient.context, getPollBudgetMs: () => 600_000 } as IPollFunctions, operation);
	expect(patient.requests[0]!.timeout).toBe(30_000);
});

test('the first poll looks back as far as it is told', async () => {
	const at = new Date(Date.now() - 90 * 60_000).toISOString();
	const first = async (lookBack?: number) => ids(await executePoll(pollContext({ parameters: { options: { lookBack } }, answer: tells({ id: 'a', at }) }).context, operation));
	expect([await first(), await first(1), await first(2)]).toEqual([null, null, ['a']]);
});

test('a test in the editor shows the latest ten, oldest first, and remembers nothing', async () => {
	const told = Array.from({ length: 12 }, (_, i) => ({ id: `m-${i}`, at: new Date(Date.UTC(2031, 0, 12 - i)).toISOString() }));
	const { context, kept, requests } = pollContext({ mode: 'manual', answer: tells(...told, { id: 'without a time' }) });
	expect(ids(await executePoll(context, operation))).toEqual([...told.slice(0, 9).reverse().map(({ id }) => id), 'without a time']);
	expect([kept, requests.length, requests[0]!.url.endsWith('?null-null')]).toEqual([{}, 1, true]);
	expect(await executePoll(pollContext({ mode: 'manual', answer: tells() }).context, operation)).toBeNull();
});

test("the provider's own words come with Simplify off, and with what cannot be read", async () => {
	const raws = async (simplify?: boolean) => (await executePoll(pollContext({ mode: 'manual', parameters: { simplify }, answer: tells({ id: 'a', at: '2031-01-15T10:30:00Z' }, 'torn') }).context, operation))![0]!.map(({ json }) => json.raw);
	expect([await raws(), await raws(true), await raws(false)]).toEqual([[undefined, 'torn'], [undefined, 'torn'], [{ id: 'a', at: '2031-01-15T10:30:00Z' }, 'torn']]);
});

describe('a poll that fails says why, and remembers nothing', () => {
	const status = (statusCode: number, headers: object = {}) => () => ({ statusCode, headers, body: '' });
	const lost = (httpCode: string) => () => {
		throw Object.assign(new Error('x'), { httpCode });
	};

	test.each<[string, () => unknown, object]>([
		['401', status(401), { cause: 'credential-invalid' }],
		['404', status(404), { cause: 'configuration-invalid' }],
		['405', status(405), { cause: 'configuration-invalid' }],
		['400', status(400), { cause: 'configuration-invalid' }],
		['429 with a long pause', status(429, { 'retry-after': '30' }), { cause: 'rate-limited', retryAfterMs: 30_000 }],
		['503 with a long pause', status(503, { 'retry-after': '30' }), { cause: 'temporarily-unavailable', retryAfterMs: 30_000 }],
		['a certificate', lost('CERT_HAS_EXPIRED'), { cause: 'temporarily-unavailable' }],
	])('%s', async (_name, answer, cause) => {
		for (const mode of ['trigger', 'manual']) {
			const { context, kept } = pollContext({ answer, mode });
			const error = (await executePoll(context, operation).catch((reason: unknown) => reason)) as NodeOperationError & { failure: object };
			expect([error.failure, kept]).toEqual([cause, {}]);
		}
	});

	test("in the failure's own words, with the provider's behind them", async () => {
		const error = (await executePoll(pollContext({ answer: status(418) }).context, operation).catch((reason: unknown) => reason)) as NodeOperationError;
		expect([error.message, error.description]).toEqual(['It is a teapot', 'Ask another. The provider said: Short and stout']);
		const plain = (await executePoll(pollContext({ answer: status(404) }).context, operation).catch((reason: unknown) => reason)) as NodeOperationError;
		expect(plain.description).not.toContain('The provider said');
	});

	test('an option that cannot be asks nobody', async () => {
		const { context, requests } = pollContext({ parameters: { options: { overlap: 0 } } });
		const error = (await executePoll(context, operation).catch((reason: unknown) => reason)) as NodeOperationError & { failure: object };
		expect([error.message, error.failure, requests]).toEqual(['Options > Overlap is 0', { cause: 'configuration-invalid' }, []]);
		expect(error.description).toMatch(/^Give a whole number from 1 to \d+\.$/);
	});
});
