import { setTimeout as sleep } from 'node:timers/promises';

import { allEnded, countOf, executionsOf, nodeOf, prepareCampaign } from '../../demo/campaign.mts';
import { takenOn } from '../../host/queue.mts';
import { messageOf } from '../../host/report.mts';
import type { QueueScene } from '../../host/testBed.mts';
import { duplicatesIn } from '../../host/sandbox.mts';
import type { Workflow } from '../../host/workflow.mts';
import { same, type Proof } from '../proof.mts';

const customers = 2000;
const chunk = 500;
const batchSize = 100;

/** A worker dies during a request: shows what is lost, and what Don't Send Twice saves. */
export async function proveWorkerKilled(scene: QueueScene, proof: Proof): Promise<void> {
	const { rest, sandbox, queue } = scene;
	let workflowId = '';
	let lost = '';

	await proof.holds('a worker killed in mid-send: its execution is lost, the others go on', async () => {
		await sandbox.reset();
		({ workflowId } = await prepareCampaign(scene, { customers, change: inSmallBatches }));
		// For one of Wiraya's two chunks, it takes the messages but the answer never comes.
		await sandbox.addFault({ kind: 'hold', accept: true, provider: 'wiraya', after: 2 });
		same('start', (await rest.run(workflowId, 'Start')).status, 'success');
		lost = await theOneHeld(scene, workflowId);
		const taken = await Promise.all(queue.workers.map(takenOn));
		const worker = queue.workers[taken.findIndex((ids) => ids.has(lost))]!;
		await worker.kill();
		// Until Redis notices, it gives new jobs to the dead worker: here the receipts of the released messages.
		await sleep(1000);
		await sandbox.release();
		// n8n notices when the worker's lock has run out.
		const ended = await allEnded(scene, workflowId);
		await queue.replace(worker);
		const { status } = ended.find(({ id }) => id === lost)!;
		same('executions that did not end well', ended.filter((one) => one.status !== 'success').map(({ id }) => id), [lost]);
		same('customers of whom something is known', await countOf(scene, 'sent'), customers - chunk);
		const counts = await sandbox.counts();
		return `n8n calls it "${status}"; of its ${chunk} messages ${counts.accepted - (customers - chunk)} had been taken, and n8n knows of none`;
	});

	await proof.holds('"Retry execution" of what was lost sends nothing, for n8n has kept nothing of it', async () => {
		if (lost === '') throw new Error('no execution was lost');
		const before = await sandbox.counts();
		const said = await rest.retry(lost).then(({ status }) => `it ends as "${status}"`, (error: unknown) => `n8n says: ${messageOf(error).slice(0, 150)}`);
		same('requests', (await sandbox.counts()).requests, before.requests);
		return said;
	});

	await proof.holds("the campaign started again with Don't Send Twice: nobody twice, what was under way is unknown, the rest is sent", async () => {
		same('start', (await rest.run(workflowId, 'Start')).status, 'success');
		await allEnded(scene, workflowId);
		const { rows } = await scene.services.database.query<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM sent GROUP BY status');
		const of = Object.fromEntries(rows.map(({ status, count }) => [status, count]));
		const counts = await sandbox.counts();
		same('at the sandbox: accepted, twice', [counts.accepted, duplicatesIn(counts)], [customers, 0]);
		same('customers of whom something is known', await countOf(scene, 'sent'), customers);
		same('other statuses', Object.keys(of).filter((status) => !['accepted', 'duplicate', 'unknown'].includes(status)), []);
		if (!((of.unknown ?? 0) >= batchSize)) throw new Error(`${of.unknown ?? 0} are unknown, and ${batchSize} were under way`);
		await rest.unpublish(workflowId);
		return `${of.accepted} accepted, ${of.duplicate ?? 0} had been accepted by the lost execution, ${of.unknown} unknown; the sandbox accepted ${counts.accepted}, 0 twice`;
	});
}

function inSmallBatches(workflow: Workflow): void {
	const { parameters } = nodeOf(workflow, 'Chunks');
	parameters.query = String(parameters.query).replace('/ 1000', `/ ${chunk}`);
	for (const name of ['Send by Comapi', 'Send by Wiraya']) Object.assign(nodeOf(workflow, name).parameters.options as object, { batchSize, concurrency: 1 });
}

/** Waits until only the execution with the held request is left, and no receipt is on its way that the worker might take down with it. */
async function theOneHeld(scene: QueueScene, workflowId: string): Promise<string> {
	for (const deadline = Date.now() + 240_000; Date.now() < deadline; await sleep(300)) {
		const { held } = await scene.sandbox.counts();
		const pending = (await scene.sandbox.callbacks()).reduce((sum, line) => sum + line.pending, 0);
		const running = (await executionsOf(scene, workflowId)).filter(({ status }) => ['new', 'running'].includes(status));
		if (held === 1 && pending === 0 && running.length === 1 && (await countOf(scene, 'sent')) === customers - chunk) return running[0]!.id;
	}
	throw new Error('no request was held while everything else ended');
}
