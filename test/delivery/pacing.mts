/** How fast requests follow each other, measured at the sandbox in virtual time. */
import fc from 'fast-check';

import { Ledger } from '../../core/ledger/ledger.ts';
import { send, type SendSettings } from '../../core/send/send.ts';
import { openSandbox, type DirectSandbox } from '../../sandbox/direct.mts';
import type { Fault } from '../../sandbox/faults/schema.mts';
import { PROVIDERS, SENDS } from '../registry.mts';
import { Network, type Travel } from './network.mts';
import { credentialHeaders, messagesOf, sendSettings, subjectsOf, type Subject } from './run-schedule.mts';
import { counterExampleOf, runsOf, type Chance, type Proof } from './schedules.mts';
import { START, VirtualTime } from './time.mts';

const WINDOW_MS = 1_000;
/** The longest jitter before a second try. */
const JITTER_MS = 500;
/** From this many first requests on, retries are at most a tenth of them. */
const MANY = 10;

export interface Pacing {
	/** Requests a second and at once, one execution per setting. */
	pace: Proof;
	/** Waits for Retry-After, one answer per case. */
	pauses: Proof;
	/** Requests per first request while every answer is 503 with Retry-After: the maximum over executions of ten requests or more. */
	extra: number;
	/** The same for fewer than ten. */
	extraOfFew: number;
}

interface Run {
	count: number;
	settings: Partial<SendSettings>;
	latencyMs: number;
	faults: readonly Fault[];
	chance: number;
}

/** Sends once and returns every request that left. */
async function runOnce(sandbox: DirectSandbox, subject: Subject, { count, settings, latencyMs, faults, chance }: Run): Promise<readonly Travel[]> {
	sandbox.reset();
	for (const fault of faults) sandbox.addFault(fault);
	const time = new VirtualTime(chance);
	const headers = await credentialHeaders(subject.row, sandbox);
	const network = new Network(sandbox, time, { headers, latencyMs: () => latencyMs, timeoutMs: 60_000, isClosed: () => false });
	const { signal } = new AbortController();
	const messages = messagesOf(subject, Array.from({ length: count }, (_, item) => item), { seed: 'seed', isTool: false });
	const tools = { transport: network.transport(0, signal), ledger: new Ledger(Ledger.blankPage()), claims: null, clock: time, signal };
	await time.until(send(network.watched(subject.operation), messages, { ...sendSettings(subject, sandbox), ...settings }, tools));
	return network.travels;
}

/** @param chance how many settings, and how many answers with Retry-After, to draw */
export async function provePacing(chance: Chance): Promise<Pacing> {
	const sandbox = await openSandbox();
	const subjects = PROVIDERS.flatMap((provider) => subjectsOf(Object.values(SENDS), provider));
	return {
		pace: await provePace(sandbox, subjects, chance),
		pauses: await provePauses(sandbox, subjects, chance),
		// The engine limits retries, so one operation is enough for the long run.
		extra: Math.max(await extraRequests(sandbox, subjects, [MANY, 19, 37]), await extraRequests(sandbox, subjects.slice(0, 1), [11, 20, 100, 300])),
		extraOfFew: await extraRequests(sandbox, subjects, [1, 2, 9]),
	};
}

async function prove<Given>(name: string, chance: Chance, drawn: fc.Arbitrary<Given>, play: (given: Given) => Promise<readonly Travel[]>): Promise<Proof> {
	const seen = { schedules: 0, messages: 0, requests: 0, accepted: 0 };
	const property = fc.asyncProperty(drawn, async (given) => {
		const travels = await play(given);
		seen.schedules += 1;
		seen.requests += travels.length;
	});
	const details = await fc.check(property, runsOf(chance));
	return { provider: name, seed: details.seed, ...seen, counterExample: counterExampleOf(details) };
}

