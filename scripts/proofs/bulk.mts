import { randomUUID } from 'node:crypto';

import type { Scene } from '../host/testBed.mts';
import { outputsOf, type Execution, type Item, type WorkflowNode } from '../host/workflow.mts';

export const sendNode = 'Send';
export const customers = 500;
export const batchSize = 100;

export type HostSettings = Pick<WorkflowNode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;

/** The recipient of a customer, counted from 0; the regulator reserves these numbers for fiction. */
export function recipientOf(customer: number): string {
	return String(447700900000 + customer);
}

interface Further {
	/** Options of the node. */
	options?: object;
	deduplicationKey?: string;
	/** Seconds after which n8n stops the execution. */
	executionTimeout?: number;
}

/** Stores a workflow that sends one message to each of 500 customers in 5 requests; returns its id. */
export async function createBulkWorkflow(scene: Scene, name: string, settings: HostSettings, { options, deduplicationKey = '', executionTimeout }: Further = {}): Promise<string> {
	const start: WorkflowNode = {
		id: randomUUID(),
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const send: WorkflowNode = {
		id: randomUUID(),
		name: sendNode,
		type: 'n8n-nodes-communications.wiraya',
		typeVersion: 1,
		position: [240, 0],
		parameters: {
			operation: 'sendSms',
			to: '={{ $json.phone }}',
			from: 'DemoShop',
			text: '=Your number is {{ $json.customer }}.',
			deduplicationKey,
			options: { batchSize, ...options },
		},
		credentials: { wirayaApi: scene.credentials.wirayaApi! },
		...settings,
	};
	const pinned = Array.from({ length: customers }, (_, customer) => ({ json: { customer, phone: recipientOf(customer) } }));
	return await scene.rest.createWorkflow({
		name,
		nodes: [start, send],
		connections: { Start: { main: [[{ node: sendNode, type: 'main', index: 0 }]] } },
		pinData: { Start: pinned },
		...(executionTimeout !== undefined && { settings: { executionTimeout } }),
	});
}

export interface Record {
	status: string;
	recipient: string;
	attempts: number;
}

/** The records of the success output and of the error output. */
export function recordsOf(execution: Execution): { success: Record[]; failed: Record[] } {
	const [success = [], failed = []] = outputsOf(execution, sendNode);
	return { success: success.map(recordOf), failed: failed.map(recordOf) };
}

function recordOf({ json }: Item): Record {
	return (json.error ?? json) as Record;
}

/** "400 accepted, 100 unknown" */
export function statusesOf(records: Record[]): string {
	const counts = new Map<string, number>();
	for (const { status } of records) counts.set(status, (counts.get(status) ?? 0) + 1);
	return [...counts].map(([status, count]) => `${count} ${status}`).join(', ') || 'none';
}
