import type { Failure } from '../http/failure';
import { RateLimiter } from '../http/rateLimiter';
import type { ProviderRecord } from '../records/providerRecord';
import type { Receipt } from '../records/receipt';
import { runRequests, type RequestSettings, type RequestTools } from '../request/runRequests';
import type { RequestOperation } from '../request/operation';

/** A time range in milliseconds since 1970. `from: null` is as far back as the provider keeps records, `to: null` is now. */
export interface TimeRange {
	from: number | null;
	to: number | null;
}

/** A receipt with the provider's own data. */
export interface Received extends ProviderRecord {
	record: Receipt;
}

/**
 * The provider's part of polling: a search by time range that removes nothing.
 * @typeParam Params the parameters of the search
 */
export interface PollOperation<Params = unknown> {
	/** Idempotent. Every record it finds is a receipt. */
	search: RequestOperation<Params>;
	/** The params that search a time range. */
	params(range: TimeRange): Params;
	/** How long the provider keeps records. */
	retentionMs: number;
	/** An answer with this many records or more may be incomplete. */
	pageLimit: number;
}

/** What a trigger remembers from one poll to the next. */
export interface Cursor {
	/** Start of the next window. */
	from: number;
	/** Receipts since then that the trigger already handed on: the time of each, by its ID. */
	seen: Readonly<Record<string, number>>;
}

export interface CursorStore {
	/** Null before the first poll. */
	read(): Cursor | null;
	write(cursor: Cursor): void;
}

export interface PollSettings extends RequestSettings {
	/** How far the next window reaches back behind the latest known receipt. */
	overlapMs: number;
	/** The first poll hands on receipts that are no older than this. */
	lookBackMs: number;
	/** No further search starts after this time. The next poll finds the rest. */
	budgetMs: number;
}

/** The first poll must learn which receipts exist already, and the provider's clock may differ from ours. */
const FIRST_WINDOW_MS = 3_600_000;

/** A shorter part is not halved: providers count in seconds. */
const SHORTEST_PART_MS = 4000;

/**
 * Searches from the start of the window and returns what is new, oldest first. The window starts a while before the latest known receipt by the
 * provider's clock, so late receipts are found. IDs show which ones were handed on already. The first poll hands on receipts that are no older than
 * `lookBackMs`.
 * @returns a failure if the search failed; then the cursor stays
 */
export async function poll<Params>(operation: PollOperation<Params>, place: CursorStore, settings: PollSettings, tools: RequestTools): Promise<Received[] | Failure> {
	const now = tools.clock.now();
	const { overlapMs, lookBackMs } = settings;
	const wanted = place.read()?.from ?? now - Math.max(FIRST_WINDOW_MS, overlapMs, lookBackMs);
	const found = await search(operation, Math.max(wanted, now - operation.retentionMs), settings, tools);
	if ('status' in found) return found;

	// Read again after the search: n8n may have run another poll meanwhile.
	const cursor = place.read();
	const begin = Math.max(found.from, cursor?.from ?? 0);
	// A search may return more than the range, such as whole seconds. Older receipts are no longer in `seen`, so they would look new.
	const within = [...found.receipts.values()].map((received) => ({ received, time: timeOf(received.record) ?? now })).filter(({ time }) => time >= begin);
	const seen = cursor?.seen ?? Object.fromEntries(within.filter(({ time }) => lookBackMs === 0 || time < now - lookBackMs).map(idAndTime));
	const fresh = within.filter(({ received }) => !Object.hasOwn(seen, received.record.receiptId)).sort((a, b) => a.time - b.time);

	const latest = within.reduce((last, { received }) => Math.max(last, timeOf(received.record) ?? 0), 0);
	// At most now: one wrong time in the future would hide everything before it.
	const from = found.leftFrom ?? Math.max(begin, Math.min(latest, now) - overlapMs);
	place.write({ from, seen: Object.fromEntries([...Object.entries(seen), ...within.map(idAndTime)].filter(([, time]) => time >= from)) });
	return fresh.map(({ received }) => received);
}

/** Reads a cursor from a store that may hold anything; null if it holds none. */
export function cursorFrom({ from, seen }: Readonly<Record<string, unknown>>): Cursor | null {
	if (typeof from !== 'number' || !Number.isFinite(from)) return null;
	const entries = Object.entries(typeof seen === 'object' && seen !== null ? seen : {});
	return { from, seen: Object.fromEntries(entries.filter(([, time]) => typeof time === 'number')) as Record<string, number> };
}

interface Found {
	/** By receiptId. */
	receipts: Map<string, Received>;
	from: number;
	/** Start of the part that the search had no time left for. */
	leftFrom: number | null;
}

/** Searches from `from` to now. Splits a range whose answer may be incomplete, and searches the older half first. */
async function search<Params>(operation: PollOperation<Params>, from: number, settings: PollSettings, tools: RequestTools): Promise<Found | Failure> {
	const { clock } = tools;
	const now = clock.now();
	const rateLimiter = new RateLimiter(settings.requestsPerSecond, settings.retry.longestWaitMs, clock);
	const receipts = new Map<string, Received>();
	const parts: Part[] = [{ from, to: null }];
	for (let part = parts.pop(); part; part = parts.pop()) {
		if (receipts.size > 0 && clock.now() - now >= settings.budgetMs) return { receipts, from, leftFrom: part.from };
		// Without a start the provider searches as far back as it keeps records, which it knows better than our clock.
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

/**
 * The later half, then the older one; nothing if the range is too short. They overlap by a second, because no page says whether ends are inclusive.
 */
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
