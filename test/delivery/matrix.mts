/** Every fault × every operation that must not be done twice × settings of On Error (one in turn, or all), through n8n's own engine and over sockets. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock.ts';
import type { Status } from '../../core/send/outcome.ts';
import { tally } from '../../core/send/tally.ts';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { runInEngine } from '../engine/engine.mts';
import { DRESSES, XML_DRESSES } from '../contract/dresses.mts';
import { recordOf } from '../failed.mts';
import { withoutPatience } from '../engine/patience.mts';
import { ENGINE_ROWS, takenBy, type EngineRow } from './rows.mts';
import '../engine/short-pauses.mts';

export const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

const MESSAGES = 4;

/** One kind of trouble. */
export interface Trouble {
	name: string;
	/** The sandbox's faults, for an operation with one message per request or many; null if the port is closed. */
	faults: ((single: boolean) => Fault[]) | null;
	/** The statuses that a message may end with. */
	ends: readonly Status[];
	/** The same if nothing in an answer identifies the message. */
	endsAnonymous?: readonly Status[];
	/** How many of the messages the provider takes. */
	taken: 'all' | 'none' | 'some';
	/** Needs this wire format. */
	wireFormat?: string;
	/** Further options of the node. */
	options?: INodeParameters;
	/** Whether to play it always in one setting of On Error: test/contract/dresses.test.mts shows for every operation that a dress changes nothing. */
	inTurn?: boolean;
}

/** No test waits so long: see `withoutPatience`. */
const PATIENCE_SECONDS = 600;

const always = (fault: Fault): Trouble['faults'] => () => [{ ...fault, count: 'always' }];
/** Strikes every message's first request. */
const first = (fault: Fault): Trouble['faults'] => (single) => [{ ...fault, count: single ? MESSAGES : 1 }];
const once = (fault: Fault): Trouble['faults'] => () => [fault];

const UNKNOWN: readonly Status[] = ['unknown'];
const NOT_SENT: readonly Status[] = ['notSent'];
const ACCEPTED: readonly Status[] = ['accepted'];

