import { secretsOf } from '../../core/http/connection.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { connection } from '../../providers/comapi/connection.ts';
import { ACCOUNTS } from '../engine/comapi.mts';

const credential = new ComapiApi();

test('without a base URL requests go to the provider', () => {
	for (const [data, expected] of [
		[{ ...ACCOUNTS.apiSpace, apiSpaceId: ' 1d0b ', baseUrl: '' }, 'https://api.comapi.com/apispaces/1d0b'],
		[{ ...ACCOUNTS.region, region: 'r3', baseUrl: ' ' }, 'https://r3-api.dotdigital.com/cpaas'],
		[{ ...ACCOUNTS.region, baseUrl: 'http://127.0.0.1:1/comapi//' }, 'http://127.0.0.1:1/comapi/cpaas'],
	] as const) {
		expect(connection.baseUrl!(data)).toBe(expected);
	}
});

test('signing twice gives the same result, and a password may have any characters', async () => {
	const data = { ...ACCOUNTS.region, password: 'pässwörd:1' };
	const once = await credential.authenticate(data, { url: 'http://a', headers: { Accept: 'x' } });
	expect(await credential.authenticate(data, once)).toEqual(once);
	expect(once.headers).toEqual({ Accept: 'x', Authorization: `Basic ${Buffer.from('sandbox-user:pässwörd:1').toString('base64')}` });
	expect(secretsOf(connection, data)).toEqual(['', 'pässwörd:1', String(once.headers!.Authorization).slice('Basic '.length)]);
});
