import { duplicatesIn, type SandboxCounts } from '../host/sandbox.mts';
import type { Scene } from '../host/testBed.mts';
import type { Item } from '../host/workflow.mts';

/** How many items came back with each status, over both outputs. */
export function tallyOf(outputs: Item[][]): Record<string, number> {
	const tally: Record<string, number> = {};
	for (const { json } of outputs.flat()) {
		const status = statusOf(json);
		tally[status] = (tally[status] ?? 0) + 1;
	}
	return tally;
}

/** A success item says its status itself, an item of the error output in `error`. */
function statusOf(json: Record<string, unknown>): string {
	const { status } = (json.error ?? json) as { status?: unknown };
	return typeof status === 'string' ? status : 'no status';
}

export function printResult(outputs: Item[][], counts: SandboxCounts): void {
	const tally = Object.entries(tallyOf(outputs)).map(([status, count]) => `${count} ${status}`);
	console.log(`\nn8n's outcomes:   ${tally.join(', ') || 'none'}`);
	console.log(
		`The sandbox saw:  ${counts.accepted} accepted in ${counts.requests} requests, ${duplicatesIn(counts)} duplicates\n`,
	);
	console.log('The first three items as they leave the node:');
	console.log(JSON.stringify(outputs.flat().slice(0, 3).map(({ json }) => json), null, 2));
	console.log();
}

export function printLinks({ n8n, sandbox, owner }: Scene, workflowId: string): void {
	console.log(`
Editor   ${n8n.url}/workflow/${workflowId}
         sign in as ${owner.email}, password ${owner.password}
Inbox    ${sandbox.url}/

Execute the workflow again, change it, send your own. Ctrl-C stops everything and removes this n8n.`);
}
