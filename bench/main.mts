/**
 * Compares the speed of the nodes with other ways to send the same messages, and writes docs/benchmarks.md with its pictures.
 *
 *   npm run bench                half an hour on two quiet cores
 *   npm run bench -- --quick     three minutes: writes nothing, exits with 1 if a ratio is worse than noise can explain
 *   npm run bench -- --again     writes the page from the last measurements
 *   npm run bench -- --own       the last results, and our own processor time measured again
 *   npm run bench -- --dragged   the last results, and drag and drop measured again
 *   npm run bench -- --prepared  the last results, and Prepare Messages measured again
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { runCommand } from '../scripts/host/command.mts';
import { artifacts, root } from '../scripts/host/paths.mts';
import { runMain } from '../scripts/host/processes.mts';
import { Report } from '../scripts/host/report.mts';
import { goalsOf } from './goals.mts';
import { pageOf, picturesOf } from './page.mts';
import { Scene } from './testBed.mts';
import { measureAll, measureDragged, measureOwn, measurePrepared, type Results } from './studies.mts';

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false }, again: { type: 'boolean', default: false }, own: { type: 'boolean', default: false }, dragged: { type: 'boolean', default: false }, prepared: { type: 'boolean', default: false } } });
const lastFile = join(artifacts, 'bench.json');

runMain(async () => {
	const report = new Report();
	const results = flags.again ? await last() : await measure(report);
	const goals = goalsOf(results);
	for (const { id, measure: what, goal, here, reached } of goals) report.line(`${reached ? '✓' : '✗'} ${id.padEnd(3)} ${what}: ${here}${goal === '' ? '' : `; goal ${goal}`}`);
	if (flags.quick) {
		const worse = goals.filter(({ holds }) => holds === false);
		report.line(worse.length === 0 ? 'Every ratio holds.' : `Worse than noise explains: ${worse.map(({ id }) => id).join(', ')}`);
		return worse.length === 0 ? 0 : 1;
	}
	for (const [name, svg] of Object.entries(picturesOf(results))) await writeFile(join(root, 'docs/pictures', name), svg);
	await writeFile(join(root, 'docs/benchmarks.md'), pageOf(results, goals));
	report.line('docs/benchmarks.md is written.');
	return 0;
});

async function resultsFor(scene: Scene, report: Report): Promise<Results> {
	if (flags.own) return { ...(await last()), own: await measureOwn(scene, report) };
	if (flags.prepared) return { ...(await last()), prepared: await measurePrepared(scene, report) };
	if (flags.dragged) return { ...(await last()), dragged: await measureDragged(scene, report) };
	return await measureAll(scene, report, flags.quick);
}

async function last(): Promise<Results> {
	return JSON.parse(await readFile(lastFile, 'utf8')) as Results;
}

async function measure(report: Report): Promise<Results> {
	await report.step('Build', () => runCommand('npm', ['run', 'build'], { cwd: root, logFile: join(artifacts, 'logs/bench-build.log') }));
	const scene = await Scene.open(report);
	const results = await resultsFor(scene, report);
	await mkdir(artifacts, { recursive: true });
	await writeFile(flags.quick ? join(artifacts, 'bench-quick.json') : lastFile, JSON.stringify(results, null, '\t'));
	return results;
}
