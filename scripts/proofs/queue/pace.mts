import { randomUUID } from 'node:crypto';

import { allEnded } from '../../demo/campaign.mts';
import type { QueueScene } from '../../host/testBed.mts';
import type { WorkflowNode } from '../../host/workflow.mts';
import { recipientOf } from '../bulk.mts';
import { same, type Proof } from '../proof.mts';

/** The user's setting, for a provider that allows this many requests a second. */
const requestsPerSecond = 5;
const messages = 50;
const executions = 4;
/** Long enough that delays in the network, and the seam between two executions, do not matter. */
const windowSeconds = 5;
/** Allows for the burst with which the next execution begins. */
const most = 1.4 * requestsPerSecond;

/** Each execution paces itself without knowing the others. Shows the pace of several at once, and n8n's ways to limit it. */
export async function provePace(scene: QueueScene, proof: Proof): Promise<void> {
	const { queue } = scene;
	const sending = await storeSendingWorkflow(scene);
	const setting = `${requestsPerSecond} a second`;

	await proof.holds(`one execution keeps to its ${setting}`, async () => {
		const pace = await paceOf(scene, sending, 1, 'inParallel');
		if (pace > most) throw new Error(words(pace));
		return words(pace);
	});
	await proof.holds(`${executions} executions at once, each with ${setting}, are ${executions} times as fast`, async () => {
		const pace = await paceOf(scene, sending, executions, 'inParallel');
		if (pace <= 2 * requestsPerSecond || pace > executions * most) throw new Error(words(pace));
		return words(pace);
	});
	await proof.holds(`the same chunks in one execution, each by a sub-workflow that is waited for, keep to ${setting}`, async () => {
		const pace = await paceOf(scene, sending, executions, 'inTurn');
		if (pace > most) throw new Error(words(pace));
		return words(pace);
	});
	await proof.holds(`${queue.workers.length} workers that take one execution at a time make ${queue.workers.length} × ${requestsPerSecond}, however many wait`, async () => {
		await Promise.all(queue.workers.map((worker) => worker.stop()));
		await Promise.all([...queue.workers].map((worker) => queue.replace(worker, { concurrency: 1 })));
		const pace = await paceOf(scene, sending, executions, 'inParallel');
		if (pace > queue.workers.length * most) throw new Error(words(pace));
		return words(pace);
	});
}

function words(pace: number): string {
	return `${pace} a second over the busiest ${windowSeconds} s`;
}

/** Sends in chunks and returns the highest number of requests a second. */
async function paceOf(scene: QueueScene, sending: string, chunks: number, way: 'inParallel' | 'inTurn'): Promise<number> {
	const { rest, sandbox, n8n } = scene;
	await sandbox.reset();
	const path = randomUUID();
	const nodes = [
		node('Chunk', 'n8n-nodes-base.webhook', 2.1, { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} }, { webhookId: path }),
		node('Chunks', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.chunks', options: { destinationFieldName: 'customers' } }),
		node('Send', 'n8n-nodes-base.executeWorkflow', 1.2, { workflowId: { __rl: true, mode: 'id', value: sending }, mode: 'each', options: { waitForSubWorkflow: true } }),
	];
	const id = await rest.createWorkflow({ name: `Pace, ${way}`, nodes, connections: inLine(nodes) });
	await rest.publish(id);
	const all = Array.from({ length: chunks }, (_, i) => Array.from({ length: messages }, (_one, j) => ({ customer: i * messages + j })));
	const posts = way === 'inTurn' ? [all] : all.map((one) => [one]);
	const answers = await Promise.all(posts.map(async (body) => await fetch(`${n8n.webhookUrl}/webhook/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ chunks: body }) })));
	same('answers', answers.map(({ status }) => status), posts.map(() => 200));
	const ended = await allEnded(scene, id);
	same('executions', ended.map(({ status }) => status), posts.map(() => 'success'));
	await rest.unpublish(id);
	const { requestTimes, accepted } = await sandbox.counts();
	same('accepted', accepted, chunks * messages);
	return Math.max(...requestTimes.map((start, i) => requestTimes.slice(i).filter((time) => time < start + windowSeconds * 1000).length)) / windowSeconds;
}

/** One request per message, so that few messages show the pace. */
async function storeSendingWorkflow({ rest, credentials }: QueueScene): Promise<string> {
	const nodes = [
		node('Start', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
		node('Customers', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'customers', options: {} }),
		node(
			'Send',
			'n8n-nodes-communications.comapi',
			1,
			{ operation: 'send', rules: ['sms'], to: recipientOf(0), text: '=Your number is {{ $json.customer }}.', options: { requestsPerSecond } },
			{ credentials: { comapiApi: credentials.comapiApi! } },
		),
	];
	const id = await rest.createWorkflow({ name: 'Send a chunk', nodes, connections: inLine(nodes) });
	await rest.publish(id);
	return id;
}

function node(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>, more: Partial<WorkflowNode> = {}): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...more };
}

function inLine(nodes: WorkflowNode[]): Record<string, unknown> {
	return Object.fromEntries(nodes.slice(1).map(({ name }, i) => [nodes[i]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]));
}
