// Proves in a real n8n with several processes what one process cannot show: a worker dies and another goes on, a stop reaches the right worker, receipts
// come in at the webhook process, and what simultaneous executions do to a provider's limit. The demo `npm run demo -- --queue --once` shows that the
// load spreads, and that 50,000 customers get one message each. With names of parts as arguments, only these run.
import { parseArgs } from 'node:util';

import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { buildQueueScene } from '../host/testBed.mts';
import { Proof } from './proof.mts';
import { proveStopped } from './queue/executionStopped.mts';
import { proveStartedTwice } from './queue/startedTwice.mts';
import { proveWorkerKilled } from './queue/workerKilled.mts';
import { provePace } from './queue/pace.mts';
import { proveExecutionRetried } from './queue/executionRetried.mts';
import { proveTriggers } from './queue/triggers.mts';

const { positionals: wanted } = parseArgs({ allowPositionals: true });

const parts = { triggers: proveTriggers, stopped: proveStopped, executionRetried: proveExecutionRetried, workerKilled: proveWorkerKilled, startedTwice: proveStartedTwice, pace: provePace };

/** n8n treats a job as lost if its worker has not renewed the lock for this long; the default is a minute. */
const SOON_LOST = { QUEUE_WORKER_LOCK_DURATION: '20000', QUEUE_WORKER_STALLED_INTERVAL: '10000' };

runMain(async () => {
	const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
	if (unknown.length > 0) throw new Error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);
	const report = new Report();
	const proof = new Proof(report);
	const scene = await buildQueueScene(report, 'proof-queue', { workers: 2, firstWorkerHas: '0.0.9', env: SOON_LOST });
	for (const [name, prove] of Object.entries(parts)) {
		if (wanted.length === 0 || wanted.includes(name)) await prove(scene, proof);
	}
	return proof.result();
});
