/** Between n8n and the engine: parameters and options read, items read three ways, requests made, items and errors given back. */
import { NodeOperationError } from 'n8n-workflow';

import { optionalDateTime, optionalId, phone, smsText } from '../../core/fields.ts';
import type { LedgerPage } from '../../core/ledger.ts';
import { executeSend } from '../../core/n8n/execute.ts';
import type { SendOperation } from '../../core/operation.ts';
import { z } from '../../vendor/zod.ts';
import { ProcessedItems } from '../engine/processedItems.mts';
import { fakeContext, type Scene } from './context.mts';
import { plain } from './scripted.mts';

/** The scripted provider with fields, a choice of two credentials and two wire formats. */
const operation: SendOperation<string> = {
	...plain,
	connections: [
		{ credential: 'plainApi', baseUrl: ({ baseUrl }) => String(baseUrl), secretFields: ['key', 'none'], maskedHeaders: { Key: '***' } },
		{ credential: 'fancyApi', baseUrl: () => ' https://fancy.example.com/v1// ', secretFields: [], derivedSecrets: ({ key }) => [`${String(key)}!`], maskedHeaders: { Fancy: '***' } },
	],
	fields: [
		{ name: 'kind', displayName: 'Kind' },
		{ name: 'to', displayName: 'To Whom' },
		{ name: 'text', displayName: 'Text' },
		{ name: 'time', displayName: 'Time' },
		{ name: 'id', displayName: 'My ID' },
	],
	selector: 'kind',
	limits: { ...plain.limits, requestsPerSecond: 0 },
	wireFormats: ['json', 'other'],
	schema: (settings) =>
		z
			.object({ kind: z.unknown(), to: phone(settings), text: smsText(settings), time: optionalDateTime(settings), id: optionalId('Give it.') })
			.transform(({ kind, to, text, time, id }) => ({
				channel: String(kind),
				recipient: to,
				correlationId: id,
				scheduledAt: time,
				segments: text.segments,
				warnings: text.text === 'odd' ? ['odd'] : [],
				content: text.text,
			})),
};

const GOOD = { messageFrom: 'fields', kind: 'sms', to: '+447700900123', text: 'Hi', time: '', id: '' };
const credential = { baseUrl: 'http://plain.example.com/', key: 'canary-key' };
const ok = ({ body }: { body?: unknown }) => ({
	statusCode: 200,
	headers: { 'X-Thing': 'a' },
	body: JSON.stringify(Object.fromEntries((JSON.parse(String(body)) as Array<[string, string]>).map(([id, text]) => [id, text === 'bad' ? 'no' : 'ok']))),
});

async function execute(scene: Scene, given: SendOperation<string> = operation) {
	const fake = fakeContext({ parameters: GOOD, answer: ok, credential, ...scene });
	const [items] = await executeSend(fake.context, given);
	return { ...fake, items: items! };
}

/** The one error of an execution that stops on errors. */
async function thrown(scene: Scene, given: SendOperation<string> = operation): Promise<NodeOperationError & { requests: number }> {
	const fake = fakeContext({ parameters: GOOD, answer: ok, credential, ...scene });
	const error = await executeSend(fake.context, given).then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(NodeOperationError);
	return Object.assign(error as NodeOperationError, { requests: fake.requests.length });
}

const errorsOf = (items: Array<{ json: unknown }>) => items.map(({ json }) => (json as { error?: string }).error);

