/** Mutation testing: see docs/testing.md. */
export default {
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.mjs' },
	coverageAnalysis: 'perTest',
	mutate: ['core/**/*.ts'],
	ignorePatterns: ['host', 'dist', 'docs', '.demo'],
	concurrency: 2,
	tempDirName: '.demo/mutation',
	reporters: ['clear-text', 'json', 'progress-append-only'],
	thresholds: { high: 95, low: 90, break: 80 },
	disableTypeChecks: false,
};
