// The test command: build, both linters, types and all tests with the coverage floors, side by side. Arguments are Jest's.
import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';
import { printSummary, runSteps } from './steps.mts';

/** Jest starts from the command line as `node jest.js` so that no shell stands between it and a signal. */
const jest = [process.execPath, 'node_modules/jest/bin/jest.js', '--coverage', ...process.argv.slice(2)];

runMain(async () => {
	const steps = [
		{ name: 'build', title: 'Build', command: ['npm', 'run', '--silent', 'build'] },
		// The package's own tests load what was built.
		{ name: 'jest', title: 'Tests and coverage', command: jest, needs: ['build'] },
		{ name: 'lint', title: 'Lint and types of everything', command: ['node_modules/.bin/oxlint'] },
		// What `n8n-node lint` runs, with a memory of files that have not changed. That the settings are n8n's own is a test, and imports are checked with the types.
		{ name: 'lint-package', title: "n8n's lint of the package", command: ['node_modules/.bin/eslint', '.', '--cache', '--cache-strategy', 'content', '--cache-location', '.demo/eslint'] },
	];
	return printSummary(await runSteps(new Report(), steps, 2));
});
