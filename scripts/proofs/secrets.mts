import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { found, needlesOf, type Needle } from '../../test/secrets/marked-secrets.mts';
import { credentialForms } from '../host/credentials.mts';
import type { Scene } from '../host/testBed.mts';
import { same, type Proof } from './proof.mts';

interface CredentialType {
	name: string;
	properties: Array<{ name: string; typeOptions?: { password?: boolean } }>;
}

/** Runs last: no secret of the test bed may be in a saved execution or in n8n's log. */
export async function proveSecrets(scene: Scene, proof: Proof): Promise<void> {
	const { rest, n8n } = scene;
	await proof.holds('No secret is in any saved execution or in the log, and one that is planted is found', async () => {
		const needles = await needlesIn(scene);
		const planted = await plant(scene, needles);
		const ids = await rest.saved();
		const leaks = new Set<string>();
		for (const id of ids) for (const leak of found({ [`execution ${id}`]: [await rest.text(id)] }, needles)) leaks.add(leak);
		const expected = needles.map(({ is }) => `execution ${planted}: ${is}`);
		same('found in other executions', [...leaks].filter((leak) => !expected.includes(leak)), []);
		same('planted and not found', expected.filter((leak) => !leaks.has(leak)), []);
		const log = await readFile(n8n.logFile, 'utf8');
		same('found in the log', [log.length > 0, found({ log: [log] }, needles)], [true, []]);
		return `${ids.length} executions, ${needles.length} secrets and dresses of them`;
	});
}

/** Secrets from every field that the forms fill in and n8n hides. */
async function needlesIn({ rest, sandbox }: Scene): Promise<Needle[]> {
	const types = (await (await rest.fetch('types/credentials.json')).json()) as CredentialType[];
	const needles = Object.entries(credentialForms(sandbox)).flatMap(([type, forms]) => {
		const { properties } = types.find(({ name }) => name === type)!;
		const hidden = properties.filter(({ typeOptions }) => typeOptions?.password === true).map(({ name }) => name);
		return forms.flatMap(({ right }) => hidden.flatMap((field) => (right[field] ? needlesOf(`${type}.${field}`, String(right[field])) : [])));
	});
	// Some values repeat.
	return [...new Map(needles.map((needle) => [needle.text, needle])).values()];
}

/** Makes an execution with all of them in an item; returns its id. */
async function plant({ rest }: Scene, needles: readonly Needle[]): Promise<string> {
	const start = { id: randomUUID(), name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	const item = { json: { leak: needles.map(({ text }) => text).join(' ') } };
	return (await rest.run(await rest.createWorkflow({ name: 'Leak', nodes: [start], connections: {}, pinData: { Start: [item] } }), 'Start')).id;
}
