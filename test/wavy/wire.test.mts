import { plan } from '../../core/send/plan.ts';
import { bodyOf, OPERATIONS, read, recipient } from './reading.mts';

const sms = (index: number, fields: object = {}) => read({ destination: recipient(index), messageText: `Text ${index}`, correlationId: `c-${index}`, ...fields });
const batchesOf = (...messages: Array<ReturnType<typeof sms>>) =>
	plan(messages, 1000, (message) => OPERATIONS.sendBulk.groupBy!(message)).map((batch) => batch.map(({ correlationId }) => correlationId));

describe('messages that share a bulk', () => {
	test.each([
		['scheduledDate', { scheduledDate: '2031-01-15T10:30:00' }],
		['delayedInMinutes', { delayedInMinutes: 45 }],
		['expiresDate', { expiresDate: '2031-01-15T10:30:00' }],
		['expiresInMinutes', { expiresInMinutes: 45 }],
		['timeWindow', { timeWindow: [11, 12] }],
		['timeZone', { timeWindow: [11], timeZone: 'Asia/Kolkata' }],
		['campaignAlias', { campaignAlias: 'spring' }],
		['subAccount', { subAccount: 'shop' }],
		['flowId', { messageText: '', flowId: 'f-1' }],
	])('%s is once at the root, and items with different values go in different requests', (name, fields) => {
		const [a, b, c] = [sms(0, fields), sms(1), sms(2, fields)];
		expect(batchesOf(a, b, c)).toEqual([['c-0', 'c-2'], ['c-1']]);
		const body = bodyOf('sendBulk', a, c) as { messages: object[] };
		expect(body).toHaveProperty(name);
		expect(body.messages.every((message) => !(name in message))).toBe(true);
	});

	test.each([
		['a template beside a text', { messageText: '', templateId: 1 }],
		['one whose id does not travel', { sendCorrelationId: false }],
	])('%s goes in another request', (_name, fields) => {
		expect(batchesOf(sms(0), sms(1, fields), sms(2))).toEqual([['c-0', 'c-2'], ['c-1']]);
	});

	test('the same instant written in two ways is one schedule, as are the same hours', () => {
		const one = sms(0, { scheduledDate: '2031-01-15T10:30:00', timeWindow: [12, 11] });
		const other = sms(1, { scheduledDate: '2031-01-15T09:30:00Z', timeWindow: '11,12' });
		expect(batchesOf(one, other)).toEqual([['c-0', 'c-1']]);
	});

	test('text, flash and extra info do not separate messages', () => {
		expect(batchesOf(sms(0), sms(1, { flashSMS: true, extraInfo: 'x' }))).toEqual([['c-0', 'c-1']]);
	});
});

test('a bulk is JSON, and so is a single message by POST', () => {
	const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
	const settings = { wireFormat: 'post', baseUrl: 'https://api.example.com' };
	expect(OPERATIONS.sendBulk.encode([sms(0)], settings)).toMatchObject({ method: 'POST', url: 'https://api.example.com/v1/send-bulk-sms', headers });
	expect(OPERATIONS.send.encode([sms(0)], settings)).toMatchObject({ method: 'POST', url: 'https://api.example.com/v1/send-sms', headers });
});

