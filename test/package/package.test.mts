/** The built package as n8n's own loader sees it. Needs `npm run build`, which `npm test` runs first. */
import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers, type INodeProperties, type INodePropertyOptions, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import * as source from '../../core/input/phone.ts';
import { COUNTRIES, mobilesOf } from '../core/phones/oracle.mts';

const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
	dependencies?: object;
	peerDependencies: object;
	files: string[];
};

let loader: PackageDirectoryLoader;
beforeAll(async () => {
	loader = new PackageDirectoryLoader(root);
	await loader.loadAll();
});

/** Every property of a node, including those within collections. */
function walk(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...walk((property.options ?? []).flatMap((option) => ('values' in option ? option.values : 'type' in option ? [option] : []))),
	]);
}

function nodes(): Array<[string, INodeType]> {
	return Object.entries(loader.nodeTypes).map(([name, { type }]) => [name, NodeHelpers.getVersionedNodeType(type)]);
}

const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');

test("n8n's lint has n8n's own settings, as its strict mode demands", () => {
	const ours = readFileSync(join(root, 'eslint.config.mjs'), 'utf8');
	expect(ours.split(/\s+/)).toEqual(readFileSync(join(root, 'node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs'), 'utf8').split(/\s+/));
});

test('loading all nodes, as n8n does when it starts, loads no library and no engine', () => {
	const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) => join(root, file));
	const script = `for (const file of ${JSON.stringify(files)}) require(file); console.log(JSON.stringify(Object.keys(require.cache)))`;
	const loaded = (JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as string[]).filter((file) => file.startsWith(join(root, 'dist')));
	expect(loaded).toEqual(expect.arrayContaining(files));
	expect(loaded.filter((file) => /\/dist\/(vendor|core\/(send|request|receive|poll|prepare|records\/(?!status\.js)|wire\/(?!table\.js)|input\/(?!form\.js))|n8n\/(run|edges\/(?!(credential|guard|host)\.js)))/.test(file))).toEqual([]);
});

test('loads every node and credential in the manifest', () => {
	expect(nodes()).toHaveLength(manifest.n8n.nodes.length);
	expect(Object.keys(loader.credentialTypes)).toHaveLength(manifest.n8n.credentials.length);
});

test('has no dependencies, and the one peer n8n allows', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.files).toEqual(['dist']);
});

test('nodes have icons for light and dark and a codex with search words, and all except triggers serve as tools', () => {
	for (const [name, { description }] of nodes()) {
		expect(description.iconUrl).toEqual({ light: expect.stringMatching(/\.svg$/) as string, dark: expect.stringMatching(/\.dark\.svg$/) as string });
		expect(description.codex).toMatchObject({ categories: expect.arrayContaining(['Communication']) as string[], alias: expect.arrayContaining(['sms']) as string[] });
		expect(description.usableAsTool).toBe(isTrigger(description) ? undefined : true);
		const file = manifest.n8n.nodes.find((path) => path.toLowerCase().endsWith(`/${name.toLowerCase()}.node.js`))!;
		// The editor loads the schema of the operation or, if there is none, of the version.
		const version = `v${String(description.version)}${Number.isInteger(description.version) ? '.0.0' : '.0'}`;
		const operations = (description.properties.find((property) => property.name === 'operation')?.options ?? []) as INodePropertyOptions[];
		const names = operations.length === 0 ? [`${version}.json`] : operations.map(({ value }) => `${version}/${String(value)}.json`);
		for (const schema of names) expect([name, schema, existsSync(join(root, file, '..', '__schema__', schema))]).toEqual([name, schema, true]);
	}
});

test('every field has a description, and its texts follow our rules', () => {
	for (const [, { description }] of nodes()) {
		const properties = walk(description.properties).filter(({ type }) => type !== 'notice');
		expect(properties.length).toBeGreaterThan(isTrigger(description) ? 2 : 10);
		for (const { name, displayName, description: text, hint, placeholder, type } of properties) {
			if (!['operation', 'options'].includes(name)) expect([name, text]).toEqual([name, expect.stringMatching(/.{10}/)]);
			expect([name, (hint ?? '').length <= 120]).toEqual([name, true]);
			if (placeholder && !['collection', 'fixedCollection'].includes(type)) expect([name, placeholder]).toEqual([name, expect.stringMatching(/^e\.g\. /)]);
			expect(displayName).toMatch(/^[A-Z]/);
		}
	}
});

test('secrets are masked in the credential forms', () => {
	for (const { type } of Object.values(loader.credentialTypes)) {
		const secret = type.properties.filter(({ name }) => /key|token|secret|password/i.test(name));
		expect(secret.length).toBeGreaterThan(0);
		expect(secret.every(({ typeOptions }) => typeOptions?.password === true)).toBe(true);
		// The credential tests itself, or every node that uses it has a test.
		const uses = nodes().flatMap(([, { description, methods }]) => (description.credentials ?? []).filter(({ name }) => name === type.name).map(({ testedBy }) => methods?.credentialTest?.[String(testedBy)]));
		expect(type.test ?? (uses.length > 0 && uses.every((tested) => tested !== undefined))).toBeTruthy();
	}
});

test('only bundled libraries are larger than a few screens, and the package stays small', () => {
	const dist = join(root, 'dist');
	const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((file) => join(dist, file));
	const sizes = files.filter((file) => statSync(file).isFile()).map((file) => [file, statSync(file).size] as const);
	expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(1_000_000);
	expect(sizes.filter(([file, size]) => !file.includes(`${join('dist', 'vendor')}`) && !file.endsWith('NOTICES.txt') && size > 20_000)).toEqual([]);
});

test('the built package, with its reduced numbering plans, reads phone numbers like the source', async () => {
	const built = (await import(join(root, 'dist/core/input/phone.js'))) as typeof source;
	const ways = (digits: string, national: string) => [`+${digits}`, digits, national, `00${digits}`];
	for (const country of COUNTRIES) {
		const texts = mobilesOf(country, 2, 3).flatMap(({ digits, national }) => ways(digits, national));
		const readBy = ({ readPhone }: typeof source) => texts.flatMap((text) => [null, country, 'SE'].map((home) => [text, home, readPhone(text, home)]));
		expect(readBy(built)).toEqual(readBy(source));
	}
});

test('a trigger sends none of n8n’s own answers, takes no input and has its own description', () => {
	const triggers = nodes().filter(([, { description }]) => isTrigger(description));
	expect(triggers.filter(([, { description }]) => description.polling !== true).length).toBeGreaterThan(0);
	for (const [name, trigger] of triggers) {
		const { description, webhookMethods } = trigger;
		expect([name, description.inputs, description.displayName]).toEqual([expect.stringMatching(/Trigger$/), [], expect.stringMatching(/ Trigger$/)]);
		if (description.polling === true) {
			expect([name, 'poll' in trigger, description.webhooks, webhookMethods]).toEqual([name, true, undefined, undefined]);
			continue;
		}
		// Without responseData n8n answers with its own text.
		for (const webhook of description.webhooks!) expect(webhook).toMatchObject({ responseMode: 'onReceived', responseData: '', path: expect.stringMatching(/./) as string });
		for (const { name: webhook } of description.webhooks!) expect(Object.keys(webhookMethods![webhook]!).sort()).toEqual(['checkExists', 'create', 'delete']);
	}
});
