/** The parts that are separate commands, which also run alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../host/command.mts';
import { hostVersions } from '../host/install.mts';
import { artifacts, root } from '../host/paths.mts';
import { messageOf, type Report } from '../host/report.mts';
import { script } from '../steps.mts';
import type { Given, Shown } from './parts.mts';

const COMMANDS: Record<'expressions' | 'fuzz' | 'phones' | 'receipts' | 'queue' | 'engines' | 'install' | 'hosts', (given: Given) => string[][]> = {
	fuzz: ({ seed, count }) => [script('scripts/verify/fuzz.mts', '--seed', String(seed), '--seconds', String(count))],
	expressions: ({ seed, count }) => [script('scripts/proofs/expressions.mts', '--seed', String(seed), '--pairs', String(count))],
	phones: ({ count }) => [script('scripts/verify/phones.mts', String(count))],
	receipts: ({ count, provider }) => [script('scripts/proofs/receiptMatching.mts', '--sends', String(count), ...(provider === undefined ? [] : [provider]))],
	queue: ({ count }) => [[process.execPath, 'scripts/demo.mjs', '--queue', '--once', '--customers', String(count)]],
	engines: () => [script('scripts/engines.mts')],
	install: () => [script('scripts/proofs/install.mts')],
	// Without the newest version, which .ci/run proves.
	hosts: () => hostVersions.slice(1).map((version) => script('scripts/proofs/host.mts', '--n8n', version)),
};

/** Runs the commands of a part, and shows the output of each when it ends. */
export async function run(name: keyof typeof COMMANDS, given: Given, report: Report): Promise<Shown> {
	const problems: string[] = [];
	for (const [number, [program = '', ...args]] of COMMANDS[name](given).entries()) {
		const logFile = join(artifacts, 'logs', `verify-${name}${number === 0 ? '' : `-${number + 1}`}.log`);
		report.line(`  in the meantime: ${logFile}`);
		try {
			await runCommand(program, args, { cwd: root, logFile });
		} catch (error) {
			problems.push(`${name}: ${messageOf(error)}`);
		} finally {
			console.log(await readFile(logFile, 'utf8'));
		}
	}
	return { numbers: [], problems };
}
