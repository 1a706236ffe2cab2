import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { givenSecret } from '../host/callbackSecret.mts';
import { CALLBACK_SECRET } from '../host/credentials.mts';
import { packageName } from '../host/paths.mts';
import type { N8nRest } from '../host/rest.mts';
import type { Scene } from '../host/testBed.mts';
import { outputsOf, type Execution } from '../host/workflow.mts';
import { same, type Proof } from './proof.mts';

const WEBHOOK = '7d1b1f4e-8a52-4c1e-9d55-3b1c6f0a2e11';
const STATUS = { id: 'm-1', correlationId: 'c-1', destination: '5511900000001', sentStatusCode: 2, sentStatus: 'SENT_SUCCESS', sentAt: 1266660300000 };

const HEADER = 'x-secret';

/** "Your server must answer within", for WhatsApp. */
const WITHIN_MS = 200;

/** For n8n's own Webhook node, which stores it with every execution. */
const SECRET = givenSecret('wavy', CALLBACK_SECRET, WEBHOOK);
const OTHER_SECRET = 'for-comparison-alone';

/** Proves in a real n8n what a stand-in cannot: Wavy's callbacks reach the node by POST and by GET, get the right answers, and get them in time. */
export async function proveWavyTrigger({ rest, n8n, credentials, sandbox }: Scene, proof: Proof): Promise<void> {
	const id = await rest.createWorkflow({
		name: 'Wavy Trigger',
		nodes: [
			{
				id: '1',
				name: 'Wavy Trigger',
				type: `${packageName}.wavyTrigger`,
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: WEBHOOK,
				parameters: {},
				credentials: { communicationsCallbackApi: credentials.communicationsCallbackApi! },
			},
		],
		connections: {},
	});
	await rest.publish(id);
	const url = `${n8n.url}/webhook/${WEBHOOK}/webhook`;
	const right = `${url}?token=${SECRET}`;
	await untilServed(url);
	const post = async (to: string, body: string, type = 'application/json') => await answered(to, { method: 'POST', headers: { 'content-type': type }, body });

	let seen = 0;
	/** The items from callbacks since the last call, one list per execution. */
	const told = async (executions: number): Promise<Execution[]> => {
		const deadline = Date.now() + 20_000;
		for (;;) {
			const ended = await rest.ended(id);
			if (ended.length >= seen + executions || Date.now() > deadline) {
				const added = ended.slice(seen);
				seen = ended.length;
				same('executions', added.length, executions);
				return added;
			}
			await sleep(200);
		}
	};
	const items = (execution: Execution) => outputsOf(execution, 'Wavy Trigger')[0]!.map(({ json }) => json);

	await proof.holds('callbacks by POST, by GET and as a form reach the node, and are answered 200 with nothing', async () => {
		const query = new URLSearchParams({ id: 'm-2', source: '5511900000003', shortCode: '27182', messageText: 'Sim', 'mt[correlationId]': 'c-2' });
		same('POST', await post(right, JSON.stringify(STATUS)), [200, '']);
		same('GET', await answered(`${right}&${query.toString()}`, {}), [200, '']);
		same('form', await post(right, query.toString(), 'application/x-www-form-urlencoded'), [200, '']);
		same('of no type', await post(right, JSON.stringify(STATUS), 'application/octet-stream'), [200, '']);
		const [first, second, third, fourth] = (await told(4)).map(items);
		same('POST', [first![0]!.status, first![0]!.messageId, first![0]!.correlationId], ['sent', 'm-1', 'c-1']);
		same('GET', [second![0]!.kind, second![0]!.text, second![0]!.correlationId], ['inbound', 'Sim', 'c-2']);
		same('form', third, second);
		same('of no type', fourth, first);
		return '4 executions';
	});
	await proof.holds('what comes without the secret is answered 401 and starts nothing', async () => {
		for (const to of [url, `${url}?token=`, `${right}x`, `${url}?Token=${SECRET}`, `${url}?token=${CALLBACK_SECRET}`]) same(to, (await post(to, JSON.stringify(STATUS)))[0], 401);
		same('GET', (await answered(`${url}?id=m-1`, {}))[0], 401);
		// n8n reads a multipart body itself and leaves nothing to the node.
		const parts = new FormData();
		parts.set('id', 'm-1');
		same('a form in parts', (await answered(url, { method: 'POST', body: parts }))[0], 401);
		same('a form in parts, with the secret', (await answered(right, { method: 'POST', body: parts }))[0], 415);
		same('try of the address', (await answered(right, {}))[0], 200);
		await sleep(500);
		await told(0);
		return '';
	});
	await proof.holds('a batch of a thousand statuses is one execution of a thousand items', async () => {
		const data = Array.from({ length: 1000 }, (_, i) => ({ ...STATUS, id: `m-${i}`, origin: '5511900000000', sent: true }));
		same('answer', await post(right, JSON.stringify({ total: 1000, data })), [200, '']);
		const [batch] = await told(1);
		same('ids', items(batch!).map(({ messageId }) => messageId), data.map(({ id: own }) => own));
		return '1,000 items';
	});
	await proof.holds("a callback is answered, beside n8n's own Webhook node with a secret of its own", async () => {
		const other = `${n8n.url}/webhook/${await publishWebhook(rest)}`;
		await untilServed(other);
		const took: [number[], number[]] = [[], []];
		for (let i = 0; i < 20; i += 1) {
			for (const [which, [to, secret]] of ([[right, SECRET], [other, OTHER_SECRET]] as const).entries()) {
				const start = performance.now();
				same(to, (await answered(to, { method: 'POST', headers: { 'content-type': 'application/json', [HEADER]: secret }, body: JSON.stringify({ ...STATUS, id: `t-${i}` }) }))[0], 200);
				took[which]!.push(performance.now() - start);
			}
		}
		await told(20);
		const [ours, theirs] = took.map((times) => Math.round(times.sort((x, y) => x - y)[10]!)) as [number, number];
		const soon = took[0].filter((ms) => ms <= WITHIN_MS).length;
		return `${ours} ms against ${theirs} ms (medians of 20); ${soon} of 20 within the ${WITHIN_MS} ms that Wavy waits`;
	});
	await proof.holds("the sandbox's callbacks start it: sent and delivered, of a message it accepted", async () => {
		await sandbox.addCallback({ provider: 'wavy', url, secret: SECRET, forged: 1, unsigned: 1 });
		await fetch(`${sandbox.providerUrl('wavy')}/v1/send-sms`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', username: 'sandbox-user', authenticationtoken: 'sandbox-token' },
			body: JSON.stringify({ destination: '5511900000001', messageText: 'Oi', correlationId: 'c-9' }),
		});
		const statuses = (await told(2)).map((execution) => items(execution)[0]!);
		same('receipts', statuses.map(({ correlationId, status }) => `${String(correlationId)} ${String(status)}`).sort(), ['c-9 delivered', 'c-9 sent']);
		return 'forged and unsigned ones did not';
	});
	await proof.holds('the secret is neither in what was stored nor in the log', async () => {
		const stored = JSON.stringify(await rest.ended(id));
		const log = await readFile(n8n.logFile, 'utf8');
		for (const secret of [SECRET, CALLBACK_SECRET]) same('in executions and the log', [stored.includes(secret), log.includes(secret)], [false, false]);
		return `${seen} executions`;
	});
}

/** n8n reports a workflow as published slightly before it listens. */
async function untilServed(url: string): Promise<void> {
	const deadline = Date.now() + 20_000;
	while ((await answered(url, { method: 'POST' }))[0] === 404 && Date.now() < deadline) await sleep(100);
}

/** Publishes a workflow with only n8n's Webhook node; returns its path. */
async function publishWebhook(rest: N8nRest): Promise<string> {
	const path = 'for-comparison';
	const credential = await rest.createCredential('httpHeaderAuth', 'For comparison', { name: HEADER, value: OTHER_SECRET, allowedHttpRequestDomains: 'all' });
	const id = await rest.createWorkflow({
		name: 'For comparison',
		nodes: [
			{
				id: '1',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, authentication: 'headerAuth', responseMode: 'onReceived', options: {} },
				credentials: { httpHeaderAuth: credential },
			},
		],
		connections: {},
	});
	await rest.publish(id);
	return path;
}

async function answered(url: string, init: RequestInit): Promise<[number, string]> {
	const response = await fetch(url, init);
	return [response.status, await response.text()];
}
