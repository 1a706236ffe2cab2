import { setTimeout as sleep } from 'node:timers/promises';

import { packageName } from '../host/paths.mts';
import type { Scene } from '../host/testBed.mts';
import { failureOf, outputsOf } from '../host/workflow.mts';
import { same, type Proof } from './proof.mts';

const NODE = 'Wavy Inbound Trigger';
const SENDER = '5511900000001';
const REFUSAL = 'The provider refused the credential (HTTP 401)';

/** n8n polls at most once a minute per poll time, so use six poll times, ten seconds apart. */
const EVERY_TEN_SECONDS = [0, 10, 20, 30, 40, 50].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` }));

/** Proves in a real n8n what a stand-in cannot: it polls, hands on each new message once, and saves the cursor with it. */
export async function proveWavyInboundTrigger({ rest, credentials, sandbox }: Scene, proof: Proof): Promise<void> {
	const id = await rest.createWorkflow({
		name: NODE,
		nodes: [
			{
				id: '1',
				name: NODE,
				type: `${packageName}.wavyInboundTrigger`,
				typeVersion: 1,
				position: [0, 0],
				parameters: { pollTimes: { item: EVERY_TEN_SECONDS } },
				credentials: { wavyApi: credentials.wavyApi! },
			},
		],
		connections: {},
	});
	const write = async (text: string, minutesAgo = 0) =>
		await sandbox.write({ provider: 'wavy', sender: SENDER, recipient: '27182', text, receivedAt: new Date(Date.now() - minutesAgo * 60_000).toISOString() });
	/** Everything handed on so far, in the order of the executions; failed ones give their reason. */
	const told = async () => (await rest.ended(id)).flatMap((execution) => (execution.status === 'success' ? outputsOf(execution, NODE)[0]!.map(({ json }) => String(json.text)) : [failureOf(execution)]));
	const until = async (beginning: string) => {
		for (const deadline = Date.now() + 60_000; ; await sleep(500)) {
			const all = await told();
			if (all.some((text) => text.startsWith(beginning))) return all;
			if (Date.now() > deadline) throw new Error(`"${beginning}" was not handed on within a minute, but ${JSON.stringify(all)}`);
		}
	};
	/** Waits for this many more polls. */
	const polls = async (times: number) => {
		const before = (await sandbox.counts()).requests;
		for (const deadline = Date.now() + 90_000; (await sandbox.counts()).requests < before + times; await sleep(500)) {
			if (Date.now() > deadline) throw new Error(`it did not poll ${times} times in 90 s`);
		}
		await sleep(1000);
	};

	await proof.holds('the first poll, when the workflow is published, hands on nothing; then what comes between two polls is one item', async () => {
		await write('before');
		await rest.publish(id);
		await write('first');
		same('told', await until('first'), ['first']);
		return '1 execution';
	});
	await proof.holds('what turns up late, with an older time, is handed on as well; two more polls repeat nothing', async () => {
		await write('late', 5);
		await until('late');
		await write('second');
		await until('second');
		await polls(2);
		same('told', await told(), ['first', 'late', 'second']);
		return '';
	});
	await proof.holds('what came while the workflow was not published is handed on when it is again, and nothing twice', async () => {
		await rest.unpublish(id);
		await write('meanwhile');
		await rest.publish(id);
		await until('meanwhile');
		await polls(2);
		same('told', await told(), ['first', 'late', 'second', 'meanwhile']);
		return '';
	});
	await proof.holds('a test by hand shows what is there and changes nothing', async () => {
		const execution = await rest.run(id, NODE);
		same('shown', outputsOf(execution, NODE)[0]!.map(({ json }) => json.text), ['late', 'before', 'first', 'second', 'meanwhile']);
		await polls(1);
		same('told', await told(), ['first', 'late', 'second', 'meanwhile']);
		return '';
	});
	await proof.holds('when Wavy refuses the credential, an execution says so; what was written meanwhile is handed on afterwards', async () => {
		await sandbox.addFault({ kind: 'status', provider: 'wavy', status: 401, count: 'always' });
		await write('unheard');
		const refusal = (await until(REFUSAL)).at(-1)!;
		await sandbox.clearFaults();
		await until('unheard');
		await polls(1);
		same('told', (await told()).filter((text) => !text.startsWith(REFUSAL)), ['first', 'late', 'second', 'meanwhile', 'unheard']);
		return refusal;
	});
	await rest.unpublish(id);
}
