/** R4, how much the tests notice: the coverage of all tests, and the mutation score of a sample. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../host/command.mts';
import { artifacts, root } from '../host/paths.mts';
import { messageOf } from '../host/report.mts';
import { script } from '../steps.mts';
import type { Scores } from './mutate.mts';
import type { Shown } from './parts.mts';

/** Draws the lines of the sample. Fixed, so that the same code gets the same score. */
const SAMPLE_SEED = '20261122';

const COVERAGE = join(artifacts, 'coverage/coverage-summary.json');
const SCORES = join(artifacts, 'mutation/scores.json');

interface Summary {
	total: Record<'lines' | 'branches', { pct: number }>;
}

/** Runs every test, in its long form where it has one (`LONG_FORMS`), and counts the coverage; Jest itself fails under the floors of jest.config.mjs. */
export async function proveCoverage(): Promise<Shown> {
	const problems = await problemsOf('coverage', [process.execPath, 'node_modules/jest/bin/jest.js', '--coverage'], COVERAGE);
	const summary = await read<Summary>(COVERAGE);
	return { numbers: summary ? [`R4  coverage: lines ${summary.total.lines.pct} %, branches ${summary.total.branches.pct} %`] : [], problems };
}

/**
 * The mutation score of each area, and of all.
 * @param share the share of lines to change, from 0 to 1
 */
export async function proveMutation(share: number): Promise<Shown> {
	const problems = await problemsOf('mutation', script('scripts/verify/mutate.mts', '--share', String(share), '--seed', SAMPLE_SEED), SCORES);
	const scores = (await read<Scores>(SCORES)) ?? [];
	const figures = scores.map(({ name, score, atLeast }) => `${name} ${score.toFixed(1)} % (at least ${atLeast})`);
	return { numbers: [`R4  mutation score, ${share} of the lines: ${figures.join(', ') || 'none'}`], problems };
}

/** Runs a command with its output in a log file. If it fails, the problem quotes the end of the log. */
async function problemsOf(name: string, [program = '', ...given]: string[], result?: string): Promise<string[]> {
	if (result) await rm(result, { force: true });
	try {
		await runCommand(program, given, { cwd: root, logFile: join(artifacts, `logs/verify-${name}.log`), env: { ...process.env, N8N_LOG_LEVEL: undefined, LONG_FORMS: '1' } });
		return [];
	} catch (error) {
		return [`${name}: ${messageOf(error)}`];
	}
}

async function read<Content>(file: string): Promise<Content | null> {
	const text = await readFile(file, 'utf8').catch(() => null);
	return text === null ? null : (JSON.parse(text) as Content);
}
