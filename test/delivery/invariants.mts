import type { Message } from '../../core/send/message.ts';
import type { Result } from '../../core/send/outcome.ts';
import type { Travel } from './network.mts';
import { lastResults, type EngineCall, type Observation } from './run-schedule.mts';

/** A broken promise: its name, and what was seen. */
export interface Breach {
	promise: Promised;
	seen: string;
}

/** The promises, in the words of docs/delivery.md. */
export type Promised = 'one outcome an item' | 'never twice' | 'no false "accepted"' | 'nothing taken is called unsent' | 'quiet after 401' | 'quiet after a stop' | 'pace' | 'pauses' | 'truth of the sandbox';

const WINDOW_MS = 1_000;

/** All broken promises in an observation. */
export function breachesOf(observation: Observation): Breach[] {
	const { calls, travels } = observation;
	const breaches: Breach[] = [];
	const report = (promise: Promised) => (seen: string) => void breaches.push({ promise, seen });
	const byCall = calls.map((_, number) => travels.filter(({ call }) => call === number));
	sandboxIsSound(observation, report('truth of the sandbox'));
	takenOnce(observation, report('never twice'));
	calls.forEach((call, number) => {
		const own = byCall[number]!;
		oneOutcomeAnItem(call, report('one outcome an item'));
		resultsAreTrue(observation, call, own, report);
		quiet(call, own, report);
		paced(call, own, report);
	});
	return breaches;
}

type Report = (seen: string) => void;

/** A message's name over all executions: messages that share a deduplication key are one message. */
const nameOf = (message: Message) => message.deduplicationKey ?? `item ${message.item}`;

interface Take {
	message: Message;
	messageId: string;
	travel: Travel;
}

function takesOf(travels: readonly Travel[]): Take[] {
	return travels.flatMap((travel) =>
		travel.settled.flatMap(({ accepted, messageId }, i) => (accepted ? [{ message: travel.messages[i]!, messageId, travel }] : [])),
	);
}

/** The sandbox read the sent messages in order, and its count equals ours. */
function sandboxIsSound({ travels, accepted }: Observation, report: Report): void {
	for (const { settled, messages } of travels) {
		if (settled.length > 0 && settled.length !== messages.length) report(`${settled.length} of ${messages.length} messages were read`);
		const other = settled.find(({ recipient }, i) => messages[i] && messages[i].recipient !== '' && messages[i].recipient !== recipient);
		if (other) report(`a message came to ${other.recipient}, for whom it was not`);
	}
	const taken = takesOf(travels).length;
	if (taken !== accepted) report(`${accepted} messages in the inbox, ${taken} in the answers`);
}

/** No message is accepted twice, unless its result was unknown and the user sent it again without a deduplication key. */
function takenOnce({ calls, travels }: Observation, report: Report): void {
	const takes = new Map<string, Take[]>();
	for (const take of takesOf(travels)) {
		const name = nameOf(take.message);
		takes.set(name, [...(takes.get(name) ?? []), take]);
	}
	for (const [name, all] of takes) {
		const executions = all.map(({ travel }) => calls[travel.call]!.execution).sort((a, b) => a - b);
		if (new Set(executions).size < executions.length) report(`${name} was accepted ${all.length} times in one execution`);
		for (const earlier of executions.slice(0, -1)) {
			const keyed = all[0]!.message.deduplicationKey !== null;
			const end = lastResults(calls.filter(({ execution }) => execution === earlier)).get(all[0]!.message.item) ?? 'unknown';
			if (keyed || end !== 'unknown') report(`${name} was accepted again after it was ${end}`);
		}
	}
}

function oneOutcomeAnItem({ messages, results }: EngineCall, report: Report): void {
	if (results === null) return;
	const items = results.map(({ item }) => item);
	if (items.length !== messages.length || messages.some(({ item }, i) => items[i] !== item)) {
		report(`${results.length} results for ${messages.length} messages, or in another order`);
	}
}

