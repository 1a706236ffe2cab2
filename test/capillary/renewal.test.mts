/** Tokens that n8n keeps with a credential: as few are asked for as can be, however many want one. */
import type { IHttpRequestHelper } from 'n8n-workflow';

import { tokensOf } from '../../n8n/edges/renewal.ts';

/** A source whose tokens are counted. Each takes a moment, so that several wait for one. */
function counted(answers: Array<{ statusCode: number; body: unknown }> = []) {
	let asked = 0;
	const helpers = {
		httpRequest: async () => {
			asked += 1;
			const answer = answers.shift() ?? { statusCode: 200, body: { token: `t-${asked}` } };
			await new Promise((resolve) => setImmediate(resolve));
			return answer;
		},
	} as unknown as IHttpRequestHelper['helpers'];
	const tokens = tokensOf({
		owner: ({ key }) => [key],
		request: () => ({ url: 'http://127.0.0.1:1/token', body: {} }),
		read: ({ body }) => ({ accessToken: String((body as { token: unknown }).token), seconds: 300 }),
		words: { provider: 'Nobody', check: 'nothing' },
	});
	const want = async (accessToken = '', key = 'k') => (await tokens.renewed(helpers, { key, accessToken, issued: '' })).accessToken;
	return { want, asked: () => asked };
}

test('many that want their first together get one', async () => {
	const { want, asked } = counted();
	expect(new Set(await Promise.all([want(), want(), want()]))).toEqual(new Set(['t-1']));
	expect(asked()).toBe(1);
});

test('many whose token was refused together get one new one, and who comes late with the old one gets the same', async () => {
	const { want, asked } = counted();
	const old = await want();
	expect(new Set(await Promise.all([want(old), want(old), want(old)]))).toEqual(new Set(['t-2']));
	expect([await want(old), asked()]).toEqual(['t-2', 2]);
});

test('after one that could not be had, many together ask once more; another key has a token of its own', async () => {
	const { want, asked } = counted([{ statusCode: 503, body: '' }]);
	await expect(want()).rejects.toMatchObject({ httpCode: 'TOKEN_HTTP_503' });
	expect(new Set(await Promise.all([want(), want()]))).toEqual(new Set(['t-2']));
	expect([await want('', 'another'), asked()]).toEqual(['t-3', 3]);
});
