import { setTimeout as sleep } from 'node:timers/promises';

import type { QueueScene } from '../../host/testBed.mts';
import { batchSize, createBulkWorkflow, customers } from '../bulk.mts';
import { same, type Proof } from '../proof.mts';

const LATENCY_MS = 3000;

/** The Stop button is in the main process, but a worker sends. */
export async function proveStopped(scene: QueueScene, proof: Proof): Promise<void> {
	const { rest, sandbox } = scene;
	await proof.holds('a stop in the editor reaches the worker: no new request leaves', async () => {
		await sandbox.reset();
		await sandbox.setLatency(LATENCY_MS);
		const id = await createBulkWorkflow(scene, 'To be stopped', { onError: 'continueErrorOutput' }, { options: { concurrency: 1 } });
		const execution = await rest.start(id, 'Start');
		while ((await sandbox.counts()).requests === 0) await sleep(50);
		await rest.stop(execution);
		const { status } = await rest.wait(execution);
		same('execution', status, 'canceled');
		// Half as long again as the third request would have taken.
		await sleep(2.5 * LATENCY_MS);
		const { requests } = await sandbox.counts();
		await sandbox.reset();
		if (requests > 2) throw new Error(`${requests} requests of ${customers / batchSize} came, of which two may have left before the stop was heard`);
		return `stopped after ${requests} of ${customers / batchSize} requests`;
	});
}