function resultsAreTrue({ calls, travels }: Observation, call: EngineCall, own: readonly Travel[], report: (promise: Promised) => Report): void {
	if (call.results === null) return;
	const carried = countsOf(own.flatMap(({ messages }) => messages.map(({ item }) => item)));
	const mine = byName(takesOf(own));
	// Ignore messages that a simultaneous call sends later, because nobody can know them yet.
	const before = byName(takesOf(travels.filter((travel) => (travel.arrived?.order ?? Infinity) < call.ended.order)));
	const settledBefore = byName(
		takesOf(travels.filter((travel) => calls[travel.call]!.execution === call.execution && calls[travel.call]!.try < call.try)),
	);
	call.results.forEach((result, i) => {
		const message = call.messages[i];
		if (!message) return;
		const { status, messageId } = result.outcome;
		const say = `item ${result.item} is called ${status}`;
		const name = nameOf(message);
		if (status === 'accepted' || status === 'duplicate') {
			const ids = (status === 'accepted' && !call.idempotent ? mine : before).get(name) ?? [];
			if (ids.length === 0) report('no false "accepted"')(`${say} and was not taken`);
			else if (messageId !== null && !ids.includes(messageId)) {
				report('no false "accepted"')(`${say} with the id of another`);
			}
		}
		if (status === 'rejected' || status === 'notSent' || status === 'notFound') {
			if (mine.has(name) || settledBefore.has(name)) report('nothing taken is called unsent')(`${say} (${result.failure?.code}) and was taken`);
		}
		if (!countsTruly(result, carried.get(result.item) ?? 0)) {
			report('one outcome an item')(`${say} after ${result.outcome.attempts} requests, and there were ${carried.get(result.item) ?? 0}`);
		}
	});
}

/** Results from the ledger count the requests of an earlier try. */
function countsTruly({ outcome, failure }: Result, requests: number): boolean {
	const fromLedger = outcome.status === 'duplicate' || (outcome.status === 'unknown' && failure?.what.startsWith('An earlier try'));
	const shared = failure?.what.includes('not tried again for the same message');
	return fromLedger || shared || outcome.attempts === requests;
}

/** After a refused credential, and after a stop, nothing leaves any more. */
function quiet({ stopped }: EngineCall, own: readonly Travel[], report: (promise: Promised) => Report): void {
	const refused = own.filter(({ status }) => status === 401 || status === 403).map(({ answered }) => answered!.order);
	const first = Math.min(...refused);
	if (own.some(({ left }) => left.order > first)) report('quiet after 401')('a request left after the credential was refused');
	if (stopped && own.some(({ left }) => left.order > stopped.order)) report('quiet after a stop')('a request left after the stop');
}

/** Never more requests a second or at once than set, and none during a pause that the provider asked for. */
function paced({ settings }: EngineCall, own: readonly Travel[], report: (promise: Promised) => Report): void {
	const { requestsPerSecond: most, concurrency } = settings;
	const times = own.map(({ left }) => left.time);
	if (most > 0 && times.some((time, i) => i >= most && time - times[i - most]! < WINDOW_MS)) report('pace')(`more than ${most} requests in a second`);
	const events = own.flatMap(({ left, answered }) => [[left.order, 1] as const, ...(answered ? [[answered.order, -1] as const] : [])]);
	let under = 0;
	for (const [, change] of events.sort((a, b) => a[0] - b[0])) {
		under += change;
		if (under > concurrency) return report('pace')(`${under} requests at once, where ${concurrency} are set`);
	}
	for (const { answered, retryAfter, status } of own) {
		if (answered === null || (status !== 429 && status !== 503) || !/^\d+$/.test(retryAfter ?? '')) continue;
		const pause = Number(retryAfter) * 1_000;
		const early = own.find(({ left }) => left.order > answered.order && left.time < answered.time + pause);
		if (early) report('pauses')(`a request left ${answered.time + pause - early.left.time} ms before the pause was over`);
	}
}

function byName(takes: readonly Take[]): Map<string, string[]> {
	const ids = new Map<string, string[]>();
	for (const { message, messageId } of takes) {
		const name = nameOf(message);
		const known = ids.get(name);
		if (known) known.push(messageId);
		else ids.set(name, [messageId]);
	}
	return ids;
}

function countsOf(items: readonly number[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
	return counts;
}
