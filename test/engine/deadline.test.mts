/** Timeout limits a request as a whole: the node gives up an answer that drips and closes its connection, and late data does no harm. */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { CALLS } from '../registry.mts';
import { failureOf, statuses } from '../failed.mts';
import { runComapi } from './comapi.mts';
import { runInEngine } from './engine.mts';
import { withoutPatience } from './patience.mts';
import { customers, runWiraya } from './wiraya.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const DRIP = { kind: 'slow', ms: 600_000, slices: 1_000 } as const;
const options = { requestsPerSecond: 0, timeout: 1 };
const retryOnFail = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

/** A server whose answer never ends, and the connection it drips into. */
async function dripping() {
	let drip: NodeJS.Timeout | undefined;
	const server = http.createServer((request, response) => {
		request.resume();
		response.writeHead(200, { 'content-type': 'application/json' });
		drip = setInterval(() => response.write(' '), 5);
		server.emit('dripping', response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		response: once(server, 'dripping') as Promise<[http.ServerResponse]>,
		async close() {
			clearInterval(drip);
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

test('messages are unknown, the connection is closed, and no try of n8n sends them again', async () => {
	const server = await dripping();
	const closed = server.response.then(async ([response]) => await once(response, 'close'));
	const { errors } = await runWiraya(sandbox, customers(2), { baseUrl: server.baseUrl, options, settings: retryOnFail });
	await closed;
	await server.close();
	expect(errors.map((item) => [failureOf(item).status, failureOf(item).code, failureOf(item).attempts])).toEqual(Array(2).fill(['unknown', 'ECONNABORTED', 1]));
});

test('the Stop button ends it at once', async () => {
	const server = await dripping();
	const { run } = await runWiraya(sandbox, customers(1), { baseUrl: server.baseUrl, options: { ...options, timeout: 600 }, onStart: (cancel) => void server.response.then(cancel) });
	await server.close();
	expect(run.status).toBe('canceled');
});

test('a message that the provider took but answered too slowly is not sent again', async () => {
	sandbox.addFault({ ...DRIP, count: 'always' });
	const { errors } = await withoutPatience(1_000, () => sandbox.counts().requests, async () => await runWiraya(sandbox, customers(3), { options, settings: retryOnFail }));
	expect(statuses(errors)).toEqual(Array(3).fill('unknown'));
	expect([sandbox.accepted().length, sandbox.requests().length, sandbox.duplicates()]).toEqual([3, 1, []]);
});

test('a call that must not be made twice is unknown, too', async () => {
	const { node, credential, data, parameters, item } = CALLS['Wiraya, Add to Campaign']!;
	sandbox.addFault({ ...DRIP, after: 1, count: 'always' });
	const run = async () => await runInEngine({ node, credential: { type: credential, data: data(sandbox) }, parameters: { ...parameters, options }, items: [item(0)], settings: { onError: 'continueErrorOutput', ...retryOnFail } });
	// The first request fetches the token.
	const { errors } = await withoutPatience(1_000, () => sandbox.counts().requests - 1, run);
	expect(statuses(errors)).toEqual(['unknown']);
	expect(sandbox.acts()).toHaveLength(1);
});

test('a look-up is repeated and answered', async () => {
	const { success: [sent] } = await runComapi(sandbox, [{ to: '447700900001' }]);
	sandbox.addFault(DRIP);
	const before = sandbox.counts().requests;
	const run = async () => await runComapi(sandbox, [{ messageId: sent!.json.messageId }], { operation: 'getStatus', parameters: { messageId: '={{ $json.messageId }}' }, options });
	// The second request is answered.
	const { success } = await withoutPatience(1_000, () => Math.min(1, sandbox.counts().requests - before), run);
	expect(success.map(({ json }) => json.messageId)).toEqual([sent!.json.messageId]);
});

test('fetching a token does not use up the time of the request', async () => {
	const { node, credential, data, parameters, item } = CALLS['Wiraya, Send Event']!;
	sandbox.addFault({ kind: 'slow', ms: 1_300, slices: 2 });
	const { success } = await runInEngine({ node, credential: { type: credential, data: data(sandbox) }, parameters: { ...parameters, options }, items: [item(0)] });
	expect(statuses(success)).toEqual(['accepted']);
});
