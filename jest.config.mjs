import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

import { COUNTED } from './test/jest/instrument.cjs';

/** Libraries that a worker loads once, see test/jest/environment.cjs. */
const LIBRARIES = '/node_modules/(@n8n|fast-check|fast-xml-parser|fastify|google-libphonenumber|libphonenumber-js|luxon|n8n-core|n8n-workflow|reflect-metadata|yaml|zod)/.+\\.[cm]?js$';

/** No test loads a file of types alone; to find out that there is nothing to count in it, Jest would start as many processes as there are workers. */
const typesAlone = COUNTED.flatMap((folder) => readdirSync(new URL(folder, import.meta.url), { recursive: true }).map((file) => `${folder}/${String(file)}`))
	.filter((file) => file.endsWith('.ts') && !/^(?!import (?!['"])|(?:export )?(?:interface|type) )\w/m.test(readFileSync(new URL(file, import.meta.url), 'utf8')));

export default {
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	testSequencer: '<rootDir>/test/jest/sequencer.cjs',
	testEnvironment: '<rootDir>/test/jest/environment.cjs',
	transform: {
		[LIBRARIES]: '<rootDir>/test/jest/library.cjs',
		'^.+\\.m?ts$': [
			'@swc/jest',
			{
				// swc sets `hidden` itself, in these very options. Without it here, the second test file of a worker would find nothing in Jest's cache.
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022', transform: { hidden: { jest: true } } },
				module: { type: 'commonjs' },
			},
		],
	},
	transformIgnorePatterns: [],
	testPathIgnorePatterns: ['/node_modules/', '/dist/'],
	modulePathIgnorePatterns: ['<rootDir>/host/', '<rootDir>/.demo/'],
	testTimeout: 60_000,
	/** By default Jest leaves one processor unused. More workers than processors take longer, because each worker loads all modules again. */
	maxWorkers: availableParallelism(),
	/** Measured by `jest --coverage`, as in `npm test`, which fails under these. V8's own counts leave out the branches of what never ran. */
	coverageProvider: 'babel',
	collectCoverageFrom: [`{${COUNTED.join()}}/**/*.ts`, ...typesAlone.map((file) => `!${file}`)],
	coverageThreshold: { global: { lines: 97, branches: 93 } },
	coverageReporters: ['text-summary', 'json-summary'],
	coverageDirectory: '.demo/coverage',
};
