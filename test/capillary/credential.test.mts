import type { IDataObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { baseUrlOf } from '../../core/http/connection.ts';
import { SettingError } from '../../core/http/settingError.ts';
import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { CapillaryOAuthApi } from '../../credentials/CapillaryOAuthApi.credentials.ts';
import { connections } from '../../providers/capillary/connection.ts';
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

/** The addresses of the token request and of the credential's test, or why they go nowhere. */
async function addresses(fields: IDataObject): Promise<string[]> {
	const asked: string[] = [];
	const answers = ({ url }: IHttpRequestOptions) => {
		asked.push(String(url));
		return Promise.resolve({ statusCode: 200, headers: {}, body: { data: { accessToken: 'a-token', ttlSeconds: 300 } } });
	};
	const helpers = { helpers: { httpRequest: answers } } as unknown as IHttpRequestHelper;
	for (const type of [new CapillaryOAuthApi(), new CapillaryApi()]) {
		const credential = { apiKey: JSON.stringify(fields), secret: 's', accessToken: '', issued: '', user: 'u', password: 'p', ...fields };
		try {
			// n8n tests a credential like this: a refused signature, then the test itself.
			await type.authenticate(credential, { url: 'credential-test:' }).catch(() => undefined);
			await type.preAuthentication.call(helpers, credential);
		} catch (error) {
			asked.push((error as Error).message);
		}
	}
	return asked;
}

test.each<[IDataObject, string]>([
	[{ region: 'other', host: ' a.example.com ', baseUrl: '' }, 'https://a.example.com'],
	[{ region: 'eu.api.capillarytech.com', baseUrl: '  ' }, 'https://eu.api.capillarytech.com'],
	[{ region: 'eu.api.capillarytech.com', baseUrl: ' http://127.0.0.1:1/capillary// ' }, 'http://127.0.0.1:1/capillary'],
])('%p: node, token and test go to one address', async (fields, base) => {
	expect(connections.map((connection) => baseUrlOf(connection, fields))).toEqual([base, base]);
	expect(await addresses(fields)).toEqual([`${base}/v3/oauth/token/generate`, `${base}/v1.1/communications/sendMessage?channel=sms`, `${base}/v1.1/communications/sendMessage?channel=sms`]);
});

test.each<IDataObject>([
	{ region: 'other', host: 'evil.example/x', baseUrl: '' },
	{ region: 'other', host: '', baseUrl: '' },
	{ region: 'other', host: 'https://a.example.com', baseUrl: '' },
	{ region: 'eu.api.capillarytech.com', baseUrl: 'a.example.com' },
	{ region: 'eu.api.capillarytech.com', baseUrl: 'https://user:secret@a.example.com' },
])('%p: no key or password leaves', async (fields) => {
	for (const connection of connections) expect(() => baseUrlOf(connection, fields)).toThrow(SettingError);
	expect(await addresses(fields)).toEqual([expect.stringMatching(/^The credential's (Host|Base URL) is not/), expect.stringMatching(/^The credential's (Host|Base URL) is not/)]);
});
