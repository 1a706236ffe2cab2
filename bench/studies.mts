/** The measurements and their sizes: a full run of half an hour, or a quick one of three minutes. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Report } from '../scripts/host/report.mts';
import type { Job, Profile, Sample } from './job.mts';
import { loads, type Loaded } from './load.mts';
import { rounds, weigh, type Rounds, type Weighed } from './measure.mts';
import type { EngineProcess, Scene } from './testBed.mts';

export interface Point {
	count: number;
	samples: Sample[];
}

export interface Results {
	machine: { cpu: string; cores: number; gigabytes: number; node: string; n8n: string; day: string };
	/** Studies whose number of items differs between the full and the quick run. */
	compared: { count: number; rounds: Rounds<'item' | 'two' | 'twoByN8n' | 'oneByOne' | 'http' | 'httpBatched' | 'expert'> };
	unbatched: { count: number; rounds: Rounds<'item' | 'http'> };
	expert: { count: number; at0: Rounds<'item' | 'expert'>; at20: Rounds<'item' | 'expert'> };
	single: { count: number; at20: Rounds<'ten' | 'one'>; at100: Rounds<'ten' | 'one'> };
	own: { count: number; rounds: Rounds<'fixed' | 'bareFixed' | 'item' | 'bareItem' | 'undici'> };
	dragged: Dragged[];
	inputs: Array<{ count: number; rounds: Rounds<'five' | 'json' | 'bareFive' | 'bareJson'> }>;
	weights: Array<{ count: number } & Weighed>;
	load: Loaded;
	prepared?: Prepared;
	/** A dry run compared with sending the same messages. */
	dry?: { count: number; rounds: Rounds<'dry' | 'send'> };
	further?: Further;
}

/** Prepare Messages with all its checks, compared with sending the same messages. */
export interface Prepared {
	count: number;
	rounds: Rounds<'prepare' | 'send'>;
	weights: Array<{ count: number } & Weighed>;
}

/** Fields filled by drag and drop, compared with the item itself and with the same fields if n8n must evaluate them. */
export interface Dragged {
	/** "two fields" */
	fields: string;
	/** How many times faster than n8n's evaluation. */
	goal: number;
	count: number;
	againstItem: Rounds<'item' | 'dragged'>;
	againstN8n: Rounds<'byN8n' | 'dragged'>;
}

/** Numbers without a goal that a reader wants to know. */
export interface Further {
	tls: { count: number; rounds: Rounds<'item' | 'oneByOne' | 'http' | 'expert'> };
	legacy: { count: number; rounds: Rounds<'five' | 'json' | 'two' | 'bareTwo'> };
	latency: Array<{ ms: number; count: number; rounds: Rounds<'item' | 'oneByOne' | 'http' | 'single'> }>;
	growth: Record<'item' | 'two' | 'twoByN8n' | 'expert' | 'oneByOne' | 'http', Point[]>;
	expertWeights: Array<{ count: number } & Weighed>;
	profiles: Array<{ title: string; count: number; spent: Profile }>;
}

const HUNDRED_THOUSAND = 100_000;

