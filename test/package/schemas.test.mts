/** Before a node's first run, the editor shows the keys of its output from `__schema__`. They must be the real keys. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';

import { readCallback } from '../../core/receive/receive.ts';
import { discoverProviders } from '../../sandbox/discovery.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { itemsOfRow, runRow } from '../contract/rows.mts';
import { pollingTrigger } from '../engine/poll.mts';
import { MODES, REGISTRY, SECRETS } from '../registry.mts';
import { keysOf } from '../samples.mts';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
}

let sandbox: Sandbox;
beforeAll(async () => {
	const marked = keysOf(MODES);
	const known = await discoverProviders();
	sandbox = await startSandbox({ keys: Object.fromEntries(known.map(({ name, defaultKeys }) => [name, [...defaultKeys, ...(marked[name] ?? [])]])) });
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** The schema of an operation or, without an operation, of the node's version. */
function schemaOf({ description: { name, version } }: INodeType, operation?: string): Schema {
	const nodes = join(__dirname, '..', '..', 'dist', 'nodes');
	const folder = readdirSync(nodes).find((one) => name.toLowerCase().startsWith(one.toLowerCase()))!;
	const number = `v${String(version)}${Number.isInteger(version) ? '.0.0' : '.0'}`;
	const file = join(nodes, folder, '__schema__', operation === undefined ? `${number}.json` : `${number}/${operation}.json`);
	expect([file, existsSync(file)]).toEqual([file, true]);
	return JSON.parse(readFileSync(file, 'utf8')) as Schema;
}

const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value);
const isOfType = (value: unknown, type: string) => value === null || typeOf(value) === type || (type === 'number' && typeof value === 'number');

/** Keys of an item that the schema lacks or that have another type. */
function strangers(item: object, { properties = {} }: Schema): string[] {
	return Object.entries(item).flatMap(([key, value]) => {
		const known = properties[key];
		if (known === undefined) return [`${key} is not in the schema`];
		if (!isOfType(value, known.type)) return [`${key} is ${typeOf(value)}, not ${known.type}`];
		return known.properties && value !== null ? strangers(value as object, known).map((one) => `${key}.${one}`) : [];
	});
}

/** @param all items that together have every key */
function differences(all: readonly object[], schema: Schema): string[] {
	const seen = new Set(all.flatMap((item) => Object.keys(item)));
	return [...new Set(all.flatMap((item) => strangers(item, schema))), ...Object.keys(schema.properties!).filter((key) => !seen.has(key)).map((key) => `${key} never comes`)];
}

test.each(Object.entries(SECRETS))('%s', async (_name, row) => {
	const [mode] = row.modes;
	const { success } = await runRow(sandbox, row, mode!, await itemsOfRow(sandbox, row, mode!, 1));
	expect(success).not.toEqual([]);
	expect(differences(success.map(({ json }) => json), schemaOf(row.node, String(row.parameters.operation)))).toEqual([]);
});

test.each(REGISTRY.map(({ provider, callbacks, triggers }) => [provider.name, callbacks, triggers.filter(({ webhook }) => webhook)] as const))('callbacks of %s', (_name, callbacks, triggers) => {
	const callback = { method: 'POST', query: {} };
	const records = callbacks.flatMap(({ operation, auth, contentType, bodies }) =>
		bodies.flatMap((body) => readCallback(operation, { ...callback, headers: { 'content-type': contentType }, body: Buffer.from(body) }, auth).map(({ record }) => record)),
	);
	expect(triggers.flatMap((trigger) => differences(records, schemaOf(trigger)))).toEqual([]);
});

test('polls', async () => {
	for (const { triggers, modes } of REGISTRY) {
		for (const trigger of triggers.filter(({ poll }) => poll)) {
			const [mode] = modes;
			const node = pollingTrigger(trigger, { type: mode!.type, data: { ...mode!.others, ...mode!.secrets, baseUrl: sandbox.providerUrl(mode!.provider) } });
			expect(await node.poll()).toBeNull();
			sandbox.write({ provider: mode!.provider, sender: '447700900000', recipient: '27182', text: 'Yes' });
			expect(differences((await node.poll())!.map(({ json }) => json), schemaOf(trigger))).toEqual([]);
		}
	}
});
