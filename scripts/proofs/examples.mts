import { setTimeout as sleep } from 'node:timers/promises';

import { loadExample, readCustomers } from '../demo/example.mts';
import type { Scene } from '../host/testBed.mts';
import { outputsOf } from '../host/workflow.mts';
import { proveFollowUps } from './examples/followUps.mts';
import { runExample } from './examples/run.mts';
import { same, type Proof } from './proof.mts';

/** Runs the examples that `npm run demo -- --editor` only imports. */
export async function proveExamples(scene: Scene, proof: Proof): Promise<void> {
	await proof.holds('send and wait: asked until the message is delivered, as often as needed', () => proveSendAndWait(scene, 'delivered'));
	await proof.holds('send and wait: what is not settled in time is said to be so', () => proveSendAndWait(scene, 'sent'));
	await proveFollowUps(scene, proof);
	await proof.holds('every customer gets a message on the channel they prefer', () => proveChannelPerCustomer(scene));
	const agents: Array<[string, number[]]> = [
		['an AI agent sends one SMS', [1]],
		['an AI agent that calls its tool again with the same words sends one SMS', [1, 1]],
		['an AI agent that calls its tool twice at once with the same words sends one SMS', [2]],
	];
	for (const [claim, callsByTurn] of agents) await proof.holds(claim, () => proveAgent(scene, callsByTurn));
	await proof.holds('an AI agent has a one-time password sent, and never sees it', () => proveOtp(scene));
	await proof.holds('an AI agent that calls its tool again after nobody can tell what became of the SMS sends one SMS', () => proveAgentLeftInDoubt(scene));
}

async function proveChannelPerCustomer(scene: Scene): Promise<string> {
	const { sandbox } = scene;
	await sandbox.reset();
	const execution = await runExample(scene, 'channel-per-customer.json');
	const preferred = (await readCustomers()).map(({ channel, email, phone }) => [channel, channel === 'email' ? email : phone]);
	const [accepted = [], failed = []] = outputsOf(execution, 'Send');
	same('failed', failed, []);
	same('accepted', accepted.map(({ json }) => [json.status, json.channel, json.recipient]), preferred.map((one) => ['accepted', ...one]));
	const messages = await sandbox.messages();
	same('messages', messages.map(({ channel, recipient }) => [channel, recipient].join()).sort(), preferred.map((one) => one.join()).sort());
	const words = /^Hi \S+! Order A-\d{5} waits for you at .+\.$/;
	same('messages without the words', messages.filter(({ text }) => !words.test(text ?? '')), []);
	const { requests } = await sandbox.counts();
	same('requests', requests, 10);
	const channels = [...new Set(messages.map(({ channel }) => channel))];
	return `${messages.length} by ${channels.join(', ')} in ${requests} requests`;
}

/** Comapi says `sent` for three rounds, and then the final status. */
async function proveSendAndWait({ rest, sandbox, ...scene }: Scene, last: 'delivered' | 'sent'): Promise<string> {
	await sandbox.reset();
	await sandbox.setStatus({ provider: 'comapi', status: 'sent' });
	const { workflow } = await loadExample('send-and-wait.json', { rest, sandbox, ...scene });
	workflow.nodes.find(({ name }) => name === 'Wait')!.parameters.amount = 1;
	const id = await rest.start(await rest.createWorkflow(workflow), 'Start');
	const asked = async () => (await sandbox.counts()).requests - 1;
	for (const deadline = Date.now() + 60_000; (await asked()) < 3 && Date.now() < deadline; ) await sleep(100);
	await sandbox.setStatus({ provider: 'comapi', status: last });
	const execution = await rest.wait(id);
	const [settled = []] = outputsOf(execution, 'What Became of It');
	const [open = []] = outputsOf(execution, 'Not Settled in Time');
	same('settled', settled.map(({ json }) => [json.status, json.final, json.recipient]), last === 'sent' ? [] : [['delivered', true, '447700900000']]);
	same('not settled', open.map(({ json }) => json.status), last === 'sent' ? ['sent'] : []);
	same('messages', (await sandbox.messages()).length, 1);
	if (last === 'sent') same('asked', await asked(), 12);
	return `asked ${await asked()} times`;
}

/** The agent reports its tool's answers, and one message was sent however often it called the tool. */
async function proveAgent(scene: Scene, callsByTurn: number[]): Promise<string> {
	await scene.sandbox.reset();
	const { output, answers } = await runAgent(scene, callsByTurn);
	const repeats = callsByTurn.reduce((sum, calls) => sum + calls) - 1;
	const statuses = ['accepted', ...Array<string>(repeats).fill('duplicate')];
	const said = answers.map(({ status }) => status);
	// n8n decides the order of simultaneous calls.
	same('answers of the tool', callsByTurn.length === 1 ? said.toSorted() : said, statuses);
	same('messages the answers speak of', new Set(answers.map(({ messageId }) => messageId)).size, 1);
	same("the agent's words", output, `The tool said: ${said.join(', ')}.`);
	return await oneSms(scene, output);
}

/** The connection breaks after the provider took the message. Nobody knows that, and the agent tries again. */
async function proveAgentLeftInDoubt(scene: Scene): Promise<string> {
	await scene.sandbox.reset();
	await scene.sandbox.addFault({ kind: 'resetAfter', count: 'always' });
	const { output, answers } = await runAgent(scene, [1, 1]);
	same('answers of the tool', answers.map(({ status }) => status), ['unknown', 'unknown']);
	same('advice not to send it again', answers.filter(({ fix }) => /before you send it again/.test(fix ?? '')).length, 2);
	return await oneSms(scene, output);
}

async function proveOtp(scene: Scene): Promise<string> {
	await scene.sandbox.reset();
	scene.model.callsByTurn = [1];
	const [[item] = []] = outputsOf(await runExample(scene, 'agent-sends-otp.json'), 'Agent');
	const [message] = await scene.sandbox.messages();
	same('message', [message?.provider, message?.channel, message?.recipient], ['capillary', 'sms', '447700900000']);
	const code = String(message?.details?.otp);
	same('answers that repeat the code', scene.model.toolAnswers.filter((answer) => answer.includes(code)), []);
	same("the agent's words", item?.json.output, 'The tool said: accepted.');
	return 'one SMS with a code';
}

interface ToolAnswer {
	status?: string;
	messageId?: string;
	fix?: string;
}

async function runAgent(scene: Scene, callsByTurn: number[]): Promise<{ output: unknown; answers: ToolAnswer[] }> {
	scene.model.callsByTurn = callsByTurn;
	const [[item] = []] = outputsOf(await runExample(scene, 'agent-sends-one.json'), 'Agent');
	return { output: item?.json.output, answers: scene.model.toolAnswers.flatMap((answer) => JSON.parse(answer) as ToolAnswer[]) };
}

async function oneSms({ sandbox }: Scene, seen: unknown): Promise<string> {
	const messages = await sandbox.messages();
	same(
		'messages',
		messages.map(({ provider, channel, recipient, sender, text }) => ({ provider, channel, recipient, sender, text })),
		[{ provider: 'wiraya', channel: 'sms', recipient: '447700900000', sender: 'DemoShop', text: 'Hello, order A-10001 waits at Storgatan 12.' }],
	);
	same('requests', (await sandbox.counts()).requests, 1);
	return `"${String(seen)}", 1 message in 1 request`;
}
