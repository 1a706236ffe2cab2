/** Random schedules through n8n's own engine and over sockets, with Retry On Fail, "Retry execution" and the Stop button. */
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import type { IDataObject, INode, IRunExecutionData } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine, savedForRetry, type EngineResult } from '../engine/engine.mts';
import { recordOf } from '../failed.mts';
import { ENGINE_ROWS, takenBy, type EngineRow } from './rows.mts';
import { anyFault } from './schedule.mts';
import { counterExampleOf, runsOf, type Chance, type Proof } from './schedules.mts';

interface EngineSchedule {
	row: number;
	count: number;
	/** The number of different recipients. */
	different: number;
	batchSize: number;
	concurrency: number;
	maxTries: number;
	wireFormat: number;
	faults: Fault[];
	settings: Partial<INode>;
	/** Whether to retry a failed execution like "Retry execution". */
	retried: boolean;
	/** When to press the Stop button, if at all. */
	stopMs: number | null;
	latencyMs: number;
}

const LONGEST_FAULT_MS = 30;

/** The same faults, but without long waits. */
const fault = anyFault.map((given): Fault => ('ms' in given ? { ...given, ms: Math.min(given.ms ?? 0, LONGEST_FAULT_MS) } : given));

const schedule = fc.record({
	row: fc.nat(23),
	count: fc.nat(40),
	different: fc.constantFrom(3, 1_000),
	batchSize: fc.integer({ min: 1, max: 12 }),
	concurrency: fc.integer({ min: 1, max: 4 }),
	maxTries: fc.constantFrom(1, 1, 2),
	wireFormat: fc.nat(2),
	faults: fc.array(fault, { maxLength: 4 }),
	settings: fc.record({
		onError: fc.constantFrom('continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'),
		retryOnFail: fc.boolean(),
		maxTries: fc.constant(2),
		waitBetweenTries: fc.constant(1),
	}),
	retried: fc.boolean(),
	stopMs: fc.option(fc.nat(60), { freq: 6 }),
	latencyMs: fc.constantFrom(0, 0, 8),
}) as fc.Arbitrary<EngineSchedule>;

/** Plays random schedules of one provider in the engine until one breaks a promise. */
export async function proveInEngine(provider: string, chance: Chance): Promise<Proof> {
	const rows = ENGINE_ROWS.filter((row) => row.provider === provider);
	const sandbox = await startSandbox();
	const seen = { schedules: 0, messages: 0, requests: 0, accepted: 0 };
	try {
		const property = fc.asyncProperty(schedule, async (given) => {
			const breaches = await playInEngine(sandbox, rows[given.row % rows.length]!, given);
			seen.schedules += 1;
			seen.messages += given.count;
			seen.requests += sandbox.counts().requests;
			seen.accepted += takenBy(sandbox).length;
			if (breaches.length > 0) throw new Error(breaches.join('\n'));
		});
		const details = await fc.check(property, runsOf(chance));
		return { provider, seed: details.seed, ...seen, counterExample: counterExampleOf(details) };
	} finally {
		await sandbox.close();
	}
}

async function playInEngine(sandbox: Sandbox, row: EngineRow, given: EngineSchedule): Promise<string[]> {
	sandbox.reset();
	sandbox.setLatency(given.latencyMs);
	given.faults.filter((one) => !(row.believesStatus && deceives(one)) && !(row.idempotent && one.kind === 'dress' && one.numbers)).forEach((one) => sandbox.addFault(one));
	// Two items that resend one message are two messages, like two with the same text, but the sandbox has one id for them.
	const different = row.recipientUnknown ? given.count : given.different;
	const items = Array.from({ length: given.count }, (_, i) => row.item(i % different));
	/** The number of requests when the Stop button was pressed; null if it was not pressed, or too late. */
	let stoppedAt: number | null = null;
	let running = true;
	const data = row.data(sandbox);
	const run = async (resume?: IRunExecutionData) =>
		await runInEngine({
			node: row.node,
			credential: { type: row.credential, data },
			parameters: { ...row.parameters, options: { ...(row.parameters.options as IDataObject), ...optionsOf(row, given) } },
			items,
			settings: given.settings,
			resume,
			onStart: (cancel) => {
				if (given.stopMs === null || resume) return;
				setTimeout(() => {
					if (!running) return;
					stoppedAt = sandbox.counts().requests;
					cancel();
				}, given.stopMs);
			},
		});
	const first = await run();
	running = false;
	if (stoppedAt !== null) await settle(sandbox);
	const breaches = breachesOfRun(sandbox, row, items, first, stoppedAt !== null);
	const late = sandbox.counts().requests - (stoppedAt ?? Infinity);
	if (late > given.concurrency) breaches.push(`${late} requests came after the stop, where ${given.concurrency} may be under way`);
	if (!first.error || first.run.status === 'canceled' || !given.retried) return breaches;
	const second = await run(savedForRetry(first.run));
	return [...breaches, ...breachesOfRun(sandbox, row, items, second, false)];
}

