/** Checks that the registry has every provider, and every provider its samples. Names everything that is missing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { CALLBACK_CREDENTIAL } from '../n8n/editor/callbackCredential.ts';
import { discoverProviders } from '../sandbox/discovery.mts';
import { credentialForms } from '../scripts/host/credentials.mts';
import { tours } from '../scripts/proofs/editor/fields.mts';
import { senders } from '../scripts/proofs/outcomes/senders.mts';
import { PROVIDERS, REGISTRY } from './registry.mts';
import type { Samples } from './samples.mts';

const root = join(__dirname, '..');
const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { n8n: { nodes: string[]; credentials: string[] } };
/** `dist/nodes/Wavy/Wavy.node.js` is `wavy`. */
const nameOf = (file: string) => /(\w+)\.\w+\.js$/.exec(file)![1]!.replace(/^./, (letter) => letter.toLowerCase());
const forms = credentialForms({ url: '', providerUrl: () => '' });

test('every folder of providers/ is in the registry, and has its side of the wire in sandbox/', async () => {
	const folders = readdirSync(join(root, 'providers'));
	expect([...PROVIDERS].sort()).toEqual(folders);
	expect((await discoverProviders()).map(({ name }) => name)).toEqual(folders);
});

test('every node and credential type of the package is in the registry', () => {
	const nodes = REGISTRY.flatMap(({ node, triggers }) => [node, ...triggers]).map(({ description }) => description.name);
	const providers = n8n.nodes.map(nameOf).filter((name) => PROVIDERS.some((provider) => name.startsWith(provider)));
	expect(nodes.sort()).toEqual(providers.sort());
	const types = REGISTRY.flatMap(({ modes }) => modes.map(({ type }) => type.name));
	expect([...new Set([...types, CALLBACK_CREDENTIAL])].sort()).toEqual(n8n.credentials.map(nameOf).sort());
});

test.each(REGISTRY.map((samples) => [samples.provider.name, samples] as const))('%s has all its samples', async (_name, samples) => {
	expect(await missingFrom(samples)).toEqual([]);
});

test('a missing sample is named', async () => {
	const { sends, answers, callbacks, ...others } = REGISTRY.find(({ provider }) => provider.name === 'wavy')!;
	const [, [name, bulk]] = Object.entries(sends) as [unknown, [string, Samples['sends'][string]]];
	expect(await missingFrom({ ...others, sends: { [name]: bulk }, answers: answers.slice(1), callbacks: [] })).toEqual([
		'sends: none of operation "send"',
		'answers: none to operation "searchStatuses"',
		'callbacks: none',
	]);
	expect(callbacks).not.toEqual([]);
});

/** The missing samples of a provider, in words. Requests of Wiraya's flow API only return an ID, so they need no answer from a page. */
async function missingFrom({ provider, node, triggers, sends, calls, lookups, secrets, answers, callbacks, doors, modes }: Samples): Promise<string[]> {
	const missing: string[] = [];
	for (const entry of provider.operations) {
		// An operation for one channel runs the same code as the operation for all channels.
		if (entry.kind === 'local' || (entry.kind === 'send' && entry.preset !== undefined)) continue;
		const operation = await entry.load();
		const isIn = (rows: Readonly<Record<string, { parameters: INodeParameters }>>) => Object.values(rows).some(({ parameters }) => parameters.operation === entry.value);
		const need = (kind: string, is: boolean) => void (is || missing.push(`${kind}: none of operation "${entry.value}"`));
		need('secrets', isIn(secrets));
		if (entry.kind === 'send') need('sends', isIn(sends));
		else need('lookups', isIn(lookups));
		if (entry.kind === 'request' && !entry.idempotent) need('calls', isIn(calls));
		if (entry.kind === 'request' && answers.length > 0 && !answers.some((row) => row.operation === operation)) missing.push(`answers: none to operation "${entry.value}"`);
	}
	if (provider.callbacks && callbacks.length === 0) missing.push('callbacks: none');
	if (provider.callbacks && doors.length === 0) missing.push('doors: none');
	const tour = tours.find(({ node: name, action }) => name === node.description.displayName && provider.operations.some((entry) => entry.action === action));
	const looked = tour?.steps.map(({ choose }) => choose?.[1]) ?? [];
	for (const { label } of provider.operations) if (!looked.includes(label)) missing.push(`scripts/proofs/editor/fields.mts: no step "${label}"`);
	for (const { description: { displayName } } of triggers) if (!tours.some(({ node: name, action }) => [name, `${name} Trigger`].includes(displayName) && action !== tour?.action)) missing.push(`scripts/proofs/editor/fields.mts: no tour of ${displayName}`);
	for (const file of [`test/${provider.name}/requests.test.mts`, `docs/${node.description.documentationUrl!.split('/').at(-1)}`]) if (!existsSync(join(root, file))) missing.push(`${file}: not there`);
	for (const type of new Set(modes.map((mode) => mode.type.name))) if (!forms[type]) missing.push(`scripts/host/credentials.mts: no form of credential type "${type}"`);
	if (!senders.some((sender) => sender.provider === provider.name)) missing.push('scripts/proofs/outcomes/senders.mts: no sender');
	return missing;
}
