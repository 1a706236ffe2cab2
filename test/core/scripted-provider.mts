/** A provider without a network: the test gives an answer for each request. */
import { failure, type Failure } from '../../core/http/failure.ts';
import type { Answer, HttpAnswer, WireRequest } from '../../core/http/http.ts';
import type { Claim, Claims } from '../../core/send/claims.ts';
import { Ledger, type LedgerPage } from '../../core/ledger/ledger.ts';
import type { Message } from '../../core/send/message.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import type { Result, Row } from '../../core/send/outcome.ts';
import { send, type SendSettings, type SendTools } from '../../core/send/send.ts';
import { checkWords } from '../words.mts';
import { FakeClock } from './clock.mts';

/** The fix for every message that may have been sent. */
export const DO_NOT_RESEND = 'Look the message up at the provider before you send it again: it may have been delivered.';

/** The start of the scripted provider's clock. */
export const NOW = '2026-11-22T03:00:00.000Z';

/** An answer's result for one message: `ok`, or why not. */
export type Said = 'ok' | 'no' | 'later' | 'mixed' | 'denied' | null;

export const TEXT_LIMIT = 400;

const FAILURES: Record<Exclude<Said, 'ok' | null>, Failure> = {
	no: failure({ status: 'rejected', code: 'no', what: 'It said no', fix: 'Mend it.' }),
	later: failure({ status: 'notSent', code: 'later', what: 'It said later', fix: 'Wait.', retryable: true, next: 'retry' }),
	mixed: failure({ status: 'rejected', code: 'mixed', what: 'It did not like the company', fix: 'Part them.', next: 'split' }),
	denied: failure({ status: 'notSent', code: 'denied', what: 'It does not know us', fix: 'Check the credential.', retryable: true, next: 'stop' }),
};

/** A request's body has its messages' ids and texts; an answer's body has a result for each id. */
export const plain: SendOperation<string> = {
	provider: 'plain',
	connections: [{ credential: 'plainApi', label: 'Plain', addressFields: 'Base URL', baseUrl: () => 'http://plain', sign: () => ({}), secretFields: [], test: { method: 'GET', path: '/', complaint: () => null } }],
	fields: [{ name: 'text', displayName: 'Text' }],
	idField: 'id',
	limits: { batchSize: { default: 3, max: 3 }, bodyBytes: TEXT_LIMIT, concurrency: { default: 1, max: 4 }, requestsPerSecond: 0, timeoutMs: 1000 },
	reader: () => {
		throw new Error('messages are made by hand');
	},
	encode: (batch, { baseUrl, wireFormat }) => ({
		method: 'POST',
		url: `${baseUrl}/${wireFormat}`,
		headers: { 'Content-Type': 'text/plain' },
		body: JSON.stringify(batch.map(({ correlationId, content }) => [correlationId, content])),
	}),
	decode({ status, body }, batch) {
		if (status !== 200) return null;
		const said = JSON.parse(body) as Record<string, Said>;
		return batch.map(({ correlationId }) => rowOf(said[correlationId] ?? null, correlationId));
	},
};

function rowOf(said: Said, id: string): Row | undefined {
	if (said === null) return undefined;
	if (said === 'ok') return { accepted: true, messageId: `m-${id}`, batchId: 'b', warnings: ['slow'], raw: { id } };
	return { accepted: false, failure: FAILURES[said], ...(said === 'no' && { messageId: `n-${id}` }), raw: { id } };
}

/** One message; its id is a letter and its item's number. */
export function message(item: number, given: Partial<Message<string>> = {}): Message<string> {
	return {
		item,
		channel: 'sms',
		recipient: `r${item}`,
		correlationId: `c${item}`,
		hasOwnId: false,
		idempotencyKey: `i${item}`,
		ledgerKey: `k${item}`,
		deduplicationKey: null,
		scheduledAt: null,
		warnings: [],
		content: 'text',
		...given,
	};
}

export const messages = (count: number): Array<Message<string>> => Array.from({ length: count }, (_, item) => message(item));

/** The provider's answer to one request, made from its ids. */
export type Reply = (ids: string[], request: WireRequest) => Answer | Promise<Answer>;

export const http = (status: number, body = '', headers: Record<string, string> = {}): HttpAnswer => ({ status, headers, body });

/** Gives the same result for every message, except for some ids. */
export function says(usual: Said, others: Record<string, Said> = {}): Reply {
	return (ids) => http(200, JSON.stringify(Object.fromEntries(ids.map((id) => [id, id in others ? others[id] : usual]))));
}

/** A claims store in memory. */
export class MemoryClaims implements Claims {
	readonly calls: Array<[string, string[]]> = [];

	constructor(
		private readonly known: Record<string, Claim> = {},
		private readonly broken: { claim?: boolean; end?: boolean; confirm?: boolean } = {},
	) {}

	async claim(keys: string[]): Promise<Claim[]> {
		this.calls.push(['claim', keys]);
		if (this.broken.claim) throw new Error('the store is away');
		return await Promise.resolve(keys.map((key) => this.known[key] ?? 'granted'));
	}

	async markAccepted(keys: string[]): Promise<void> {
		this.calls.push(['settle', keys]);
		await this.end();
	}

	async release(keys: string[]): Promise<void> {
		this.calls.push(['release', keys]);
		await this.end();
	}

	async confirm(): Promise<void> {
		this.calls.push(['confirm', []]);
		if (this.broken.confirm) throw new Error('the store is away');
		await Promise.resolve();
	}

	private async end(): Promise<void> {
		if (this.broken.end) throw new Error('the store is away');
		await Promise.resolve();
	}
}

export interface Scene {
	results: Result[];
	/** The ids each request carried, in order. */
	requests: string[][];
	wires: WireRequest[];
	page: LedgerPage;
	clock: FakeClock;
}

interface Given {
	settings?: Partial<SendSettings>;
	tools?: Partial<SendTools>;
	operation?: SendOperation<string>;
	page?: LedgerPage;
	clock?: FakeClock;
}

/** Sends with one reply per request; the last reply repeats. */
export async function play(batch: Array<Message<string>>, replies: Reply[], given: Given = {}): Promise<Scene> {
	const { operation = plain, page = Ledger.blankPage(), clock = new FakeClock() } = given;
	const requests: string[][] = [];
	const wires: WireRequest[] = [];
	const settings: SendSettings = {
		wireFormat: 'json',
		baseUrl: 'http://plain',
		batchSize: 3,
		concurrency: 1,
		requestsPerSecond: 0,
		retry: { tries: 3, longestWaitMs: 60_000 },
		keepRaw: false,
		...given.settings,
	};
	const transport = async (request: WireRequest): Promise<Answer> => {
		const ids = (JSON.parse(request.body) as Array<[string, string]>).map(([id]) => id);
		requests.push(ids);
		wires.push(request);
		return await replies[Math.min(requests.length, replies.length) - 1]!(ids, request);
	};
	const results = await send(operation, batch, settings, { transport, ledger: new Ledger(page), claims: null, clock, ...given.tools });
	for (const { failure: failed } of results) if (failed) checkWords(failed);
	return { results, requests, wires, page, clock };
}

export const statusesOf = ({ results }: Scene): string[] => results.map(({ outcome }) => outcome.status);
export const codesOf = ({ results }: Scene): Array<string | null> => results.map(({ failure: failed }) => failed && failed.code);
