import { loadExample, readCustomers } from '../../demo/example.mts';
import type { Scene } from '../../host/testBed.mts';
import { outputsOf, type Workflow } from '../../host/workflow.mts';
import { same, type Proof } from '../proof.mts';
import { runExample, succeeded } from './run.mts';

/** The examples for the time after sending, and for sending at the right time with the right file. */
export async function proveFollowUps(scene: Scene, proof: Proof): Promise<void> {
	await proof.holds('WhatsApp first: whom it refuses and whom it does not reach, and nobody else, gets an SMS through another provider', () => proveWhatsAppThenSms(scene));
	await proof.holds('who failed is sent to again on the next day, and who got it is not', () => proveResend(scene));
	await proof.holds('who answers STOP gets nothing of the next campaign, until they answer START', () => proveNobodyWhoSaidStop(scene));
	await proof.holds('receipts come out beside the rows that were sent', () => proveReceiptsToRows(scene));
	await proof.holds('an email goes with its PDF', () => proveEmailWithPdf(scene));
	await proof.holds('birthday wishes are scheduled for ten in the time zone of each customer', () => proveBirthday(scene));
}

const refused = ['447700900003', '447700900500'];
const unreached = ['447700900007', '447700900999'];

async function proveWhatsAppThenSms(scene: Scene): Promise<string> {
	const { sandbox } = scene;
	await sandbox.reset();
	for (const recipient of refused) await sandbox.refuseRecipient({ recipient, provider: 'comapi', outcome: 'permanent' });
	await sandbox.setStatus({ provider: 'comapi', status: 'delivered' });
	for (const recipient of unreached) await sandbox.setStatus({ provider: 'comapi', recipient, status: 'failed' });
	const execution = await runExample(scene, 'whatsapp-then-sms.json', (workflow) => {
		Object.assign(parametersOf(workflow, 'Wait'), { amount: 1, unit: 'seconds' });
		for (const node of ['Send WhatsApp', 'What Became of It']) Object.assign(parametersOf(workflow, node), { options: { includeInputFields: true, requestsPerSecond: 0, concurrency: 20 } });
	});
	const customers = await readCustomers();
	const [whatsApp = [], notWhatsApp = []] = outputsOf(execution, 'Send WhatsApp');
	// It runs for customers whom WhatsApp refused, and again for those whom it did not reach.
	const sms = execution.data.resultData.runData['Send SMS Instead']!.flatMap((run) => run.data?.main?.[0] ?? []);
	same('outputs', [whatsApp.length, notWhatsApp.length, sms.length], [customers.length - 2, 2, 4]);
	const wanted = customers.filter(({ phone }) => [...refused, ...unreached].includes(phone!)).map(({ phone, first_name }) => [phone, first_name]);
	same('rows of the SMS', sms.map(({ json }) => [json.phone, json.first_name]).sort(), wanted.sort());
	const messages = await sandbox.messages();
	same('SMS', messages.filter(({ provider }) => provider === 'wavy').map(({ recipient }) => recipient).sort(), [...refused, ...unreached].sort());
	same('words', messages.filter(({ provider }) => provider === 'wavy').every(({ text }) => /^Hi \S+! Order A-\d{5} waits/.test(text ?? '')), true);
	return `${whatsApp.length} by WhatsApp, ${sms.length} by SMS`;
}

async function proveResend(scene: Scene): Promise<string> {
	const { rest, sandbox } = scene;
	await sandbox.reset();
	for (const recipient of refused) await sandbox.addFault({ provider: 'wavy', recipient, kind: 'status', status: 400, count: 'always' });
	const { workflow, customers } = await loadExample('resend-tomorrow.json', scene);
	const id = await rest.createWorkflow(workflow);
	const first = succeeded(await rest.run(id, 'Start'));
	same('first day', outputsOf(first, 'Send SMS').map((items) => items.length), [customers - 2, 2]);
	await sandbox.clearFaults();
	const statuses = async () => outputsOf(succeeded(await rest.run(id, 'Every Morning')), 'Send SMS')[0]!.map(({ json }) => json.status);
	same('second day', await statuses(), ['accepted', 'accepted']);
	same('third day', await statuses(), ['duplicate', 'duplicate']);
	const messages = await sandbox.messages();
	same('messages', [messages.length, new Set(messages.map(({ recipient }) => recipient)).size], [customers, customers]);
	return `${customers - 2} on the first day, 2 on the second, none on the third`;
}

