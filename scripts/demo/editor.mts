/** The demo in a whole n8n: its editor has all examples, and one of them has run. */
import type { Report } from '../host/report.mts';
import { duplicatesIn } from '../host/sandbox.mts';
import { buildScene } from '../host/testBed.mts';
import { failureOf, outputsOf } from '../host/workflow.mts';
import { exampleFiles, loadExample, PLAYED } from './example.mts';
import { printLinks, printResult, verdict } from './print.mts';

/** @returns whether every message was accepted, none twice */
export async function playInEditor(report: Report, once: boolean): Promise<boolean> {
	const scene = await buildScene(report, 'demo');
	const ids = new Map<string, string>();
	for (const file of await exampleFiles()) ids.set(file, await scene.rest.createWorkflow((await loadExample(file, scene)).workflow));
	const { customers } = await loadExample(PLAYED, scene);
	const workflowId = ids.get(PLAYED)!;
	const execution = await report.step(`Send to ${customers} customers in n8n`, () => scene.rest.run(workflowId, 'Start'));
	if (execution.status !== 'success') throw new Error(`The workflow ended as "${execution.status}": ${failureOf(execution)}`);

	const outputs = outputsOf(execution, 'Send SMS');
	const { accepted, requests, ...counts } = await scene.sandbox.counts();
	const seen = { accepted, requests, duplicates: duplicatesIn({ accepted, requests, ...counts }) };
	printResult(outputs, seen);
	const good = verdict(report, outputs, customers, seen);
	if (!once) {
		await scene.sandbox.leadTo(`${scene.n8n.url}/workflow/${workflowId}`);
		printLinks(scene, workflowId);
	}
	return good;
}
