/** Between n8n and the engine: the requests, and who signs them. */
import type { SendOperation } from '../../core/send/operation.ts';
import { Deadline } from '../../n8n/edges/deadline.ts';
import type { TokenRequest } from '../../n8n/edges/renewal.ts';
import { executeSend } from '../../n8n/run/execute.ts';
import { fakeContext, type Scene } from './context.mts';
import { credential, execute, GOOD, operation, thrown } from './scripted-node.mts';

describe('the request', () => {
	test('is at most one, and is signed by n8n', async () => {
		const { requests, helperOptions, credentialTypes } = await execute({});
		expect(requests).toEqual([
			{
				method: 'POST',
				url: 'https://plain.example.com/json',
				headers: { 'Content-Type': 'text/plain' },
				body: expect.any(String) as string,
				timeout: 1000,
				encoding: 'arraybuffer',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				// For `authenticate`, which removes it.
				deadline: expect.any(Deadline) as Deadline,
			},
		]);
		expect(helperOptions).toEqual([undefined]);
		expect(credentialTypes).toEqual(['plainApi', 'plainApi']);
	});

	test('uses the credential that the user chose', async () => {
		const { requests, credentialTypes } = await execute({ parameters: { ...GOOD, authentication: 'fancyApi' } });
		expect(requests[0]!.url).toBe('https://fancy.example.com/v1/json');
		expect(credentialTypes).toEqual(['fancyApi', 'fancyApi']);
		expect((await execute({ parameters: { ...GOOD, authentication: 'nobodyApi' } })).credentialTypes[0]).toBe('plainApi');
	});

	test.each(['', 'plain.example.com', 'ftp://plain.example.com', 'https://user:pass@plain.example.com', 'https://plain.example.com/?a=1', 'https://plain.example.com/#a', 'https://a b', 'https://'])('is not made to %p', async (baseUrl) => {
		const error = await thrown({ credential: { ...credential, baseUrl } });
		expect([error.requests, error.message]).toEqual([0, "The credential's Base URL is not a web address"]);
		expect(error.description).toBe('Give it with its scheme and nothing after its path, such as https://api.example.com.');
	});

	test('with a path, or in capitals, it is', async () => {
		expect((await execute({ credential: { ...credential, baseUrl: 'HTTPS://plain.example.com:81/a/b//' } })).requests[0]!.url).toBe('HTTPS://plain.example.com:81/a/b/json');
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
		expect((items[0]!.json.error as { code: string }).code).toBe(code);
	});

	test.each([
		[{ a: 1 }, '{"a":1}'],
		[undefined, null],
		[null, null],
		['text', 'text'],
	])('an answer whose body is %p is read as text', async (body, expected) => {
		const { items } = await execute({ answer: () => ({ statusCode: 500, headers: {}, body }), continueOnFail: true });
		expect((items[0]!.json.error as { providerMessage?: unknown }).providerMessage ?? null).toBe(expected);
	});

	test('an answer is read in the character set it declares', async () => {
		const body = Buffer.from('caf\u00e9', 'latin1');
		const read = async (headers: Record<string, string>) => {
			const { items } = await execute({ answer: () => ({ statusCode: 500, headers, body }), continueOnFail: true });
			return (items[0]!.json.error as { providerMessage: unknown }).providerMessage;
		};
		expect([await read({ 'Content-Type': 'text/plain; charset=ISO-8859-1' }), await read({})]).toEqual(['caf\u00e9', 'caf\ufffd']);
	});

	test('headers are recognised in any case, and secrets in them and in the body are masked', async () => {
		const answer = () => ({ statusCode: 503, headers: { 'RETRY-After': '9000', Odd: 'canary-key' }, body: 'we know canary-key and canary-key!' });
		const { items } = await execute({ answer, continueOnFail: true });
		expect(items[0]!.json.error).toMatchObject({ retryAfterMs: 9_000_000, providerMessage: 'we know *** and ***!' });
		const fancy = await execute({ answer, continueOnFail: true, parameters: { ...GOOD, authentication: 'fancyApi' } });
		expect(fancy.items[0]!.json.error).toMatchObject({ providerMessage: 'we know canary-key and ***' });
	});
});

