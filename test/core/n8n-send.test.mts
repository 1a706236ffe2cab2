/** Between n8n and the engine: reading parameters and options, reading items in three ways, returning items and errors. */
import type { SendOperation } from '../../core/send/operation.ts';
import { failureOf, whatFailed } from '../failed.mts';
import { execute, GOOD, operation, thrown } from './scripted-node.mts';

describe('the output', () => {
	test('one item an input item, in order, with pairedItem, and the tally on the node', async () => {
		const texts = ['a', 'bad', 'odd', 'c'];
		const { items, hints } = await execute({ parameters: { ...GOOD, text: '=t' }, items: texts.map((t) => ({ t })), continueOnFail: true });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }, { item: 3 }]);
		expect(items[0]!.json).toMatchObject({ provider: 'plain', channel: 'sms', status: 'accepted', recipient: '447700900123', segments: { encoding: 'GSM-7', count: 1 } });
		expect(items[0]!.json).not.toHaveProperty('error');
		expect(items[1]).toEqual({ json: { error: expect.anything() as unknown }, pairedItem: { item: 1 } });
		expect(Object.keys(failureOf(items[1]!)).slice(0, 4)).toEqual(['status', 'message', 'fix', 'recipient']);
		expect(failureOf(items[1]!)).toMatchObject({
			message: 'It said no',
			fix: 'Mend it.',
			provider: 'plain',
			status: 'rejected',
			recipient: '447700900123',
			attempts: 1,
			code: 'no',
			retryable: false,
		});
		expect(Object.keys(failureOf(items[1]!))).not.toContain('httpStatus');
		expect(hints).toEqual([{ message: '3 accepted, 1 rejected: 1 × It said no · 3 with warnings: 3 × slow, 1 × odd', type: 'warning', location: 'outputPane' }]);
	});

	test('the tally of a run without blemish is only information', async () => {
		const quiet: SendOperation<string> = { ...operation, decode: (_answer, batch) => batch.map(() => ({ accepted: true, messageId: null })) };
		expect((await execute({}, quiet)).hints).toEqual([{ message: '1 accepted', type: 'info', location: 'outputPane' }]);
	});

	test("the provider's words stand behind what happened, on one line", async () => {
		const { items } = await execute({ answer: () => ({ statusCode: 422, headers: {}, body: 'no such\n number' }), continueOnFail: true });
		expect(failureOf(items[0]!).message).toBe('The provider refused the request as invalid (HTTP 422): no such number');
	});

	test('a failed item keeps the files of its input item', async () => {
		const binary = { photo: { data: 'eA==', mimeType: 'image/png' } };
		for (const onError of ['continueErrorOutput', 'continueRegularOutput'] as const) {
			const { items } = await execute({ parameters: { ...GOOD, text: '=t' }, items: [{ t: 'bad' }, { t: 'a' }], binaries: [binary, binary], onError });
			expect(items.map((item) => item.binary)).toEqual([binary, undefined]);
		}
	});

	test('with On Error set to stop, one error tells of all', async () => {
		const texts = ['a', ...Array<string>(7).fill('bad')];
		const error = await thrown({ parameters: { ...GOOD, text: '=t', options: { batchSize: 3 } }, items: texts.map((t) => ({ t })) });
		expect(error.message).toBe('1 accepted, 7 rejected');
		const lines = error.description!.split('<br>\n');
		expect(lines.slice(0, -1)).toEqual([...[2, 3, 4, 5, 6, 7, 8].map((row) => `Row ${row}, 447700900123: It said no`), '', 'Mend it.', '']);
		expect(lines.at(-1)).toMatch(/^Do not run the workflow again: that would send accepted messages a second time\. Retry this execution/);
		expect(error.context.itemIndex).toBeUndefined();
		expect(error.messages).toEqual([]);
		const none = await thrown({ parameters: { ...GOOD, text: 'bad' }, items: Array(12).fill({}) });
		expect(none.description!.split('<br>\n').slice(9)).toEqual(['Row 10, 447700900123: It said no', 'and 2 more', '', 'Mend it.', '', 'No message was accepted.']);
	});

	test('of one message alone the error is its reason; an agent, which is given nothing else, also reads what to do', async () => {
		const parameters = { ...GOOD, text: 'bad' };
		const error = await thrown({ parameters });
		expect([error.message, error.description]).toEqual(['It said no', 'Mend it.']);
		expect((await thrown({ parameters, nodeType: 'package.plainTool' })).message).toBe('It said no. Mend it.');
	});

	test('what is written into the error as HTML is text', async () => {
		const error = await thrown({ parameters: { ...GOOD, to: '=t' }, items: [{ t: '<b>&' }, { t: '+447700900123' }] });
		expect(error.description).toContain('Row 1: To Whom is "&lt;b&gt;&amp;"');
	});

	test("its text stays, though n8n would write advice to send again over a network's word", async () => {
		const reset = () => {
			throw Object.assign(new Error('gone'), { httpCode: 'ECONNRESET' });
		};
		expect((await thrown({ answer: reset })).message).toBe('The connection ended without an answer (ECONNRESET)');
	});
});

