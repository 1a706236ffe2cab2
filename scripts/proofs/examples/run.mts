import { loadExample } from '../../demo/example.mts';
import type { Scene } from '../../host/testBed.mts';
import { failureOf, type Execution, type Workflow } from '../../host/workflow.mts';

/**
 * Runs an example from its manual trigger.
 * @param change changes the workflow, for example to skip a wait that a proof has no time for
 */
export async function runExample(scene: Scene, file: string, change: (workflow: Workflow) => void = () => undefined): Promise<Execution> {
	const { workflow } = await loadExample(file, scene);
	change(workflow);
	return succeeded(await scene.rest.run(await scene.rest.createWorkflow(workflow), 'Start'));
}

/** @throws with n8n's own message if the execution failed */
export function succeeded(execution: Execution): Execution {
	if (execution.status !== 'success') throw new Error(`The workflow ended as "${execution.status}": ${failureOf(execution)}`);
	return execution;
}