export async function measureAll(scene: Scene, report: Report, quick: boolean): Promise<Results> {
	const engine = await scene.engine();
	const times = quick ? 3 : 5;
	const study = async <Value,>(title: string, work: () => Promise<Value>): Promise<Value> => await report.step(title, work);
	const load = await study('Load all nodes and credentials', () => loads(scene, quick ? 5 : 9));
	const own = await study('Own time of the processor, and undici', () => ownCosts(engine, quick ? 5_000 : 10_000, times));
	const expert = await study("The expert's workflow", () => againstExpert(engine, quick ? 5_000 : 10_000, times));
	const compared = await study('One request an item', () => againstSingle(engine, quick ? 500 : 1_000, quick ? 1 : times));
	const unbatched = await study('The HTTP Request node without batching', () => againstHttp(engine, quick ? 2_000 : 5_000, quick ? 2 : times));
	const single = await study('One message a request, several at once', () => forEachConcurrent(engine, quick ? 30 : 100, quick ? 2 : times));
	const dragged = await study('Drag and drop', () => dragAndDrop(engine, quick ? 5_000 : 10_000, times));
	const inputs = await study('Ways to give a message', async () => [
		await ways(engine, 1_000, quick ? 2 : times),
		...(quick ? [] : [await ways(engine, 10_000, times)]),
	]);
	const weights = await study('Memory', () => weighAll(scene, { who: 'ours', count: 0 }, quick ? [10_000, 20_000] : [25_000, 50_000, HUNDRED_THOUSAND]));
	const prepared = await study('Prepare Messages', () => againstSending(scene, engine, quick));
	const dry = await study('Dry run', () => dryBesideSending(engine, quick ? 5_000 : 10_000, times));
	const further = quick ? {} : { further: await furtherStudies(scene, engine, study) };
	await engine.end();
	return { machine: await machineOf(scene), compared, unbatched, expert, single, own, dragged, inputs, weights, load, prepared, dry, ...further };
}

/** Measures only our own processor time, as in a full run. */
export async function measureOwn(scene: Scene, report: Report): Promise<Results['own']> {
	const engine = await scene.engine();
	const own = await report.step('Own time of the processor, and undici', () => ownCosts(engine, 10_000, 5));
	await engine.end();
	return own;
}

async function againstSingle(engine: EngineProcess, count: number, times: number): Promise<Results['compared']> {
	const slow = { count, latencyMs: 20 };
	const jobs = {
		item: { who: 'ours', ...slow },
		two: { who: 'ours', way: 'two', ...slow },
		twoByN8n: { who: 'ours', way: 'two', byN8n: true, ...slow },
		oneByOne: { who: 'oneByOne', ...slow },
		http: { who: 'http', ...slow },
		httpBatched: { who: 'httpBatched', ...slow },
		expert: { who: 'expert', ...slow },
	} satisfies Record<string, Job>;
	return { count, rounds: await rounds(engine, jobs, times) };
}

async function againstHttp(engine: EngineProcess, count: number, times: number): Promise<Results['unbatched']> {
	return { count, rounds: await rounds(engine, { item: { who: 'ours', count, latencyMs: 20 }, http: { who: 'http', count, latencyMs: 20 } }, times) };
}

async function againstExpert(engine: EngineProcess, count: number, times: number): Promise<Results['expert']> {
	const at = async (latencyMs: number) => await rounds(engine, { item: { who: 'ours', count, latencyMs }, expert: { who: 'expert', count, latencyMs } }, times);
	// Run once at full size, because some code is compiled well only then.
	await rounds(engine, { item: { who: 'ours', count }, expert: { who: 'expert', count } }, 1);
	return { count, at0: await at(0), at20: await at(20) };
}

async function forEachConcurrent(engine: EngineProcess, count: number, times: number): Promise<Results['single']> {
	const at = async (latencyMs: number) =>
		await rounds(engine, { ten: { who: 'single', count, latencyMs, concurrency: 10 }, one: { who: 'single', count, latencyMs, concurrency: 1 } }, times);
	return { count, at20: await at(20), at100: await at(100) };
}

async function ownCosts(engine: EngineProcess, count: number, times: number): Promise<Results['own']> {
	const jobs = {
		fixed: { who: 'ours', way: 'fixed', count },
		bareFixed: { who: 'bare', way: 'fixed', count },
		item: { who: 'ours', way: 'item', count },
		bareItem: { who: 'bare', way: 'item', count },
		undici: { who: 'undici', way: 'fixed', count },
	} satisfies Record<string, Job>;
	await rounds(engine, jobs, 1);
	return { count, rounds: await rounds(engine, jobs, times) };
}