describe('the output', () => {
	test('one item an input item, in order, with pairedItem, and the tally on the node', async () => {
		const texts = ['a', 'bad', 'odd', 'c'];
		const { items, hints } = await execute({ parameters: { ...GOOD, text: '=t' }, items: texts.map((t) => ({ t })), continueOnFail: true });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, { item: 3 }]);
		expect(items[0]!.json).toMatchObject({ provider: 'plain', channel: 'sms', status: 'accepted', recipient: '447700900123', segments: { encoding: 'GSM-7', count: 1 } });
		expect(items[0]!.json).not.toHaveProperty('error');
		expect(Object.keys(items[1]!.json)).toEqual(['error', 'message', 'details']);
		expect(items[1]!.json).toMatchObject({
			error: 'It said no [item 1]',
			message: 'It said no [item 1]. Mend it.',
			details: { provider: 'plain', status: 'rejected', recipient: '447700900123', attempts: 1, code: 'no', httpStatus: null, retryable: false, retryAfterMs: null, providerMessage: null },
		});
		expect(hints).toEqual([{ message: '3 accepted, 1 rejected; 3 with warnings', type: 'warning', location: 'outputPane' }]);
	});

	test('the tally of a run without blemish is only information', async () => {
		const quiet: SendOperation<string> = { ...operation, decode: (_answer, batch) => batch.map(() => ({ accepted: true, messageId: null })) };
		expect((await execute({}, quiet)).hints).toEqual([{ message: '1 accepted', type: 'info', location: 'outputPane' }]);
	});

	test("the provider's words stand behind the advice", async () => {
		const { items } = await execute({ answer: () => ({ statusCode: 422, headers: {}, body: 'no such number' }), continueOnFail: true });
		expect(items[0]!.json.message).toMatch(/^The provider refused the request as malformed \(HTTP 422\) \[item 0\]\. .* The provider said: no such number$/);
	});

	test('with On Error set to stop, one error tells of all', async () => {
		const texts = ['a', ...Array<string>(7).fill('bad')];
		const error = await thrown({ parameters: { ...GOOD, text: '=t', options: { batchSize: 3 } }, items: texts.map((t) => ({ t })) });
		expect(error.message).toBe('1 accepted, 7 rejected: It said no [item 1]');
		expect(error.description).toBe('Mend it.\nAlso:\nIt said no [item 2]\nIt said no [item 3]\nIt said no [item 4]\nIt said no [item 5]\nand 2 more');
		expect(error.context.itemIndex).toBe(1);
		expect(error.messages).toEqual([]);
		const few = await thrown({ parameters: { ...GOOD, text: 'bad' }, items: [{}, {}] });
		expect(few.description).toBe('Mend it.\nAlso:\nIt said no [item 1]');
		expect((await thrown({ parameters: { ...GOOD, text: 'bad' } })).description).toBe('Mend it.');
	});

	test("its text stays, though n8n would write advice to send again over a network's word", async () => {
		const reset = () => {
			throw Object.assign(new Error('gone'), { httpCode: 'ECONNRESET' });
		};
		expect((await thrown({ answer: reset })).message).toBe('1 unknown: The connection ended without an answer (ECONNRESET) [item 0]');
	});
});

