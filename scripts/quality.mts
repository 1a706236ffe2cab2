/** How much the tests notice: R4 of the proof. The coverage that `npm test` measured, else measured here; and the mutation score of a sample. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';

import type { Scores } from './mutate.mts';

/** Always the same lines, so that the same code has the same verdict; CI has minutes for it. */
const SAMPLE = { share: '0.08', seed: '20261122' };

const COVERAGE = '.demo/coverage/coverage-summary.json';
const SCORES = '.demo/mutation/scores.json';
/** What the coverage is of, and measured by. */
const SOURCES = ['core', 'credentials', 'nodes', 'test', 'vendor'];
/** What needs a build, or says nothing of the code that is measured. */
const BESIDE = '/test/(bench|fuzz|host|package|proof|sandbox)/';

export interface Quality {
	/** For the user. */
	told: string;
	/** Empty where all is reached. */
	problems: string[];
}

type Measure = 'lines' | 'branches';
type Summary = { total: Record<Measure, { pct: number }> };

/** Coverage of lines and branches. */
export async function proveCoverage(): Promise<Quality> {
	const { default: config } = (await import(new URL('../jest.config.mjs', import.meta.url).href)) as { default: { coverageThreshold: { global: Record<Measure, number> } } };
	const atLeast = config.coverageThreshold.global;
	const under = ({ total }: Summary) => (['lines', 'branches'] as const).filter((measure) => total[measure].pct < atLeast[measure]);
	const known = measured();
	const failures: string[] = [];
	let summary = known;
	if (summary === null || under(summary).length > 0) {
		rmSync(COVERAGE, { force: true });
		// A test that fails is told by it.
		const code = await run('node_modules/jest/bin/jest.js', ['--coverage', '--silent', '--testPathIgnorePatterns', '/node_modules/', BESIDE], false);
		if (code !== 0) failures.push(`coverage: jest ended with ${code}`);
		summary = read<Summary>(COVERAGE);
	}
	const { total } = summary;
	const figures = (['lines', 'branches'] as const).map((measure) => `${measure} ${total[measure].pct.toFixed(2)} % (at least ${atLeast[measure]})`);
	return {
		told: `R4  coverage: ${figures.join(', ')}`,
		problems: [...failures, ...under(summary).map((measure) => `coverage: ${measure} ${total[measure].pct} %, and not ${atLeast[measure]} %`)],
	};
}

/** What `npm test` measured, unless something changed since. */
function measured(): Summary | null {
	if (!existsSync(COVERAGE)) return null;
	const files = SOURCES.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`));
	const then = statSync(COVERAGE).mtimeMs;
	return files.some((file) => statSync(file).mtimeMs > then) ? null : read<Summary>(COVERAGE);
}

/** The mutation score of each area, and of all. */
export async function proveMutation(): Promise<Quality> {
	rmSync(SCORES, { force: true });
	const code = await run('node_modules/tsx/dist/cli.mjs', ['scripts/mutate.mts', '--share', SAMPLE.share, '--seed', SAMPLE.seed], true);
	if (!existsSync(SCORES)) return { told: 'R4  mutation score: none', problems: [`mutation: it ended with ${code} and no scores`] };
	const scores = read<Scores>(SCORES);
	const figures = scores.map(({ name, score, atLeast }) => `${name} ${score.toFixed(1)} % (at least ${atLeast})`);
	return {
		told: `R4  mutation score, of a sample of ${SAMPLE.share} of the lines: ${figures.join(', ')}`,
		problems: scores.filter(({ score, atLeast }) => score < atLeast).map(({ name, score, atLeast }) => `mutation: ${name} ${score.toFixed(1)} %, and not ${atLeast} %`),
	};
}

function read<Content>(file: string): Content {
	return JSON.parse(readFileSync(file, 'utf8')) as Content;
}

/** Its words are for whoever looks for a reason; jest's, hundreds of files that passed, only where it fails. */
async function run(script: string, given: string[], shown: boolean): Promise<number | null> {
	// The proof keeps n8n's log silent, of which some tests want to hear.
	const env = { ...process.env, N8N_LOG_LEVEL: undefined };
	const child = spawn(process.execPath, [script, ...given], { env, stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'] });
	const words: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => words.push(chunk));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code !== 0) process.stderr.write(Buffer.concat(words));
	return code;
}
