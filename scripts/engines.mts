// Runs the engine tests with n8n's engines of older versions: all of them, or the named ones.
import { engineVersions, ensureEngine, type EngineVersion } from './host/install.mts';
import { npmEnvironment, runCommand } from './host/command.mts';
import { artifacts, root } from './host/paths.mts';
import { runMain } from './host/processes.mts';
import { messageOf, Report } from './host/report.mts';

const wanted = process.argv.slice(2);

runMain(async () => {
	const unknown = wanted.filter((name) => !(engineVersions as readonly string[]).includes(name));
	if (unknown.length > 0) throw new Error(`No such engine: ${unknown.join(', ')}. There are ${engineVersions.join(', ')}.`);
	const report = new Report();
	let failed = 0;
	for (const version of wanted.length > 0 ? (wanted as EngineVersion[]) : engineVersions) {
		await test(report, version).catch((error: unknown) => {
			failed += 1;
			report.line(messageOf(error));
		});
	}
	return failed === 0 ? 0 : 1;
});

async function test(report: Report, version: EngineVersion): Promise<void> {
	const modules = await ensureEngine(report, version);
	await report.step(`The tests in the engine of n8n ${version}`, () =>
		runCommand('npx', ['jest', '--config', 'jest.engine.config.mjs'], { cwd: root, logFile: `${artifacts}/logs/engine-${version}.log`, env: { ...npmEnvironment(), N8N_ENGINE: modules } }),
	);
}
