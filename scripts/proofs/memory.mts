// Proves that 100,000 messages leave a whole n8n as small as their input lets it be: in one n8n a file of customers is read and goes nowhere,
// in another, fresh one it is sent. Linux only: what a process takes is read from /proc.
import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { buildScene, type Scene } from '../host/scene.mts';
import { prepareFilesFolder } from '../host/userFolder.mts';
import type { WorkflowNode } from '../host/workflow.mts';
import { recipientOf, sendNode } from './bulk.mts';
import { Proof, same } from './check.mts';

const customers = 100_000;
const batchSize = 1_000;
const withinMs = 300_000;
/** How much the process may grow, measured by what it grows for the input alone. */
const most = 2;

runMain(async () => {
	const report = new Report();
	const proof = new Proof(report);
	await proof.holds(`n8n sends ${customers} messages in ${customers / batchSize} requests and grows at most ${most} times as much as for reading them`, async () => {
		const read = await grown(report, 'Read', [node('Nothing', 'n8n-nodes-base.noOp', {})]);
		const sent = await grown(report, 'Send', [node(sendNode, 'n8n-nodes-communications.wiraya', { messageFrom: 'item', options: { batchSize, requestsPerSecond: 0 } })]);
		same('accepted', sent.accepted, customers);
		same('requests', sent.requests, customers / batchSize);
		const words = `${megabytes(read.bytes)} for reading, ${megabytes(sent.bytes)} with sending: ${(sent.bytes / read.bytes).toFixed(2)} times as much`;
		if (sent.bytes > most * read.bytes) throw new Error(words);
		return words;
	});
	return proof.result();
});

function node(name: string, type: string, parameters: Record<string, unknown>): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** What a fresh n8n grows by when a file of customers is read and given to the nodes, and what the sandbox saw of it. */
async function grown(report: Report, title: string, nodes: WorkflowNode[]): Promise<{ bytes: number; accepted: number; requests: number }> {
	const scene = await buildScene(report, `proof-memory-${title.toLowerCase()}`);
	const pid = await processOf(scene);
	// Everything is loaded and compiled before it counts.
	await run(scene, title, nodes, 1_000);
	await scene.sandbox.reset();
	const before = await resident(pid, 'VmRSS');
	await run(scene, title, nodes, customers);
	const bytes = (await resident(pid, 'VmHWM')) - before;
	const { accepted, requests } = await scene.sandbox.counts();
	await scene.n8n.stop();
	await scene.sandbox.stop();
	return { bytes, accepted, requests };
}

async function run(scene: Scene, title: string, nodes: WorkflowNode[], count: number): Promise<void> {
	const csv = join(await prepareFilesFolder(scene.userFolder), `customers-${count}.csv`);
	await writeFile(csv, ['recipient,sender,text', ...Array.from({ length: count }, (_, i) => `${recipientOf(i % 1_000)},Shop,Your parcel ${i} is here`)].join('\n'));
	const all = [
		node('Start', 'n8n-nodes-base.manualTrigger', {}),
		node('File', 'n8n-nodes-base.readWriteFile', { operation: 'read', fileSelector: csv }),
		node('Rows', 'n8n-nodes-base.extractFromFile', { operation: 'csv' }),
		...nodes.map((given) => (given.name === sendNode ? { ...given, credentials: { wirayaApi: scene.credentials.wirayaApi! } } : given)),
	];
	const arrows = all.slice(1).map(({ name }, i) => [all[i]!.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]);
	const workflow = await scene.rest.createWorkflow({ name: `${title} ${count}`, nodes: all, connections: Object.fromEntries(arrows) as Record<string, unknown> });
	same('execution', await scene.rest.outcome(workflow, await scene.rest.start(workflow, 'Start'), withinMs), 'success');
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