describe('defaultValues', () => {
	const defaults = (...messages: Array<ReturnType<typeof sms>>) => bodyOf('sendBulk', ...messages).defaultValues;
	const text = (...texts: string[]) => texts.map((messageText, i) => sms(i, { messageText }));

	test.each([
		[['a', 'a', 'a'], 'a'],
		[['a', 'b', 'b'], 'b'],
		[['b', 'a', 'b', 'c'], 'b'],
		[['a', 'b'], 'b'],
		[['a', 'b', 'c'], undefined],
		[['a', 'b', 'b', 'c', 'd'], undefined],
		[['a'], undefined],
	])('texts %j', (texts, expected) => {
		expect(defaults(...text(...texts))).toEqual(expected === undefined ? undefined : { messageText: expected });
	});

	test('every message has its own text, from the default or instead of it', () => {
		const texts = ['a', 'b', 'b', 'c'];
		const { messages, defaultValues } = bodyOf('sendBulk', ...text(...texts)) as unknown as { messages: Array<{ messageText?: string }>; defaultValues: { messageText: string } };
		expect(messages.map(({ messageText }) => messageText ?? defaultValues.messageText)).toEqual(texts);
	});

	const inFlow = (index: number, params: object) => sms(index, { messageText: '', flowId: 'f-1', params });
	test('parameters, in any order; none if a message has none, because it would get the defaults', () => {
		expect(defaults(inFlow(0, { a: '1', b: '2' }), inFlow(1, { b: '2', a: '1' }))).toEqual({ params: { a: '1', b: '2' } });
		expect(defaults(inFlow(0, { a: '1' }), inFlow(1, { a: '1' }), inFlow(2, {}))).toBeUndefined();
		const { messages } = bodyOf('sendBulk', inFlow(0, { a: '1' }), inFlow(1, { a: '2' }), inFlow(2, { a: '2' })) as unknown as { messages: object[] };
		expect(messages.map((message) => 'params' in message)).toEqual([true, false, false]);
	});

	test('nobody can get the parameters of another, whether Wavy replaces the default or merges it key by key', () => {
		const ann = { name: 'Ann', greeting: 'Hello, my dear' };
		for (const bob of [{ name: 'Bob' }, { name: 'Bob', greeting: '' }, { greeting: 'Hi' }, { Name: 'Bob', Greeting: 'Hi' }]) {
			expect(defaults(inFlow(0, ann), inFlow(1, ann), inFlow(2, bob))).toBeUndefined();
		}
		const more = { name: 'Bob', greeting: 'Hi', shop: 'Ours' };
		expect(defaults(inFlow(0, ann), inFlow(1, ann), inFlow(2, more))).toEqual({ params: ann });
	});

	test('flash only if all messages flash', () => {
		expect(defaults(sms(0, { flashSMS: true }), sms(1, { flashSMS: true }))).toMatchObject({ flashSMS: 'true' });
		expect(bodyOf('sendBulk', sms(0, { flashSMS: true }), sms(1))).toEqual({
			messages: [
				{ destination: recipient(0), messageText: 'Text 0', flashSMS: 'true', correlationId: 'c-0' },
				{ destination: recipient(1), correlationId: 'c-1' },
			],
			defaultValues: { messageText: 'Text 1' },
		});
	});
});

describe('GET', () => {
	const get = (fields: object) => {
		const message = read({ destination: '5511900000000', correlationId: 'c-1', ...fields });
		return OPERATIONS.send.encode([message], { wireFormat: 'get', baseUrl: 'https://api.example.com' });
	};

	test('every field is a query parameter, but not the credential', () => {
		const { method, url, headers, body } = get({
			messageText: 'linha\nquebrada & mais + 100% ü',
			extraInfo: 'x=y',
			timeWindow: [11, 12],
			expiresInMinutes: 60,
			scheduledDate: '2031-01-15T10:30:00',
			campaignAlias: 'spring',
			flashSMS: true,
			subAccount: 'shop',
		});
		expect([method, body, headers]).toEqual(['GET', '', { Accept: 'application/json' }]);
		expect(url).toMatch(/^https:\/\/api\.example\.com\/v1\/send-sms\?[^+\s]+$/);
		expect([...new URL(url).searchParams]).toEqual([
			['destination', '5511900000000'],
			['messageText', 'linha\nquebrada & mais + 100% ü'],
			['extraInfo', 'x=y'],
			['flashSMS', 'true'],
			['correlationId', 'c-1'],
			['expiresInMinutes', '60'],
			['scheduledDate', '2031-01-15T10:30:00'],
			['timeWindow', '11'],
			['timeWindow', '12'],
			['timeZone', 'Europe/Stockholm'],
			['campaignAlias', 'spring'],
			['subAccount', 'shop'],
		]);
	});

	test('a template and a flow without parameters travel by GET, parameters and very long texts by POST', () => {
		expect(get({ templateId: 7 }).url).toContain('&templateId=7');
		expect(get({ flowId: 'f-1' }).method).toBe('GET');
		const withParams = get({ flowId: 'f-1', params: { a: '1' } });
		expect([withParams.method, withParams.url, JSON.parse(withParams.body)]).toEqual([
			'POST',
			'https://api.example.com/v1/send-sms',
			{ destination: '5511900000000', flowId: 'f-1', params: { a: '1' }, correlationId: 'c-1' },
		]);
		const words = '漢'.repeat(850);
		const room = 8000 - get({ messageText: words }).url.length;
		expect([get({ messageText: words + 'x'.repeat(room) }).method, get({ messageText: words + 'x'.repeat(room + 1) }).method]).toEqual(['GET', 'POST']);
		expect([get({ messageText: 'x'.repeat(1280) }).method, get({ messageText: '漢'.repeat(1280) }).method]).toEqual(['GET', 'POST']);
	});
});
