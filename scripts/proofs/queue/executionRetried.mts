import { takenOn } from '../../host/queue.mts';
import type { QueueScene } from '../../host/testBed.mts';
import { duplicatesIn } from '../../host/sandbox.mts';
import { batchSize, createBulkWorkflow, customers, recipientOf, recordsOf, statusesOf } from '../bulk.mts';
import { same, type Proof } from '../proof.mts';

/** One worker saves the ledger, and another with another version of the package reads it. */
export async function proveExecutionRetried(scene: QueueScene, proof: Proof): Promise<void> {
	const { rest, sandbox, queue } = scene;
	await proof.holds('"Retry execution" on another worker with a newer package: reads the ledger, sends only what was refused', async () => {
		await sandbox.reset();
		const [first, second] = queue.workers;
		await second!.stop();
		await sandbox.addFault({ kind: 'status', status: 429, recipient: recipientOf(250), count: 'always' });
		const failed = await rest.run(await createBulkWorkflow(scene, 'To be retried', {}), 'Start');
		same('first execution', failed.status, 'error');
		same('taken on by the older', (await takenOn(first!)).has(failed.id), true);
		same('accepted at first', (await sandbox.counts()).accepted, customers - batchSize);

		const other = await queue.replace(second!);
		await first!.stop();
		await sandbox.clearFaults();
		const before = (await sandbox.counts()).requests;
		const retried = await rest.retry(failed.id);
		await queue.replace(first!);
		same('retried execution', retried.status, 'success');
		same('taken on by the newer', (await takenOn(other)).has(retried.id), true);
		const { success } = recordsOf(retried);
		same('success output', statusesOf(success), `${customers - batchSize} duplicate, ${batchSize} accepted`);
		const counts = await sandbox.counts();
		same('at the sandbox', [counts.accepted, counts.requests - before, duplicatesIn(counts)], [customers, 1, 0]);
		return `${batchSize} sent in 1 request, ${customers - batchSize} not again`;
	});
}
