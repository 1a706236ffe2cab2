import type { IHttpRequestOptions } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
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
