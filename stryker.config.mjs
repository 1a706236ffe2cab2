/** Mutation testing, by `npm run mutate`: what that is, and what it shows, is told in docs/testing.md. */
export default {
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.mjs' },
	coverageAnalysis: 'perTest',
	// The engine; a provider by --mutate. Not the descriptions of its options in the editor.
	mutate: ['core/**/*.ts', '!core/n8n/*Fields.ts'],
	ignorePatterns: ['/host', '/dist', '/docs', '/.demo', '/examples'],
	tempDirName: '.demo/mutation',
	jsonReporter: { fileName: '.demo/mutation.json' },
	reporters: ['clear-text', 'json', 'progress-append-only'],
	clearTextReporter: { reportTests: false, allowColor: false },
	thresholds: { high: 95, low: 90, break: 80 },
	timeoutMS: 2000,
};
