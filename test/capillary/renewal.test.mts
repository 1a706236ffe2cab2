/** Tokens that n8n stores with a credential: the node asks for as few as possible, however many requests need one. */
import type { IHttpRequestHelper } from 'n8n-workflow';

import { tokensOf } from '../../n8n/edges/renewal.ts';

/** A source that counts its tokens. Each takes a moment, so that several requests wait for one. */
function counted(answers: Array<{ statusCode: number; body: unknown; headers?: object }> = []) {
	let asked = 0;
	const helpers = {
		httpRequest: async () => {
			asked += 1;
			const answer = answers.shift() ?? { statusCode: 200, body: { token: `t-${asked}` } };
			await new Promise((resolve) => setImmediate(resolve));
			return answer;
		},
	} as unknown as IHttpRequestHelper['helpers'];
	const tokens = tokensOf(
		{ label: 'Nobody', addressFields: 'Base URL', baseUrl: () => 'http://127.0.0.1:1' },
		{
			path: '/token',
			body: ({ key }) => ({ key }),
			read: ({ body }) => ({ accessToken: String((body as { token: unknown }).token), seconds: 300 }),
			proof: 'this key',
		},
	);
	const want = async (accessToken = '', key = 'k') => (await tokens.renewed(helpers, { key, accessToken, issued: '' })).accessToken;
	return { want, asked: () => asked };
}

test('many simultaneous first requests share one token', async () => {
	const { want, asked } = counted();
	expect(new Set(await Promise.all([want(), want(), want()]))).toEqual(new Set(['t-1']));
	expect(asked()).toBe(1);
});

test('many requests with a refused token share one new token, and so does a late one with the old token', async () => {
	const { want, asked } = counted();
	const old = await want();
	expect(new Set(await Promise.all([want(old), want(old), want(old)]))).toEqual(new Set(['t-2']));
	expect([await want(old), asked()]).toEqual(['t-2', 2]);
});

test('after a failed token request, many requests ask once more together; another key has its own token', async () => {
	const { want, asked } = counted([{ statusCode: 503, body: '' }]);
	await expect(want()).rejects.toMatchObject({ httpCode: 'TOKEN_HTTP_503' });
	expect(new Set(await Promise.all([want(), want()]))).toEqual(new Set(['t-2']));
	expect([await want('', 'another'), asked()]).toEqual(['t-3', 3]);
});

test('if the provider asks to wait, no request asks for a token until then, and the error has the wait', async () => {
	jest.useFakeTimers({ now: 1_000_000, doNotFake: ['setImmediate'] });
	try {
		const { want, asked } = counted([{ statusCode: 429, body: '', headers: { 'retry-after': '3' } }]);
		await expect(Promise.all([want(), want()])).rejects.toMatchObject({ httpCode: 'TOKEN_HTTP_429_AFTER_3000' });
		jest.setSystemTime(1_002_000);
		await expect(want()).rejects.toMatchObject({ httpCode: 'TOKEN_HTTP_429_AFTER_1000' });
		expect(asked()).toBe(1);
		jest.setSystemTime(1_003_000);
		expect([await want(), asked()]).toEqual(['t-2', 2]);
	} finally {
		jest.useRealTimers();
	}
});

test('only 429 and 503 ask for a wait, and an unreadable wait counts as none', async () => {
	for (const [statusCode, wait, httpCode] of [[503, '1', 'TOKEN_HTTP_503_AFTER_1000'], [500, '1', 'TOKEN_HTTP_500'], [429, 'soon', 'TOKEN_HTTP_429']]) {
		const { want } = counted([{ statusCode: Number(statusCode), body: '', headers: { 'retry-after': wait } }]);
		await expect(want('', String(httpCode))).rejects.toMatchObject({ httpCode });
	}
});
