/**
 * Changes the code in one place at a time and runs the tests that reach this place. A change that no test notices survives. Prints the survivors and a
 * table, and exits with 1 if an area, or all areas together, are below their floor. docs/testing.md explains it.
 *
 *   tsx scripts/verify/mutate.mts                                  everything
 *   tsx scripts/verify/mutate.mts providers/wavy n8n/edges      only files below these paths
 *   tsx scripts/verify/mutate.mts --share 0.2 --seed 7          a fifth of the lines, the same ones for the same seed
 *   tsx scripts/verify/mutate.mts --again                       only survivors of the last run and changed code
 */
import { Stryker } from '@stryker-mutator/core';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: flags, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		share: { type: 'string', default: '1' },
		seed: { type: 'string', default: '1' },
		again: { type: 'boolean', default: false },
		concurrency: { type: 'string', default: String(availableParallelism()) },
	},
});

/** The floor for all areas together, in percent. */
const ALL_AT_LEAST = 85;
/** Lines that are drawn together. Changes that span more lines are only made if all lines are chosen. */
const WINDOW = 12;

/** The code to change; the folders of the tests that must notice (an area's own, because others only reach the code in passing); and the score to reach. */
const AREAS: Record<string, { tests: string[]; atLeast: number }> = {
	core: { tests: ['core', 'prepare', 'fifth'], atLeast: 90 },
	n8n: { tests: ['core', 'prepare', 'fifth'], atLeast: 90 },
	...Object.fromEntries(readdirSync('providers').map((name) => [`providers/${name}`, { tests: [name], atLeast: 80 }])),
};

/**
 * Not changed: literals that the editor shows, because the editor's proof checks them; and credentials and registrations, whose tests use n8n's engine
 * or the sandbox.
 */
const UNCHANGED = [
	/^n8n\/editor\//,
	/^n8n\/edges\/(credentialTest|renewal|signature)\.ts$/,
	/^providers\/.*\/(form|\w+Form|fields|\w+Fields|parameters|provider)\.ts$/,
	/\/(connection|events)\.ts$/,
	/^providers\/capillary\/callbacks\/(hooks|registrations)\.ts$/,
	/^providers\/comapi\/callbacks\/registration\.ts$/,
];

/** Tests with n8n's engine or a network are too slow to run for each change. */
const SLOW = /startSandbox|engine\/(engine|poll|publish)\.mts'/;

/** These read the repository, or run other suites. */
const LEFT_OUT = /^(architecture|docs-links|suites)\.test/;

interface Mutant {
	file: string;
	line: number;
	mutator: string;
	/** The code before and after the change. */
	from: string;
	to: string;
	status: string;
}

type Counts = Record<'killed' | 'survived', number>;

/** The content of `.demo/mutation/scores.json`: each area, and all areas. */
export type Scores = Array<Counts & { name: string; score: number; atLeast: number }>;

/** Stryker's report on a file. */
interface Report {
	source: string;
	mutants: Array<{ location: Record<'start' | 'end', { line: number; column: number }>; mutatorName: string; replacement: string; status: string }>;
}