/** Waits for or cuts open requests, so that the next schedule does not count them. */
async function settle(sandbox: Sandbox): Promise<void> {
	await delay(50);
	await sandbox.setListening(false);
	await sandbox.setListening(true);
}

/** Whether a fault can deceive the node. If a vendor publishes no good answer for a call, a good status is the only evidence. */
function deceives(one: Fault): boolean {
	return one.kind === 'status' && one.status < 300 && !one.accept;
}

function optionsOf({ single, wireFormats }: EngineRow, { batchSize, concurrency, maxTries, wireFormat }: EngineSchedule) {
	const format = wireFormats[wireFormat % wireFormats.length]!;
	return {
		concurrency,
		maxTries,
		requestsPerSecond: 0,
		longestWait: 0,
		...(!single && { batchSize }),
		...(wireFormats.length > 1 && { wireFormat: format }),
	};
}

const GOOD = new Set(['accepted', 'answered', 'duplicate']);

/** The broken promises of a run. It counts messages per recipient, because only the recipient is the same on all wires. */
function breachesOfRun(sandbox: Sandbox, row: EngineRow, items: readonly IDataObject[], { success, errors, error }: EngineResult, wasStopped: boolean): string[] {
	const breaches: string[] = [];
	const recipients = items.map((item) => String(item[row.recipientKey]));
	const asked = counts(recipients);
	const accepted = takenBy(sandbox);
	const taken = counts(accepted.map(({ recipient }) => recipient));
	for (const [recipient, times] of taken) {
		if (times > (asked.get(recipient) ?? 0)) breaches.push(`${recipient} was accepted ${times} times, and asked for ${asked.get(recipient) ?? 0} times`);
	}
	if (sandbox.counts().duplicates.byId > 0) breaches.push('an id was accepted twice');
	if (sandbox.counts().redirectsFollowed > 0) breaches.push('a redirect was followed');
	if (error || wasStopped) return breaches;

	const outputs = [...success, ...errors];
	const paired = outputs.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	if ([...paired].sort((a, b) => a - b).some((item, i) => item !== i) || paired.length !== items.length) breaches.push(`${paired.length} output items for ${items.length}`);
	const having = (...words: unknown[]) => counts(outputs.filter((item) => words.includes(String(recordOf(item).status))).map(({ pairedItem }) => recipients[(pairedItem as { item: number }).item]!));
	const good = having('accepted', 'answered', 'duplicate');
	const unsent = having('rejected', 'notFound', 'notSent');
	for (const [recipient, times] of good) if (times > (taken.get(recipient) ?? 0)) breaches.push(`${recipient} is called accepted ${times} times`);
	for (const [recipient, times] of unsent) {
		if (times + (taken.get(recipient) ?? 0) > asked.get(recipient)!) breaches.push(`${recipient} is called unsent and was taken`);
	}
	const ids = new Map(accepted.map(({ messageId, recipient }) => [messageId, recipient]));
	for (const item of outputs) {
		const { status, messageId, id } = recordOf(item);
		const given = messageId ?? id ?? null;
		if (given === null) continue;
		// A refused message may have an id, too, but not the id of an accepted message.
		const owner = ids.get(String(given));
		const isOwn = owner === recipients[(item.pairedItem as { item: number }).item];
		if (GOOD.has(String(status)) ? !isOwn : owner !== undefined && !isOwn) breaches.push(`item has the id of another: ${String(given)}`);
	}
	return breaches;
}


function counts(keys: readonly string[]): Map<string, number> {
	const known = new Map<string, number>();
	for (const key of keys) known.set(key, (known.get(key) ?? 0) + 1);
	return known;
}