export const TROUBLES: readonly Trouble[] = [
	{ name: 'Connection refused', faults: null, ends: NOT_SENT, taken: 'none', options: { maxTries: 1 } },
	{ name: 'Connection closed before the body', faults: always({ kind: 'refuse' }), ends: UNKNOWN, taken: 'none' },
	{ name: 'Reset before accepting', faults: always({ kind: 'resetBefore' }), ends: UNKNOWN, taken: 'none' },
	{ name: 'Reset after accepting', faults: always({ kind: 'resetAfter' }), ends: UNKNOWN, taken: 'all' },
	{ name: 'Held, then dropped', faults: always({ kind: 'hold', ms: 40, accept: true }), ends: UNKNOWN, taken: 'all' },
	{ name: 'Held beyond Timeout', faults: always({ kind: 'hold', ms: 20_000, accept: true }), ends: UNKNOWN, taken: 'all', options: { timeout: PATIENCE_SECONDS } },
	{ name: 'Answer dripping beyond Timeout', faults: always({ kind: 'slow', ms: 600_000, slices: 1_000 }), ends: UNKNOWN, taken: 'all', options: { timeout: PATIENCE_SECONDS } },
	{ name: 'Answer truncated', faults: always({ kind: 'truncate' }), ends: UNKNOWN, taken: 'all' },
	{ name: 'Answer in slices', faults: always({ kind: 'slow', ms: 30, slices: 30 }), ends: ACCEPTED, taken: 'all' },
	{ name: 'Answer slow', faults: always({ kind: 'slow', ms: 300, slices: 1 }), ends: ACCEPTED, taken: 'all' },
	{ name: '429, Retry-After in seconds', faults: first({ kind: 'status', status: 429, retryAfter: 1 }), ends: ACCEPTED, taken: 'all' },
	{ name: '429, Retry-After as a date', faults: (single) => first({ kind: 'status', status: 429, retryAfter: new Date(systemClock.now() + 1_500).toUTCString() })!(single), ends: ACCEPTED, taken: 'all' },
	{ name: '429 without Retry-After', faults: first({ kind: 'status', status: 429 }), ends: ACCEPTED, taken: 'all' },
	{ name: '429 for an hour', faults: always({ kind: 'status', status: 429, retryAfter: 3_600 }), ends: NOT_SENT, taken: 'none' },
	{ name: '408', faults: always({ kind: 'status', status: 408, accept: true }), ends: UNKNOWN, taken: 'all' },
	{ name: '500', faults: always({ kind: 'status', status: 500, accept: true }), ends: UNKNOWN, taken: 'all' },
	{ name: '502', faults: always({ kind: 'status', status: 502, accept: true }), ends: UNKNOWN, taken: 'all' },
	{ name: '503 without Retry-After', faults: always({ kind: 'status', status: 503, accept: true }), ends: UNKNOWN, taken: 'all' },
	{ name: '503, Retry-After in seconds', faults: first({ kind: 'status', status: 503, retryAfter: 1 }), ends: ACCEPTED, taken: 'all' },
	{
		name: 'Partial success: one refused, one for the moment',
		faults: (single) => (single ? [{ kind: 'partial', refused: 1 }, { kind: 'partial', transient: 1 }] : [{ kind: 'partial', refused: 1, transient: 1 }]),
		ends: ['accepted', 'rejected', 'unknown'],
		taken: 'some',
	},
	{ name: 'Wrong count: a row too few', faults: once({ kind: 'wrongCount' }), ends: ['accepted', 'unknown'], taken: 'all' },
	{ name: 'Wrong count: two rows too many', faults: once({ kind: 'wrongCount', add: 2 }), ends: ['accepted', 'unknown'], taken: 'all' },
	{ name: 'Wrong order', faults: always({ kind: 'wrongOrder' }), ends: ACCEPTED, taken: 'all' },
	{ name: 'Ids nobody sent', faults: always({ kind: 'foreignIds' }), ends: UNKNOWN, endsAnonymous: ACCEPTED, taken: 'all' },
	{ name: 'Invalid JSON', faults: always({ kind: 'invalidBody' }), ends: UNKNOWN, taken: 'all' },
	{ name: 'Invalid XML', faults: always({ kind: 'invalidBody' }), ends: UNKNOWN, taken: 'all', wireFormat: 'xml' },
	{ name: 'HTML page with 200', faults: always({ kind: 'htmlPage', status: 200, accept: true }), ends: UNKNOWN, taken: 'all' },
	{ name: 'HTML page with 502', faults: always({ kind: 'htmlPage', accept: true }), ends: UNKNOWN, taken: 'all' },
	{ name: 'Redirect (307)', faults: always({ kind: 'redirect' }), ends: NOT_SENT, taken: 'none' },
	{ name: 'Redirect (302)', faults: always({ kind: 'redirect', status: 302 }), ends: UNKNOWN, taken: 'none' },
	{ name: 'Redirect to https (302)', faults: always({ kind: 'redirect', status: 302, toHttps: true }), ends: NOT_SENT, taken: 'none' },
	{ name: '401', faults: always({ kind: 'status', status: 401 }), ends: NOT_SENT, taken: 'none' },
	...Object.entries(DRESSES).map(([name, dress]): Trouble => ({ name: `Dressed: ${name}`, faults: () => [dress], ends: ACCEPTED, taken: 'all', inTurn: true })),
	...Object.entries(XML_DRESSES).map(([name, dress]): Trouble => ({ name: `Dressed: ${name}`, faults: () => [dress], ends: ACCEPTED, taken: 'all', wireFormat: 'xml', inTurn: true })),
];

/** The result of one operation under one trouble and one setting of On Error. */
export interface Cell {
	operation: string;
	trouble: Trouble;
	onError: (typeof ON_ERROR)[number];
	/** "3 accepted, 1 unknown", as the user reads it. */
	user: string;
	/** Messages the provider accepted. */
	taken: number;
	requests: number;
	/** Broken promises; empty if all hold. */
	breaches: string[];
}

/**
 * Plays every trouble with every operation: operations side by side, each against its own sandbox, because most of the time is waiting.
 * @param everySetting plays each trouble in every setting of On Error, instead of in one
 */
export async function runMatrix(everySetting: boolean): Promise<Cell[]> {
	return (await Promise.all(ENGINE_ROWS.map(async (row) => await runLane(row, everySetting)))).flat();
}

