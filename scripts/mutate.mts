/**
 * Changes the code in one place at a time and runs the tests that come by there: a change nobody notices survives. Prints the
 * survivors and a table, and ends with 1 where an area's score is under 80 %. What it shows is told in docs/testing.md.
 *
 *   npm run mutate                                  everything
 *   npm run mutate -- nodes/Wavy core/n8n           what begins with these paths
 *   npm run mutate -- --share 0.2 --seed 7          a fifth of the lines, always the same ones of one seed
 *   npm run mutate -- --again                       only what is not known from the last time: survivors, and what changed
 */
import { Stryker } from '@stryker-mutator/core';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
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

/** Under this an area fails. */
const BREAK = 80;
/** Lines that are chosen together. Changes of more lines than these are only made when all are. */
const WINDOW = 12;

/** What is changed, and the folders of the tests that must notice: an area's own, since others come by there only in passing. */
const AREAS: Record<string, string[]> = {
	core: ['core', 'fifth'],
	'nodes/Capillary': ['capillary'],
	'nodes/Comapi': ['comapi'],
	'nodes/Wavy': ['wavy'],
	'nodes/Wiraya': ['wiraya'],
};

/** What the editor shows, in literals: its tour looks at them. And what has tests with n8n's engine or the sandbox: credentials, registrations. */
const UNCHANGED = [
	/^core\/n8n\/\w+Fields\.ts$/,
	/^nodes\/.*\/(fields|\w+Fields|parameters|simplify)\.ts$/,
	/\.node\.ts$/,
	/\/(connection|events)\.ts$/,
	/^nodes\/Capillary\/receipt\/(hooks|registrations)\.ts$/,
	/^nodes\/Comapi\/webhook\/registration\.ts$/,
];

/** Tests with n8n's engine or a network: too slow to be run for each change. */
const LEFT_OUT = /\.engine\.|^(architecture|attachments|bulk|credential|fifth|getStatus|honest|oauth|registration|send|sightings|told)\.test/;

interface Mutant {
	file: string;
	line: number;
	mutator: string;
	/** The code as it was, and as it is now. */
	from: string;
	to: string;
	status: string;
}

type Counts = Record<'killed' | 'survived', number>;

/** Of a file, as Stryker reports it. */
interface Report {
	source: string;
	mutants: Array<{ location: Record<'start' | 'end', { line: number; column: number }>; mutatorName: string; replacement: string; status: string }>;
}

async function mutate(area: string, tests: string[], files: string[]): Promise<Mutant[]> {
	const TESTS = tests.flatMap((folder) => readdirSync(`test/${folder}`).filter((file) => file.endsWith('.test.mts') && !LEFT_OUT.test(file)).map((file) => `${folder}/${file}`));
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
		ignorePatterns: ['/host', '/dist', '/docs', '/.demo', '/examples'],
		tempDirName: work,
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
			// The end first: the two may be of one line.
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

/** The parts of a file that are changed: all of it, or its share by the seed. */
function windows(file: string): string[] {
	const share = Number(flags.share);
	if (share >= 1) return [file];
	const starts = Array.from({ length: Math.ceil(readFileSync(file, 'utf8').split('\n').length / WINDOW) }, (_, i) => i * WINDOW + 1);
	return starts.filter((start) => chance(`${flags.seed} ${file} ${start}`) < share).map((start) => `${file}:${start}-${start + WINDOW - 1}`);
}

/** From 0 to 1, the same for the same words. */
function chance(words: string): number {
	return createHash('sha256').update(words).digest().readUInt32BE() / 2 ** 32;
}


/** A name and numbers in columns. */
function row(name: string, cells: Array<string | number>): string {
	return `${name.padEnd(16)} ${cells.map((cell) => String(cell).padStart(9)).join(' ')}`;
}

const table = [row('', ['mutants', 'killed', 'survived', 'score'])];
const total = { killed: 0, survived: 0 };
let good = true;
for (const [area, tests] of Object.entries(AREAS)) {
	const files = filesOf(area);
	if (files.length === 0) continue;
	const mutants = await mutate(area, tests, files);
	const survivors = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
	for (const { file, line, mutator, from, to } of survivors) console.log(`${file}:${line} ${mutator}: ${shortened(from)} => ${shortened(to)}`);
	// What cannot even be compiled is no mutant.
	const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
	total.killed += killed;
	total.survived += survivors.length;
	table.push(scored(area, { killed, survived: survivors.length }));
	good &&= scoreOf({ killed, survived: survivors.length }) >= BREAK;
}
if (table.length > 2) table.push(scored('all', total));
console.log(`\n${table.join('\n')}`);
if (!good) console.error(`An area is under ${BREAK} %.`);
process.exit(good ? 0 : 1);

function scored(name: string, counts: Counts): string {
	const { killed, survived } = counts;
	return row(name, [killed + survived, killed, survived, `${scoreOf(counts).toFixed(1)} %`]);
}

function scoreOf({ killed, survived }: Counts): number {
	return killed + survived === 0 ? 100 : (100 * killed) / (killed + survived);
}

function shortened(code: string): string {
	const line = code.replace(/\s+/g, ' ');
	return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
