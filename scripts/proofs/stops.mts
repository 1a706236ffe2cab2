import { setTimeout as sleep } from 'node:timers/promises';

import { has } from '../host/differences.mts';
import { duplicatesIn } from '../host/sandbox.mts';
import type { Scene } from '../host/testBed.mts';
import { batchSize, createBulkWorkflow, customers, recordsOf, statusesOf } from './bulk.mts';
import { same, type Proof } from './proof.mts';

/** Two requests are answered, two hang forever, and the fifth has not started. */
const [answered, underWay] = [2, 2];
const taken = (answered + underWay) * batchSize;

/** Proves executions that are stopped in the middle of sending, in a real n8n. */
export async function proveStops(scene: Scene, proof: Proof): Promise<void> {
	const { sandbox, rest } = scene;

	await proof.holds("Stopped by hand in mid-send: nothing leaves any more; with Don't Send Twice the next run sends only what was never tried", async () => {
		return await proveNextRun(scene, 'Stopped by hand', 'stopped', {}, async (id) => await rest.stop(id));
	});

	if (has(scene.host.version, 'savesNothingAtTimeOut')) {
		await proof.holds("Stopped by the workflow's time-out in mid-send, of which this n8n saves nothing: nothing leaves any more; with Don't Send Twice the next run sends only what was never tried", async () => {
			return await proveNextRun(scene, 'Stopped by time-out', 'timed out', { executionTimeout: 15 }, async (id) => {
				const { data } = await rest.wait(id);
				same('saved', data.resultData.runData.Send, undefined);
			});
		});
		return;
	}

	for (const onError of ['continueErrorOutput', 'stopWorkflow'] as const) {
		await proof.holds(`Stopped by the workflow's time-out in mid-send, On Error ${onError}: all that was done is saved, nothing leaves any more, and "Retry execution" sends only the rest`, async () => {
			const workflow = await createBulkWorkflow(scene, 'Stopped by time-out', { onError }, { executionTimeout: 15 });
			await hold(scene);
			const id = await rest.start(workflow, 'Start');
			await inMidSend(scene);
			const execution = await rest.wait(id);
			same('execution', execution.status, 'canceled');
			await nothingMore(scene);
			const tally = '200 accepted, 100 not sent, 200 unknown';
			const [run] = execution.data.resultData.runData.Send ?? [];
			if (onError === 'continueErrorOutput') {
				const { success, failed } = recordsOf(execution);
				same('saved', [run?.hints?.[0]?.message?.split(': ')[0], statusesOf(success), failed.length], [tally, '200 accepted', 300]);
				return `${tally}; ${await none(scene, answered + underWay)}`;
			}
			same('saved', run?.error?.message?.split(': ')[0], tally);
			await sandbox.clearFaults();
			const retried = await rest.retry(id);
			same('retried', retried.data.resultData.error?.message?.split(': ')[0], '100 accepted, 200 not sent again, 200 unknown');
			return `${tally}, then 100 more accepted; ${await none(scene, answered + underWay + 1)}`;
		});
	}
}

/** Stops a run in the middle. The next run of the same workflow must know what the first did. */
async function proveNextRun(scene: Scene, name: string, key: string, settings: { executionTimeout?: number }, stop: (id: string) => Promise<void>): Promise<string> {
	const { sandbox, rest } = scene;
	const workflow = await createBulkWorkflow(scene, name, { onError: 'continueErrorOutput' }, { ...settings, deduplicationKey: key });
	await hold(scene);
	const id = await rest.start(workflow, 'Start');
	await inMidSend(scene);
	await stop(id);
	same('execution', (await rest.wait(id)).status, 'canceled');
	await nothingMore(scene);

	await sandbox.clearFaults();
	const { success, failed } = recordsOf(await rest.run(workflow, 'Start'));
	const [first, second] = [success.filter(({ status }) => status === 'duplicate'), success.filter(({ status }) => status === 'accepted')];
	same('next run', [first.length, second.length, statusesOf(failed)], [answered * batchSize, customers - taken, `${underWay * batchSize} unknown`]);
	return `next run: ${statusesOf([...success, ...failed])}; ${await none(scene, answered + underWay + 1)}`;
}

async function hold({ sandbox }: Scene): Promise<void> {
	await sandbox.reset();
	await sandbox.addFault({ kind: 'hold', accept: true, after: answered, count: 'always' });
}

async function inMidSend({ sandbox }: Scene, withinMs = 60_000): Promise<void> {
	const deadline = Date.now() + withinMs;
	while ((await sandbox.counts()).requests < answered + underWay) {
		if (Date.now() > deadline) throw new Error('the requests that are to be held did not come');
		await sleep(100);
	}
}

async function nothingMore({ sandbox }: Scene): Promise<void> {
	await sleep(1500);
	const { requests, accepted } = await sandbox.counts();
	same('requests, accepted', [requests, accepted], [answered + underWay, taken]);
}

async function none({ sandbox }: Scene, expected: number): Promise<string> {
	const counts = await sandbox.counts();
	same('at the sandbox', { requests: counts.requests, twice: duplicatesIn(counts) }, { requests: expected, twice: 0 });
	return `the sandbox accepted ${counts.accepted}, 0 twice`;
}
