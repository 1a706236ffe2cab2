/**
 * All readers of foreign data, to be fed with malformed input. A target feeds its reader once and throws if a promise is broken: one result per
 * message, no exception, no word outside of the vocabulary.
 */
import type { Answer, Transport } from '../../core/http/http.ts';
import { readCallback } from '../../core/receive/receive.ts';
import type { ProviderRecord } from '../../core/records/providerRecord.ts';
import type { Receipt } from '../../core/records/receipt.ts';
import { runRequests, type Reply } from '../../core/request/runRequests.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import { Ledger } from '../../core/ledger/ledger.ts';
import type { Message } from '../../core/send/message.ts';
import { wireFormatsOf, type SendOperation } from '../../core/send/operation.ts';
import type { Result } from '../../core/send/outcome.ts';
import { send, type SendSettings } from '../../core/send/send.ts';
import { parseJson } from '../../core/wire/json.ts';
import { parseXml } from '../../core/wire/xml.ts';
import { openSandbox, type DirectSandbox } from '../../sandbox/direct.mts';
import { ANSWERS, CALLBACKS, PROVIDERS, SENDS } from '../registry.mts';
import type { CallbackRow } from '../samples.mts';
import { FakeClock } from '../core/clock.mts';
import { credentialHeaders, messagesOf, sendSettings, subjectsOf } from '../delivery/run-schedule.mts';
import { huge, mutate, type Random } from './mutate.mts';

export interface Target {
	name: string;
	/** @throws Error if a promise is broken */
	feed(random: Random): Promise<void>;
}

const STATUSES = [200, 200, 200, 200, 201, 202, 204, 207, 302, 400, 401, 404, 409, 413, 422, 429, 500, 503, 599];
const MESSAGES = 5;

/** All targets: the two parsers, the answers to every send in every wire format and to every look-up, and every trigger's callbacks. */
export async function targets(): Promise<Target[]> {
	const sandbox = await openSandbox();
	const subjects = PROVIDERS.flatMap((provider) => subjectsOf(Object.values(SENDS), provider));
	const sends = await Promise.all(
		subjects.flatMap((subject) =>
			wireFormatsOf(subject.operation).map(async (wireFormat) => {
				const settings = { ...sendSettings(subject, sandbox), wireFormat, retry: { tries: 2, longestWaitMs: 1000 } };
				const messages = messagesOf(subject, Array.from({ length: MESSAGES }, (_, item) => item), { seed: 'seed', isTool: false });
				const good = goodAnswers(sandbox, subject.operation, messages, settings, await credentialHeaders(subject.row, sandbox));
				const [sample] = Object.entries(SENDS).find(([, row]) => row === subject.row)!;
				const name = `${subject.operation.provider}: ${sample}, ${wireFormat} answers`;
				return { name, feed: async (random: Random) => await feedSend(subject.operation, messages, settings, good, random) };
			}),
		),
	);
	const calls = ANSWERS.map((row): Target => ({ name: `${row.name} answers`, feed: async (random) => await feedCall(row.operation, row.params, row.answers, random) }));
	const callbacks = CALLBACKS.map((row): Target => ({ name: `${row.name} callbacks`, feed: async (random) => await feedCallback(row, random) }));
	return [
		{ name: 'JSON', feed: parser(parseJson, '{"a":[1,1234567890123456789,"x\\"y",{"b":null}],"c":1.5e3}') },
		{ name: 'XML', feed: parser(parseXml, '<r a="1"><i>ä &amp; &#228;</i><i><j>7</j></i><![CDATA[<x>]]></r>') },
		...sends,
		...calls,
		...callbacks,
	];
}

/** A parser must return a value or throw an Error. */
function parser(parse: (text: string) => unknown, good: string): Target['feed'] {
	return async (random) => {
		try {
			parse(mutate(random, good));
		} catch (error) {
			if (!(error instanceof Error) || error instanceof RangeError) throw error;
		}
		if (({} as Record<string, unknown>).polluted !== undefined) throw new Error('the prototype of all objects was written to');
		await Promise.resolve();
	};
}

/** The sandbox's answers to the messages: all accepted, one refused, all refused, the credential refused. */
export function goodAnswers(sandbox: DirectSandbox, operation: SendOperation, messages: readonly Message[], settings: SendSettings, headers: Record<string, string>): string[] {
	const batch = messages.slice(0, settings.batchSize);
	const ask = (given: Record<string, string>): string => {
		const request = operation.encode(batch, settings);
		return sandbox.ask({ ...request, headers: { ...request.headers, ...given } })?.answer?.body ?? '';
	};
	const accepted = ask(headers);
	sandbox.refuseRecipient({ recipient: batch[0]!.recipient || batch[0]!.reference!, outcome: 'permanent' });
	const mixed = ask(headers);
	sandbox.reset();
	return [accepted, accepted, mixed, ask({})];
}

