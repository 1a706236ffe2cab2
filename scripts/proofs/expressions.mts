// Proves that the node reads the same value from a field that n8n evaluates: with random parameters and items, in every expression engine of the newest
// n8n, and in the engines of older versions.
//
//   node --import tsx scripts/proofs/expressions.mts [--pairs 100000] [--seed 20261129]
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

import type { ExpressionEngine } from '../../test/expressions/evaluation.mts';
import { engineVersions, ensureEngine, ensureHost } from '../host/install.mts';
import { root } from '../host/paths.mts';
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { Proof } from './proof.mts';

const { values: flags } = parseArgs({ options: { pairs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '20261129' } } });
const entry = fileURLToPath(new URL('../../test/expressions/main.mts', import.meta.url));

interface Candidate {
	title: string;
	node: string;
	/** A file from which n8n-core resolves. */
	from: string;
	engine: ExpressionEngine;
	pairs: number;
}

runMain(async () => {
	const report = new Report();
	const proof = new Proof(report);
	for (const candidate of await candidates(report, Number(flags.pairs))) {
		await proof.holds(`${candidate.title}: what the node reads itself is what n8n evaluates`, () => compared(candidate));
	}
	return proof.result();
});

async function candidates(report: Report, pairs: number): Promise<Candidate[]> {
	const host = await ensureHost(report);
	const newest = { node: host.node, from: join(host.n8n, 'package.json') };
	const older: Candidate[] = [];
	for (const version of engineVersions) {
		const modules = await ensureEngine(report, version);
		older.push({ title: `n8n ${version}`, node: process.execPath, from: join(modules, 'n8n-core/package.json'), engine: 'legacy', pairs });
	}
	return [
		{ title: `n8n ${host.version}, vm (its default)`, ...newest, engine: 'vm', pairs },
		{ title: `n8n ${host.version}, legacy`, ...newest, engine: 'legacy', pairs },
		// QuickJS takes ten times as long as the others.
		{ title: `n8n ${host.version}, quickjs`, ...newest, engine: 'quickjs', pairs: pairs / 10 },
		...older,
	];
}

async function compared({ node, from, engine, pairs }: Candidate): Promise<string> {
	const { stdout } = await promisify(execFile)(node, ['--import', 'tsx', entry, from, engine, String(pairs), flags.seed], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
	const { compared: count, readHere, difference } = JSON.parse(stdout) as { compared: number; readHere: number; difference: string | null };
	if (difference !== null) throw new Error(difference);
	// A node that leaves everything to n8n would agree as well, so count the pairs that it read itself.
	if (readHere < count / 4) throw new Error(`only ${readHere} of ${count} pairs were read by the node`);
	return `${count} pairs, of which the node read ${readHere}, no difference`;
}
