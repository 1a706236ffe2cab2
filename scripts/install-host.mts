// Installs the real n8n for the demo and the proofs, if it is missing; or the named versions, or all of them: `--all`.
import { parseArgs } from 'node:util';

import { ensureHost, hostVersions, type HostVersion } from './host/install.mts';
import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean', default: false } } });

runMain(async () => {
	const unknown = positionals.filter((name) => !(hostVersions as readonly string[]).includes(name));
	if (unknown.length > 0) throw new Error(`No such version: ${unknown.join(', ')}. There are ${hostVersions.join(', ')}.`);
	const wanted = values.all ? hostVersions : positionals.length > 0 ? (positionals as HostVersion[]) : [undefined];
	const report = new Report();
	for (const version of wanted) await ensureHost(report, version);
	return 0;
});
