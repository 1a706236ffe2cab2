import { fileURLToPath } from 'node:url';

import base from './jest.config.mjs';

/** For mutation testing: the tests of an area as one file, which scripts/verify/mutate.mts chooses. */
export default {
	...base,
	testMatch: ['<rootDir>/test/mutation/all.mts'],
	testEnvironment: fileURLToPath(new URL('test/mutation/environment.cjs', import.meta.url)),
	watchman: false,
	/** They take a second at most: what waits longer than this waits for what a change took away, and is told without starting the process anew. */
	testTimeout: 10_000,
};
