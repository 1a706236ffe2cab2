/** The demo without n8n's server and editor: the example's node and its customers in n8n's engine, in this process. */
import { createRequire } from 'node:module';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../../test/engine/engine.mts';
import { atEnd } from '../host/processes.mts';
import type { Report } from '../host/report.mts';
import { duplicatesIn } from '../host/sandbox.mts';
import { exampleNode, PLAYED, readCustomers } from './example.mts';
import { printResult, verdict } from './print.mts';

/** n8n requires nodes and credentials, too. */
const require = createRequire(import.meta.url);
const { WirayaApi } = require('../../credentials/WirayaApi.credentials.ts') as typeof import('../../credentials/WirayaApi.credentials.ts');
const { Wiraya } = require('../../nodes/Wiraya/Wiraya.node.ts') as typeof import('../../nodes/Wiraya/Wiraya.node.ts');

const API_KEY = 'demo-key';

/** @returns whether every message was accepted, none twice */
export async function playEmbedded(report: Report, once: boolean): Promise<boolean> {
	const sandbox = await report.step('Start the sandbox', () => startSandbox({ keys: { wiraya: [API_KEY] } }));
	atEnd(() => sandbox.close());
	const items = await readCustomers();
	const { parameters } = await exampleNode(PLAYED, 'Send SMS');
	const { success, errors, error } = await report.step(`Send to ${items.length} customers in n8n's engine`, () =>
		runInEngine({
			node: new Wiraya(),
			credential: { type: new WirayaApi(), data: { apiKey: API_KEY, baseUrl: sandbox.providerUrl('wiraya') } },
			parameters: parameters as INodeParameters,
			items,
			settings: { onError: 'continueErrorOutput' },
		}),
	);
	if (error) throw error;
	const { accepted, requests } = sandbox.counts();
	const seen = { accepted, requests, duplicates: duplicatesIn(sandbox.counts()) };
	printResult([success, errors], seen);
	const good = verdict(report, [success, errors], items.length, seen);
	if (!once) {
		console.log(`
Inbox    ${sandbox.url}/   what every customer received
Editor   npm run demo -- --editor   the same in n8n's editor (it fetches n8n once)

Ctrl-C stops the sandbox.`);
	}
	return good;
}
