import { randomUUID } from 'node:crypto';

import type { Scene } from '../../host/testBed.mts';
import type { Item, Workflow, WorkflowNode } from '../../host/workflow.mts';
import { messagesOf, senders } from './senders.mts';

export const allAccepted = 'All Accepted';
export const allOthers = 'All Others';

/** Start → each provider's messages → its node → the success items of all providers in one list, their error items in another. */
export function outcomesWorkflow({ credentials }: Scene): Workflow {
	const nodes = [node('Start', 'n8n-nodes-base.manualTrigger', 1, [0, 0]), merge(allAccepted, 0), merge(allOthers, 240)];
	const connections: Workflow['connections'] = { Start: { main: [senders.flatMap(({ title }) => to(inputOf(title)))] } };
	const pinData: Record<string, Item[]> = {};
	for (const [i, sender] of senders.entries()) {
		const { title, provider, node: name = provider, parameters } = sender;
		const type = `${name}Api`;
		nodes.push(node(inputOf(title), 'n8n-nodes-base.noOp', 1, [260, 160 * i]), {
			...node(title, `n8n-nodes-communications.${name}`, 1, [520, 160 * i]),
			// One message a request, so that one end does not touch the others.
			parameters: { ...parameters, options: { messageFrom: 'item', ...(provider !== 'comapi' && { batchSize: 1 }) } },
			credentials: { [type]: credentials[type]! },
			onError: 'continueErrorOutput',
		});
		pinData[inputOf(title)] = messagesOf(sender).map(({ input }) => ({ json: input }));
		connections[inputOf(title)] = { main: [to(title)] };
		connections[title] = { main: [to(allAccepted, i), to(allOthers, i)] };
	}
	return { name: 'Outcomes', nodes, connections, pinData, settings: { executionOrder: 'v1' } };
}

function inputOf(title: string): string {
	return `Messages for ${title}`;
}

function node(name: string, type: string, typeVersion: number, position: [number, number], parameters = {}): WorkflowNode {
	return { id: randomUUID(), name, type, typeVersion, position, parameters };
}

function merge(name: string, y: number): WorkflowNode {
	return node(name, 'n8n-nodes-base.merge', 3.2, [780, y], { mode: 'append', numberInputs: senders.length });
}

function to(name: string, index = 0) {
	return [{ node: name, type: 'main', index }];
}
