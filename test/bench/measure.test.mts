import { get } from 'node:https';

import { selfSigned } from '../../scripts/host/certificate.mts';
import { goalsOf } from '../../bench/goals.mts';
import type { Sample } from '../../bench/job.mts';
import { rounds, seen, timesFaster } from '../../bench/measure.mts';
import { bars, lines } from '../../bench/plot.mts';
import type { EngineProcess } from '../../bench/testBed.mts';
import type { Results } from '../../bench/studies.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { freePorts } from '../../scripts/host/ports.mts';

const sample = (given: Partial<Sample>): Sample => ({ ms: 10, cpuMs: 5, blockedMs: 0, requests: 1, connections: 1, accepted: 100, items: 100, ...given });

/** An engine process that returns these samples and remembers its jobs. */
function scripted(answer: (who: string) => Sample): { engine: EngineProcess; asked: string[] } {
	const asked: string[] = [];
	const ask = async (_task: string, { who }: { who: string }) => {
		asked.push(who);
		return await Promise.resolve(answer(who));
	};
	return { engine: { ask } as unknown as EngineProcess, asked };
}

const JOBS = { a: { who: 'ours', count: 100 }, b: { who: 'http', count: 100 } } as const;

test('everybody is run once to get warm and then in turn, in changing order', async () => {
	const { engine, asked } = scripted(() => sample({}));
	const { a, b } = await rounds(engine, JOBS, 3);
	expect(asked).toEqual(['ours', 'http', 'ours', 'http', 'http', 'ours', 'ours', 'http']);
	expect([a.length, b.length]).toEqual([3, 3]);
});

test.each([
	['loses a message', { accepted: 99 }],
	['puts out too few items', { items: 99 }],
	['fails', { error: 'boom' }],
])('a run that %s is an error', async (_name, wrong) => {
	const { engine } = scripted((who) => sample(who === 'http' ? wrong : {}));
	await expect(rounds(engine, JOBS, 1, false)).rejects.toThrow(/^http, 100 items: /);
});

test('ratios are taken round by round', () => {
	expect(timesFaster([sample({ ms: 30 }), sample({ ms: 100 }), sample({ ms: 20 })], [sample({ ms: 10 }), sample({ ms: 10 }), sample({ ms: 10 })])).toEqual({ median: 3, least: 2, most: 10 });
	expect(seen([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 });
});

/** Results in which all contestants take the same time. */
function evenResults(): Results {
	const even = [sample({}), sample({})];
	return {
		machine: { cpu: '', cores: 2, gigabytes: 8, node: '', n8n: '', day: '' },
		compared: { count: 100, rounds: { item: even, two: even, twoByN8n: even, oneByOne: even, http: even, httpBatched: even, expert: even } },
		unbatched: { count: 5_000, rounds: { item: even, http: even } },
		expert: { count: 100, at0: { item: even, expert: even }, at20: { item: even, expert: even } },
		single: { count: 100, at20: { ten: even, one: even }, at100: { ten: even, one: even } },
		own: { count: 100, rounds: { fixed: even, bareFixed: even, item: even, bareItem: even, undici: even } },
		dragged: [{ fields: 'two fields', goal: 40, count: 100, againstItem: { item: even, dragged: even }, againstN8n: { byN8n: even, dragged: even } }],
		inputs: [{ count: 100, rounds: { five: even, json: even, bareFive: even, bareJson: even } }],
		weights: [{ count: 1_024, input: 0, kept: 0, live: 2_048 * 1_024, peak: 4_096 * 1_024, resident: 0 }],
		load: { ms: seen([50]), laterMs: seen([20]), heap: 0, unpacked: 700_000 },
	};
}

test('a number that is not reached is called so, and the check fails where noise cannot be the reason', () => {
	const results = evenResults();
	const worse = () => goalsOf(results).filter(({ holds }) => holds === false).map(({ id }) => id);
	expect(goalsOf(results).filter(({ reached }) => !reached).map(({ id }) => id)).toEqual(['P1', 'P2', 'P3', 'P3', 'P4', 'P4', 'P5', 'P5', 'P8', 'P8b', 'P10']);
	expect(worse()).toEqual(['P1', 'P2', 'P3', 'P3', 'P5', 'P5', 'P8', 'P8b']);

	results.compared.rounds.oneByOne = [sample({ ms: 1_000 }), sample({ ms: 900 })];
	results.unbatched.rounds.item = [sample({ requests: 6 }), sample({})];
	results.load.unpacked = 1_100_000;
	results.weights[0]!.live = 5_000 * 1_024;
	expect(worse()).toEqual(['P2', 'P3', 'P3', 'P3', 'P5', 'P5', 'P8', 'P8b', 'P9', 'P10']);
	expect(goalsOf(results).find(({ id }) => id === 'P1')).toMatchObject({ here: '95.0× (90.0 to 100)', reached: false, holds: true });
});

test('a picture keeps every name and draws what is ten times as much one step further', () => {
	const drawn = bars('T', 'ms', [
		{ label: 'a < b', value: 1, note: 'one' },
		{ label: 'c', value: 10, note: 'ten', ours: true },
		{ label: 'd', value: 100, note: 'hundred' },
	]);
	const widths = [...drawn.matchAll(/<rect x="250" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width));
	expect(widths).toHaveLength(3);
	expect(widths[2]! - widths[1]!).toBeCloseTo(widths[1]! - widths[0]!, -1);
	expect(drawn).toContain('a &#60; b');
	expect(lines('T', 'ms', 'items', [{ label: 'x', points: [[1, 1], [100, 50]] }, { label: 'y', points: [[1, 2], [100, 51]] }])).toMatch(/>x<[\s\S]*>y</);
});

test('the sandbox is reached over TLS by whoever knows the certificate made for it', async () => {
	const pem = selfSigned();
	const [port] = (await freePorts(1)) as [number];
	const sandbox = await startSandbox({ tls: { port, pem } });
	const status = async (ca?: string) =>
		await new Promise((resolve) =>
			get(`https://127.0.0.1:${port}/control/state`, { agent: false, ...(ca !== undefined && { ca }) }, (answer) => resolve(answer.resume().statusCode)).once('error', ({ message }) => resolve(message)),
		);
	expect(await status(pem)).toBe(200);
	expect(await status()).toMatch(/self-signed/);
	expect(await status(selfSigned())).toMatch(/self-signed|signature|issuer/);
	await sandbox.close();
	expect(await status(pem)).toMatch(/ECONNREFUSED/);
});
