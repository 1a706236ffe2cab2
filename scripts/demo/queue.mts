import { setTimeout as sleep } from 'node:timers/promises';

import { takenOn } from '../host/queue.mts';
import type { Report } from '../host/report.mts';
import { duplicatesIn } from '../host/sandbox.mts';
import { buildQueueScene, type QueueScene } from '../host/scene.mts';
import { allEnded, countOf, prepareCampaign } from './campaign.mts';
import { printLinks } from './print.mts';

/** A campaign over several processes: customers cut into executions, two workers, two providers, receipts joined to what was sent. */
export async function playCampaign(report: Report, customers: number): Promise<{ scene: QueueScene; workflowId: string; good: boolean }> {
	const scene = await buildQueueScene(report, 'demo-queue', { workers: 2 });
	const { rest, sandbox, queue } = scene;
	const { workflowId } = await report.step(`Make ${customers} customers and publish the campaign`, () => prepareCampaign(scene, { customers }));
	const startedAt = performance.now();
	let sentAt = startedAt;
	const executions = await report.step(`Send to ${customers} customers over ${queue.workers.length} workers, and join the receipts`, async (step) => {
		let seen = 'starting';
		step.detail(() => seen);
		const start = await rest.start(workflowId, 'Start');
		for (let told = 0, quiet = 0; quiet < 20; ) {
			const { accepted } = await sandbox.counts();
			const [sent, before] = await tables(scene);
			if (sent < customers) sentAt = performance.now();
			quiet = sent === customers && before === told ? quiet + 1 : 0;
			told = before;
			if (told === customers) break;
			seen = `${accepted} accepted, ${sent} written down, ${told} receipts`;
			await sleep(500);
		}
		await rest.wait(start);
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

async function tables(scene: QueueScene): Promise<[number, number]> {
	const there = await countOf(scene, "information_schema.tables WHERE table_name = 'told'");
	return there === 0 ? [0, 0] : [await countOf(scene, 'sent'), await countOf(scene, 'told')];
}

export function printQueueLinks({ scene, workflowId }: { scene: QueueScene; workflowId: string }): void {
	const { postgres, redis, prefix } = scene.services;
	console.log(`
Webhooks ${scene.n8n.webhookUrl}/
Database postgres://${postgres.user}@${postgres.host}:${postgres.port}/${postgres.database}
Redis    ${redis.host}:${redis.port}, keys that begin with ${prefix}`);
	printLinks(scene, workflowId);
}