async function dryBesideSending(engine: EngineProcess, count: number, times: number): Promise<NonNullable<Results['dry']>> {
	const jobs = { dry: { who: 'ours', way: 'two', dryRun: true, count }, send: { who: 'ours', way: 'two', count } } satisfies Record<string, Job>;
	await rounds(engine, jobs, 1);
	return { count, rounds: await rounds(engine, jobs, times) };
}

/** n8n is so slow that its times vary little, so it runs less often, and with fewer fields in the quick run. */
async function dragAndDrop(engine: EngineProcess, count: number, times: number): Promise<Dragged[]> {
	const isQuick = times < 5;
	const all: Dragged[] = [];
	for (const { fields, goal, job } of DRAGGED) {
		const dragged = { ...job, count };
		const items = { dragged, item: { who: job.who, count, messages: job.way } } satisfies Record<string, Job>;
		// Run once at full size, because some code is compiled well only then.
		await rounds(engine, items, 1);
		const againstItem = await rounds(engine, items, times, false);
		const fewer = { ...dragged, count: isQuick ? count / 5 : count };
		const againstN8n = await rounds(engine, { dragged: fewer, byN8n: { ...fewer, byN8n: true } }, isQuick ? 1 : 2);
		all.push({ fields, goal, count, againstItem, againstN8n });
	}
	return all;
}

const DRAGGED = [
	{ fields: 'two fields', goal: 40, job: { who: 'ours', way: 'two' } },
	{ fields: 'five fields, two of them in a list', goal: 40, job: { who: 'ours', way: 'five' } },
	{ fields: 'five fields, three of them in a collection', goal: 40, job: { who: 'bulk', way: 'collection' } },
	// n8n treats it as one expression, however many columns it has.
	{ fields: 'five columns in a JSON body', goal: 20, job: { who: 'ours', way: 'body' } },
] satisfies Array<{ fields: string; goal: number; job: Omit<Job, 'count'> }>;

async function againstSending(scene: Scene, engine: EngineProcess, quick: boolean): Promise<Prepared> {
	const count = quick ? 10_000 : HUNDRED_THOUSAND;
	const jobs = { prepare: { who: 'prepare', way: 'two', count }, send: { who: 'ours', way: 'two', count } } satisfies Record<string, Job>;
	return { count, rounds: await rounds(engine, jobs, quick ? 2 : 3), weights: await weighAll(scene, { who: 'prepare', way: 'two', count: 0 }, quick ? [10_000, 20_000] : [25_000, 50_000, HUNDRED_THOUSAND]) };
}

/** The study of Prepare Messages alone. */
export async function measurePrepared(scene: Scene, report: Report): Promise<Prepared> {
	const engine = await scene.engine();
	const prepared = await report.step('Prepare Messages', () => againstSending(scene, engine, false));
	await engine.end();
	return prepared;
}

/** The drag and drop study alone. */
export async function measureDragged(scene: Scene, report: Report): Promise<Dragged[]> {
	const engine = await scene.engine();
	const dragged = await report.step('Drag and drop', () => dragAndDrop(engine, 10_000, 5));
	await engine.end();
	return dragged;
}

async function ways(engine: EngineProcess, count: number, times: number): Promise<Results['inputs'][number]> {
	const jobs = {
		five: { who: 'ours', way: 'five', byN8n: true, count },
		json: { who: 'ours', way: 'json', count },
		bareFive: { who: 'bare', way: 'five', count },
		bareJson: { who: 'bare', way: 'json', count },
	} satisfies Record<string, Job>;
	return { count, rounds: await rounds(engine, jobs, times) };
}

async function weighAll(scene: Scene, job: Job, counts: number[]): Promise<Results['weights']> {
	const weights: Results['weights'] = [];
	for (const count of counts) weights.push({ count, ...(await weigh(scene, { ...job, count })) });
	return weights;
}

type Study = <Value>(title: string, work: () => Promise<Value>) => Promise<Value>;

