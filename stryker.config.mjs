/** Mutation testing, by `npm run mutate`: what that is, and what it shows, is told in docs/testing.md. */
export default {
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.mjs' },
	coverageAnalysis: 'perTest',
	mutate: [
		'{core,nodes}/**/*.ts',
		// What the editor shows, in literals: the tour of the editor looks at it.
		'!{core,nodes}/**/{*Fields,fields,parameters,simplify,*.node}.ts',
		// Asked over a network: the tests of registrations have the sandbox.
		'!nodes/Capillary/receipt/{hooks,registrations}.ts',
		'!nodes/Comapi/webhook/registration.ts',
	],
	ignorePatterns: ['/host', '/dist', '/docs', '/.demo', '/examples'],
	tempDirName: '.demo/mutation',
	jsonReporter: { fileName: '.demo/mutation.json' },
	reporters: ['clear-text', 'json', 'progress-append-only'],
	clearTextReporter: { reportTests: false, allowColor: false },
	thresholds: { high: 95, low: 90, break: 80 },
	timeoutMS: 2000,
};
