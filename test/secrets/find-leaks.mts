/** Plays one scenario in n8n's engine, and searches for the secrets in everything that it leaves. */
import { listen } from './captured-log.mts';
import { stringify } from 'flatted';
import type { IDataObject, IExecuteFunctions, INode, INodeParameters, INodeType } from 'n8n-workflow';

import type { DirectSandbox } from '../../sandbox/direct.mts';
import { SENDS } from '../registry.mts';
import type { Mode, SecretRow } from '../samples.mts';
import { runInEngine, type EngineResult, type TestCredential } from '../engine/engine.mts';
import { dressesOf, found, needlesOf, textsIn } from './marked-secrets.mts';
import type { Parrot } from './echoing-provider.mts';
import type { Scenario } from './scenarios.mts';

export interface Played {
	/** The secrets found, and where. */
	leaks: string[];
	/** The saved execution. */
	saved(): string;
}

export interface Stage {
	sandbox: DirectSandbox;
	/** Between the node and the sandbox. */
	parrot: Parrot;
	mode: Mode;
	/** Keeps values that n8n writes into it, such as a token. */
	credential: TestCredential;
}

export async function play(row: SecretRow, scenario: Scenario, onError: INode['onError'], { sandbox, parrot, mode, credential }: Stage): Promise<Played> {
	const { saying = 'passes', toTokens = 'inEarnest', options, parameters, settings } = scenario;
	const data = scenario.credential ? { ...credential.data, ...scenario.credential(mode) } : credential.data;
	const secretsNow = () => Object.entries(data).filter(([field, value]) => (field in mode.secrets || mode.renewed?.includes(field)) && value !== '') as Array<[string, string]>;
	const secrets = secretsNow();
	sandbox.reset();
	const items = row.found && scenario.isGood ? await findable(row, mode, sandbox, parrot) : [0, 1].map(row.item);
	if (scenario.refused) sandbox.refuseRecipient({ recipient: String(items[0]![row.recipientKey!]), outcome: 'permanent' });
	Object.assign(parrot, { saying: [saying].flat(), toTokens, words: secrets.flatMap(([, secret]) => dressesOf(secret)).join(' ') });
	const heard = listen();
	const thrown: unknown[] = [];
	const result = await runInEngine({
		node: overheard(row.node, thrown),
		credential: { ...credential, data },
		parameters: { ...mode.parameters, ...row.parameters, ...parameters, options: { simplify: false, requestsPerSecond: 0, maxTries: 1, longestWait: 1, ...(row.parameters.options as INodeParameters), ...options } },
		items,
		settings: { onError, ...settings },
	}).finally(heard.end);
	// n8n at least logs that the node runs. If nothing was captured, the capture does not work.
	if (heard.lines.length === 0) throw new Error('nothing was heard');
	const needles = [...secrets, ...secretsNow()].flatMap(([name, secret]) => needlesOf(name, secret));
	return { leaks: [...new Set(found(placesOf(result, thrown, heard.lines), needles))], saved: () => JSON.stringify(result.run) };
}

/** The node, with its exceptions recorded, because n8n passes on only a copy without the causes. */
function overheard(node: INodeType, thrown: unknown[]): INodeType {
	return Object.assign(Object.create(node) as INodeType, {
		async execute(this: IExecuteFunctions) {
			try {
				return await node.execute!.call(this);
			} catch (error) {
				thrown.push(error);
				throw error;
			}
		},
	});
}

/** Everything that a run leaves behind, by place. */
function placesOf({ run, success, errors, error, hints }: EngineResult, thrown: readonly unknown[], log: readonly unknown[]): Record<string, string[]> {
	return {
		items: textsIn([success, errors]),
		'thrown error': textsIn([thrown, error]),
		hints,
		ledger: textsIn(run.data.executionData?.contextData),
		// As in n8n's database.
		'saved execution': [stringify(run.data), ...textsIn(run)],
		log: textsIn(log),
	};
}

/** Items for a look-up. Makes the messages that it must find. */
async function findable({ found: there, item }: SecretRow, { type, others, secrets, provider, parameters }: Mode, sandbox: DirectSandbox, parrot: Parrot): Promise<IDataObject[]> {
	if (typeof there !== 'string') {
		sandbox.write(there!);
		return [item(0)];
	}
	const like = SENDS[there]!;
	const data = { ...others, ...secrets, baseUrl: `${parrot.url}/${provider}` };
	Object.assign(parrot, { saying: ['inEarnest'], toTokens: 'inEarnest' });
	const { success } = await runInEngine({ node: like.node, credential: { type, data }, parameters: { ...parameters, ...like.parameters, options: { messageFrom: 'item' } }, items: [like.message(0)] });
	sandbox.setStatus({ status: 'sent' });
	return success.map(({ json }) => json);
}
