/** The parts of n8n's workflow and execution formats that are used here. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	/** Part of the address of a webhook trigger. */
	webhookId?: string;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
}

export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	/** Items that replace a node's output. */
	pinData?: Record<string, Item[]>;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
}

export interface NodeRun {
	data?: { main?: Array<Item[] | null> };
	error?: { message?: string; description?: string };
	executionTime?: number;
	hints?: Array<{ message: string }>;
}

export interface ExecutionData {
	resultData: { runData: Record<string, NodeRun[]>; error?: { message?: string; description?: string } };
}

export interface Execution {
	id: string;
	status: string;
	data: ExecutionData;
}

/** A node's output on its last run: one list of items per output. */
export function outputsOf(execution: Execution, nodeName: string): Item[][] {
	const run = execution.data.resultData.runData[nodeName]?.at(-1);
	return (run?.data?.main ?? []).map((items) => items ?? []);
}

/** Why an execution failed, in n8n's words. */
export function failureOf(execution: Execution): string {
	const { error } = execution.data.resultData;
	return [error?.message, error?.description].filter(Boolean).join(' ') || 'no reason given';
}
