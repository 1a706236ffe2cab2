import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { duplicatesIn } from '../host/sandbox.mts';
import type { Scene } from '../host/testBed.mts';
import type { Item, WorkflowNode } from '../host/workflow.mts';
import { recipientOf, recordsOf, sendNode, statusesOf } from './bulk.mts';
import { same, type Proof } from './proof.mts';

export const CUSTOMERS = 6;
const CREDENTIAL = 'capillaryOAuthApi';

/** Proves what only a real n8n does: it stores and renews a token with its credential, and keeps files outside of the items. */
export async function proveCapillary(scene: Scene, proof: Proof): Promise<void> {
	const { sandbox, rest } = scene;

	await proof.holds('A token serves many requests and executions, and is renewed once when it ends', async () => {
		const workflow = await createSms(scene);
		await sandbox.reset();
		const seen: string[] = [];
		for (const expire of [false, false, true]) {
			if (expire) await sandbox.expireTokens();
			const { accepted, requests } = await sandbox.counts();
			const { success } = recordsOf(await rest.run(workflow, 'Start'));
			same('success output', statusesOf(success), `${CUSTOMERS} accepted`);
			const after = await sandbox.counts();
			same('accepted', after.accepted - accepted, CUSTOMERS);
			seen.push(String(after.requests - requests - CUSTOMERS));
		}
		// The first run asks for a token, unless the test above has left one. The third gets a 401, then asks for another token.
		same('requests besides the messages', seen.slice(1), ['0', '2']);
		same('sent twice', (await sandbox.counts()).duplicates.byId, 0);
		return `requests besides the messages: ${seen.join(', ')}`;
	});

	await proof.holds('A token that is revoked between two requests of one run is renewed once, and nobody gets a message twice', async () => {
		const workflow = await createSms(scene);
		await rest.run(workflow, 'Start');
		await sandbox.reset();
		await sandbox.addFault({ kind: 'slow', ms: 700, count: 'always' });
		const id = await rest.start(workflow, 'Start');
		for (const deadline = Date.now() + 60_000; (await sandbox.counts()).requests < 2 && Date.now() < deadline; ) await sleep(50);
		await sandbox.expireTokens();
		const { success } = recordsOf(await rest.wait(id));
		const counts = await sandbox.counts();
		same('success output', success.map(({ status, attempts }) => [status, attempts]), Array(CUSTOMERS).fill(['accepted', 1]));
		// The request with the expired token, the request for another token, and the messages.
		same('at the sandbox', [counts.accepted, counts.requests, counts.byStatus['401'], duplicatesIn(counts)], [CUSTOMERS, CUSTOMERS + 2, 1, 0]);
		return `${CUSTOMERS} accepted, one 401, one new token`;
	});

	await proof.holds('Files that other nodes made travel with emails', async () => {
		await sandbox.reset();
		const { success } = recordsOf(await rest.run(await createMail(scene), 'Start'));
		same('success output', statusesOf(success), `${CUSTOMERS} accepted`);
		const attachments = (await sandbox.messages()).map(({ details }) => details?.attachments as Array<Record<string, unknown>>);
		same('files', attachments.map((files) => files.map(({ name, type, bytes }) => [name, type, bytes])), Array.from({ length: CUSTOMERS }, () => [['invoice.txt', 'txt', 15]]));
		same('different files', new Set(attachments.map((files) => files[0]!.sha256)).size, CUSTOMERS);
		return `${CUSTOMERS} emails with a file each`;
	});
}

const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): WorkflowNode => ({ id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters });

/** Makes a workflow that sends an SMS to each customer, one per request; returns its id. */
export async function createSms(scene: Scene): Promise<string> {
	const message = { operation: 'sendSms', to: '={{ $json.phone }}', text: '=Number {{ $json.customer }}, {{ $execution.id }}', options: { batchSize: 1, concurrency: 1, requestsPerSecond: 0 } };
	return await create(scene, [capillary(scene, CREDENTIAL, message)]);
}

async function createMail(scene: Scene): Promise<string> {
	const file = node('File', 'n8n-nodes-base.convertToFile', 1.1, { operation: 'toText', sourceProperty: 'text', options: { fileName: 'invoice.txt' } });
	const message = { operation: 'sendEmail', toEmail: '=c{{ $itemIndex }}@example.com', fromEmail: 'shop@example.com', subject: 'Invoice', text: 'Here it is.', additionalFields: { attachments: 'data' } };
	return await create(scene, [file, capillary(scene, 'capillaryApi', message)]);
}

function capillary(scene: Scene, authentication: string, message: Record<string, unknown>): WorkflowNode {
	const send = node(sendNode, 'n8n-nodes-communications.capillary', 1, { authentication, ...message });
	return { ...send, credentials: { [authentication]: scene.credentials[authentication]! } };
}

/** Makes a workflow: a trigger that gives the customers, then the nodes in a row. */
async function create(scene: Scene, nodes: WorkflowNode[]): Promise<string> {
	const all = [node('Start', 'n8n-nodes-base.manualTrigger', 1, {}), ...nodes];
	const pinned = Array.from({ length: CUSTOMERS }, (_, customer): Item => ({ json: { customer, phone: recipientOf(customer), text: `Invoice ${customer} for 1` } }));
	const arrows = all.slice(1).map(({ name }, i) => [all[i]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]);
	return await scene.rest.createWorkflow({ name: `Capillary ${randomUUID()}`, nodes: all, connections: Object.fromEntries(arrows) as Record<string, unknown>, pinData: { Start: pinned } });
}
