import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { readManifest } from '../host/pack.mts';
import { root } from '../host/paths.mts';
import type { Scene } from '../host/testBed.mts';
import { failureOf, outputsOf } from '../host/workflow.mts';
import { same, type Proof } from './proof.mts';
import { withOutcomes, type Ended } from './outcomes/outcomesTables.mts';
import { messagesOf, recipientsOf, senders } from './outcomes/senders.mts';
import { hasShape } from './outcomes/shape.mts';
import { allAccepted, allOthers, outcomesWorkflow } from './outcomes/workflow.mts';

/**
 * One workflow sends through all providers and channels; all outcomes must have the same keys and words.
 * @param update whether to rewrite the tables of docs/results.md; otherwise they must match the run
 */
export async function proveOutcomes(scene: Scene, proof: Proof, update: boolean): Promise<void> {
	let all: Ended[] = [];
	await proof.holds('one workflow sends through all providers, and every message ends as it was made to', async () => {
		same('providers', senders.map(({ provider, node = provider }) => node).sort(), await sendingNodes());
		const ended = await run(scene);
		for (const { sender, channel, end, item } of ended) {
			const { provider, channel: seen, status } = recordOf(item.json);
			same('outcome', [provider, seen ?? null, status], [sender.provider, end === 'notSent' ? null : channel, end]);
		}
		all = ended;
		const channels = new Set(all.map(({ channel }) => channel));
		return `${all.length} messages, ${senders.length} providers, ${[...channels].join(', ')}`;
	});
	await proof.holds('all success items have the same keys in the same order, and so have all error items, whatever the provider', () => {
		same('items', all.length > 0, true);
		for (const one of all) proveShape(one);
		return '`segments` on SMS with a text alone';
	});
	await proof.holds('docs/results.md shows what came out', async () => {
		const file = join(root, 'docs/results.md');
		const stored = await readFile(file, 'utf8');
		const page = withOutcomes(stored, all);
		if (update) {
			await writeFile(file, page);
			return 'renewed';
		}
		if (stored !== page) throw new Error(`${firstDifference(stored, page)} Renew it with --update-docs.`);
		return '';
	});
}

/** The manifest's nodes that send, by their types: `dist/nodes/Wavy/Wavy.node.js` is `wavy`. */
async function sendingNodes(): Promise<string[]> {
	const { n8n } = await readManifest(root);
	const names = n8n.nodes.map((file) => /(\w+)\.node\.js$/.exec(file)?.[1] ?? file);
	const ofProviders = await readdir(join(root, 'providers'));
	return names.map((name) => name.charAt(0).toLowerCase() + name.slice(1)).filter((name) => ofProviders.some((provider) => name === provider || name === `${provider}Messages`)).sort();
}

async function run(scene: Scene): Promise<Ended[]> {
	const { sandbox, rest } = scene;
	await sandbox.reset();
	for (const { provider, refusal } of senders) {
		for (const recipient of recipientsOf('rejected')) {
			if (refusal === 'row') await sandbox.refuseRecipient({ provider, recipient, outcome: 'permanent' });
			else await sandbox.addFault({ provider, recipient, kind: 'status', status: 400, count: 'always' });
		}
	}
	for (const recipient of recipientsOf('unknown')) await sandbox.addFault({ recipient, kind: 'resetAfter', count: 'always' });
	const execution = await rest.run(await rest.createWorkflow(outcomesWorkflow(scene)), 'Start');
	await sandbox.clearFaults();
	same('status', `${execution.status} ${execution.status === 'success' ? '' : failureOf(execution)}`.trim(), 'success');

	const sent = senders.flatMap(messagesOf);
	const good = sent.filter(({ end }) => end === 'accepted');
	const others = sent.filter(({ end }) => end !== 'accepted');
	const [[accepted = []], [failed = []]] = [outputsOf(execution, allAccepted), outputsOf(execution, allOthers)];
	same('items', [accepted.length, failed.length], [good.length, others.length]);
	return [...good.map((one, i) => ({ ...one, item: accepted[i]! })), ...others.map((one, i) => ({ ...one, item: failed[i]! }))];
}

function proveShape({ sender, channel, end, input, item: { json } }: Ended): void {
	const what = `${sender.title}, ${channel}, ${end}`;
	// A project's text lives at the provider.
	const hasText = channel === 'sms' && end !== 'notSent';
	if (end === 'accepted') return hasShape(what, json, 'record', hasText);
	same(`keys of ${what}`, Object.keys(json), [...Object.keys(input), 'error']);
	hasShape(`error of ${what}`, json.error as object, 'error', hasText);
}

function recordOf(json: Record<string, unknown>): Record<string, unknown> {
	return (json.error ?? json) as Record<string, unknown>;
}

function firstDifference(stored: string, page: string): string {
	const [before, after] = [stored.split('\n'), page.split('\n')];
	const line = after.findIndex((text, i) => text !== before[i]);
	return line < 0 ? 'It has more than the run gives.' : `Line ${line + 1} should be "${after[line]}", not "${before[line] ?? ''}".`;
}
