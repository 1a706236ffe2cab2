import { setTimeout as sleep } from 'node:timers/promises';

import { givenSecret } from '../host/callbackSecret.mts';
import { CALLBACK_SECRET } from '../host/credentials.mts';
import { packageName } from '../host/paths.mts';
import type { Scene } from '../host/testBed.mts';
import { outputsOf, type Execution, type WorkflowNode } from '../host/workflow.mts';
import { same, type Proof } from './proof.mts';

const WEBHOOK = '2f0a6c1e-3d57-4b53-9a0e-8f6b2c7d4e12';
const SECRET = givenSecret('wiraya', CALLBACK_SECRET, WEBHOOK);
const BASIC = { authorization: `Basic ${Buffer.from(`n8n:${SECRET}`).toString('base64')}` };
const ENTRY = { messageId: '9007199254740993123', status: 'DELIVERED', type: 'OUTGOING_SMS', recipient: '447700900123' };

/** Proves what only a real n8n does: its own parsers read callbacks in every format, and it stores tokens with their credential. */
export async function proveWiraya(scene: Scene, proof: Proof): Promise<void> {
	await proveTrigger(scene, proof);
	await proveFlow(scene, proof);
}

async function proveTrigger({ rest, n8n, credentials }: Scene, proof: Proof): Promise<void> {
	const credential = { communicationsCallbackApi: credentials.communicationsCallbackApi! };
	const node: WorkflowNode = { id: '1', name: 'Trigger', type: `${packageName}.wirayaTrigger`, typeVersion: 1.1, position: [0, 0], parameters: {}, credentials: credential };
	const id = await rest.createWorkflow({ name: 'Wiraya Trigger', nodes: [{ ...node, webhookId: WEBHOOK } as WorkflowNode], connections: {} });
	await rest.publish(id);
	const url = `${n8n.url}/webhook/${WEBHOOK}/webhook`;
	const call = async (init: RequestInit, query = ''): Promise<[number, string]> => {
		const response = await fetch(`${url}${query}`, init);
		return [response.status, await response.text()];
	};
	for (const deadline = Date.now() + 20_000; (await call({ method: 'POST' }))[0] === 404 && Date.now() < deadline; ) await sleep(100);
	const post = async (body: string, type: string, headers: Record<string, string> = BASIC) => await call({ method: 'POST', headers: { ...headers, 'content-type': type }, body });
	const ids = (execution: Execution) => outputsOf(execution, 'Trigger')[0]!.map(({ json }) => [json.messageId, json.status]);

	await proof.holds('Wiraya Trigger: JSON, XML and GET, one and several, reach the node with all their digits and are answered 200 with nothing', async () => {
		const json = JSON.stringify(ENTRY).replace('"9007199254740993123"', '9007199254740993123');
		const xml = `<cs>${['1', '2'].map((own) => `<c><messageId>${own}</messageId><Status>FAILURE</Status><type>SMS</type></c>`).join('')}</cs>`;
		same('JSON', await post(json, 'application/json'), [200, '']);
		same('XML', await post(xml, 'text/xml; charset=utf-8'), [200, '']);
		same('GET', await call({ headers: BASIC }, `?${new URLSearchParams(ENTRY).toString()}`), [200, '']);
		same('of no type', await post(`[${json},${json}]`, 'application/octet-stream'), [200, '']);
		for (const deadline = Date.now() + 20_000; (await rest.ended(id)).length < 4 && Date.now() < deadline; ) await sleep(200);
		const one = [ENTRY.messageId, 'delivered'];
		const expected = [[one], [['1', 'failed'], ['2', 'failed']], [one], [one, one]];
		same('items', (await rest.ended(id)).map(ids), expected);
		return '4 executions';
	});
	await proof.holds('Wiraya Trigger: what does not prove itself is answered 401 and starts nothing', async () => {
		const wrong = { authorization: `Basic ${Buffer.from(`n8n:${SECRET}x`).toString('base64')}` };
		const proofs: Array<Record<string, string>> = [{}, wrong, { 'x-callback-secret': SECRET }];
		for (const headers of proofs) same('POST', (await post(JSON.stringify(ENTRY), 'application/json', headers))[0], 401);
		same('GET', (await call({}, '?messageId=1'))[0], 401);
		same('asked for', (await fetch(url)).headers.get('www-authenticate')?.split(' ')[0], 'Basic');
		same('a look at the address', await call({ headers: BASIC }), [200, '']);
		await sleep(500);
		same('executions', (await rest.ended(id)).length, 4);
		return '';
	});
}