async function mutate(area: string, tests: string[], files: string[]): Promise<Mutant[]> {
	const named = tests.flatMap((folder) => readdirSync(`test/${folder}`).filter((file) => file.endsWith('.test.mts') && !LEFT_OUT.test(file)).map((file) => `${folder}/${file}`));
	const TESTS = named.filter((file) => !SLOW.test(readFileSync(`test/${file}`, 'utf8')));
	const work = `.demo/mutation/${area.replace('/', '-')}`;
	const report = `${work}.json`;
	const stryker = new Stryker({
		testRunner: 'jest',
		jest: {
			configFile: 'jest.mutation.config.mjs',
			enableFindRelatedTests: false,
			config: { globals: { TESTS } },
		},
		coverageAnalysis: 'perTest',
		mutate: files.flatMap(windows),
		ignorePatterns: ['/host', '/dist', '/.demo'],
		// Outside of the repository, because lint would check the leftovers of an interrupted run.
		tempDirName: join(tmpdir(), 'n8n-nodes-communications-mutation', area.replace('/', '-')),
		incremental: flags.again,
		incrementalFile: `${work}.known.json`,
		reporters: ['json', 'progress-append-only'],
		jsonReporter: { fileName: report },
		thresholds: { high: 95, low: 90, break: null },
		concurrency: Number(flags.concurrency),
		timeoutMS: 15_000,
		allowEmpty: true,
	});
	await stryker.runMutationTest();
	const { files: reports } = JSON.parse(readFileSync(report, 'utf8')) as { files: Record<string, Report> };
	return Object.entries(reports).flatMap(([file, { source, mutants }]) =>
		mutants.map(({ location: { start, end }, mutatorName, replacement, status }): Mutant => {
			const lines = source.split('\n').slice(start.line - 1, end.line);
			// The end first, because both may be on one line.
			lines.push(lines.pop()!.slice(0, end.column - 1));
			lines.unshift(lines.shift()!.slice(start.column - 1));
			return { file, line: start.line, mutator: mutatorName, from: lines.join('\n'), to: replacement, status };
		}),
	);
}

function filesOf(area: string): string[] {
	return readdirSync(area, { recursive: true, encoding: 'utf8' })
		.map((file) => `${area}/${file}`)
		.filter((file) => file.endsWith('.ts') && !UNCHANGED.some((pattern) => pattern.test(file)))
		.filter((file) => positionals.length === 0 || positionals.some((path) => file.startsWith(path)))
		.sort();
}

/** The line ranges of a file to change: all, or a share drawn by the seed. */
function windows(file: string): string[] {
	const share = Number(flags.share);
	if (share >= 1) return [file];
	const starts = Array.from({ length: Math.ceil(readFileSync(file, 'utf8').split('\n').length / WINDOW) }, (_, i) => i * WINDOW + 1);
	return starts.filter((start) => chance(`${flags.seed} ${file} ${start}`) < share).map((start) => `${file}:${start}-${start + WINDOW - 1}`);
}

/** A number from 0 to 1, the same for the same text. */
function chance(words: string): number {
	return createHash('sha256').update(words).digest().readUInt32BE() / 2 ** 32;
}

/** A name and numbers in columns. */
function row(name: string, cells: Array<string | number>): string {
	return `${name.padEnd(16)} ${cells.map((cell) => String(cell).padStart(9)).join(' ')}`;
}

const scores: Scores = [];
for (const [area, { tests, atLeast }] of Object.entries(AREAS)) {
	const files = filesOf(area);
	if (files.length === 0) continue;
	const mutants = await mutate(area, tests, files);
	const survivors = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
	for (const { file, line, mutator, from, to } of survivors) console.log(`${file}:${line} ${mutator}: ${shortened(from)} => ${shortened(to)}`);
	// A change that does not compile does not count.
	const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
	scores.push(scored(area, { killed, survived: survivors.length }, atLeast));
}
if (scores.length > 1) {
	const sum = (key: keyof Counts) => scores.reduce((total, counts) => total + counts[key], 0);
	scores.push(scored('all', { killed: sum('killed'), survived: sum('survived') }, ALL_AT_LEAST));
}
mkdirSync('.demo/mutation', { recursive: true });
writeFileSync('.demo/mutation/scores.json', JSON.stringify(scores));
console.log(`\n${row('', ['mutants', 'killed', 'survived', 'score', 'at least'])}`);
for (const { name, killed, survived, score, atLeast } of scores) console.log(row(name, [killed + survived, killed, survived, `${score.toFixed(1)} %`, `${atLeast} %`]));
const under = scores.filter(({ score, atLeast }) => score < atLeast);
for (const { name, atLeast } of under) console.error(`Under ${atLeast} %: ${name}.`);
process.exit(under.length === 0 ? 0 : 1);

function scored(name: string, counts: Counts, atLeast: number): Scores[number] {
	const { killed, survived } = counts;
	return { name, killed, survived, score: killed + survived === 0 ? 100 : (100 * killed) / (killed + survived), atLeast };
}

function shortened(code: string): string {
	const line = code.replace(/\s+/g, ' ');
	return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