describe('bad items', () => {
	const items = [{ to: 'nobody' }, { to: '+447700900123' }, { to: '' }];
	const parameters = { ...GOOD, to: '=to' };

	test('with On Error set to stop nothing is sent, and the error names the bad ones alone', async () => {
		const error = await thrown({ parameters, items });
		expect(error.requests).toBe(0);
		expect(error.message).toBe("2 of 3 rows can't be sent, nothing was sent");
		expect(error.description).toMatch(/^Row 1: To Whom is "nobody", .*<br>\nRow 3: To Whom is missing<br>\n<br>\nGive .*<br>\nGive .*<br>\n<br>\nCorrect these rows\. Or set On Error to "Continue \(using error output\)"/);
	});

	test('else the good ones are sent', async () => {
		const { items: out, requests } = await execute({ parameters, items, continueOnFail: true });
		expect(requests).toHaveLength(1);
		expect(whatFailed(out)).toEqual(['To Whom is "nobody", which has no digits and cannot be a phone number', undefined, 'To Whom is missing']);
		expect(failureOf(out[0]!)).toEqual({
			message: 'To Whom is "nobody", which has no digits and cannot be a phone number',
			fix: 'Give a phone number, such as +44 7700 900123.',
			provider: 'plain',
			status: 'notSent',
			recipient: 'nobody',
			attempts: 0,
			code: 'invalidMessage',
			retryable: false,
		});
	});

	test('an expression that fails names its field', async () => {
		const { items: out } = await execute({ parameters: { ...GOOD, to: '=!' }, continueOnFail: true });
		expect(failureOf(out[0]!)).toMatchObject({ message: 'To Whom cannot be evaluated: no such thing', fix: 'Correct the expression.' });
		const unnamed = await execute({ parameters: { ...GOOD, to: '=?' }, continueOnFail: true });
		expect(failureOf(unnamed.items[0]!)).toMatchObject({ message: 'nobody knows', fix: 'Correct the expression.' });
		const option = await execute({ parameters: { ...GOOD, deduplicationKey: '=!' }, continueOnFail: true });
		expect(whatFailed(option.items)).toEqual(["Don't Send Twice cannot be evaluated: no such thing"]);
	});

	test('an id given twice is refused by its display name', async () => {
		const { items: out } = await execute({ parameters: { ...GOOD, id: 'same' }, items: [{}, {}], continueOnFail: true });
		expect(whatFailed(out)).toEqual([undefined, 'My ID "same" is also that of row 1']);
		const { items: unnamed } = await execute({ parameters: { ...GOOD, id: 'same' }, items: [{}, {}], continueOnFail: true }, { ...operation, idField: 'elsewhere' });
		expect(whatFailed(unnamed)[1]).toBe('elsewhere "same" is also that of row 1');
	});
});

