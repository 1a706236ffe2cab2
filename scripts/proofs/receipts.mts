import { createHmac, randomUUID } from 'node:crypto';

import { loadExample } from '../demo/example.mts';
import { givenSecret } from '../host/callbackSecret.mts';
import { CALLBACK_SECRET } from '../host/credentials.mts';
import type { Scene } from '../host/testBed.mts';
import { outputsOf } from '../host/workflow.mts';
import { same, type Proof } from './proof.mts';

/** Proves published triggers in a real n8n: its answers to genuine and other callers, and that every report arrives once. */
export async function proveReceipts(scene: Scene, proof: Proof): Promise<void> {
	await proof.holds('a published trigger answers 200 with nothing to the provider, 401 to everybody else, and starts once for one callback', () => proveAnswers(scene));
	await proof.holds('send and follow: every receipt finds its message, through repetitions, reversals, torn and forged callbacks', () => proveFollowing(scene));
}

const event = (eventId: string) => ({ eventId, name: 'message.delivered', payload: { id: 9007199254740993n.toString(), details: { channel: 'sms' }, metadata: { correlationId: eventId } }, timestamp: '2031-01-15T10:30:00Z' });

async function proveAnswers({ rest, credentials }: Scene): Promise<string> {
	const webhookId = randomUUID();
	const trigger = {
		id: randomUUID(),
		webhookId,
		name: 'Receipts',
		type: 'n8n-nodes-communications.comapiTrigger',
		typeVersion: 1.1,
		position: [0, 0] as [number, number],
		parameters: { registration: 'byHand', simplify: false },
		credentials: { communicationsCallbackApi: credentials.communicationsCallbackApi! },
	};
	const id = await rest.createWorkflow({ name: 'Answers', nodes: [trigger], connections: {} });
	await rest.publish(id);
	const url = rest.webhookUrl(webhookId);
	const call = async (body: string, headers: Record<string, string> = {}) => {
		const signature = createHmac('sha1', givenSecret('comapi', CALLBACK_SECRET, webhookId)).update(body).digest('hex');
		// Use a new connection: n8n may close an idle one just as the next request goes out on it.
		const given = { 'content-type': 'application/json', 'x-comapi-signature': signature, connection: 'close', ...headers };
		const answer = await fetch(url, { method: 'POST', headers: given, body });
		return [answer.status, await answer.text()];
	};
	const large = JSON.stringify(event('e-1')).replace('"9007199254740993"', '9007199254740993');
	same('one event', await call(JSON.stringify(event('e-1'))), [200, '']);
	same('a thousand', await call(JSON.stringify(Array.from({ length: 1000 }, (_, i) => event(`e-${i}`)))), [200, '']);
	same('large numbers', await call(large.replace('"message.delivered"', '"interaction.click"')), [200, '']);
	same('none', await call('[]'), [200, '']);
	same('another signature', await call('[]', { 'x-comapi-signature': '0'.repeat(40) }), [401, 'not authorized']);
	same('another type, signed', await call(JSON.stringify(event('e-2')), { 'content-type': 'application/octet-stream' }), [200, '']);
	same('no JSON, which n8n itself refuses', (await call('{"eventId":'))[0], 422);
	const executions = await Promise.all((await rest.triggered(id)).map((execution) => rest.wait(execution)));
	same('executions', executions.map(({ status }) => status), Array(4).fill('success'));
	const items = executions.map((execution) => outputsOf(execution, 'Receipts')[0]!);
	same('items', items.map(({ length }) => length), [1, 1000, 1, 1]);
	same('first', [items[0]![0]!.json.messageId, items[0]![0]!.json.status], ['9007199254740993', 'delivered']);
	same('digits', (items[2]![0]!.json.raw as { payload: { id: string } }).payload.id, '9007199254740993');
	await rest.unpublish(id);
	same('no longer published', (await call('[]'))[0], 404);
	return '4 executions for 7 callbacks';
}

async function proveFollowing(scene: Scene): Promise<string> {
	const { rest, sandbox } = scene;
	await sandbox.reset();
	const { workflow, customers } = await loadExample('send-and-follow.json', scene);
	for (const node of workflow.nodes) if (node.name === 'Receipts') node.webhookId = randomUUID();
	const id = await rest.createWorkflow(workflow);
	// Nobody calls back before it is published.
	same('sent before', (await rest.run(id, 'Start')).status, 'success');
	same('counted before', await countsOf(scene, id), { null: customers });
	await rest.publish(id);
	const [address] = await sandbox.callbacks();
	const pathOf = (url: string) => new URL(url).pathname;
	same('registered', [address?.provider, pathOf(address!.url)], ['comapi', pathOf(rest.webhookUrl(workflow.nodes.find(({ name }) => name === 'Receipts')!.webhookId!))]);
	await sandbox.changeCallback(address!.id, { duplicates: 0.3, outOfOrder: 0.3, failed: 0.3, forged: 0.5, unsigned: 0.5, seed: 11, concurrency: 2, batch: 25 });

	const sent = await rest.run(id, 'Start');
	same('sent', [sent.status, outputsOf(sent, 'Send SMS')[0]?.length], ['success', customers]);
	const { answers } = (await sandbox.settled(600_000))[0]!;
	const executions = await Promise.all((await rest.triggered(id)).map((execution) => rest.wait(execution)));
	const codes = Object.fromEntries(Object.entries(answers).map(([kind, byStatus]) => [kind, Object.keys(byStatus)]));
	same('answers', codes, { real: ['200'], duplicate: ['200'], forged: ['401'], unsigned: ['401'] });
	// Callbacks that n8n answered after more than ten seconds came again.
	const answered = answers.real['200']! + answers.duplicate['200']!;
	same('executions', [executions.length >= answered, executions.filter(({ status }) => status !== 'success').length], [true, 0]);

	const receipts = executions.flatMap((execution) => outputsOf(execution, 'Receipts')[0]!.map(({ json }) => json));
	const own = new Set(outputsOf(sent, 'Send SMS')[0]!.map(({ json }) => json.correlationId));
	same('receipts of nobody', receipts.filter(({ correlationId }) => !own.has(correlationId)), []);
	same('messages with a receipt', new Set(receipts.map(({ correlationId }) => correlationId)).size, customers);
	same('distinct receipts', new Set(receipts.map(({ receiptId }) => receiptId)).size, customers);
	same('counted', await countsOf(scene, id), { null: customers, delivered: customers });
	await rest.unpublish(id);
	same('registered afterwards', await sandbox.callbacks(), []);
	const took = (sent.data.resultData.runData.Remember?.at(-1)?.executionTime ?? 0) / 1000;
	return `${customers} sent and remembered in ${took.toFixed(1)} s, ${customers} delivered by ${receipts.length} receipts in ${executions.length} callbacks; ${answers.forged['401']! + answers.unsigned['401']!} forged and unsigned ones refused`;
}

/** The number of messages by status, from the example's own count. */
async function countsOf({ rest }: Scene, id: string): Promise<Record<string, number>> {
	const execution = await rest.run(id, 'How Did It Go?');
	same('counting', execution.status, 'success');
	return Object.fromEntries(outputsOf(execution, 'How It Went')[0]!.map(({ json }) => [String(json.status ?? null), Number(json.count_correlationId)]));
}