describe('bad items', () => {
	const items = [{ to: 'nobody' }, { to: '+447700900123' }, { to: '' }];
	const parameters = { ...GOOD, to: '=to' };

	test('with On Error set to stop nothing is sent, and the error names the bad ones alone', async () => {
		const error = await thrown({ parameters, items });
		expect(error.requests).toBe(0);
		expect(error.message).toBe('3 not sent: To Whom is "nobody", which cannot be a phone number [item 0]');
		expect(error.description).toMatch(/Also:\nTo Whom is missing \[item 2\]$/);
	});

	test('else the good ones are sent', async () => {
		const { items: out, requests } = await execute({ parameters, items, continueOnFail: true });
		expect(requests).toHaveLength(1);
		expect(errorsOf(out)).toEqual(['To Whom is "nobody", which cannot be a phone number [item 0]', undefined, 'To Whom is missing [item 2]']);
		expect(out[0]!.json.details).toEqual({
			provider: 'plain',
			channel: null,
			status: 'notSent',
			messageId: null,
			correlationId: null,
			batchId: null,
			recipient: null,
			scheduledAt: null,
			acceptedAt: null,
			attempts: 0,
			warnings: [],
			code: 'invalidMessage',
			httpStatus: null,
			retryable: false,
			retryAfterMs: null,
			providerMessage: null,
		});
	});

	test('an expression that fails names its field', async () => {
		const { items: out } = await execute({ parameters: { ...GOOD, to: '=!' }, continueOnFail: true });
		expect(out[0]!.json).toMatchObject({ error: 'To Whom cannot be evaluated: no such thing [item 0]', message: 'To Whom cannot be evaluated: no such thing [item 0]. Mend the expression.' });
		const unnamed = await execute({ parameters: { ...GOOD, to: '=?' }, continueOnFail: true });
		expect(unnamed.items[0]!.json).toMatchObject({ error: 'nobody knows [item 0]', message: 'nobody knows [item 0]. Mend the expression.' });
		const option = await execute({ parameters: { ...GOOD, options: { deduplicationKey: '=!' } }, continueOnFail: true });
		expect(errorsOf(option.items)).toEqual(['options.deduplicationKey cannot be evaluated: no such thing [item 0]']);
	});

	test('an id given twice is refused by its display name', async () => {
		const { items: out } = await execute({ parameters: { ...GOOD, id: 'same' }, items: [{}, {}], continueOnFail: true });
		expect(errorsOf(out)).toEqual([undefined, 'My ID "same" is also that of item 0 [item 1]']);
		const { items: unnamed } = await execute({ parameters: { ...GOOD, id: 'same' }, items: [{}, {}], continueOnFail: true }, { ...operation, idField: 'elsewhere' });
		expect(errorsOf(unnamed)[1]).toBe('elsewhere "same" is also that of item 0 [item 1]');
	});
});

