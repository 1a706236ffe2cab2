import { createHmac } from 'node:crypto';

import { allEnded, countOf, nodeOf, prepareCampaign } from '../../demo/campaign.mts';
import { givenSecret } from '../../host/callbackSecret.mts';
import { CALLBACK_SECRET } from '../../host/credentials.mts';
import { takenOn } from '../../host/queue.mts';
import type { QueueScene } from '../../host/testBed.mts';
import { same, type Proof } from '../proof.mts';

const EVENT = { eventId: 'e-1', name: 'message.delivered', payload: { id: 'm-1', details: { channel: 'sms' }, metadata: {} }, timestamp: '2031-01-15T10:30:00Z' };

/** The same receipt twice, the later time first, with an incoming text and an unreadable entry. The unreadable entry must not cost the receipt its row. */
const MIXED = [
	{ type: 'OUTGOING_SMS', messageId: 'w-1', status: 'DELIVERED', doneAt: '2031-01-15T10:30:07Z' },
	{ type: 'INCOMING_SMS', sender: '447700900123', text: 'Thank you' },
	{ of: 'no known layout' },
	{ type: 'OUTGOING_SMS', messageId: 'w-1', status: 'UNKNOWN' },
];

/** Callbacks come in at one process and run in another. */
export async function proveTriggers(scene: QueueScene, proof: Proof): Promise<void> {
	const { rest, sandbox, queue, n8n } = scene;
	await proof.holds('a trigger is answered by the webhook process, by the main process not at all, and runs on a worker', async () => {
		await sandbox.reset();
		const { workflow, workflowId } = await prepareCampaign(scene, { customers: 0 });
		const webhookId = nodeOf(workflow, 'Comapi Receipts').webhookId!;
		const wirayaId = nodeOf(workflow, 'Wiraya Receipts').webhookId!;
		const secret = givenSecret('comapi', CALLBACK_SECRET, webhookId);
		const basic = { authorization: `Basic ${Buffer.from(`n8n:${givenSecret('wiraya', CALLBACK_SECRET, wirayaId)}`).toString('base64')}` };
		same('registered at the provider', (await sandbox.callbacks()).find(({ provider }) => provider === 'comapi')?.url, rest.webhookUrl(webhookId));
		const body = JSON.stringify(EVENT);
		const call = async (url: string, key: string) => {
			const signature = createHmac('sha1', key).update(body).digest('hex');
			const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-comapi-signature': signature }, body });
			return [answer.status, answer.ok ? await answer.text() : ''];
		};
		const url = rest.webhookUrl(webhookId);
		same('the webhook process', await call(url, secret), [200, '']);
		same('the webhook process, forged', await call(url, `${secret}?`), [401, '']);
		same('the main process', await call(url.replace(n8n.webhookUrl, n8n.url), secret), [404, '']);
		// Starting the campaign makes the tables. It sends nothing, because there are no customers.
		same('start', (await rest.run(workflowId, 'Start')).status, 'success');
		same('the webhook process, again', await call(url, secret), [200, '']);
		const wiraya = await fetch(rest.webhookUrl(wirayaId), { method: 'POST', headers: { ...basic, 'content-type': 'application/json' }, body: JSON.stringify(MIXED) });
		same('several, not all of them receipts', wiraya.status, 200);
		const executions = await allEnded(scene, workflowId);
		const webhooks = executions.filter(({ mode }) => mode === 'webhook');
		// Unpublish in any case, because the next part publishes the same addresses.
		await rest.unpublish(workflowId);
		// The first came before the table existed, and may have failed for that reason.
		same('executions for callbacks', [webhooks.length, ...webhooks.slice(1).map(({ status }) => status)], [3, 'success', 'success']);
		same('told', await countOf(scene, "told WHERE message_id IN ('m-1', 'w-1') AND status = 'delivered'"), 2);
		const taken = await Promise.all(queue.workers.map(takenOn));
		same('executions on no worker', executions.filter(({ id }) => !taken.some((ids) => ids.has(id))), []);
		return `${webhooks.length} callbacks, ${webhooks.length} executions`;
	});
}
