/** Building blocks of every provider's `verify` and `read`, and which records reach the workflow. */
import fc from 'fast-check';

import { basicOf, isGenuine, isSignedIn, isUnreadable, mediaTypeOf, OLDEST_CALLBACK_MS, sameSecret, unreadable, type Callback, type ReceiveOperation } from '../../core/receive/receive.ts';
import { receipt } from '../../core/records/receipt.ts';
import { wantedRecords } from '../../core/receive/trigger.ts';
import type { INodePropertyOptions } from 'n8n-workflow';
import { USUAL_KINDS } from '../../core/provider.ts';
import { callbackSecret } from '../../n8n/run/callbackSecret.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { receiveFields } from '../../n8n/editor/receiveFields.ts';

const callback = (headers: Record<string, string>): Callback => ({ method: 'POST', query: {}, headers, body: Buffer.alloc(0) });

describe('sameSecret', () => {
	test.each([
		['the same', 'a-secret-of-length', 'a-secret-of-length', true],
		['another', 'a-secret-of-lengtH', 'a-secret-of-length', false],
		['shorter', 'a-secret', 'a-secret-of-length', false],
		['longer', 'a-secret-of-length ', 'a-secret-of-length', false],
		['none', undefined, 'a-secret-of-length', false],
		['empty against empty', '', '', false],
		['something against empty', 'x', '', false],
		['beyond ASCII', 'geheimnisträger-ß', 'geheimnisträger-ß', true],
	])('%s', (_name, given, secret, same) => {
		expect(sameSecret(given, secret)).toBe(same);
	});

	test('matches only identical values', () => {
		fc.assert(fc.property(fc.string(), fc.string({ minLength: 1 }), (given, secret) => sameSecret(given, secret) === (given === secret)));
	});
});

describe('basicOf', () => {
	const basic = (text: string, scheme = 'Basic') => basicOf(callback({ authorization: `${scheme} ${Buffer.from(text).toString('base64')}` }));

	test('user and password, in any case of the word, with colons in the password', () => {
		expect(basic('user:pass:word')).toEqual({ user: 'user', password: 'pass:word' });
		expect(basic('bjørn:ßecret', 'bAsIc')).toEqual({ user: 'bjørn', password: 'ßecret' });
		expect(basic(':')).toEqual({ user: '', password: '' });
		expect(basic('user:two\nlines')).toEqual({ user: 'user', password: 'two\nlines' });
	});

	test.each([
		['no header', {}],
		['another scheme', { authorization: 'Bearer dTpw' }],
		['no colon', { authorization: `Basic ${Buffer.from('user').toString('base64')}` }],
		['no Base64', { authorization: 'Basic !!!' }],
		['nothing', { authorization: 'Basic ' }],
		['something before it', { authorization: 'x Basic dTpw' }],
		['something behind it', { authorization: 'Basic dTpw dTpw' }],
		// The same bytes in a text that no client writes: a refusal must not depend on a lenient decoder.
		['Base64 with bits left over', { authorization: 'Basic dTpwcR==' }],
		['Base64 with padding too much', { authorization: 'Basic dTpw=' }],
		['Base64 without its padding', { authorization: 'Basic dTpwcQ' }],
	])('%s', (_name, headers) => {
		expect(basicOf(callback(headers as Record<string, string>))).toBeUndefined();
	});

	test('and the same with the padding that belongs there', () => {
		for (const authorization of ['Basic dTpwcQ==', ' Basic   dTpwcQ== ']) expect(basicOf(callback({ authorization }))).toEqual({ user: 'u', password: 'pq' });
	});
});

test('a user and a password sign in together', () => {
	const signedIn = (text: string) => isSignedIn(callback({ authorization: `Basic ${Buffer.from(text).toString('base64')}` }), 'u', 'p:q');
	expect(['u:p:q', 'u:p', 'v:p:q', 'u:', ':p:q', ''].map(signedIn)).toEqual([true, false, false, false, false, false]);
	expect(isSignedIn(callback({}), 'u', 'p')).toBe(false);
	expect(isSignedIn(callback({ authorization: `Basic ${Buffer.from('u:').toString('base64')}` }), 'u', '')).toBe(false);
});

