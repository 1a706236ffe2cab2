import type { Failure } from '../http/failure';
import { RateLimiter } from '../http/rateLimiter';
import type { ProviderRecord } from '../records/providerRecord';
import type { Receipt } from '../records/receipt';
import { runRequests, type RequestSettings, type RequestTools } from '../request/runRequests';
import type { RequestOperation } from '../request/operation';

/** A span of time, in milliseconds since 1970: of all the provider keeps, where it has no begin; until the present, where it has no end. */
export interface TimeRange {
	from: number | null;
	to: number | null;
}

/** A receipt, and the provider's own words for it. */
export interface Received extends ProviderRecord {
	record: Receipt;
}

/**
 * All the polling engine needs to know of a provider: a search for what happened within a span of time, which takes nothing away.
 * @typeParam Params the search's question
 */
export interface PollOperation<Params = unknown> {
	/** Repeatable; every record it finds is a receipt. */
	search: RequestOperation<Params>;
	/** The search for a span. */
	params(span: TimeRange): Params;
	/** For how long the provider keeps what can be found, in milliseconds. */
	retentionMs: number;
	/** An answer with so many records, or more, may hold back others. */
	pageLimit: number;
}

/** What a trigger remembers from one poll to the next. */
export interface Cursor {
	/** Where the next window begins. */
	from: number;
	/** Receipts since then that need not be handed on: the time of each by its id. */
	seen: Readonly<Record<string, number>>;
}

/** Where the cursor is kept. */
export interface CursorStore {
	/** Null before the first poll. */
	read(): Cursor | null;
	write(cursor: Cursor): void;
}

export interface PollSettings extends RequestSettings {
	/** How far the next window reaches back behind the latest that is known. */
	overlapMs: number;
	/** How far back the first poll hands on what it finds. */
	lookBackMs: number;
	/** No further search begins after so many milliseconds; what is left is found by the next poll. */
	budgetMs: number;
}

/** The first window: what was there before the first poll must be known, and the provider's clock may be another than ours. */
const FIRST_WINDOW_MS = 3_600_000;

/** A shorter part is not halved: providers count in seconds. */
const SHORTEST_PART_MS = 4000;

/**
 * Asks for everything since the window's begin and gives what is new, oldest first. A window begins a while before the latest that is known
 * (by the provider's clock, with which ours need not agree), so that what turns up late is found; what was found before is told by
 * its id. After the first poll everything counts.
 * @returns or why the provider could not be asked; then nothing is remembered
 */
export async function poll<Params>(operation: PollOperation<Params>, place: CursorStore, settings: PollSettings, tools: RequestTools): Promise<Received[] | Failure> {
	const now = tools.clock.now();
	const { overlapMs, lookBackMs } = settings;
	const wanted = place.read()?.from ?? now - Math.max(FIRST_WINDOW_MS, overlapMs, lookBackMs);
	const found = await search(operation, Math.max(wanted, now - operation.retentionMs), settings, tools);
	if ('status' in found) return found;

	// From here to the end nothing else runs: a poll that began before this one ended may have moved the cursor.
	const cursor = place.read();
	const begin = Math.max(found.from, cursor?.from ?? 0);
	// A search may give more than was asked for, such as whole seconds. What is older than the window is forgotten, and would be taken for new.
	const within = [...found.receipts.values()].map((received) => ({ received, time: timeOf(received.record) ?? now })).filter(({ time }) => time >= begin);
	const seen = cursor?.seen ?? Object.fromEntries(within.filter(({ time }) => lookBackMs === 0 || time < now - lookBackMs).map(idAndTime));
	const fresh = within.filter(({ received }) => !Object.hasOwn(seen, received.record.receiptId)).sort((a, b) => a.time - b.time);

	const latest = within.reduce((last, { received }) => Math.max(last, timeOf(received.record) ?? 0), 0);
	// Not beyond the present: one time that is wrong would hide all that comes before it.
	const from = found.leftFrom ?? Math.max(begin, Math.min(latest, now) - overlapMs);
	place.write({ from, seen: Object.fromEntries([...Object.entries(seen), ...within.map(idAndTime)].filter(([, time]) => time >= from)) });
	return fresh.map(({ received }) => received);
}

/** What a poll remembered, from a store that may hold anything; null for what is no cursor. */
export function cursorFrom({ from, seen }: Readonly<Record<string, unknown>>): Cursor | null {
	if (typeof from !== 'number' || !Number.isFinite(from)) return null;
	const entries = Object.entries(typeof seen === 'object' && seen !== null ? seen : {});
	return { from, seen: Object.fromEntries(entries.filter(([, time]) => typeof time === 'number')) as Record<string, number> };
}

interface Found {
	/** By receiptId. */
	receipts: Map<string, Received>;
	from: number;
	/** Where the part begins for which there was no time left. */
	leftFrom: number | null;
}

/** Searches the time since `from`, in halves where an answer may hold something back, the older first. */
async function search<Params>(operation: PollOperation<Params>, from: number, settings: PollSettings, tools: RequestTools): Promise<Found | Failure> {
	const { clock } = tools;
	const now = clock.now();
	const rateLimiter = new RateLimiter(settings.requestsPerSecond, settings.retry.longestWaitMs, clock);
	const receipts = new Map<string, Received>();
	const parts: Part[] = [{ from, to: null }];
	for (let part = parts.pop(); part; part = parts.pop()) {
		if (receipts.size > 0 && clock.now() - now >= settings.budgetMs) return { receipts, from, leftFrom: part.from };
		// How far back the provider goes it knows better than a clock of ours.
		const span = { from: part.from > now - operation.retentionMs ? part.from : null, to: part.to };
		const [reply] = await runRequests(operation.search, [{ item: 0, params: operation.params(span) }], settings, { ...tools, rateLimiter });
		const { records, failure } = reply!;
		if (failure) return failure;
		for (const finding of records as readonly Received[]) receipts.set(finding.record.receiptId, finding);
		if (records.length >= operation.pageLimit) parts.push(...halves(part, now));
	}
	return { receipts, from, leftFrom: null };
}

interface Part {
	from: number;
	to: number | null;
}

/** The later half, then the older one; nothing where the part is too short. They share a second, since no page says which ends belong to a span. */
function halves({ from, to }: Part, now: number): Part[] {
	const end = to ?? now;
	if (end - from < SHORTEST_PART_MS) return [];
	const middle = Math.ceil((from + end) / 2000) * 1000;
	return [
		{ from: middle - 1000, to },
		{ from, to: middle },
	];
}

function timeOf({ occurredAt }: Receipt): number | null {
	return occurredAt === null ? null : Date.parse(occurredAt);
}

function idAndTime({ received, time }: { received: Received; time: number }): [string, number] {
	return [received.record.receiptId, time];
}
