import type { IHttpRequestOptions } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { startSandbox } from '../../sandbox/server.mts';
import { md5 } from './capillary.mts';

const request: IHttpRequestOptions = { url: 'https://api.example.com', headers: { Accept: 'application/json' } };

test.each([
	[{ user: 'till.one', password: 'secret', alreadyHashed: false }, 'till.one:5ebe2294ecd0e0f08eab7690d2a6ee69'],
	[{ user: 'till.one', password: ' 5EBE2294ECD0E0F08EAB7690D2A6EE69', alreadyHashed: true }, 'till.one:5ebe2294ecd0e0f08eab7690d2a6ee69'],
	[{ user: 'till.one', password: 'pässword', alreadyHashed: false }, `till.one:${md5('pässword')}`],
])('%p', async (data, pair) => {
	const signed = await new CapillaryApi().authenticate(data, request);
	expect(signed.headers).toEqual({ Accept: 'application/json', Authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
	expect(request.headers).toEqual({ Accept: 'application/json' });
});

test('its test sends no message, and tells a good till from a bad one', async () => {
	const sandbox = await startSandbox();
	const credential = new CapillaryApi();
	const { url, method, body, ignoreHttpStatusErrors } = credential.test.request;
	const { except } = ignoreHttpStatusErrors as { except: number[] };
	const refused: boolean[] = [];
	for (const password of ['sandbox-password', 'wrong-password']) {
		const { headers } = await credential.authenticate({ user: 'sandbox-till', password }, request);
		const answer = await fetch(sandbox.providerUrl('capillary') + url, {
			method,
			headers: { ...(headers as Record<string, string>), 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		refused.push(except.includes(answer.status));
	}
	expect(refused).toEqual([false, true]);
	expect(sandbox.accepted()).toEqual([]);
	await sandbox.close();
});