describe('how old a callback may be', () => {
	const at = 1_900_000_000_000;
	const operation = (more: object) => ({ verify: () => true, ...more }) as unknown as ReceiveOperation<{ oldest: number }>;
	const isIn = (more: object, age: number) => isGenuine(operation(more), callback({}), { oldest: 60_000 }, at + age);
	const madeAt = () => at;

	test('comes from the operation, with the user’s settings; by default 25 hours', () => {
		const oldestMs = ({ oldest }: { oldest: number }) => oldest;
		expect([isIn({ madeAt, oldestMs }, 60_000), isIn({ madeAt, oldestMs }, 60_001)]).toEqual([true, false]);
		expect([isIn({ madeAt }, OLDEST_CALLBACK_MS), isIn({ madeAt }, OLDEST_CALLBACK_MS + 1)]).toEqual([true, false]);
		expect([isIn({}, 1e12), isIn({ madeAt: () => null }, 1e12)]).toEqual([true, true]);
		expect(isIn({ verify: () => false }, 0)).toBe(false);
		expect(isGenuine(operation({ madeAt: (_callback: unknown, { oldest }: { oldest: number }) => oldest }), callback({}), { oldest: 60_000 }, 60_000 + OLDEST_CALLBACK_MS + 1)).toBe(false);
	});
});

test.each([
	['application/json', 'application/json'],
	[' Application/JSON ; charset=utf-8', 'application/json'],
	[undefined, ''],
])('media type of %s', (given, expected) => {
	expect(mediaTypeOf(callback(given === undefined ? {} : { 'content-type': given }))).toBe(expected);
});

test('the secret of callbacks is made from the credential’s, for one trigger of one provider; a short secret gives none', async () => {
	const read = async (secret: string, webhookId?: string, provider = 'p') => await callbackSecret({ getCredentials: async () => await Promise.resolve({ secret }), getNode: () => ({ webhookId }) } as never, provider);
	const secret = 'sixteen-letters-';
	expect(await read(secret, 'one')).toBe(givenSecret('p', secret, 'one'));
	expect(new Set([await read(secret, 'one'), await read(secret, 'two'), await read(secret, 'one', 'q'), await read('seventeen-letters', 'one')]).size).toBe(4);
	expect(await read('short', 'one')).toBe('');
	expect(await read(secret)).toBe('');
});

describe('unreadable', () => {
	const raw = { a: 1 };

	test('has the status unknown and the reason, and only its raw text identifies it', () => {
		const one = unreadable('p', 'receipt', new Error('no status'), raw);
		expect(one.raw).toBe(raw);
		expect(one.record).toMatchObject({ provider: 'p', kind: 'receipt', status: 'unknown', final: false, statusText: 'The callback could not be read: no status' });
		expect(isUnreadable(one.record)).toBe(true);
		const id = ({ record }: { record: object }) => (record as { receiptId: string }).receiptId;
		expect(id(unreadable('p', 'receipt', new Error('other words'), { a: 1 }))).toBe(id(one));
		expect(id(unreadable('p', 'receipt', new Error('no status'), { a: 2 }))).not.toBe(id(one));
	});

	test('a receipt of status unknown is readable', () => {
		expect(isUnreadable(receipt({ provider: 'p', kind: 'receipt', status: 'unknown' }))).toBe(false);
	});
});

describe('what starts the workflow', () => {
	const wantedBy = (parameters: Record<string, unknown>) => wantedRecords((name, otherwise) => parameters[name] ?? otherwise);
	const delivered = receipt({ provider: 'p', kind: 'receipt', status: 'delivered' });
	const failed = receipt({ provider: 'p', kind: 'receipt', status: 'failed' });
	const inbound = receipt({ provider: 'p', kind: 'inbound', status: 'delivered' });
	const torn = unreadable('p', 'receipt', new Error('x'), {}).record;

	test.each<[object, string[]]>([
		[{}, ['delivered', 'failed', 'inbound', 'torn']],
		[{ kinds: ['receipt'] }, ['delivered', 'failed', 'torn']],
		[{ kinds: ['inbound'] }, ['inbound', 'torn']],
		[{ kinds: [] }, ['torn']],
		[{ only: ['failed'] }, ['failed', 'inbound']],
		[{ only: ['failed', 'unknown'], kinds: ['receipt'] }, ['failed', 'torn']],
	])('%j', (parameters, expected) => {
		const wanted = wantedBy(parameters as Record<string, unknown>);
		const records = { delivered, failed, inbound, torn };
		expect(Object.entries(records).flatMap(([name, record]) => (wanted(record) ? [name] : []))).toEqual(expected);
	});

	test('n8n lists the choices of Trigger On as actions', () => {
		const [kinds, only] = receiveFields({ statuses: ['sent', 'delivered'], kinds: USUAL_KINDS });
		expect(kinds).toMatchObject({ displayName: 'Trigger On', type: 'multiOptions', default: ['receipt', 'inbound'] });
		expect((kinds!.options as INodePropertyOptions[]).map(({ action }) => action)).toEqual(['On message delivered or failed', 'On reply']);
		expect(only!.options!.map(({ name }) => name)).toEqual(['Delivered', 'Sent', 'Unknown']);
	});
});
