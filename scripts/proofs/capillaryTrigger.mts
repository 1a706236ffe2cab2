import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { packageName } from '../host/paths.mts';
import type { Scene } from '../host/testBed.mts';
import { outputsOf, type WorkflowNode } from '../host/workflow.mts';
import { recordsOf, statusesOf } from './bulk.mts';
import { createSms, CUSTOMERS } from './capillary.mts';
import { same, type Proof } from './proof.mts';

export const EVENT = 'communicationMessageUndelivered';

/** Proves what only a real n8n does: it keeps the secret with a published workflow, and starts the workflow when Capillary calls. */
export async function proveCapillaryTrigger(scene: Scene, proof: Proof): Promise<void> {
	const { sandbox, rest } = scene;
	for (const credential of ['capillaryApi', 'capillaryOAuthApi']) {
		await proof.holds(`A published Capillary Trigger registers itself (${credential}), takes what is Capillary's and nothing else, and ends it when unpublished`, async () => {
			await sandbox.reset();
			const trigger = await createTrigger(scene, credential);
			const send = await createSms(scene);
			await rest.publish(trigger);
			await registered(scene, ['true']);
			const [address] = await sandbox.callbacks();
			same('registered', [address!.provider, address!.settings.events], ['capillary', EVENT]);
			await sandbox.changeCallback(address!.id, { course: ['sent', 'failed'], duplicates: 1, forged: 1, unsigned: 1 });

			const { success } = recordsOf(await rest.run(send, 'Start'));
			same('sent', statusesOf(success), `${CUSTOMERS} accepted`);
			const { answers } = (await sandbox.settled())[0]!;
			const executions = await Promise.all((await rest.triggered(trigger)).map((id) => rest.wait(id)));
			const items = executions.flatMap((execution) => outputsOf(execution, 'Trigger')[0] ?? []).map(({ json }) => json);
			same('executions, and items', [executions.length, items.length], [2 * CUSTOMERS, 2 * CUSTOMERS]);
			same('different receipts', new Set(items.map(({ receiptId }) => receiptId)).size, CUSTOMERS);
			same('statuses', new Set(items.map(({ status, statusCode, kind }) => `${String(kind)} ${String(status)} ${String(statusCode)}`)), new Set(['receipt failed NOT_DELIVERED']));
			same('answers', answers, { real: { 200: CUSTOMERS }, duplicate: { 200: CUSTOMERS }, forged: { 401: CUSTOMERS }, unsigned: { 401: CUSTOMERS } });

			await rest.unpublish(trigger);
			await registered(scene, ['false']);
			await rest.publish(trigger);
			await registered(scene, ['false', 'true']);
			await rest.unpublish(trigger);
			await registered(scene, ['false', 'false']);
			return `${items.length} of ${4 * CUSTOMERS} callbacks started the workflow`;
		});
	}
}

/** Waits until Capillary has these webhooks, active or not, oldest first: n8n publishes in the background. */
async function registered(scene: Scene, active: string[], withinMs = 20_000): Promise<void> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const now = (await scene.sandbox.callbacks()).map(({ settings }) => settings.active);
		if (now.join() === active.join()) return;
		if (Date.now() > deadline) same('webhooks', now, active);
		await sleep(200);
	}
}

/** Makes a workflow with a Capillary Trigger that registers itself; returns its id. */
export async function createTrigger(scene: Scene, credential: string): Promise<string> {
	const parameters = { registration: 'byNode', authentication: credential, kinds: ['receipt'], events: [], otherEvents: '', only: [], simplify: true, options: {} };
	const trigger: WorkflowNode & { webhookId: string } = {
		id: randomUUID(),
		name: 'Trigger',
		type: `${packageName}.capillaryTrigger`,
		typeVersion: 1.1,
		position: [0, 0],
		parameters,
		webhookId: randomUUID(),
		credentials: { [credential]: scene.credentials[credential]! },
	};
	return await scene.rest.createWorkflow({ name: `Capillary events, ${credential}`, nodes: [trigger], connections: {} });
}
