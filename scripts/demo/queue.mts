import { setTimeout as sleep } from 'node:timers/promises';

import { takenOn } from '../host/queue.mts';
import type { Report } from '../host/report.mts';
import { duplicatesIn } from '../host/sandbox.mts';
import { buildQueueScene, type QueueScene } from '../host/testBed.mts';
import { failureOf } from '../host/workflow.mts';
import { allEnded, countOf, isUnderWay, prepareCampaign } from './campaign.mts';
import { printLinks } from './print.mts';

/** A campaign over several processes: customers cut into executions, two workers, two providers, receipts joined to what was sent. */
export async function playCampaign(report: Report, customers: number): Promise<{ scene: QueueScene; workflowId: string; good: boolean }> {
	const scene = await buildQueueScene(report, 'demo-queue', { workers: 2, concurrency: 5 });
	const { rest, sandbox, queue } = scene;
	const { workflowId } = await report.step(`Make ${customers} customers and publish the campaign`, () => prepareCampaign(scene, { customers }));
	const startedAt = performance.now();
	let sentAt = startedAt;
	const executions = await report.step(`Send to ${customers} customers over ${queue.workers.length} workers, and join the receipts`, async (step) => {
		let seen = 'starting';
		step.detail(() => seen);
		const start = await rest.start(workflowId, 'Start');
		// Providers give up on receipts that nobody takes: once nothing is on its way, no more will come.
		for (let told = 0, quiet = 0; told < customers && quiet < 10; ) {
			const { accepted } = await sandbox.counts();
			const [sent, now] = await tables(scene);
			if (sent < customers) sentAt = performance.now();
			const toTell = (await sandbox.callbacks()).reduce((sum, { pending }) => sum + pending, 0);
			quiet = toTell === 0 && now === told && !(await isUnderWay(scene, workflowId)) ? quiet + 1 : 0;
			told = now;
			seen = `${accepted} accepted, ${sent} written down, ${told} receipts`;
			await sleep(500);
		}
		const handedOut = await rest.wait(start);
		if (handedOut.status !== 'success') throw new Error(`The customers could not be handed out: ${failureOf(handedOut)}`);
		return await allEnded(scene, workflowId);
	});

	const counts = await sandbox.counts();
	const duplicates = duplicatesIn(counts);
	const { rows } = await scene.services.database.query<{ provider: string; sent: string; told: string | null; messages: number }>(
		'SELECT sent.provider, sent.status AS sent, told.status AS told, count(*)::int AS messages FROM sent LEFT JOIN told USING (message_id) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
	);
	const taken = await Promise.all(queue.workers.map(async (worker) => (await takenOn(worker)).size));
	const seconds = (sentAt - startedAt) / 1000;
	console.log('\nSent, and what became of it, joined by the message ID:');
	for (const { provider, sent, told, messages } of rows) console.log(`  ${provider.padEnd(8)} ${String(messages).padStart(6)}  ${sent}, ${told ?? 'nothing told'}`);
	console.log(`Executions:       ${executions.length}; ${taken.map((count, i) => `${count} on worker ${i + 1}`).join(', ')}`);
	console.log(`The sandbox saw:  ${counts.accepted} accepted in ${counts.requests} requests, ${duplicates} duplicates`);
	console.log(`The database:     ${await databaseFigures(scene)}`);
	console.log(`Time:             ${seconds.toFixed(1)} s until all were written down, ${Math.round(customers / seconds)} messages a second\n`);

	const joined = await countOf(scene, "sent JOIN told USING (message_id) WHERE sent.status = 'accepted' AND told.status = 'delivered'");
	const failed = executions.filter(({ status }) => status !== 'success').length;
	const good = counts.accepted === customers && duplicates === 0 && joined === customers && failed === 0 && taken.every((count) => count > 0);
	report.line(
		good
			? `✓ All ${customers} messages were accepted, none twice, on ${queue.workers.length} workers; every receipt found its message.`
			: `✗ Of ${customers} messages ${counts.accepted} were accepted, ${duplicates} of them twice; ${joined} receipts found theirs; ${failed} executions failed; the workers took ${taken.join(' and ')}.`,
	);
	return { scene, workflowId, good };
}

/** How much n8n itself writes and stores, for docs/scale.md. */
async function databaseFigures({ services }: QueueScene): Promise<string> {
	const ask = async (text: string) => (await services.database.query<{ figure: number | null }>(`SELECT (${text})::float AS figure`)).rows[0]!.figure ?? 0;
	const rows = await ask("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables WHERE relname LIKE 'execution%'");
	const executions = await ask('SELECT count(*) FROM execution_entity');
	// Only executions that sent.
	const sending = "FROM execution_data WHERE data LIKE '%\"Send by%'";
	const bytes = await ask(`SELECT avg(octet_length(data)) ${sending}`);
	const stored = await ask(`SELECT avg(pg_column_size(data)) ${sending}`);
	const keys = await ask('SELECT max(octet_length(value::text)) FROM processed_data');
	return `${(rows / executions).toFixed(1)} rows written an execution; ${kB(bytes)} of data for one that sends, ${kB(stored)} on disk; ${kB(keys)} of keys at most a node`;
}

function kB(bytes: number): string {
	return `${Math.round(bytes / 1000)} kB`;
}

async function tables(scene: QueueScene): Promise<[number, number]> {
	const there = await countOf(scene, "information_schema.tables WHERE table_name = 'told'");
	return there === 0 ? [0, 0] : [await countOf(scene, 'sent'), await countOf(scene, 'told')];
}

export function printQueueLinks({ scene, workflowId }: { scene: QueueScene; workflowId: string }): void {
	const { postgres, redis, prefix } = scene.services;
	console.log(`
Webhooks ${scene.n8n.webhookUrl}/
Database postgres://${postgres.user}@${postgres.host}:${postgres.port}/${postgres.database}${postgres.passwordFile === undefined ? '' : `, the password in ${postgres.passwordFile}`}
Redis    ${redis.host}:${redis.port}, keys that begin with ${prefix}`);
	printLinks(scene, workflowId);
}