/** The settings of On Error that an operation plays a trouble in. In turn, every trouble still meets each setting, and so does every operation. */
export function settingsOf(row: EngineRow, trouble: Trouble, everySetting: boolean): ReadonlyArray<Cell['onError']> {
	if (trouble.wireFormat !== undefined && !row.wireFormats.includes(trouble.wireFormat)) return [];
	return everySetting && !trouble.inTurn ? ON_ERROR : [ON_ERROR[(ENGINE_ROWS.indexOf(row) + TROUBLES.indexOf(trouble)) % ON_ERROR.length]!];
}

async function runLane(row: EngineRow, everySetting: boolean): Promise<Cell[]> {
	const sandbox = await startSandbox();
	try {
		const cells: Cell[] = [];
		for (const trouble of TROUBLES) {
			for (const onError of settingsOf(row, trouble, everySetting)) cells.push(await runCell(sandbox, row, trouble, onError));
		}
		return cells;
	} finally {
		await sandbox.close();
	}
}

async function cutConnections(sandbox: Sandbox): Promise<void> {
	await sandbox.setListening(false);
	await sandbox.setListening(true);
}

async function runCell(sandbox: Sandbox, row: EngineRow, trouble: Trouble, onError: Cell['onError']): Promise<Cell> {
	sandbox.reset();
	const data = await row.signedIn(sandbox);
	const before = sandbox.counts().requests;
	if (trouble.faults === null) await sandbox.setListening(false);
	else for (const fault of trouble.faults(row.single)) sandbox.addFault(fault);
	const { wireFormat } = trouble;
	const run = async () => await runInEngine({
		node: row.node,
		credential: { type: row.credential, data },
		parameters: {
			...row.parameters,
			options: { ...(row.parameters.options as IDataObject), requestsPerSecond: 0, longestWait: 5, ...(wireFormat && { wireFormat }), ...trouble.options },
		},
		items: Array.from({ length: MESSAGES }, (_, index) => row.item(index)),
		settings: { onError },
	});
	const isGivenUp = trouble.options?.timeout !== undefined;
	const { success, errors, error } = await (isGivenUp ? withoutPatience(PATIENCE_SECONDS * 1_000, () => sandbox.counts().requests - before, run) : run());
	if (trouble.faults === null) await sandbox.setListening(true);
	sandbox.releaseHeld();
	// A request that was given up must not arrive during the next cell.
	if (isGivenUp) await cutConnections(sandbox);

	const records = [...success, ...errors].map((item) => recordOf(item) as IDataObject & { status: Status });
	// If the node stops with an error, the message is the tally.
	const user = error ? error.message : tally(records as never);
	const breaches: string[] = [];
	const expect = (good: boolean, breach: string) => void (good || breaches.push(breach));
	const taken = takenBy(sandbox).length;
	const { duplicates, redirectsFollowed } = sandbox.counts();
	expect(error !== undefined || records.length === MESSAGES, `${records.length} output items`);
	expect(error === undefined || onError === 'stopWorkflow', 'the node threw');
	expect(onError !== 'continueErrorOutput' || success.every(({ json }) => json.error === undefined), 'an error on the success output');
	const words = (row.anonymous && trouble.endsAnonymous) || trouble.ends;
	const ends = row.idempotent && words.includes('unknown') ? [...words, 'accepted'] : words;
	expect(records.every(({ status }) => ends.includes(String(status) === 'answered' ? 'accepted' : status)), `ends with ${user}`);
	expect(duplicates.byContent + duplicates.byId + duplicates.inRequest === 0, 'a message came twice');
	expect(redirectsFollowed === 0, 'a redirect was followed');
	expect(trouble.taken === 'some' || taken === (trouble.taken === 'all' ? MESSAGES : 0), `the provider took ${taken}`);
	for (const { json, pairedItem } of [...success, ...errors].filter((item) => item.json.status === 'accepted' || item.json.status === 'answered')) {
		const recipient = row.item((pairedItem as { item: number }).item)[row.recipientKey];
		const mine = takenBy(sandbox).find((message) => message.recipient === recipient);
		const id = json.messageId ?? json.id ?? null;
		expect(mine !== undefined && (id === null || id === mine.messageId), `a false "accepted" for ${String(recipient)}`);
	}
	return { operation: row.name, trouble, onError, user, taken, requests: sandbox.counts().requests - before, breaches };
}
