import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { startSandbox } from '../../sandbox/server.mts';
import { send } from '../sandbox/raw-client.mts';

const credential = new WavyApi();

test('user name and token travel in headers alone', () => {
	expect(credential.authenticate.properties).toEqual({
		headers: { username: '={{$credentials.username}}', authenticationtoken: '={{$credentials.token}}' },
	});
});

test('the test sends nothing: it searches for an id that does not exist', async () => {
	const { url, method, body } = credential.test.request;
	const sandbox = await startSandbox();
	const ask = async (token: string) =>
		await send(`${sandbox.providerUrl('wavy')}${url}`, {
			method,
			headers: { 'content-type': 'application/json', username: 'sandbox-user', authenticationtoken: token },
			body: JSON.stringify(body),
		});
	expect((await ask('sandbox-token')).status).toBe(200);
	expect((await ask('another-token')).status).toBe(401);
	expect(sandbox.counts().accepted).toBe(0);
	await sandbox.close();
});

test('whatever else the search is answered, only some statuses speak against the credential or say nothing of it', () => {
	const { ignoreHttpStatusErrors } = credential.test.request as { ignoreHttpStatusErrors: { except: number[] } };
	const good = [200, 201, 400, 404, 412, 420, 429].filter((status) => ignoreHttpStatusErrors.except.includes(status));
	const bad = [301, 302, 307, 401, 403, 500, 502, 503, 504].filter((status) => !ignoreHttpStatusErrors.except.includes(status));
	expect([good, bad]).toEqual([[], []]);
});
