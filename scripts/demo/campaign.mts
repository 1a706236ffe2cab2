import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { givenSecret } from '../host/callbackSecret.mts';
import { CALLBACK_SECRET, type Credential } from '../host/credentials.mts';
import { root } from '../host/paths.mts';
import type { QueueScene } from '../host/testBed.mts';
import type { Workflow, WorkflowNode } from '../host/workflow.mts';

/** examples/queue-mode/campaign.json, filled in for this machine and published. */
export interface Campaign {
	workflowId: string;
	workflow: Workflow;
	customers: number;
}

export interface CampaignOptions {
	customers: number;
	/** Changes the workflow before it is stored. */
	change?: (workflow: Workflow) => void;
}

/** One execution in n8n's own table. */
export interface ExecutionRow {
	id: string;
	status: string;
	mode: string;
}

/** Makes customers, half for each of two providers, and publishes the workflow that sends to them. */
export async function prepareCampaign(scene: QueueScene, { customers, change }: CampaignOptions): Promise<Campaign> {
	const { rest, sandbox, services, queue } = scene;
	await makeCustomers(scene, customers);
	const credentials = await campaignCredentials(scene);
	const workflow = JSON.parse(await readFile(join(root, 'examples/queue-mode/campaign.json'), 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		const needed = credentials[node.type];
		if (needed) node.credentials = needed;
		if (node.name === 'Hand Out') node.parameters.url = `${queue.n8n.webhookUrl}/webhook/${String(nodeOf(workflow, 'Chunk').parameters.path)}`;
	}
	change?.(workflow);
	const workflowId = await rest.createWorkflow(workflow);
	await rest.publish(workflowId);

	// Comapi's trigger has registered itself. Wiraya needs registration by hand.
	const pace = { course: ['delivered'], batch: 500, concurrency: 2 };
	for (const { id } of await sandbox.callbacks()) await sandbox.changeCallback(id, pace);
	const webhookId = nodeOf(workflow, 'Wiraya Receipts').webhookId!;
	await sandbox.addCallback({ provider: 'wiraya', url: rest.webhookUrl(webhookId), secret: givenSecret('wiraya', CALLBACK_SECRET, webhookId), user: 'n8n', ...pace });
	await services.database.query('DROP TABLE IF EXISTS sent, told');
	return { workflowId, workflow, customers };
}

export function nodeOf(workflow: Workflow, name: string): WorkflowNode {
	return workflow.nodes.find((node) => node.name === name)!;
}

/** Only a thousand numbers are reserved for fiction, so the text distinguishes the customers. */
async function makeCustomers({ services }: QueueScene, count: number): Promise<void> {
	await services.database.query('DROP TABLE IF EXISTS customers');
	await services.database.query('CREATE TABLE customers (id int PRIMARY KEY, provider text, phone text, first_name text)');
	await services.database.query(
		`INSERT INTO customers SELECT id, (ARRAY['comapi', 'wiraya'])[1 + id % 2], (447700900000 + id % 1000)::text, (ARRAY['Ada', 'Bo', 'Cem', 'Dee'])[1 + id % 4] FROM generate_series(1, $1::int) id`,
		[count],
	);
}

/** By node type. */
async function campaignCredentials({ rest, services, credentials }: QueueScene): Promise<Record<string, Record<string, Credential>>> {
	const { host, port, user, password, database } = services.postgres;
	const postgres = await rest.createCredential('postgres', 'PostgreSQL on this machine', { host, port, user, password, database, ssl: 'disable', maxConnections: 10 });
	const httpHeaderAuth = await rest.createCredential('httpHeaderAuth', 'Only the campaign', { name: 'X-Campaign', value: randomBytes(24).toString('hex'), allowedHttpRequestDomains: 'all' });
	const callbacks = { communicationsCallbackApi: credentials.communicationsCallbackApi! };
	return {
		'n8n-nodes-base.postgres': { postgres },
		'n8n-nodes-base.httpRequest': { httpHeaderAuth },
		'n8n-nodes-base.webhook': { httpHeaderAuth },
		'n8n-nodes-communications.comapi': { comapiApi: credentials.comapiApi! },
		'n8n-nodes-communications.comapiTrigger': { ...callbacks, comapiApi: credentials.comapiApi! },
		'n8n-nodes-communications.wiraya': { wirayaApi: credentials.wirayaApi! },
		'n8n-nodes-communications.wirayaTrigger': callbacks,
	};
}

/** All executions of a workflow, oldest first, from n8n's own table. */
export async function executionsOf({ services }: QueueScene, workflowId: string): Promise<ExecutionRow[]> {
	const { rows } = await services.database.query<ExecutionRow>('SELECT id::text, status, mode FROM execution_entity WHERE "workflowId" = $1 ORDER BY id', [workflowId]);
	return rows;
}

const underWay = ['new', 'running', 'waiting'];

/** Whether any execution of the workflow is running or queued. */
export async function isUnderWay(scene: QueueScene, workflowId: string): Promise<boolean> {
	return (await executionsOf(scene, workflowId)).some(({ status }) => underWay.includes(status));
}

/** Waits until no execution of the workflow is running or queued. */
export async function allEnded(scene: QueueScene, workflowId: string, withinMs = 600_000): Promise<ExecutionRow[]> {
	for (const deadline = Date.now() + withinMs; ; ) {
		if (!(await isUnderWay(scene, workflowId))) return await executionsOf(scene, workflowId);
		if (Date.now() > deadline) throw new Error(`Executions of workflow ${workflowId} had not ended after ${withinMs / 1000} s.`);
		await sleep(500);
	}
}

/** How many rows a table of the campaign has. */
export async function countOf({ services }: QueueScene, from: string): Promise<number> {
	const { rows } = await services.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
	return rows[0]!.count;
}
