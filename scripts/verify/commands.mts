/** The parts that are commands of their own, which can also be run alone. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../host/command.mts';
import { artifacts, root } from '../host/paths.mts';
import { messageOf, type Report } from '../host/report.mts';
import { script } from '../steps.mts';
import type { Given, Shown } from './parts.mts';

const COMMANDS: Record<'expressions' | 'fuzz' | 'phones' | 'receipts' | 'queue', (given: Given) => string[]> = {
	fuzz: ({ seed, count }) => script('scripts/verify/fuzz.mts', '--seed', String(seed), '--seconds', String(count)),
	expressions: ({ seed, count }) => script('scripts/proofs/expressions.mts', '--seed', String(seed), '--pairs', String(count)),
	phones: ({ count }) => script('scripts/verify/phones.mts', String(count)),
	receipts: ({ count, provider }) => script('scripts/proofs/receiptMatching.mts', '--sends', String(count), ...(provider === undefined ? [] : [provider])),
	queue: ({ count }) => [process.execPath, 'scripts/demo.mjs', '--queue', '--once', '--customers', String(count)],
};

/** Runs one of them, and shows what it printed when it has ended. */
export async function run(name: keyof typeof COMMANDS, given: Given, report: Report): Promise<Shown> {
	const logFile = join(artifacts, 'logs', `verify-${name}.log`);
	// The demo builds by itself; this packs what it finds.
	if (name === 'receipts') await runCommand('npm', ['run', '--silent', 'build'], { cwd: root, logFile: join(artifacts, 'logs/build.log') });
	const [program = '', ...args] = COMMANDS[name](given);
	report.line(`  in the meantime: ${logFile}`);
	try {
		await runCommand(program, args, { cwd: root, logFile });
		return { numbers: [], problems: [] };
	} catch (error) {
		return { numbers: [], problems: [`${name}: ${messageOf(error)}`] };
	} finally {
		console.log(await readFile(logFile, 'utf8'));
	}
}
