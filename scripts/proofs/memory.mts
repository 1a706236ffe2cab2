// Proves that sending 100,000 messages makes n8n's process at most twice as large as only reading them. One n8n only reads a file of customers, a fresh
// one also sends to them, and a third sends with columns dragged into the fields of the example. None saves the execution, because saving takes n8n more
// memory than everything else. Linux only: it reads the size from /proc.
import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../host/paths.mts';
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { buildScene, type Scene } from '../host/testBed.mts';
import { prepareFilesFolder } from '../host/userFolder.mts';
import type { WorkflowNode } from '../host/workflow.mts';
import { recipientOf, sendNode } from './bulk.mts';
import { Proof, same } from './proof.mts';

const customers = 100_000;
const batchSize = 1_000;
const withinMs = 1_800_000;
/** The largest allowed ratio to the process that only reads the input. */
const most = 2;

runMain(async () => {
	const report = new Report();
	const proof = new Proof(report);
	await proof.holds(`n8n sends ${customers} messages in ${customers / batchSize} requests and is at most ${most} times as large as for reading them`, async () => {
		const read = await sizeFor(report, 'Read', [node('Nothing', 'n8n-nodes-base.noOp', {})]);
		const sent = await sizeFor(report, 'Send', [node(sendNode, 'n8n-nodes-communications.wiraya', { operation: 'sendSms', options: { messageFrom: 'item', batchSize, requestsPerSecond: 0 } })]);
		const dragged = await sizeFor(report, 'Drag', [await exampleNode()]);
		for (const { accepted, requests } of [sent, dragged]) {
			same('accepted', accepted, customers);
			same('requests', requests, customers / batchSize);
		}
		const words = [read, sent, dragged].map(({ before, most: largest, seconds }) => `from ${megabytes(before)} to ${megabytes(largest)} in ${seconds.toFixed(1)} s`);
		const largest = Math.max(sent.most, dragged.most) / read.most;
		const told = `${words[0]} for reading, ${words[1]} with sending, ${words[2]} with dragged columns: at most ${largest.toFixed(2)} times as large`;
		if (largest > most) throw new Error(told);
		return told;
	});
	return proof.result();
});

function node(name: string, type: string, parameters: Record<string, unknown>): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** The sending node of the example, with its dragged fields. */
async function exampleNode(): Promise<WorkflowNode> {
	const example = JSON.parse(await readFile(join(root, 'examples/wiraya-bulk-sms.json'), 'utf8')) as { nodes: WorkflowNode[] };
	const { type, parameters } = example.nodes.find((one) => one.type.endsWith('.wiraya'))!;
	return node(sendNode, type, { ...parameters, options: { batchSize, requestsPerSecond: 0 } });
}

interface Size {
	/** Bytes, before the run and at the largest. */
	before: number;
	most: number;
	/** Duration of the whole execution, including reading the file. */
	seconds: number;
	accepted: number;
	requests: number;
}

/** How large a fresh n8n becomes when it reads a file of customers and passes it to the nodes, and the sandbox's counts. */
async function sizeFor(report: Report, title: string, nodes: WorkflowNode[]): Promise<Size> {
	const scene = await buildScene(report, `proof-memory-${title.toLowerCase()}`);
	const pid = await processOf(scene);
	// Load and compile everything before measuring.
	await run(scene, title, nodes, 1_000, true);
	await scene.sandbox.reset();
	const before = await resident(pid, 'VmRSS');
	const began = performance.now();
	await run(scene, title, nodes, customers, false);
	const seconds = (performance.now() - began) / 1_000;
	const largest = await resident(pid, 'VmHWM');
	const { accepted, requests } = await scene.sandbox.counts();
	await scene.n8n.stop();
	await scene.sandbox.stop();
	return { before, most: largest, seconds, accepted, requests };
}

async function run(scene: Scene, title: string, nodes: WorkflowNode[], count: number, kept: boolean): Promise<void> {
	const csv = join(await prepareFilesFolder(scene.userFolder), `customers-${count}.csv`);
	await writeFile(csv, await ((nodes[0]!.parameters.options as { messageFrom?: string } | undefined)?.messageFrom === 'item' ? messagesOf(count) : customersOf(count)));
	const all = [
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		node('File', 'n8n-nodes-base.readWriteFile', { operation: 'read', fileSelector: csv }),
		node('Rows', 'n8n-nodes-base.extractFromFile', { operation: 'csv' }),
		...nodes.map((given) => (given.name === sendNode ? { ...given, credentials: { wirayaApi: scene.credentials.wirayaApi! } } : given)),
	];
	const arrows = all.slice(1).map(({ name }, i) => [all[i]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]);
	const workflow = await scene.rest.createWorkflow({
		name: `${title} ${count}`,
		nodes: all,
		connections: Object.fromEntries(arrows) as Record<string, unknown>,
		settings: { saveManualExecutions: kept },
	});
	same('execution', await scene.rest.endOf(workflow, await scene.rest.start(workflow, 'Start'), withinMs), kept ? 'success' : 'not kept');
}

function messagesOf(count: number): string {
	return ['to,from,text', ...Array.from({ length: count }, (_, i) => `${recipientOf(i % 1_000)},Shop,Your parcel ${i} is here`)].join('\n');
}

/** The customers of the example, repeated. */
async function customersOf(count: number): Promise<string> {
	const [head, ...rows] = (await readFile(join(root, 'examples/customers.csv'), 'utf8')).trim().split('\n');
	return [head, ...Array.from({ length: count }, (_, i) => rows[i % rows.length])].join('\n');
}

/** The process of n8n itself, not its guard nor the runners it starts. */
async function processOf({ host, userFolder }: Scene): Promise<number> {
	for (const entry of await readdir('/proc')) {
		const about = async (name: string) => await readFile(`/proc/${entry}/${name}`, 'utf8').catch(() => '');
		const [, script] = (await about('cmdline')).split('\0');
		if (script === join(host.n8n, 'bin/n8n') && (await about('environ')).includes(`N8N_USER_FOLDER=${userFolder}\0`)) return Number(entry);
	}
	throw new Error('The process of n8n cannot be found in /proc');
}

/** VmRSS is what a process has now, VmHWM the most it ever had; bytes. */
async function resident(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number> {
	const kilobytes = new RegExp(`${what}:\\s+(\\d+) kB`).exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
	if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no ${what}`);
	return Number(kilobytes) * 1024;
}

function megabytes(bytes: number): string {
	return `${(bytes / 1024 / 1024).toFixed(0)} MB`;
}
