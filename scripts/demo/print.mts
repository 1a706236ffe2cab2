import type { Report } from '../host/report.mts';
import type { Scene } from '../host/testBed.mts';

interface Item {
	json: Record<string, unknown>;
}

/** The sandbox's counts. */
export interface Seen {
	accepted: number;
	requests: number;
	/** Messages that it accepted more than once. */
	duplicates: number;
}

/** How many items came back with each status, over both outputs. */
function tallyOf(outputs: Item[][]): Record<string, number> {
	const tally: Record<string, number> = {};
	for (const { json } of outputs.flat()) {
		const status = statusOf(json);
		tally[status] = (tally[status] ?? 0) + 1;
	}
	return tally;
}

/** A success item has its status at the top, an item of the error output has it in `error`. */
function statusOf(json: Record<string, unknown>): string {
	const { status } = (json.error ?? json) as { status?: unknown };
	return typeof status === 'string' ? status : 'no status';
}

export function printResult(outputs: Item[][], { accepted, requests, duplicates }: Seen): void {
	const tally = Object.entries(tallyOf(outputs)).map(([status, count]) => `${count} ${status}`);
	console.log(`\nThe node says:    ${tally.join(', ') || 'nothing'}`);
	console.log(`The sandbox saw:  ${accepted} messages in ${requests} requests, ${duplicates} of them twice\n`);
	console.log('The first three items as they leave the node:');
	console.log(JSON.stringify(outputs.flat().slice(0, 3).map(({ json }) => json), null, 2));
	console.log();
}

/** Prints and returns whether every customer got one message. */
export function verdict(report: Report, outputs: Item[][], customers: number, { accepted, duplicates }: Seen): boolean {
	const good = tallyOf(outputs).accepted === customers && accepted === customers && duplicates === 0;
	report.line(good ? `✓ All ${customers} messages were accepted, none twice.` : `✗ Expected ${customers} accepted messages and none twice; the sandbox accepted ${accepted}, ${duplicates} of them twice.`);
	return good;
}

export function printLinks({ n8n, sandbox, owner }: Scene, workflowId: string): void {
	console.log(`
Editor   ${n8n.url}/workflow/${workflowId}
         sign in as ${owner.email}, password ${owner.password}
Inbox    ${sandbox.url}/

Click Execute workflow to send again; change the workflow, send your own. Ctrl-C stops everything and removes this n8n.`);
}
