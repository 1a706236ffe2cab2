import { WavyApi } from '../../credentials/WavyApi.credentials.ts';

test('user name and token travel only in headers', async () => {
	const signed = await new WavyApi().authenticate({ username: 'somebody', token: 'secret' }, { url: 'https://api.example.com', headers: { Accept: 'x' } });
	expect(signed).toEqual({ url: 'https://api.example.com', headers: { Accept: 'x', username: 'somebody', authenticationtoken: 'secret' } });
});
