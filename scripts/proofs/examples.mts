import { loadExample } from '../demo/example.mts';
import type { Scene } from '../host/scene.mts';
import { outputsOf } from '../host/workflow.mts';
import { same, type Proof } from './check.mts';

const refused = ['447700900003', '447700900500', '447700900999'];

/** The examples that `npm run demo` imports and does not run, run here. */
export async function proveExamples(scene: Scene, proof: Proof): Promise<void> {
	await proof.holds('WhatsApp first: whom it refuses, and nobody else, gets an SMS through another provider', async () => {
		const { sandbox, rest } = scene;
		await sandbox.reset();
		for (const recipient of refused) await sandbox.refuseRecipient({ recipient, provider: 'wiraya', outcome: 'permanent' });
		const { workflow, customers } = await loadExample('whatsapp-then-sms.json', scene);
		const execution = await rest.run(await rest.createWorkflow(workflow), 'Start');
		same('status', execution.status, 'success');
		const [whatsApp = [], notWhatsApp = []] = outputsOf(execution, 'Send WhatsApp');
		const [sms = [], notSms = []] = outputsOf(execution, 'Send SMS Instead');
		same('outputs', [whatsApp.length, notWhatsApp.length, sms.length, notSms.length], [customers - 3, 3, 3, 0]);
		same('by SMS', sms.map(({ json }) => [json.provider, json.status, json.recipient]), refused.map((recipient) => ['wavy', 'accepted', recipient]));
		const messages = await sandbox.messages();
		same('messages', messages.length, customers);
		same('recipients', new Set(messages.map(({ recipient }) => recipient)).size, customers);
		await sandbox.reset();
		return `${whatsApp.length} by WhatsApp, ${sms.length} by SMS`;
	});
}
