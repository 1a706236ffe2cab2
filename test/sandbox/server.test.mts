import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox, type Provider } from '../../sandbox/server.mts';
import { plainJavaScript } from '../plain-javascript.mts';
import { outcome, send, until } from './raw-client.mts';
import { enqueue, entries } from './wiraya-requests.mts';

const command = plainJavaScript('sandbox/main.mts');

/** A made-up provider: it takes lines of text and answers with lines of ids. */
const made: Provider = {
	name: 'made',
	title: 'Made up',
	defaultKeys: ['k'],
	signIn: (key) => ({ Key: key }),
	secretHeaders: ['x-made'],
	errorAnswer: (status) => ({ status, contentType: 'text/plain', body: `error ${status}` }),
	receive: ({ body, headers, path, query }) => ({
		kind: 'messages',
		key: headers['x-made'] === 'k' ? 'right' : 'wrong',
		rows: body.toString().split('\n').map((text, index) => ({
			correlationId: `c${index}`,
			messageId: `m${index}`,
			verdict: 'accepted',
			message: { channel: 'pigeon', recipient: `r${index}`, sender: null, text, details: { path, query }, scheduledAt: null },
		})),
		encode: (rows) => ({ status: 200, contentType: 'text/plain', body: rows.map((row) => `${row.correlationId} ${row.verdict}`).join('\n') }),
	}),
};

describe('a provider is one object', () => {
	it('and gets faults, recording and the inbox without further code', async () => {
		const sandbox = await startSandbox({ extraProviders: [made] });
		const url = `${sandbox.providerUrl('made')}/send?x=1`;
		sandbox.addFault({ kind: 'partial', provider: 'made', transient: 1 });
		const answers = [await send(url, { body: 'a\nb', headers: { 'x-made': 'k' } }), await send(url, { body: 'c', headers: { 'x-made': 'other' } })];
		expect(answers.map((answer) => answer.body)).toEqual(['c0 transient\nc1 accepted', 'c0 accepted']);
		sandbox.addFault({ kind: 'status', status: 429 });
		expect((await send(url, { body: 'd' })).body).toBe('error 429');
		expect(sandbox.accepted()).toMatchObject([{ provider: 'made', channel: 'pigeon', text: 'b', details: { path: '/send', query: 'x=1' } }, { text: 'c' }]);
		expect(sandbox.requests().map((request) => request.headers['x-made'])).toEqual(['(right)', '(wrong)', undefined]);
		expect(sandbox.providers).toEqual(expect.arrayContaining(['wiraya', 'made']));
		await sandbox.close();
	});

	it('a provider that fails answers 500 and says why', async () => {
		const broken: Provider = { ...made, name: 'broken', receive: () => { throw new Error('oops'); } };
		const sandbox = await startSandbox({ extraProviders: [broken] });
		expect((await send(sandbox.providerUrl('broken'))).body).toBe('error 500');
		expect(sandbox.requests()[0]?.problem).toContain('oops');
		await sandbox.close();
	});

	it('an unknown provider is an error', async () => {
		const sandbox = await startSandbox();
		expect(() => sandbox.providerUrl('nobody')).toThrow('nobody');
		await sandbox.close();
	});
});

describe('starting and stopping', () => {
	it('two at a time, independent, each on its own port', async () => {
		const [one, two] = await Promise.all([startSandbox({ latencyMs: 20 }), startSandbox()]);
		await enqueue(one.providerUrl('wiraya'), entries(1));
		expect([one.counts().accepted, two.counts().accepted]).toEqual([1, 0]);
		await Promise.all([one.close(), two.close()]);
		expect(await outcome(enqueue(one.providerUrl('wiraya'), entries(1)))).toBe('ECONNREFUSED');
	});

	it('closes while requests are held and while the port is shut', async () => {
		const sandbox = await startSandbox();
		sandbox.addFault({ kind: 'hold' });
		const waiting = outcome(enqueue(sandbox.providerUrl('wiraya'), entries(1)));
		await until(() => sandbox.counts().held === 1);
		await sandbox.close();
		expect(await waiting).toBe('ECONNRESET');
		const shut = await startSandbox();
		await shut.setListening(false);
		await shut.close();
	});

	it('keeps a bounded number of requests, and all counters', async () => {
		const sandbox = await startSandbox();
		const body = JSON.stringify({ communications: [] }).padEnd(9_000_000);
		const headers = { 'content-type': 'application/json', 'x-apikey': 'sandbox-key' };
		for (let index = 0; index < 9; index += 1) await send(`${sandbox.providerUrl('wiraya')}/api/EnqueueCommunications`, { body, headers });
		expect([sandbox.counts().requests, sandbox.requests().length]).toEqual([9, 7]);
		await sandbox.close();
	});

	it.each(['SIGINT', 'SIGTERM'] as const)('the command announces its addresses and ends on %s', async (signal) => {
		const child = spawn(process.execPath, [await command, '--port', '0', '--key', 'wiraya=mine']);
		let output = '';
		for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
			output += chunk.toString();
			if (output.includes('Ctrl+C')) break;
		}
		const wiraya = /^wiraya +(\S+)$/m.exec(output)?.[1] ?? '';
		expect((await enqueue(wiraya, entries(1), { headers: { 'x-apikey': 'mine' } })).status).toBe(200);
		const exit = once(child, 'exit');
		child.kill(signal);
		expect(await exit).toEqual([0, null]);
	});

	it.each([['--port', 'x'], ['--latency', '-1'], ['--key', 'nothing'], ['--colour', 'red']])('the command explains %s %s', async (name, value) => {
		const child = spawn(process.execPath, [await command, `${name}=${value}`]);
		let errors = '';
		child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
		const [code] = (await once(child, 'close')) as [number];
		expect([code, errors]).toEqual([1, expect.stringContaining('Usage: npm run sandbox')]);
	});
});
