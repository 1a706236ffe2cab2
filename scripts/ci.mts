// Everything that must hold before a change lands: one proof of every kind, independent ones side by side. `npm run verify` runs the long forms. With
// names of steps as arguments, only these run.
import { execFileSync } from 'node:child_process';

import { engineVersions } from './host/install.mts';
import { root } from './host/paths.mts';
import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';
import { printSummary, runSteps, script, type Step } from './steps.mts';

/** With this seed, the same code always gets the same verdict. */
const FIXED_SEED = '20261122';
/** With this seed, every commit tries something new. */
const COMMIT_SEED = String(Number.parseInt(execFileSync('git', ['-c', 'safe.directory=*', 'rev-parse', '--short=7', 'HEAD'], { cwd: root, encoding: 'utf8' }).slice(0, 7), 16));

const verify = (parts: string, ...given: string[]) => script('scripts/verify.mts', '--short', '--part', parts, ...given);
/** For steps that need the installed n8n, and that pack what the demos have built. Both demos build, so one waits for the other. */
const inN8n = { needs: ['install'], after: ['demo-editor'] };

/** The long ones come first, so that none of them runs alone at the end. */
const STEPS: readonly Step[] = [
	{ name: 'test', title: 'The test command, with its long forms: npm test', command: ['env', 'LONG_FORMS=1', 'npm', 'test'], alone: true },
	{ name: 'install', title: 'n8n and its Node are installed', command: script('scripts/install-host.mts') },
	{ name: 'demo', title: 'The demo: npm run demo -- --once', command: ['npm', 'run', 'demo', '--', '--once'] },
	{ name: 'demo-editor', title: 'The demo in a whole n8n: npm run demo -- --editor --once', command: ['npm', 'run', 'demo', '--', '--editor', '--once'], needs: ['install'], after: ['demo'] },
	{ name: 'editor', title: 'The editor in Chromium', command: script('scripts/proofs/editor.mts'), ...inN8n },
	{ name: 'host', title: 'A real n8n serves the nodes, repeats nothing to anybody, and plays the examples; all outcomes are alike', command: script('scripts/proofs/host.mts'), ...inN8n },
	{ name: 'queue', title: 'Queue mode: a killed worker, another that goes on, a stop, receipts, the pace of several at once', command: script('scripts/proofs/queue.mts'), ...inN8n },
	{ name: 'delivery', title: `Delivery: every fault, random schedules, forged callbacks; seed ${FIXED_SEED}`, command: verify('matrix,pacing,engine,schedules,forgeries', '--seed', FIXED_SEED) },
	{ name: 'delivery-commit', title: `Delivery: random schedules, forged callbacks; seed ${COMMIT_SEED}, of this commit`, command: verify('pacing,engine,schedules,forgeries', '--seed', COMMIT_SEED) },
	{ name: 'memory', title: '100,000 messages in a real n8n: how large it becomes', command: script('scripts/proofs/memory.mts'), ...inN8n },
	{ name: 'fuzz', title: 'Fuzzing: everything that reads the words of others', command: verify('fuzz', '--seed', COMMIT_SEED) },
	{ name: 'engines', title: "The tests in n8n's engine, in an old engine and in one from the middle", command: script('scripts/engines.mts', ...engineVersions.slice(0, 2)) },
	{ name: 'receipts', title: 'Receipts: 500 messages a provider, each matched to its receipts', command: script('scripts/proofs/receiptMatching.mts', '--sends', '500'), ...inN8n },
	{ name: 'expressions', title: 'Dragged columns: what the node reads itself is what n8n evaluates, in each of its engines and in older ones', command: script('scripts/proofs/expressions.mts', '--seed', COMMIT_SEED, '--pairs', '5000'), needs: ['install'] },
	{ name: 'scan', title: "n8n's scanner finds nothing", command: script('scripts/proofs/scan.mts'), after: ['demo-editor'] },
	{ name: 'load', title: 'The packed tarball loads where only n8n is', command: script('scripts/proofs/load.mts'), ...inN8n },
	{ name: 'speed', title: 'Speed: the ratios, with room for noise', command: ['npm', 'run', 'bench', '--', '--quick'], needs: ['install'], alone: true },
];

runMain(async () => {
	const wanted = process.argv.slice(2);
	const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
	if (unknown.length > 0) throw new Error(`No such step: ${unknown.join(', ')}. There are ${STEPS.map(({ name }) => name).join(', ')}.`);
	const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
	return printSummary(await runSteps(new Report(), steps, 2));
});
