/**
 * A process that runs n8n's engine. The Node of the installed n8n starts it. It does one task after the other and measures itself. Its only argument is
 * an EngineSetup.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';

import { ENDPOINT, giveCredentials, KEY, loadEngine, prepare } from './contestants.mts';
import type { Answers, EngineSetup, Job, Profile, Request, Sample, Weight } from './job.mts';
import { Profiler } from './profiler.mts';
import { Provider } from './provider.mts';
import { replay } from './undici.mts';

// Otherwise n8n would log every failure.
process.env.N8N_LOG_LEVEL = 'silent';

/** Between one collection and the next. */
const MOMENT_MS = 20;

/** n8n makes the isolate for the next execution in another thread, which takes longer than a short run. */
const REST_MS = 300;

interface Outcome {
	items: readonly unknown[];
	error: Error | undefined;
}

const setup = JSON.parse(process.argv[2]!) as EngineSetup;
const engine = loadEngine(setup);
const provider = new Provider(setup.http, process.env.SANDBOX_TOKEN ?? '');

const tasks: { [Task in keyof Answers]: (job: Job) => Promise<Answers[Task]> } = { run, weigh, profile };

async function run(job: Job): Promise<Sample> {
	const work = await workOf(job);
	await provider.reset(job.latencyMs ?? 0);
	global.gc!();
	const loop = monitorEventLoopDelay({ resolution: 10 });
	loop.enable();
	const cpu = process.cpuUsage();
	const began = performance.now();
	const { items, error } = await work();
	const ms = performance.now() - began;
	// The last blocked time only shows after another turn of the event loop.
	await sleep(30);
	loop.disable();
	// Every run pays for one isolate. Without the rest only a long run would, and the difference to a short one would not be our own time.
	await sleep(REST_MS);
	const { user, system } = process.cpuUsage(cpu);
	const { requests, accepted, maxConcurrentConnections } = await provider.counts();
	return { ms, cpuMs: (user + system) / 1_000, blockedMs: loop.max / 1e6, requests, connections: maxConcurrentConnections, accepted, items: items.length, ...(error !== undefined && { error: error.message }) };
}

/** Runs the job twice: once undisturbed, while V8 records the size of the heap; once with a full collection whenever possible. */
async function weigh(job: Job): Promise<Weight> {
	const empty = settled();
	const alone = await workOf(job);
	const base = settled();
	const resident = process.memoryUsage.rss();
	await provider.reset(job.latencyMs ?? 0);
	setFlagsFromString('--trace-gc');
	await alone();
	setFlagsFromString('--no-trace-gc');
	const largest = process.resourceUsage().maxRSS * 1024;

	const watched = await workOf(job);
	await provider.reset(job.latencyMs ?? 0);
	const before = settled();
	let live = before;
	const watch = setInterval(() => (live = Math.max(live, settled())), MOMENT_MS);
	const { items } = await watched();
	clearInterval(watch);
	const after = settled();
	if (items.length !== job.count) throw new Error(`${items.length} of ${job.count} items came out`);
	return { base, before, input: base - empty, after, live: Math.max(live, after), resident: largest - resident };
}

function settled(): number {
	global.gc!();
	global.gc!();
	return process.memoryUsage().heapUsed;
}

async function profile(job: Job): Promise<Profile> {
	const work = await workOf(job);
	const profiler = new Profiler(setup);
	await profiler.start();
	const cpu = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(cpu);
	return await profiler.stop((user + system) / 1_000);
}

/** Prepares a contestant and returns its work. */
async function workOf(job: Job): Promise<() => Promise<Outcome>> {
	engine.evaluateBy(job.expressions ?? 'vm');
	const url = job.tls ? setup.https : setup.http;
	giveCredentials(engine, setup, url);
	if (job.who !== 'undici') return prepare(engine, job, url);
	// The same bodies that our node sends.
	await provider.reset(0);
	await prepare(engine, { ...job, who: 'ours' }, url)();
	return replay(engine.require, `${url}/${ENDPOINT}`, KEY, await provider.bodies());
}

process.on('message', (request: Request) => {
	tasks[request.task](request.job).then(
		(answer) => process.send!({ answer }),
		(error: unknown) => process.send!({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
	);
});
process.on('disconnect', () => process.exit());
await engine.start();
process.send!({ answer: 'ready' });