describe('a token that is renewed', () => {
	const renewing: SendOperation<string> = { ...operation, connections: [{ ...operation.connections[0], token: { path: '/token', body: () => ({}), read: () => null, proof: 'this key' } }] };

	/** Acts like `authenticate` of a credential with a token: it notes which token signed the request, and never signs with a refused token. */
	const signedBy = (...tokens: string[]) => {
		const left = [...tokens];
		return ({ tokenUse }: TokenRequest): string => {
			if (tokenUse!.refused === left[0]) left.shift();
			return (tokenUse!.used = left[0]!);
		};
	};
	const answering = (sign: (request: TokenRequest) => string, good: string) => (request: TokenRequest) => ({ statusCode: sign(request) === good ? 503 : 401, headers: { 'retry-after': '9000' }, body: '' });

	test('is renewed if the provider refuses it, and the request goes once more, changed only in the token', async () => {
		const { requests, helperOptions, items } = await execute({ answer: answering(signedBy('old', 'new'), 'new'), continueOnFail: true }, renewing);
		const [first, second] = requests.map((request) => ({ ...request, tokenUse: undefined, deadline: undefined }));
		expect([requests.length, second]).toEqual([2, first]);
		expect(requests.map(({ ignoreHttpStatusErrors }) => ignoreHttpStatusErrors)).toEqual([true, true]);
		expect(helperOptions).toEqual([undefined, undefined]);
		expect(items[0]!.json).toMatchObject({ error: { code: 'http503' } });
	});

	test('ends the run if the new one is refused, too: no third request', async () => {
		const { requests, items } = await execute({ answer: answering(signedBy('old', 'new'), 'none'), continueOnFail: true }, renewing);
		expect(requests).toHaveLength(2);
		expect(items[0]!.json).toMatchObject({ error: { status: 'notSent', code: 'http401' } });
	});

	test('is not renewed after the execution was stopped, or if n8n does not say which token was used', async () => {
		const stopped = new AbortController();
		const stop = (request: TokenRequest) => {
			request.tokenUse!.used = 'old';
			stopped.abort();
			return { statusCode: 401, headers: {}, body: '' };
		};
		expect((await execute({ answer: stop, signal: stopped.signal, continueOnFail: true }, renewing)).requests).toHaveLength(1);
		const mute = () => ({ statusCode: 401, headers: {}, body: '' });
		expect((await execute({ answer: mute, continueOnFail: true }, renewing)).requests).toHaveLength(1);
	});

	test('ends the run like any 401 if the renewed one has expired already', async () => {
		const refuse = (httpCode: unknown) => () => {
			throw Object.assign(new Error('x'), { httpCode });
		};
		for (const httpCode of ['401', 401]) {
			const { items } = await execute({ answer: refuse(httpCode), continueOnFail: true }, renewing);
			expect(items[0]!.json.error).toMatchObject({ status: 'notSent', code: 'http401', httpStatus: 401 });
		}
		expect((await execute({ answer: refuse('401'), continueOnFail: true })).items[0]!.json.error).toMatchObject({ status: 'unknown', code: 'NETWORK' });
	});

	test('is masked in answers, the old one and the new one, even if the credential cannot be read again', async () => {
		const held = { ...credential };
		const body = 'first-token second-token';
		const renew = () => {
			held.key = 'second-token';
			return { statusCode: 503, headers: {}, body };
		};
		const said = async (scene: Scene, given = renewing) => (await execute({ continueOnFail: true, parameters: { ...GOOD, options: { batchSize: 1 } }, items: [{}, {}], ...scene }, given)).items.map(({ json }) => (json.error as { providerMessage: unknown }).providerMessage);
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
		const [items] = await executeSend(context, renewing.provider, {}, renewing);
		expect(items![0]!.json.error).toMatchObject({ httpStatus: 503, providerMessage: '*** second-token' });
	});
});