async function feedSend(operation: SendOperation, messages: readonly Message[], settings: SendSettings, good: readonly string[], random: Random): Promise<void> {
	const page = Ledger.blankPage();
	const results = await send(operation, messages, settings, { transport: answering(good, random), ledger: new Ledger(page), claims: null, clock: new FakeClock() });
	const items = results.map(({ item }) => item).join();
	if (items !== messages.map(({ item }) => item).join()) throw new Error(`results for items ${items}`);
	results.forEach(sound);
	JSON.stringify(results);
}

/** The record only has allowed values, and a failure has a message. */
function sound({ item, outcome, failure }: Result): void {
	const failed = ['rejected', 'notSent', 'unknown'].includes(outcome.status);
	if (!failed && !['accepted', 'duplicate'].includes(outcome.status)) throw new Error(`item ${item} is ${outcome.status}`);
	if (failed !== (failure !== null)) throw new Error(`item ${item} is ${outcome.status} ${failure === null ? 'without' : 'with'} a failure`);
	for (const key of ['messageId', 'batchId', 'acceptedAt'] as const) {
		if (outcome[key] !== null && typeof outcome[key] !== 'string') throw new Error(`item ${item} has ${key} ${JSON.stringify(outcome[key])}`);
	}
	if (!outcome.warnings.every((warning) => typeof warning === 'string')) throw new Error(`item ${item} has a warning that is no text`);
	if (failure && [failure.what, failure.fix, failure.code].some((text) => typeof text !== 'string' || text === '')) throw new Error(`item ${item} fails without words`);
	if (failure && (failure.providerMessage ?? '').length > 20_000) throw new Error(`item ${item} quotes the provider at length`);
}

async function feedCall(operation: RequestOperation, params: unknown, good: readonly string[], random: Random): Promise<void> {
	const settings = { baseUrl: 'http://sandbox.invalid', concurrency: 1, requestsPerSecond: 0, retry: { tries: 2, longestWaitMs: 1000 } };
	const replies: Reply[] = await runRequests(operation, [{ item: 0, params, ledgerKey: 'question' }], settings, { transport: answering(good, random), clock: new FakeClock(), ledger: new Ledger(Ledger.blankPage()) });
	if (replies.length !== 1) throw new Error(`${replies.length} replies to one question`);
	const [{ records, failure }] = replies as [Reply];
	if (failure !== null && records.length > 0) throw new Error('a failure with findings');
	if (records.some(({ record }) => 'error' in record)) throw new Error('a record that n8n would take for a failure');
	JSON.stringify(replies);
}

/** A trigger's reader must return records that n8n can pass on, or throw an Error, which the trigger turns into an item. No forgery may pass. */
async function feedCallback({ operation, auth, contentType, bodies }: CallbackRow, random: Random): Promise<void> {
	const body = Buffer.from(mutate(random, bodies[Math.floor(random() * bodies.length)]!));
	const query = random() < 0.1 ? { [mutate(random, 'id')]: mutate(random, '7') } : {};
	const callback = { method: random() < 0.9 ? 'POST' : 'GET', query, headers: { 'content-type': contentType }, body };
	if (operation.verify(callback, auth)) throw new Error('it passes without a proof of whose it is');
	let records: ProviderRecord[] = [];
	try {
		records = readCallback(operation, callback, auth);
	} catch (error) {
		if (!(error instanceof Error) || error instanceof RangeError) throw error;
	}
	for (const { record } of records) {
		if ('error' in record) throw new Error('a record that n8n would take for a failure');
		const { receiptId, status, kind } = record as Partial<Receipt>;
		if (!/^[0-9a-f]{32}$/.test(receiptId ?? '') || !status || !kind) throw new Error(`a record without its keys: ${JSON.stringify(record).slice(0, 200)}`);
	}
	JSON.stringify(records);
	await Promise.resolve();
}

/** A provider that answers anything. */
function answering(good: readonly string[], random: Random): Transport {
	return async () => {
		const status = STATUSES[Math.floor(random() * STATUSES.length)]!;
		const text = good[Math.floor(random() * good.length)]!;
		const body = random() < 0.0005 ? huge(random) : mutate(random, text);
		const headers: Record<string, string> = { 'content-type': random() < 0.5 ? 'application/json' : 'text/html' };
		if (random() < 0.2) headers['retry-after'] = mutate(random, '1');
		const answer: Answer = { status, headers, body };
		return await Promise.resolve(answer);
	};
}
