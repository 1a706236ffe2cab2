import type { Sandbox } from '../host/sandbox.mts';
import { duplicatesIn } from '../host/sandbox.mts';
import type { Scene } from '../host/testBed.mts';
import { failureOf, type Execution } from '../host/workflow.mts';
import { batchSize, createBulkWorkflow, customers, recipientOf, recordsOf, statusesOf, type HostSettings } from './bulk.mts';
import { same, type Proof } from './proof.mts';

const fiveTries: HostSettings = { retryOnFail: true, maxTries: 5, waitBetweenTries: 100 };
const batches = customers / batchSize;
/** The first request and the two repeats a message may have in one run of the node. */
const triesInNode = 3;

/** Proves that n8n's retries never reach a customer twice: Retry On Fail and "Retry execution", in a real n8n. */
export async function proveRetries(scene: Scene, proof: Proof): Promise<void> {
	const { sandbox } = scene;
	await proof.holds('Retry On Fail (5 tries), every connection reset after accepting, error output: all unknown, none again', async () => {
		const execution = await runFresh(scene, { ...fiveTries, onError: 'continueErrorOutput' }, [{ kind: 'resetAfter', count: 'always' }]);
		const { success, failed } = recordsOf(execution);
		same('success output', statusesOf(success), 'none');
		same('error output', statusesOf(failed), `${customers} unknown`);
		return await sent(sandbox, { accepted: customers, requests: batches });
	});

	await proof.holds('Retry On Fail (5 tries), every connection reset after accepting, On Error stop: fails, none again', async () => {
		const execution = await runFresh(scene, fiveTries, [{ kind: 'resetAfter', count: 'always' }]);
		same('execution', execution.status, 'error');
		tells(execution, '500 unknown');
		return await sent(sandbox, { accepted: customers, requests: batches });
	});

	await proof.holds('Retry On Fail (5 tries), one batch reset after accepting: the others accepted, none again', async () => {
		const fault = { kind: 'resetAfter', recipient: recipientOf(0), count: 'always' };
		const execution = await runFresh(scene, { ...fiveTries, onError: 'continueErrorOutput' }, [fault]);
		const { success, failed } = recordsOf(execution);
		same('accepted once', success.length, customers - batchSize);
		same('error output', statusesOf(failed), `${batchSize} unknown`);
		const seen = await sent(sandbox, { accepted: customers, requests: batches });
		return `${statusesOf(success)}, ${statusesOf(failed)}; ${seen}`;
	});

	await proof.holds('Retry On Fail (5 tries), one batch refused with 429 until the third try of n8n: everyone accepted once', async () => {
		const fault = { kind: 'status', status: 429, recipient: recipientOf(250), count: 2 * triesInNode };
		const execution = await runFresh(scene, fiveTries, [fault]);
		same('execution', execution.status, 'success');
		const { success } = recordsOf(execution);
		same('success output', success.length, customers);
		const seen = await sent(sandbox, { accepted: customers, requests: batches + 2 * triesInNode });
		return `${statusesOf(success)}; ${seen}`;
	});

	await proof.holds('"Retry execution" after a batch was refused with 429: sends only that batch', async () => {
		const failed = await runFresh(scene, {}, [{ kind: 'status', status: 429, recipient: recipientOf(250), count: 'always' }]);
		same('first execution', failed.status, 'error');
		await sent(sandbox, { accepted: customers - batchSize, requests: batches - 1 + triesInNode });
		await sandbox.clearFaults();
		const retried = await scene.rest.retry(failed.id);
		same('retried execution', retried.status, 'success');
		const { success } = recordsOf(retried);
		same('success output', success.length, customers);
		const seen = await sent(sandbox, { accepted: customers, requests: batches + triesInNode });
		return `${statusesOf(success)}; ${seen}`;
	});

	await proof.holds('"Retry execution" after one batch was refused and one reset after accepting: the reset one stays unknown', async () => {
		const faults = [
			{ kind: 'status', status: 429, recipient: recipientOf(250), count: 'always' },
			{ kind: 'resetAfter', recipient: recipientOf(450), count: 'always' },
		];
		const failed = await runFresh(scene, {}, faults);
		same('first execution', failed.status, 'error');
		await sandbox.clearFaults();
		const retried = await scene.rest.retry(failed.id);
		same('retried execution', retried.status, 'error');
		tells(retried, '100 unknown');
		return await sent(sandbox, { accepted: customers, requests: batches + triesInNode });
	});
}

async function runFresh(scene: Scene, settings: HostSettings, faults: Array<Record<string, unknown>>): Promise<Execution> {
	await scene.sandbox.reset();
	await scene.sandbox.clearFaults();
	for (const fault of faults) await scene.sandbox.addFault(fault);
	return await scene.rest.run(await createBulkWorkflow(scene, 'Retries', settings), 'Start');
}

/** If a node's message contains the name of a network error, n8n replaces it by its own advice ("you can retry immediately"). */
function tells(execution: Execution, tally: string): void {
	const failure = failureOf(execution);
	if (!failure.includes(tally)) throw new Error(`the execution's error does not tell "${tally}", but: ${failure}`);
	if (/can retry/i.test(failure)) throw new Error(`the execution's error advises to send again: ${failure}`);
}

/** Checks what really arrived at the sandbox, and that nothing arrived twice. */
async function sent(sandbox: Sandbox, expected: { accepted: number; requests: number }): Promise<string> {
	const counts = await sandbox.counts();
	same('duplicates at the sandbox', duplicatesIn(counts), 0);
	same('at the sandbox', { accepted: counts.accepted, requests: counts.requests }, expected);
	return `the sandbox accepted ${counts.accepted} in ${counts.requests} requests, 0 twice`;
}