/** A customer's reply decides whether the next campaign reaches them. */
export async function proveNobodyWhoSaidStop(scene: Scene): Promise<string> {
	const { rest, sandbox } = scene;
	await sandbox.reset();
	const { workflow, customers } = await loadExample('nobody-who-said-stop.json', scene);
	const id = await rest.createWorkflow(workflow);
	await rest.publish(id);
	const [stopped, talker] = ['447700900003', '447700900500'];
	const answers = async (sender: string, text: string) => {
		await sandbox.write({ provider: 'comapi', sender, recipient: 'DemoShop', text });
		await sandbox.settled();
		for (const execution of await rest.ended(id)) succeeded(execution);
	};
	const campaign = async () => {
		const before = (await sandbox.messages()).length;
		const execution = succeeded(await rest.run(id, 'Start'));
		const [send = [], , skipped = []] = outputsOf(execution, 'Prepare Messages');
		same('accepted', outputsOf(execution, 'Send SMS').map((items) => items.length), [send.length, 0]);
		same('messages', (await sandbox.messages()).length - before, send.length);
		return skipped.map(({ json }) => [json.to, (json.check as { reason: string }).reason]);
	};
	same('first campaign skips', await campaign(), []);
	const texts = (await sandbox.messages()).map(({ text }) => text ?? '');
	same('words', [texts.length, texts.filter((text) => !/^It's ready, \S+! Order A-\d{5} waits for you at .+\.$/.test(text))], [customers, []]);
	await answers(stopped!, '“Stop!”');
	await answers(talker!, 'Please stop by on Monday');
	same('second campaign skips', await campaign(), [[stopped, 'optedOut']]);
	await answers(stopped!, 'START');
	same('third campaign skips', await campaign(), []);
	await rest.unpublish(id);
	return `${customers}, ${customers - 1} after STOP, ${customers} after START`;
}

async function proveReceiptsToRows(scene: Scene): Promise<string> {
	const { rest, sandbox } = scene;
	await sandbox.reset();
	const { workflow } = await loadExample('receipts-to-rows.json', scene);
	const id = await rest.createWorkflow(workflow);
	await rest.publish(id);
	const [address] = await sandbox.callbacks();
	await sandbox.changeCallback(address!.id, { batch: 50 });
	succeeded(await rest.run(id, 'Start'));
	await sandbox.settled();
	const executions = await rest.ended(id);
	const joined = executions.flatMap((execution) => outputsOf(succeeded(execution), 'Join')[0] ?? []).map(({ json }) => json);
	const wanted = (await readCustomers()).map(({ phone, first_name, order_number }) => ['delivered', phone, phone, first_name, order_number].join());
	same('receipts beside rows', joined.map(({ status, recipient, phone, first_name, order_number }) => [status, recipient, phone, first_name, order_number].join()).sort(), wanted.sort());
	await rest.unpublish(id);
	return `${joined.length} receipts`;
}

async function proveEmailWithPdf(scene: Scene): Promise<string> {
	const { sandbox } = scene;
	await sandbox.reset();
	const execution = await runExample(scene, 'email-with-pdf.json');
	same('statuses', outputsOf(execution, 'Send Email')[0]?.map(({ json }) => json.status), ['accepted']);
	const [message] = await sandbox.messages();
	same('email', [message?.channel, message?.recipient, message?.text], ['email', 'ann@example.com', 'Hi Ann, your invoice is attached.']);
	const [file] = (message?.details?.attachments ?? []) as Array<{ name: string; bytes: number }>;
	same('file', [file?.name, (file?.bytes ?? 0) > 300], ['invoice.pdf', true]);
	return `${file!.name}, ${file!.bytes} bytes`;
}

async function proveBirthday(scene: Scene): Promise<string> {
	const { sandbox } = scene;
	await sandbox.reset();
	const execution = await runExample(scene, 'birthday-at-ten.json');
	const [sent = [], failed = []] = outputsOf(execution, 'Send at Ten');
	same('failed', failed, []);
	same('somebody has a birthday', sent.length > 0, true);
	for (const { json } of sent) {
		const { scheduledAt } = json.outcome as { scheduledAt: string };
		// The customer's own date at that instant, in the customer's zone.
		const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: String(json.time_zone), dateStyle: 'short', timeStyle: 'medium' }).format(new Date(scheduledAt));
		same('ten on the birthday', parts.slice(5), `${String(json.birthday).slice(5)} 10:00:00`);
		same('in the next day', new Date(scheduledAt).getTime() - Date.now() < 86_400_000, true);
	}
	same('messages', (await sandbox.messages()).length, sent.length);
	return `${sent.length} customers`;
}

function parametersOf({ nodes }: Workflow, name: string): Record<string, unknown> {
	return nodes.find((node) => node.name === name)!.parameters;
}