async function proveFlow({ rest, sandbox, credentials }: Scene, proof: Proof): Promise<void> {
	await proof.holds('Wiraya: contacts, campaigns and events with one token, kept from execution to execution and renewed once', async () => {
		const wirayaWaiApi = { wirayaWaiApi: credentials.wirayaWaiApi! };
		const step = (name: string, at: number, parameters: Record<string, unknown>): WorkflowNode => ({
			id: name,
			name,
			type: `${packageName}.wiraya`,
			typeVersion: 1,
			position: [240 * at, 0],
			parameters,
			credentials: wirayaWaiApi,
		});
		const nodes: WorkflowNode[] = [
			{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			step('Contact', 1, { operation: 'upsertContact', contactId: '={{ $json.id }}', personal: { attribute: [{ name: 'phoneNumber', value: '447700900123' }] } }),
			step('Campaign', 2, { operation: 'addToCampaign', contactId: '={{ $json.contactId }}', campaign: 'Spring' }),
			step('Event', 3, { operation: 'sendEvent', contactId: '={{ $json.contactId }}', name: 'Conversion' }),
		];
		const connections = Object.fromEntries(nodes.slice(1).map(({ name }, i) => [nodes[i]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]));
		const workflow = await rest.createWorkflow({ name: 'Wiraya flow', nodes, connections, pinData: { Start: [{ json: { id: 'c-1' } }, { json: { id: 'c-2' } }] } });
		await sandbox.reset();
		const seen: number[] = [];
		for (const expire of [false, false, true]) {
			if (expire) await sandbox.expireTokens();
			const before = (await sandbox.counts()).requests;
			const execution = await rest.run(workflow, 'Start');
			same('execution', execution.status, 'success');
			same('items', outputsOf(execution, 'Event')[0]!.map(({ json }) => [json.contactId, json.event]), [['c-1', 'Conversion'], ['c-2', 'Conversion']]);
			seen.push((await sandbox.counts()).requests - before - 6);
		}
		// The first run asks for a token, unless a credential test has left one. In the third, several requests on their way may get a 401.
		same('second', seen[1], 0);
		if (seen[2]! < 2 || seen[2]! > 3) throw new Error(`the third made ${seen[2]} requests besides the calls`);
		return `requests besides the calls: ${seen.join(', ')}`;
	});

	await proof.holds('Wiraya: a token that lives six seconds is renewed by the clock in mid-run, so that no request meets its end', async () => {
		const short = await rest.createCredential('wirayaWaiApi', 'Wiraya WAI sandbox, six seconds', { apiKey: 'sandbox-key-ttl-6', baseUrl: sandbox.providerUrl('wiraya'), allowedHttpRequestDomains: 'all' });
		const contacts = 8;
		const parameters = { operation: 'addToCampaign', contactId: '={{ $json.id }}', campaign: 'Spring', options: { concurrency: 1 } };
		const nodes: WorkflowNode[] = [
			{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'campaign', name: 'Campaign', type: `${packageName}.wiraya`, typeVersion: 1, position: [240, 0], parameters, credentials: { wirayaWaiApi: short } },
		];
		const pinned = Array.from({ length: contacts }, (_, i) => ({ json: { id: `c-${i}` } }));
		const workflow = await rest.createWorkflow({ name: 'Wiraya, short tokens', nodes, connections: { Start: { main: [[{ node: 'Campaign', type: 'main', index: 0 }]] } }, pinData: { Start: pinned } });
		await sandbox.reset();
		await sandbox.addFault({ kind: 'slow', ms: 1000, count: 'always' });
		const execution = await rest.run(workflow, 'Start');
		same('items', outputsOf(execution, 'Campaign')[0]!.map(({ json }) => json.contactId), pinned.map(({ json }) => json.id));
		const { requests, byStatus } = await sandbox.counts();
		same('answers', byStatus, { 200: requests });
		if (requests < contacts + 2) throw new Error(`only ${requests - contacts} tokens were asked for`);
		return `${contacts} contacts, ${requests - contacts} tokens, no 401`;
	});
}