describe('three ways to give a message', () => {
	const message = { kind: 'voice', to: '+447700900123', text: 'Hi' };

	test('fields: those that are shown, the fixed ones read once', async () => {
		const { reads, items } = await execute({ parameters: { kind: 'sms', to: '=to', text: 'Hi' }, items: [{ to: '+447700900123' }, { to: '+447700900124' }] });
		expect(items.map(({ json }) => json.recipient)).toEqual(['447700900123', '447700900124']);
		expect(reads.filter((read) => /^(kind|to|text|time|id)#/.test(read))).toEqual(['kind#0', 'text#0', 'to#0', 'to#1']);
	});

	test('JSON, as text or as an object; the selector of the node serves where the author of the workflow wrote none into it', async () => {
		const channels = async (messageJson: unknown, item: Record<string, unknown> = {}, kind = 'sms') =>
			(await execute({ parameters: { options: { messageFrom: 'json' }, kind, messageJson }, items: [item] })).items[0]!.json.channel;
		expect(await channels(JSON.stringify(message))).toBe('voice');
		expect(await channels(JSON.stringify({ ...message, kind: undefined }))).toBe('sms');
		expect(await channels('=m', { m: message })).toBe('sms');
		expect(await channels('=m', { m: message }, 'variesByItem')).toBe('voice');
		expect(await channels('=m', { m: { ...message, kind: undefined } })).toBe('sms');
	});

	test.each([
		['no JSON', /^Message is not valid JSON \(.*\)$/],
		['[1]', /^Message is \[1\], not a JSON object$/],
		['null', /^Message is empty, not a JSON object$/],
		['7', /^Message is 7, not a JSON object$/],
	])('JSON %s is refused', async (messageJson, expected) => {
		const { items } = await execute({ parameters: { options: { messageFrom: 'json' }, kind: 'sms', messageJson }, continueOnFail: true });
		expect(whatFailed(items)[0]).toMatch(expected);
		expect(failureOf(items[0]!).fix).toMatch(/^Give .*\.$/);
	});

	test('large numbers in JSON text keep their digits', async () => {
		const { items } = await execute({ parameters: { options: { messageFrom: 'json' }, kind: 'sms', messageJson: '{"to":"+447700900123","text":"x","id":12345678901234567890}' } });
		expect(items[0]!.json.correlationId).toBe('12345678901234567890');
	});

	test('the item itself, without any expression', async () => {
		const { items, reads } = await execute({ parameters: { options: { messageFrom: 'item' }, kind: 'sms' }, items: [message, { ...message, kind: undefined, other: 1 }] });
		expect(items.map(({ json }) => json.channel)).toEqual(['sms', 'sms']);
		expect((await execute({ parameters: { options: { messageFrom: 'item' }, kind: 'variesByItem' }, items: [message, { ...message, kind: 'sms' }] })).items.map(({ json }) => json.channel)).toEqual(['voice', 'sms']);
		expect(reads.filter((read) => read.startsWith('options.messageFrom'))).toEqual(['options.messageFrom#0']);
	});

	test('an operation without a selector reads none', async () => {
		const { items, reads } = await execute({ parameters: { options: { messageFrom: 'item' }, kind: 'sms' }, items: [{ ...message, kind: undefined }] }, { ...operation, selector: undefined } as never);
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
		expect(await refused({ defaultCountry: 'XX' })).toBe('Options > Default Country is "XX" | Give the two letters or the English name of a country, such as SE or Sweden.');
		expect(await refused({ dryRun: 'perhaps' })).toBe('Options > Dry Run is "perhaps" | Give true or false.');
		expect(await refused({ wireFormat: 'smoke' })).toBe('Options > Wire Format is "smoke" | Choose one of json, other.');
	});

	test('a default country serves national numbers', async () => {
		const parameters = { ...GOOD, to: '07700 900123' };
		expect((await execute({ parameters: { ...parameters, options: { defaultCountry: ' gb ' } } })).items[0]!.json.recipient).toBe('447700900123');
		expect((await execute({ parameters: { ...parameters, options: { defaultCountry: '' } }, continueOnFail: true })).items.map(failureOf)[0]!.message).toContain('has no country code');
	});

	test('wire format, batch size, part limit and time zone reach where they belong', async () => {
		const { requests, items } = await execute({
			parameters: { ...GOOD, time: '2031-07-01T10:00:00', options: { wireFormat: 'other', batchSize: 1, timeout: 7 } },
			items: [{}, {}],
		});
		expect(requests.map(({ url, timeout }) => [url, timeout])).toEqual([['https://plain.example.com/other', 7000], ['https://plain.example.com/other', 7000]]);
		expect(items[0]!.json.scheduledAt).toBe('2031-07-01T10:00:00+02:00');
		const long = { ...GOOD, text: 'x'.repeat(161) };
		expect((await execute({ parameters: { ...long, options: { maxSegments: 1 } }, continueOnFail: true })).items.map(failureOf)[0]!.message).toContain('takes 2 SMS parts');
		expect((await execute({ parameters: { ...long, options: { maxSegments: 0 } } })).items[0]!.json.status).toBe('accepted');
	});

	test('plain characters go out, and the outcome says what they are in place of', async () => {
		const { requests, items } = await execute({ parameters: { ...GOOD, text: 'It’s', options: { plainCharacters: 'plain' } } });
		expect(String(requests[0]!.body)).toContain("It's");
		expect(items[0]!.json.segments).toEqual({ encoding: 'GSM-7', count: 1, saved: 0, replaced: [{ code: 'U+2019', from: '’', to: "'", count: 1 }] });
		await expect(execute({ parameters: { ...GOOD, options: { plainCharacters: 'maybe' } } })).rejects.toThrow('Options > Plain Characters is "maybe"');
	});

	test('the defaults are those of the operation', async () => {
		const { requests } = await execute({ items: [{}, {}, {}, {}] });
		expect(requests.map(({ url, timeout, body }) => [url, timeout, (JSON.parse(String(body)) as unknown[]).length])).toEqual([
			['https://plain.example.com/json', 1000, 3],
			['https://plain.example.com/json', 1000, 1],
		]);
	});

	test('the raw answer comes only with Simplify off', async () => {
		expect((await execute({ parameters: { ...GOOD, options: { simplify: false } } })).items[0]!.json.raw).toEqual({ id: expect.any(String) as string });
		expect((await execute({ parameters: { ...GOOD, options: { simplify: true } } })).items[0]!.json).not.toHaveProperty('raw');
	});

	test.each([true, 'true'])('a dry run (%p) sends nothing and shows the request', async (dryRun) => {
		const { requests, items } = await execute({ parameters: { ...GOOD, options: { dryRun } } });
		expect(requests).toEqual([]);
		expect(items[0]!.json).toMatchObject({ status: 'dryRun', request: { url: 'https://plain.example.com/json', headers: { Key: '***' } } });
	});

	test.each([false, 'false'])('without a dry run (%p) it sends', async (dryRun) => {
		expect((await execute({ parameters: { ...GOOD, options: { dryRun } } })).requests).toHaveLength(1);
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
		expect(whatFailed(items)).toEqual(['no credential', 'no credential']);
		expect(failureOf(items[1]!)).toMatchObject({ message: 'no credential', fix: 'Set one.', status: 'notSent', code: 'configuration', retryable: true });
		expect(hints[0]).toMatchObject({ message: '2 not sent: 2 × no credential', type: 'warning' });
	});

	test('is thrown where they stop', async () => {
		const error = await thrown({}, broken({}));
		expect([error.message, error.description]).toEqual(['no credential', 'Correct it and run the workflow again: no request was made.']);
	});
});