describe('three ways to give a message', () => {
	const message = { kind: 'voice', to: '+447700900123', text: 'Hi' };

	test('fields: those that are shown, the fixed ones read once', async () => {
		const { reads, items } = await execute({ parameters: { messageFrom: 'fields', kind: 'sms', to: '=to', text: 'Hi' }, items: [{ to: '+447700900123' }, { to: '+447700900124' }] });
		expect(items.map(({ json }) => json.recipient)).toEqual(['447700900123', '447700900124']);
		expect(reads.filter((read) => /^(kind|to|text|time|id)#/.test(read))).toEqual(['kind#0', 'text#0', 'to#0', 'to#1']);
	});

	test('JSON, as text or as an object; the selector of the node serves where it has none', async () => {
		const channels = async (messageJson: unknown, item: Record<string, unknown> = {}) =>
			(await execute({ parameters: { messageFrom: 'json', kind: 'sms', messageJson }, items: [item] })).items[0]!.json.channel;
		expect(await channels(JSON.stringify(message))).toBe('voice');
		expect(await channels('=m', { m: message })).toBe('voice');
		expect(await channels('=m', { m: { ...message, kind: undefined } })).toBe('sms');
	});

	test.each([
		['no JSON', /^Message is no JSON \(.*\) \[item 0\]$/],
		['[1]', /^Message is \[1\], not a JSON object \[item 0\]$/],
		['null', /^Message is empty, not a JSON object \[item 0\]$/],
		['7', /^Message is 7, not a JSON object \[item 0\]$/],
	])('JSON %s is refused', async (messageJson, expected) => {
		const { items } = await execute({ parameters: { messageFrom: 'json', kind: 'sms', messageJson }, continueOnFail: true });
		expect(errorsOf(items)[0]).toMatch(expected);
		expect(items[0]!.json.message).toMatch(/ Give .*\.$/);
	});

	test('large numbers in JSON text keep their digits', async () => {
		const { items } = await execute({ parameters: { messageFrom: 'json', kind: 'sms', messageJson: '{"to":"+447700900123","text":"x","id":12345678901234567890}' } });
		expect(items[0]!.json.correlationId).toBe('12345678901234567890');
	});

	test('the item itself, without any expression', async () => {
		const { items, reads } = await execute({ parameters: { messageFrom: 'item', kind: 'sms' }, items: [message, { ...message, kind: undefined, other: 1 }] });
		expect(items.map(({ json }) => json.channel)).toEqual(['voice', 'sms']);
		expect(reads.filter((read) => read.startsWith('messageFrom'))).toEqual(['messageFrom#0']);
	});

	test('an operation without a selector reads none', async () => {
		const { items, reads } = await execute({ parameters: { messageFrom: 'item', kind: 'sms' }, items: [{ ...message, kind: undefined }] }, { ...operation, selector: undefined } as never);
		expect(items[0]!.json.channel).toBe('undefined');
		expect(reads.some((read) => read.startsWith('kind'))).toBe(false);
	});
});

describe('options', () => {
	const refused = async (options: Record<string, unknown>) => {
		const error = await thrown({ parameters: { ...GOOD, options } });
		expect(error.requests).toBe(0);
		return `${error.message} | ${error.description}`;
	};

	test.each([
		['batchSize', 'Batch Size', 1, 3],
		['concurrency', 'Concurrency', 1, 4],
		['requestsPerSecond', 'Requests per Second', 0, 1000],
		['maxTries', 'Maximum Tries', 1, 10],
		['longestWait', 'Longest Wait', 0, 3600],
		['timeout', 'Timeout', 1, 600],
		['maxSegments', 'Maximum SMS Parts', 0, 255],
		['deduplicationHistorySize', 'Deduplication History Size', 1, 1_000_000],
	])('%s must be in its range', async (name, displayName, least, most) => {
		for (const value of [least - 1, most + 1, 1.5, 'x']) {
			expect(await refused({ [name]: value })).toBe(`Options > ${displayName} is ${JSON.stringify(value)} | Give a whole number from ${least} to ${most}.`);
		}
		for (const value of [least, most]) expect((await execute({ parameters: { ...GOOD, options: { [name]: value } } })).items[0]!.json.status).toBe('accepted');
	});

	test('others must be known', async () => {
		expect(await refused({ defaultCountry: 'XX' })).toBe('Options > Default Country is "XX" | Give the two letters of a country, such as SE.');
		expect(await refused({ dryRun: 'perhaps' })).toBe('Options > Dry Run is "perhaps" | Give true or false.');
		expect(await refused({ wireFormat: 'smoke' })).toBe('Options > Wire Format is "smoke" | Choose one of json, other.');
	});

	test('a default country serves national numbers', async () => {
		const parameters = { ...GOOD, to: '07700 900123' };
		expect((await execute({ parameters: { ...parameters, options: { defaultCountry: ' gb ' } } })).items[0]!.json.recipient).toBe('447700900123');
		expect((await execute({ parameters: { ...parameters, options: { defaultCountry: '' } }, continueOnFail: true })).items[0]!.json.error).toContain('cannot be a phone number');
	});

	test('wire format, batch size, part limit and time zone reach where they belong', async () => {
		const { requests, items } = await execute({
			parameters: { ...GOOD, time: '2031-07-01T10:00:00', options: { wireFormat: 'other', batchSize: 1, timeout: 7 } },
			items: [{}, {}],
		});
		expect(requests.map(({ url, timeout }) => [url, timeout])).toEqual([['http://plain.example.com/other', 7000], ['http://plain.example.com/other', 7000]]);
		expect(items[0]!.json.scheduledAt).toBe('2031-07-01T10:00:00+02:00');
		const long = { ...GOOD, text: 'x'.repeat(161) };
		expect((await execute({ parameters: { ...long, options: { maxSegments: 1 } }, continueOnFail: true })).items[0]!.json.error).toContain('takes 2 SMS parts');
		expect((await execute({ parameters: { ...long, options: { maxSegments: 0 } } })).items[0]!.json.status).toBe('accepted');
	});

	test('the defaults are those of the operation', async () => {
		const { requests } = await execute({ items: [{}, {}, {}, {}] });
		expect(requests.map(({ url, timeout, body }) => [url, timeout, (JSON.parse(String(body)) as unknown[]).length])).toEqual([
			['http://plain.example.com/json', 1000, 3],
			['http://plain.example.com/json', 1000, 1],
		]);
	});

	test('the raw answer comes only with Simplify off', async () => {
		expect((await execute({ parameters: { ...GOOD, simplify: false } })).items[0]!.json.raw).toEqual({ id: expect.any(String) as string });
		expect((await execute({ parameters: { ...GOOD, simplify: true } })).items[0]!.json).not.toHaveProperty('raw');
	});

	test.each([true, 'true'])('a dry run (%p) sends nothing and shows the request', async (dryRun) => {
		const { requests, items } = await execute({ parameters: { ...GOOD, options: { dryRun } } });
		expect(requests).toEqual([]);
		expect(items[0]!.json).toMatchObject({ status: 'dryRun', request: { url: 'http://plain.example.com/json', headers: { Key: '***' } } });
	});

	test.each([false, 'false'])('no dry run (%p) sends', async (dryRun) => {
		expect((await execute({ parameters: { ...GOOD, options: { dryRun } } })).requests).toHaveLength(1);
	});
});

describe('the request', () => {
	test('is at most one, and is signed by n8n', async () => {
		const { requests, helperOptions, credentialTypes } = await execute({});
		expect(requests).toEqual([
			{
				method: 'POST',
				url: 'http://plain.example.com/json',
				headers: { 'Content-Type': 'text/plain' },
				body: expect.any(String) as string,
				timeout: 1000,
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		]);
		expect(helperOptions).toEqual([{ preAuthenticationRetryStatusCode: [] }]);
		expect(credentialTypes).toEqual(['plainApi', 'plainApi']);
	});

	test('goes by the credential the user chose', async () => {
		const { requests, credentialTypes } = await execute({ parameters: { ...GOOD, authentication: 'fancyApi' } });
		expect(requests[0]!.url).toBe('https://fancy.example.com/v1/json');
		expect(credentialTypes).toEqual(['fancyApi', 'fancyApi']);
		expect((await execute({ parameters: { ...GOOD, authentication: 'nobodyApi' } })).credentialTypes[0]).toBe('plainApi');
	});

	test.each(['', 'plain.example.com', 'ftp://plain.example.com', 'https://user:pass@plain.example.com', 'https://plain.example.com/?a=1', 'https://plain.example.com/#a', 'https://a b', 'https://'])('is not made to %p', async (baseUrl) => {
		const error = await thrown({ credential: { ...credential, baseUrl } });
		expect([error.requests, error.message]).toEqual([0, "The credential's Base URL is no web address"]);
		expect(error.description).toBe('Give it with its scheme and nothing after its path, such as https://api.example.com.');
	});

	test('with a path, or in capitals, it is', async () => {
		expect((await execute({ credential: { ...credential, baseUrl: 'HTTP://plain.example.com:81/a/b//' } })).requests[0]!.url).toBe('HTTP://plain.example.com:81/a/b/json');
	});

	test.each([
		[{ httpCode: 'ECONNREFUSED' }, 'ECONNREFUSED'],
		[{ code: 'ENOTFOUND' }, 'ENOTFOUND'],
		[{ httpCode: '500', code: 'ETIMEDOUT' }, 'ETIMEDOUT'],
		[{ httpCode: 'lower', code: 7 }, 'NETWORK'],
		[{}, 'NETWORK'],
	])('that failed with %p is %s', async (properties, code) => {
		const fail = () => {
			throw Object.assign(new Error('x'), properties);
		};
		const { items } = await execute({ answer: fail, continueOnFail: true, parameters: { ...GOOD, options: { maxTries: 1 } } });
		expect((items[0]!.json.details as { code: string }).code).toBe(code);
	});

	test.each([
		[{ a: 1 }, '{"a":1}'],
		[undefined, null],
		[null, null],
		['text', 'text'],
	])('an answer whose body is %p is read as text', async (body, expected) => {
		const { items } = await execute({ answer: () => ({ statusCode: 500, headers: {}, body }), continueOnFail: true });
		expect((items[0]!.json.details as { providerMessage: unknown }).providerMessage).toBe(expected);
	});

	test('headers are known in any case, and secrets in them and in the body are masked', async () => {
		const answer = () => ({ statusCode: 503, headers: { 'RETRY-After': '9000', Odd: 'canary-key' }, body: 'we know canary-key and canary-key!' });
		const { items } = await execute({ answer, continueOnFail: true });
		expect(items[0]!.json.details).toMatchObject({ retryAfterMs: 9_000_000, providerMessage: 'we know *** and ***!' });
		const fancy = await execute({ answer, continueOnFail: true, parameters: { ...GOOD, authentication: 'fancyApi' } });
		expect(fancy.items[0]!.json.details).toMatchObject({ providerMessage: 'we know canary-key and ***' });
	});
});

describe('a token that is renewed', () => {
	const renewing: SendOperation<string> = { ...operation, connections: [{ ...operation.connections[0], renewable: true }] };

	test('may be asked for anew after a 401, and for nothing else is a request repeated', async () => {
		const { requests, helperOptions } = await execute({}, renewing);
		expect(requests[0]!.ignoreHttpStatusErrors).toEqual({ ignore: true, except: [401] });
		expect(helperOptions).toEqual([{ preAuthenticationRetryStatusCode: [401] }]);
	});

	test('and is refused all the same ends the run, as any 401', async () => {
		const refuse = (httpCode: unknown) => () => {
			throw Object.assign(new Error('x'), { httpCode });
		};
		for (const httpCode of ['401', 401]) {
			const { items } = await execute({ answer: refuse(httpCode), continueOnFail: true }, renewing);
			expect(items[0]!.json.details).toMatchObject({ status: 'notSent', code: 'http401', httpStatus: 401 });
		}
		expect((await execute({ answer: refuse('401'), continueOnFail: true })).items[0]!.json.details).toMatchObject({ status: 'unknown', code: 'NETWORK' });
	});

	test('is masked in answers, the old one and the new; also when it cannot be read again', async () => {
		const held = { ...credential };
		const body = 'first-token second-token';
		const renew = () => {
			held.key = 'second-token';
			return { statusCode: 503, headers: {}, body };
		};
		const said = async (scene: Scene, given = renewing) => (await execute({ continueOnFail: true, parameters: { ...GOOD, options: { batchSize: 1 } }, items: [{}, {}], ...scene }, given)).items.map(({ json }) => (json.details as { providerMessage: unknown }).providerMessage);
		held.key = 'first-token';
		expect(await said({ credential: held, answer: renew })).toEqual(['*** ***', '*** ***']);
		held.key = 'first-token';
		expect(await said({ credential: held, answer: renew }, operation)).toEqual(['*** second-token', '*** second-token']);

		const { context } = fakeContext({ parameters: GOOD, continueOnFail: true, answer: () => ({ statusCode: 503, headers: {}, body }) });
		let reads = 0;
		context.getCredentials = async () => {
			reads += 1;
			if (reads > 1) throw new Error('the store is away');
			return await Promise.resolve({ ...credential, key: 'first-token' } as never);
		};
		const [items] = await executeSend(context, renewing);
		expect(items![0]!.json.details).toMatchObject({ httpStatus: 503, providerMessage: '*** second-token' });
	});
});

describe('a failure of the whole execution', () => {
	const broken = (error: object): SendOperation<string> => ({
		...operation,
		connections: [
			{
				...operation.connections[0],
				baseUrl: () => {
					throw Object.assign(new Error('no credential'), error);
				},
			},
		],
	});

	test('is an error item for every item, where errors go on', async () => {
		const { items, hints } = await execute({ continueOnFail: true, items: [{}, {}] }, broken({ description: 'Set one.' }));
		expect(errorsOf(items)).toEqual(['no credential [item 0]', 'no credential [item 1]']);
		expect(items[1]!.json).toMatchObject({ message: 'no credential [item 1]. Set one.', details: { status: 'notSent', code: 'configuration', retryable: true } });
		expect(hints[0]).toMatchObject({ message: '2 not sent', type: 'warning' });
	});

	test('is thrown where they stop', async () => {
		const error = await thrown({}, broken({}));
		expect([error.message, error.description]).toEqual(['no credential', 'Mend it and run the workflow again: no request was made.']);
	});
});

describe('the ledger', () => {
	test("is kept in the execution's context, under the node's id, and a second try sends nothing again", async () => {
		const flow: Record<string, unknown> = {};
		const first = await execute({ flow });
		const second = await execute({ flow });
		expect([first.requests.length, second.requests.length]).toEqual([1, 0]);
		expect(second.items[0]!.json).toMatchObject({ status: 'duplicate', messageId: first.items[0]!.json.messageId, correlationId: first.items[0]!.json.correlationId });
		const page = (flow['n8n-nodes-communications'] as Record<string, LedgerPage>)['node-id']!;
		expect(page).toEqual({ version: 1, seed: expect.any(String) as string, entries: { [Object.keys(page.entries)[0]!]: ['accepted', 1, expect.any(String), 'b', expect.any(String)] } });
		expect((await execute({ flow, runIndex: 1 })).requests).toHaveLength(1);
	});

	test.each([{ seed: 7, entries: {} }, { seed: 'x' }, { seed: 'x', entries: null }, null, 'page'])('what another version left (%p) is not read', async (page) => {
		const flow = { 'n8n-nodes-communications': { 'node-id': page } };
		expect((await execute({ flow })).items[0]!.json.status).toBe('accepted');
	});

	test('an entry that another version wrote keeps its message from being sent again, whatever it says', async () => {
		const flow: Record<string, unknown> = {};
		await execute({ flow });
		const page = (flow['n8n-nodes-communications'] as Record<string, LedgerPage>)['node-id']!;
		const [key] = Object.keys(page.entries);
		for (const entry of [['queued', 1], ['accepted', 1, 'm-1', null, '2031-01-15T10:30:00Z', 'more'], { status: 'done' }]) {
			const later = { ...page, version: 2, more: true, entries: { [key!]: entry } };
			const { requests, items } = await execute({ flow: { 'n8n-nodes-communications': { 'node-id': later } }, continueOnFail: true });
			const { json } = items[0]!;
			expect([requests.length, json.status ?? (json.details as { status: string }).status]).toEqual([0, Array.isArray(entry) && entry[0] === 'accepted' ? 'duplicate' : 'unknown']);
		}
	});

	test('knows a tool by its type or by the call', async () => {
		for (const scene of [{ isTool: true }, { nodeType: 'package.plainTool' }]) {
			const flow = {};
			await execute({ flow, ...scene });
			expect((await execute({ flow, ...scene, runIndex: 1 })).items[0]!.json.status).toBe('duplicate');
		}
	});
});

describe('a deduplication key', () => {
	const keyed = (key: unknown, more: Record<string, unknown> = {}) => ({ ...GOOD, options: { deduplicationKey: key, ...more } });

	test('holds across executions', async () => {
		const processed = new ProcessedItems();
		const statuses = [];
		for (const key of ['a', 'a', 'b', 7, '7']) statuses.push((await execute({ processed, parameters: keyed(key) })).items[0]!.json.status);
		expect(statuses).toEqual(['accepted', 'duplicate', 'accepted', 'accepted', 'duplicate']);
	});

	test('is free again after the message was not sent, and open after nobody knows', async () => {
		const processed = new ProcessedItems();
		const parameters = keyed('a', { maxTries: 1 });
		const down = (httpCode: string) => () => {
			throw Object.assign(new Error('x'), { httpCode });
		};
		await execute({ processed, parameters, answer: down('ECONNREFUSED'), continueOnFail: true });
		expect([...processed.rows.values()].flat()).toEqual([]);
		await execute({ processed, parameters, answer: down('ECONNRESET'), continueOnFail: true });
		const { items, requests } = await execute({ processed, parameters, continueOnFail: true });
		expect([requests.length, (items[0]!.json.details as { code: string }).code]).toEqual([0, 'claimedBefore']);
	});

	test('is kept when executions run at once, although each writes the whole store without a lock', async () => {
		const processed = new ProcessedItems();
		const chunk = (execution: number) => Array.from({ length: 12 }, (_, i) => ({ k: `${execution}-${i}` }));
		const run = async (execution: number) => {
			const { items, requests } = await execute({ processed, parameters: keyed('=k', { batchSize: 2, concurrency: 2 }), items: chunk(execution), continueOnFail: true });
			return { requests: requests.length, statuses: items.map(({ json }) => json.status ?? json.error) };
		};
		const executions = Array.from({ length: 8 }, (_, i) => i);
		for (const { statuses } of await Promise.all(executions.map(run))) expect(statuses).toEqual(Array(12).fill('accepted'));
		for (const execution of executions) expect((await run(execution)).requests).toBe(0);
	});

	test('that is empty is none, but by expression it is refused', async () => {
		const processed = new ProcessedItems();
		expect((await execute({ processed, parameters: keyed('') })).items[0]!.json.status).toBe('accepted');
		expect(processed.rows.size).toBe(0);
		const { items } = await execute({ processed, parameters: keyed('=k'), items: [{ k: '' }, { k: {} }, { k: 'x' }], continueOnFail: true });
		expect(errorsOf(items)).toEqual(['Deduplication Key is empty, not text [item 0]', 'Deduplication Key is {}, not text [item 1]', undefined]);
	});

	test('may stand in the message itself, where the option is not set', async () => {
		const message = { kind: 'sms', to: '+447700900123', text: 'Hi' };
		const statusOf = ({ json }: { json: { status?: unknown; error?: unknown } }) => json.status ?? json.error;
		for (const from of [{ messageFrom: 'item' }, { messageFrom: 'json', messageJson: '=message' }]) {
			const processed = new ProcessedItems();
			const send = async (given: object, options: object = {}) => {
				const items = [from.messageFrom === 'item' ? { ...message, ...given } : { message: { ...message, ...given } }];
				return (await execute({ processed, items, continueOnFail: true, parameters: { ...from, kind: 'sms', options } })).items.map(statusOf)[0];
			};
			expect([await send({ deduplicationKey: 'a' }), await send({ deduplicationKey: 'a' }), await send({ deduplicationKey: 7 })]).toEqual(['accepted', 'duplicate', 'accepted']);
			// The option wins.
			expect(await send({ deduplicationKey: 'a' }, { deduplicationKey: 'b' })).toBe('accepted');
			expect(await send({ deduplicationKey: 'c' }, { deduplicationKey: 'b' })).toBe('duplicate');
			expect([await send({}), await send({}, { deduplicationKey: '' })]).toEqual(['accepted', 'accepted']);
			for (const nothing of ['', null, {}]) expect(await send({ deduplicationKey: nothing })).toMatch(/^Deduplication Key is .+, not text \[item 0\]$/);
		}
		const { items } = await execute({ parameters: { ...GOOD, deduplicationKey: '' } });
		expect(items[0]!.json.status).toBe('accepted');
	});

	test('remembers as many messages as it is told, and never fewer than the execution has', async () => {
		const processed = new ProcessedItems();
		const run = async (keys: string[], deduplicationHistorySize: number) =>
			await execute({ processed, parameters: keyed('=k', { deduplicationHistorySize }), items: keys.map((k) => ({ k })) });
		await run(['a', 'b', 'c', 'd'], 1);
		expect((await run(['a', 'b', 'c', 'd'], 1)).items.map(({ json }) => json.status)).toEqual(Array(4).fill('duplicate'));
	});

	test('a mark that was made on an accepted key in passing is taken away again', async () => {
		const processed = new ProcessedItems();
		await execute({ processed, parameters: keyed('a') });
		const before = [...processed.rows.values()].flat();
		await execute({ processed, parameters: keyed('a') });
		expect([...processed.rows.values()].flat()).toEqual(before);
		expect(before).toHaveLength(1);
	});
});
