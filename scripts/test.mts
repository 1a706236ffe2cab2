// The test command: build, both linters, types and all tests with the coverage floors, side by side. Arguments are Jest's.
import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';
import { printSummary, runSteps } from './steps.mts';

/** Starts Jest as `node jest.js`, without a shell that would keep signals from it. */
const jest = [process.execPath, 'node_modules/jest/bin/jest.js', '--coverage', ...process.argv.slice(2)];

runMain(async () => {
	const steps = [
		{ name: 'build', title: 'Build', command: ['npm', 'run', '--silent', 'build'] },
		// The tests of the package load the build.
		{ name: 'jest', title: 'Tests and coverage', command: jest, needs: ['build'] },
		{ name: 'lint', title: 'Lint and types of everything', command: ['node_modules/.bin/oxlint'] },
		// The same as `n8n-node lint`, with a cache of unchanged files. A test checks that the settings are n8n's own; the type check covers imports.
		{ name: 'lint-package', title: "n8n's lint of the package", command: ['node_modules/.bin/eslint', '.', '--cache', '--cache-strategy', 'content', '--cache-location', '.demo/eslint'] },
	];
	return printSummary(await runSteps(new Report(), steps, 2));
});