async function provePace(sandbox: DirectSandbox, subjects: readonly Subject[], chance: Chance): Promise<Proof> {
	const drawn = fc.record({
		subject: fc.nat(subjects.length - 1),
		count: fc.integer({ min: 1, max: 60 }),
		requestsPerSecond: fc.integer({ min: 1, max: 20 }),
		concurrency: fc.integer({ min: 1, max: 4 }),
		latencyMs: fc.constantFrom(0, 1, 20, 700),
		transient: fc.nat(3),
	});
	return await prove('pace', chance, drawn, async ({ subject, count, requestsPerSecond, concurrency, latencyMs, transient }) => {
		const settings = { batchSize: 1, requestsPerSecond, concurrency };
		const faults: Fault[] = transient === 0 ? [] : [{ kind: 'status', status: 429, after: 2, count: transient }];
		const travels = await runOnce(sandbox, subjects[subject]!, { count, settings, latencyMs, faults, chance: count });
		const rate = mostInAWindow(travels.map(({ arrived }) => arrived!.time));
		if (rate > requestsPerSecond) throw new Error(`${rate} requests in a second, where ${requestsPerSecond} are set`);
		const atOnce = mostAtOnce(travels);
		if (atOnce > concurrency) throw new Error(`${atOnce} requests at once, where ${concurrency} are set`);
		return travels;
	});
}

/** A value of Retry-After, and the wait that it asks for at `now`. */
interface Asked {
	header: string | number;
	/** Null if the value is unreadable. */
	waitMs: (now: number) => number | null;
}

const seconds = fc.integer({ min: 0, max: 60 }).map((value): Asked => ({ header: value, waitMs: () => value * 1_000 }));
const date = fc.integer({ min: -100_000, max: 59 }).map((value): Asked => {
	const at = START + value * 1_000;
	return { header: new Date(at).toUTCString(), waitMs: (now) => Math.max(0, at - now) };
});
const garbage = fc
	.constantFrom('soon', '-5', '1e3', '5 s', 'NaN', '', '2026-11-22', '60000000000000000000000000000000 ms', 'Mon', '½', '0x10')
	.map((header): Asked => ({ header, waitMs: () => null }));

async function provePauses(sandbox: DirectSandbox, subjects: readonly Subject[], chance: Chance): Promise<Proof> {
	const drawn = fc.record({
		subject: fc.nat(subjects.length - 1),
		status: fc.constantFrom(429, 503),
		asked: fc.oneof(seconds, date, garbage),
		latencyMs: fc.constantFrom(0, 15, 900),
		chance: fc.nat(1_000_000),
	});
	return await prove('pauses', chance, drawn, async ({ subject, status, asked, latencyMs, chance: root }) => {
		const faults: Fault[] = [{ kind: 'status', status, retryAfter: asked.header }];
		const travels = await runOnce(sandbox, subjects[subject]!, { count: 1, settings: { requestsPerSecond: 0 }, latencyMs, faults, chance: root });
		const [first, second] = travels;
		const wait = asked.waitMs(first!.answered!.time);
		// A 503 without a readable wait does not show whether the provider took the message, so only an idempotent operation sends it again.
		if (wait === null && status === 503 && !subjects[subject]!.operation.idempotent) {
			if (second) throw new Error('a 503 without a readable Retry-After was followed by a second request');
			return travels;
		}
		if (!second) throw new Error('there was no second request');
		const waited = second.left.time - first!.answered!.time;
		if (waited < (wait ?? 0)) throw new Error(`waited ${waited} ms, asked were ${wait} ms`);
		if (waited > (wait ?? 0) * 1.1 + JITTER_MS) throw new Error(`waited ${waited} ms, asked were only ${wait} ms`);
		return travels;
	});
}

/** Requests per first request under an endless 503: the maximum over all operations and these numbers of first requests. */
async function extraRequests(sandbox: DirectSandbox, subjects: readonly Subject[], counts: readonly number[]): Promise<number> {
	let most = 0;
	for (const subject of subjects) {
		for (const count of counts) {
			const faults: Fault[] = [{ kind: 'status', status: 503, retryAfter: 1, count: 'always' }];
			// Messages of one kind, so that all are in one group.
			const one = { ...subject, kinds: subject.kinds.slice(0, 1) };
			const travels = await runOnce(sandbox, one, { count, settings: { batchSize: 1, requestsPerSecond: 0 }, latencyMs: 5, faults, chance: count });
			most = Math.max(most, travels.length / count);
		}
	}
	return most;
}

function mostInAWindow(times: readonly number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	return Math.max(0, ...sorted.map((time, i) => sorted.slice(i).filter((other) => other - time < WINDOW_MS).length));
}

function mostAtOnce(travels: readonly Travel[]): number {
	const events = travels.flatMap(({ left, answered }) => [[left.order, 1] as const, [answered?.order ?? Infinity, -1] as const]);
	let under = 0;
	return Math.max(0, ...events.sort((a, b) => a[0] - b[0]).map(([, change]) => (under += change)));
}
