/** Comapi's reports on sent messages: the node in n8n's engine, and the sandbox calling back over HTTP. */
import { ComapiTrigger } from '../../nodes/Comapi/ComapiTrigger.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runComapi } from '../engine/comapi.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { listenWithTrigger, WEBHOOK_ID } from '../engine/webhook.mts';
import { customers } from '../engine/wiraya.mts';

const own = 'f946b0e7-5fe9-4f57-9d8f-62b3ac0b4a13';
const secret = givenSecret('comapi', own, WEBHOOK_ID);
const given = { credentials: { communicationsCallbackApi: { secret: own } } };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

test('every sent message gets receipts with our own id: none lost, none forged, repetitions recognisable', async () => {
	const trigger = await listenWithTrigger(new ComapiTrigger(), given);
	sandbox.callBack({ provider: 'comapi', url: trigger.url, secret, batch: 20, duplicates: 0.2, outOfOrder: 0.2, failed: 0.2, forged: 0.3, unsigned: 0.3, seed: 3 });
	const { success } = await runComapi(sandbox, customers(200));
	await sandbox.settled();
	await trigger.close();

	const receipts = trigger.items();
	const distinct = new Map(receipts.map((receipt) => [receipt.receiptId, receipt]));
	expect(receipts.length).toBeGreaterThan(distinct.size);
	expect(distinct.size).toBe(400);
	for (const { json } of success) {
		const own = [...distinct.values()].filter(({ correlationId }) => correlationId === json.correlationId);
		expect(own.map(({ messageId, status, recipient }) => [messageId, status, recipient]).sort()).toEqual([[json.messageId, 'delivered', json.recipient], [json.messageId, 'sent', json.recipient]]);
	}
	const { answers } = sandbox.callbacks()[0]!;
	expect([answers.real, Object.keys(answers.duplicate), Object.keys(answers.forged), Object.keys(answers.unsigned)]).toEqual([{ 200: 20 }, ['200'], ['401'], ['401']]);
});

test("a customer's answer has the id of the message", async () => {
	const trigger = await listenWithTrigger(new ComapiTrigger(), given);
	sandbox.callBack({ provider: 'comapi', url: trigger.url, secret, course: [] });
	const { success } = await runComapi(sandbox, customers(1));
	sandbox.write({ provider: 'comapi', sender: '447700900000', recipient: '447700900999', text: 'Yes', answers: String(success[0]!.json.messageId) });
	sandbox.setStatus({ provider: 'comapi', status: 'expired' });
	await sandbox.settled();
	await trigger.close();
	expect(trigger.items()).toMatchObject([
		{ kind: 'inbound', channel: 'sms', sender: '447700900000', recipient: '447700900999', text: 'Yes', correlationId: success[0]!.json.correlationId },
		{ kind: 'receipt', status: 'expired', correlationId: success[0]!.json.correlationId },
	]);
});
