// `npm run demo`: 1,000 made-up customers go through the real node in n8n's real engine to a sandboxed provider. It needs only the development packages.
// --editor: the same in a whole n8n with its editor. --queue: an n8n of four processes, for --customers 50,000.
// Each runs until Ctrl-C; with --once it ends by itself, with exit code 0 only if every message was accepted, none twice.
import { parseArgs } from 'node:util';

import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';

const { values: flags } = parseArgs({
	options: {
		editor: { type: 'boolean', default: false },
		queue: { type: 'boolean', default: false },
		once: { type: 'boolean', default: false },
		customers: { type: 'string', default: '50000' },
	},
});

runMain(async () => {
	const good = await play(new Report());
	return flags.once ? (good ? 0 : 1) : await untilASignal();
});

/** @returns whether every message was accepted, none twice */
async function play(report: Report): Promise<boolean> {
	if (flags.queue) {
		const customers = Number(flags.customers);
		if (!Number.isInteger(customers) || customers < 2) throw new Error(`--customers is ${flags.customers}: give a whole number from 2.`);
		const { playCampaign, printQueueLinks } = await import('./demo/queue.mts');
		const played = await playCampaign(report, customers);
		if (!flags.once) printQueueLinks(played);
		return played.good;
	}
	if (flags.editor) return await (await import('./demo/editor.mts')).playInEditor(report, flags.once);
	return await (await import('./demo/embedded.mts')).playEmbedded(report, flags.once);
}

/** A signal ends the run. */
async function untilASignal(): Promise<number> {
	return await new Promise<number>(() => {});
}
