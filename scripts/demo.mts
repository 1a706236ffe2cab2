// The whole road on one machine: our package in a real n8n, an example workflow, 1,000 made-up customers, a sandboxed provider.
// It runs until Ctrl-C; with --once it ends by itself, with exit code 0 only if every single message was accepted. With --queue n8n is four
// processes over PostgreSQL and Redis, and the customers are 50,000, or as many as --customers says.
import { parseArgs } from 'node:util';

import { exampleFiles, loadExample } from './demo/example.mts';
import { printLinks, printResult, tallyOf } from './demo/print.mts';
import { playCampaign, printQueueLinks } from './demo/queue.mts';
import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';
import { duplicatesIn } from './host/sandbox.mts';
import { buildScene } from './host/testBed.mts';
import { failureOf, outputsOf } from './host/workflow.mts';

const { values: flags } = parseArgs({
	options: { once: { type: 'boolean', default: false }, queue: { type: 'boolean', default: false }, customers: { type: 'string', default: '50000' } },
});

/** The example that is run; the others wait in the editor. */
const played = 'wiraya-bulk-sms.json';

runMain(async () => {
	const report = new Report();
	if (flags.queue) {
		const customers = Number(flags.customers);
		if (!Number.isInteger(customers) || customers < 2) throw new Error(`--customers is ${flags.customers}: give a whole number from 2.`);
		const played = await playCampaign(report, customers);
		if (flags.once) return played.good ? 0 : 1;
		printQueueLinks(played);
		return await untilASignal();
	}
	const scene = await buildScene(report, 'demo');
	const examples = new Map<string, string>();
	for (const file of await exampleFiles()) {
		examples.set(file, await scene.rest.createWorkflow((await loadExample(file, scene)).workflow));
	}
	const example = await loadExample(played, scene);
	const workflowId = examples.get(played)!;
	const execution = await report.step(`Send to ${example.customers} customers in n8n`, () =>
		scene.rest.run(workflowId, 'Start'),
	);
	if (execution.status !== 'success') throw new Error(`The workflow ended as "${execution.status}": ${failureOf(execution)}`);

	const outputs = outputsOf(execution, 'Send SMS');
	const counts = await scene.sandbox.counts();
	const duplicates = duplicatesIn(counts);
	printResult(outputs, counts);
	const good = tallyOf(outputs).accepted === example.customers && counts.accepted === example.customers && duplicates === 0;
	report.line(
		good
			? `✓ All ${example.customers} messages were accepted, none twice.`
			: `✗ Expected ${example.customers} accepted messages and none twice; the sandbox accepted ${counts.accepted}, ${duplicates} of them twice.`,
	);
	if (flags.once) return good ? 0 : 1;

	await scene.sandbox.leadTo(`${scene.n8n.url}/workflow/${workflowId}`);
	printLinks(scene, workflowId);
	return await untilASignal();
});

/** A signal ends the run. */
async function untilASignal(): Promise<number> {
	return await new Promise<number>(() => {});
}
