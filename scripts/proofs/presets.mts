import { loadExample, readCustomers } from '../demo/example.mts';
import { givenSecret } from '../host/callbackSecret.mts';
import { CALLBACK_SECRET } from '../host/credentials.mts';
import { PRESETS, type Preset } from '../host/presets.mts';
import { ecdsaPublicKey, ed25519PublicKey } from '../../sandbox/presets/keys.mts';
import type { Scene } from '../host/testBed.mts';
import { outputsOf, type WorkflowNode } from '../host/workflow.mts';
import { succeeded } from './examples/run.mts';
import { same, type Proof } from './proof.mts';

/** Proves the presets of HTTP Messages as a user imports them, with the vendors that the sandbox plays. */
export async function provePresets(scene: Scene, proof: Proof): Promise<void> {
	for (const [vendor, preset] of Object.entries(PRESETS)) await proof.holds(`${vendor}: 1,000 customers in the fewest requests, a bad one refused alone, and a receipt of one`, () => provePreset(scene, vendor, preset));
}

async function provePreset(scene: Scene, vendor: string, { credential, perRequest, refusesByRow, recipient }: Preset): Promise<string> {
	const { rest, sandbox } = scene;
	await sandbox.reset();
	const customers = await readCustomers();
	const bad = recipient(customers[499]!);
	if (refusesByRow) await sandbox.refuseRecipient({ provider: vendor, recipient: bad, outcome: 'permanent' });
	const { workflow } = await loadExample(`presets/${vendor}.json`, scene);
	const node = (name: string) => workflow.nodes.find((one) => one.name === name)!;
	node('Send').credentials = { httpMessagesApi: await rest.createCredential('httpMessagesApi', `${vendor} of the sandbox`, { ...credential, baseUrl: sandbox.providerUrl(vendor), allowedHttpRequestDomains: 'all' }) };
	Object.assign(node('Send').parameters.options as object, { requestsPerSecond: 0, ...(perRequest === 1 && { concurrency: 20 }) });
	const trigger = node('Receipts');
	const { secret, user } = shared(vendor, trigger);
	const id = await rest.createWorkflow(workflow);

	const [sent = [], failed = []] = outputsOf(succeeded(await rest.run(id, 'Start')), 'Send');
	same('not accepted', failed.map(({ json }) => (json.error as { recipient: string; status: string }).status), refusesByRow ? ['rejected'] : []);
	same('accepted', sent.length, customers.length - failed.length);
	const { requests, accepted, duplicates } = await sandbox.counts();
	same('requests, accepted, twice', [requests, accepted, duplicates.byContent], [customers.length / perRequest, sent.length, 0]);

	await rest.publish(id);
	// Twilio and Plivo sign the address that n8n shows. Without WEBHOOK_URL, its host is localhost.
	const url = rest.webhookUrl(trigger.webhookId!).replace('127.0.0.1', 'localhost');
	await sandbox.addCallback({ provider: vendor, url, secret, user, forged: 1, unsigned: 1 });
	await sandbox.setStatus({ provider: vendor, recipient: recipient(customers[7]!), status: 'delivered' });
	await sandbox.settled();
	const executions = await rest.ended(id);
	const receipts = executions.flatMap((execution) => outputsOf(succeeded(execution), 'Receipts')[0] ?? []).map(({ json }) => json);
	const told = sent[7]!.json.outcome as Record<string, unknown>;
	same('receipts', receipts.map(({ kind, status }) => [kind, status]), [['receipt', 'delivered']]);
	same('whose', receipts.map(({ messageId, correlationId }) => [messageId, correlationId].some((one) => [told.messageId, told.correlationId, told.batchId].includes(one))), [true]);
	await rest.unpublish(id);
	return `${sent.length} in ${requests} requests, 1 receipt, none of a forged or an unsigned callback`;
}

/** The vendor's secret. A public key goes into the trigger, as the preset's note says. */
function shared(vendor: string, { parameters, webhookId }: WorkflowNode): { secret: string; user: string } {
	const { authentication, signature } = parameters as { authentication: string; signature?: { publicKey?: string } };
	if (authentication === 'basicAuth') return { secret: givenSecret('http', CALLBACK_SECRET, webhookId!), user: 'n8n' };
	if (authentication === 'publicKey') signature!.publicKey = vendor === 'telnyx' ? ed25519PublicKey(CALLBACK_SECRET) : ecdsaPublicKey(CALLBACK_SECRET);
	return { secret: CALLBACK_SECRET, user: '' };
}
