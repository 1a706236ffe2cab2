import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { has } from '../host/differences.mts';
import { root } from '../host/paths.mts';
import type { Scene } from '../host/testBed.mts';
import { prepareFilesFolder } from '../host/userFolder.mts';
import type { Workflow, WorkflowNode } from '../host/workflow.mts';

/** The example that the demo runs. */
export const PLAYED = 'wiraya-bulk-sms.json';

export interface Example {
	workflow: Workflow;
	customers: number;
}

/** The names of all example workflows. */
export async function exampleFiles(): Promise<string[]> {
	return (await readdir(join(root, 'examples'))).filter((file) => file.endsWith('.json')).sort();
}

/**
 * An example workflow, ready to run here: the file of customers and the credentials, which a user would choose in the editor, are filled in.
 */
export async function loadExample(file: string, scene: Scene): Promise<Example> {
	const workflow = JSON.parse(await readFile(join(root, 'examples', file), 'utf8')) as Workflow;
	const csv = join(await prepareFilesFolder(scene.userFolder), 'customers.csv');
	await cp(join(root, 'examples/customers.csv'), csv);
	for (const node of workflow.nodes) {
		if (node.type === 'n8n-nodes-base.readWriteFile') node.parameters.fileSelector = csv;
		const known = credentialsOf(node).flatMap((type) => (scene.credentials[type] ? [[type, scene.credentials[type]] as const] : []));
		if (known.length > 0) node.credentials = Object.fromEntries(known);
	}
	if (has(scene.host.version, 'makesNoTables')) await makeTables(workflow, scene);
	return { workflow, customers: (await readCustomers()).length };
}

/** A node of an example, as in the file. */
export async function exampleNode(file: string, name: string): Promise<WorkflowNode> {
	const { nodes } = JSON.parse(await readFile(join(root, 'examples', file), 'utf8')) as Workflow;
	return nodes.find((node) => node.name === name)!;
}

/** Does what the user of an older n8n does by hand: makes the tables, chooses them in the nodes, and removes the nodes that make them. */
async function makeTables({ nodes }: Workflow, { rest }: Scene): Promise<void> {
	const tables = nodes.filter(({ type, parameters }) => type === 'n8n-nodes-base.dataTable' && parameters.resource === 'table');
	for (const node of tables) {
		const { tableName, columns } = node.parameters as { tableName: string; columns: { column: Array<{ name: string; type: string }> } };
		const id = await rest.tableOf(tableName, columns.column);
		Object.assign(node, { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} });
		for (const { parameters } of nodes) {
			if ((parameters.dataTableId as { value?: string } | undefined)?.value === tableName) parameters.dataTableId = { __rl: true, mode: 'id', value: id };
		}
	}
}

/** The rows of customers.csv by their columns; no value has a comma. */
export async function readCustomers(): Promise<Array<Record<string, string>>> {
	const [header = '', ...lines] = (await readFile(join(root, 'examples/customers.csv'), 'utf8')).trimEnd().split('\n');
	const columns = header.split(',');
	return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i]!, value])));
}

/**
 * The credentials that a node needs. Ours have the node's name, and the node as a tool needs the same. A trigger needs the one for callbacks, and the
 * node's only if it registers itself.
 */
function credentialsOf({ type, parameters }: WorkflowNode): string[] {
	if (type === '@n8n/n8n-nodes-langchain.lmChatOpenAi') return ['openAiApi'];
	const [, ours, kind] = /^n8n-nodes-communications\.(\w+?)(Tool|Trigger)?$/.exec(type) ?? [];
	if (ours === undefined) return [];
	if (kind !== 'Trigger') return [`${ours}Api`];
	return ['communicationsCallbackApi', ...(parameters.registration === 'byNode' ? [`${ours}Api`] : [])];
}
