import { fileURLToPath } from 'node:url';

import base from './jest.config.mjs';

/** What is not changed and takes long to load: loaded once. */
const LIBRARIES = '/node_modules/(fast-check|fast-xml-parser|libphonenumber-js|luxon|n8n-workflow|zod)/';

/** For mutation testing: the tests of an area as one file, which scripts/mutate.mts chooses. */
export default {
	...base,
	testMatch: ['<rootDir>/test/mutation/all.mts'],
	testEnvironment: fileURLToPath(new URL('test/mutation/environment.cjs', import.meta.url)),
	transform: { [LIBRARIES]: '<rootDir>/test/mutation/library.cjs', ...base.transform },
	transformIgnorePatterns: [],
	watchman: false,
	/** They take a second at most: what waits longer than this waits for what a change took away, and is told without starting the process anew. */
	testTimeout: 10_000,
};