async function furtherStudies(scene: Scene, engine: EngineProcess, study: Study): Promise<Further> {
	const times = 5;
	const tls = await study('Over TLS', async () => {
		const slow = { count: 1_000, latencyMs: 20, tls: true };
		const jobs = { item: { who: 'ours', ...slow }, oneByOne: { who: 'oneByOne', ...slow }, http: { who: 'http', ...slow }, expert: { who: 'expert', ...slow } } satisfies Record<string, Job>;
		return { count: slow.count, rounds: await rounds(engine, jobs, times) };
	});
	const legacy = await study("With n8n's former expressions", async () => {
		const former = { count: 10_000, expressions: 'legacy' } as const;
		const jobs = {
			five: { who: 'ours', way: 'five', byN8n: true, ...former },
			json: { who: 'ours', way: 'json', ...former },
			two: { who: 'ours', way: 'two', byN8n: true, ...former },
			bareTwo: { who: 'bare', way: 'two', ...former },
		} satisfies Record<string, Job>;
		return { count: former.count, rounds: await rounds(engine, jobs, times) };
	});
	const latency = await study('Slow providers', async () => {
		const all: Further['latency'] = [];
		for (const latencyMs of [0, 20, 100]) {
			const slow = { count: 200, latencyMs };
			const jobs = { item: { who: 'ours', ...slow }, oneByOne: { who: 'oneByOne', ...slow }, http: { who: 'http', ...slow }, single: { who: 'single', ...slow } } satisfies Record<string, Job>;
			all.push({ ms: latencyMs, count: slow.count, rounds: await rounds(engine, jobs, 3) });
		}
		return all;
	});
	const growth = await study('Growth', async () => await grow(engine));
	const expertWeights = await study("The expert's memory", () => weighAll(scene, { who: 'expert', count: 0 }, [25_000, 50_000, HUNDRED_THOUSAND]));
	const profiles = await study('Where the time goes', async () => [
		await profileOf(engine, 'The item itself', { who: 'ours', count: 20_000 }),
		await profileOf(engine, 'Fixed fields', { who: 'ours', way: 'fixed', count: 20_000 }),
		await profileOf(engine, 'Two dragged fields', { who: 'ours', way: 'two', count: 20_000 }),
		await profileOf(engine, "The expert's workflow", { who: 'expert', count: 20_000 }),
	]);
	return { tls, legacy, latency, growth, expertWeights, profiles };
}

/** Each contestant with as many messages as it can send in a reasonable time. */
async function grow(engine: EngineProcess): Promise<Further['growth']> {
	const far = [100, 1_000, 10_000, HUNDRED_THOUSAND];
	const line = async (job: Omit<Job, 'count'>, counts: number[]): Promise<Point[]> => {
		const points: Point[] = [];
		for (const count of counts) points.push({ count, samples: (await rounds(engine, { it: { ...job, count } }, 3)).it });
		return points;
	};
	return {
		item: await line({ who: 'ours' }, far),
		two: await line({ who: 'ours', way: 'two' }, far),
		twoByN8n: await line({ who: 'ours', way: 'two', byN8n: true }, far.slice(0, 3)),
		expert: await line({ who: 'expert' }, far),
		oneByOne: await line({ who: 'oneByOne' }, far.slice(0, 3)),
		http: await line({ who: 'http' }, [100, 1_000, 5_000]),
	};
}

async function profileOf(engine: EngineProcess, title: string, job: Job): Promise<Further['profiles'][number]> {
	await engine.ask('profile', job);
	return { title, count: job.count, spent: await engine.ask('profile', job) };
}

async function machineOf({ host }: Scene): Promise<Results['machine']> {
	const { version } = JSON.parse(await readFile(join(host.n8n, 'package.json'), 'utf8')) as { version: string };
	const name = cpus()[0]?.model.trim() ?? 'unknown';
	const node = JSON.parse(await readFile(join(host.node, '../../package.json'), 'utf8')) as { version: string };
	return { cpu: name, cores: availableParallelism(), gigabytes: Math.round(totalmem() / 2 ** 30), node: node.version, n8n: version, day: new Date().toISOString().slice(0, 10) };
}
