import { hash } from 'node:crypto';
import { Attachments } from './attachments.mts';
import type { AcceptedMessage, Act, RecordedAct, Row } from './contract.mts';
import { emptyCounts, type Duplicate, type RecordedRequest } from './records.mts';

/** How many messages to keep; the counters go on beyond that. */
const KEPT_MESSAGES = 250_000;
const KEPT_REQUESTS = 5_000;
const KEPT_BODY_CHARACTERS = 64_000_000;
const KEPT_DUPLICATES = 1_000;
const KEPT_TIMES = 100_000;

/** Adds one to a counter, which may not exist yet. */
export function increment(counter: Record<string, number>, key: string): void {
	counter[key] = (counter[key] ?? 0) + 1;
}

/** Everything that happened since the start or the last reset. */
export class Journal {
	messages: AcceptedMessage[] = [];
	readonly attachments = new Attachments();
	/** Contacts in campaigns, events, tries of codes. */
	acts: RecordedAct[] = [];
	requests: RecordedRequest[] = [];
	/** Duplicates by content are complete only after `compareContents()`. */
	duplicates: Duplicate[] = [];
	/** Sequence numbers of messages with the same content for a customer as an earlier one; complete after `compareContents()`. */
	repeated = new Set<number>();
	/** Without `held`, which `Holds` counts. */
	counts = emptyCounts();
	/** By provider and message id. */
	private byId = new Map<string, AcceptedMessage>();
	private indexes = newIndexes();
	/** By provider. */
	private seenIds = new Map<string, Set<string>>();
	private seenContents = new Set<string>();
	private seenWords = new Set<string>();
	private bodyCharacters = 0;
	private lastSequence = 0;
	private lastAct = 0;
	private lastCompared = 0;
	private lastRequest = 0;
	private readonly watchers = new Set<() => void>();

	/** Calls back after every change; returns a function that stops it. */
	watch(watcher: () => void): () => void {
		this.watchers.add(watcher);
		return () => this.watchers.delete(watcher);
	}

	/** Notifies all watchers. */
	changed(): void {
		for (const watcher of this.watchers) watcher();
	}

	/** Stores the messages of accepted rows and counts the others; returns how many were accepted. */
	accept(provider: string, rows: readonly Row[]): number {
		const receivedAt = new Date().toISOString();
		const before = this.counts.accepted;
		for (const row of rows) {
			if (row.verdict !== 'accepted') this.counts[row.verdict] += 1;
			else this.acceptOne(provider, row, receivedAt);
		}
		if (this.messages.length > KEPT_MESSAGES * 1.1) {
			this.compareContents();
			this.messages = this.messages.slice(-KEPT_MESSAGES);
			this.byId = new Map(this.messages.map((message) => [idKey(message.provider, message.messageId), message]));
			this.indexes = newIndexes();
		}
		this.changed();
		return this.counts.accepted - before;
	}

	/** Stores what a request did besides sending messages. */
	act(provider: string, act: Act): void {
		this.lastAct += 1;
		this.counts.acts += 1;
		this.acts.push({ ...act, sequence: this.lastAct, provider, receivedAt: new Date().toISOString() });
		if (this.acts.length > KEPT_MESSAGES * 1.1) this.acts = this.acts.slice(-KEPT_MESSAGES);
		this.changed();
	}

	/** Sequences have no gaps, so the place follows from the number. */
	at(sequence: number): AcceptedMessage | undefined {
		const [first] = this.messages;
		return first && this.messages[sequence - first.sequence];
	}

	find(provider: string, messageId: string): AcceptedMessage | undefined {
		return this.byId.get(idKey(provider, messageId));
	}

	/** A provider's messages that have this value, oldest first. */
	having(provider: string, key: 'recipient' | 'correlationId', value: string): readonly AcceptedMessage[] {
		const { messages } = this;
		const index = this.indexes[key];
		for (; index.size < messages.length; index.size += 1) {
			const message = messages[index.size]!;
			const name = idKey(message.provider, message[key]);
			const known = index.places.get(name);
			if (known) known.push(message);
			else index.places.set(name, [message]);
		}
		return index.places.get(idKey(provider, value)) ?? [];
	}

	/** Counts the duplicates by content since the last call. It runs on request, so that clients do not wait for it. */
	compareContents(): void {
		for (let index = this.firstUncompared(); index < this.messages.length; index += 1) {
			const message = this.messages[index];
			if (message !== undefined && seenBefore(this.seenWords, wordsDigest(message))) this.repeated.add(message.sequence);
			if (message === undefined || !seenBefore(this.seenContents, contentDigest(message))) continue;
			const { provider, correlationId, recipient } = message;
			this.recordDuplicate({ kind: 'byContent', provider, correlationId, recipient });
		}
		this.lastCompared = this.lastSequence;
	}

	/** The next request number. Numbers continue after a reset, so a late answer cannot be taken for a new one. */
	nextRequest(): number {
		this.lastRequest += 1;
		this.counts.requests += 1;
		this.changed();
		const times = this.counts.requestTimes;
		times.push(performance.timeOrigin + performance.now());
		if (times.length > KEPT_TIMES * 1.1) this.counts.requestTimes = times.slice(-KEPT_TIMES);
		return this.lastRequest;
	}

	recordRequest(request: RecordedRequest): void {
		this.requests.push(request);
		this.bodyCharacters += request.body.length;
		while (this.requests.length > KEPT_REQUESTS || (this.bodyCharacters > KEPT_BODY_CHARACTERS && this.requests.length > 1)) {
			this.bodyCharacters -= this.requests.shift()?.body.length ?? 0;
		}
	}

	recordDuplicate(duplicate: Duplicate): void {
		this.counts.duplicates[duplicate.kind] += 1;
		if (this.duplicates.length < KEPT_DUPLICATES) this.duplicates.push(duplicate);
	}

	reset(): void {
		this.messages = [];
		this.acts = [];
		this.attachments.clear();
		this.requests = [];
		this.duplicates = [];
		this.counts = emptyCounts();
		this.byId = new Map();
		this.indexes = newIndexes();
		this.seenIds = new Map();
		this.seenContents = new Set();
		this.seenWords = new Set();
		this.repeated = new Set();
		this.lastCompared = this.lastSequence;
		this.bodyCharacters = 0;
		this.changed();
	}

	private acceptOne(provider: string, { message, messageId, correlationId }: Row, receivedAt: string): void {
		if (message === undefined) return;
		const { channel, recipient, sender, text, details, scheduledAt } = message;
		if (seenBefore(this.idsOf(provider), correlationId)) {
			this.recordDuplicate({ kind: 'byId', provider, correlationId, recipient });
		}
		this.lastSequence += 1;
		this.counts.accepted += 1;
		increment(this.counts.acceptedByChannel, channel);
		const sequence = this.lastSequence;
		const shown = this.attachments.take(sequence, details);
		const accepted = { sequence, provider, channel, recipient, sender, text, details: shown, scheduledAt, receivedAt, messageId, correlationId };
		this.messages.push(accepted);
		this.byId.set(idKey(provider, messageId), accepted);
	}

	/** Sequences have no gaps, so the place follows from the number. */
	private firstUncompared(): number {
		return Math.max(0, this.messages.length - (this.lastSequence - this.lastCompared));
	}

	private idsOf(provider: string): Set<string> {
		let ids = this.seenIds.get(provider);
		if (ids === undefined) this.seenIds.set(provider, (ids = new Set()));
		return ids;
	}
}

/** Messages by one of their values, as far as they have been indexed. A look-up indexes the new ones, so that no other request waits for it. */
interface Index {
	size: number;
	places: Map<string, AcceptedMessage[]>;
}

function newIndexes(): Record<'recipient' | 'correlationId', Index> {
	return { recipient: { size: 0, places: new Map() }, correlationId: { size: 0, places: new Map() } };
}

function idKey(provider: string, messageId: string): string {
	return `${provider}\n${messageId}`;
}

function seenBefore(seen: Set<string>, key: string): boolean {
	const size = seen.size;
	seen.add(key);
	return seen.size === size;
}

/** The same for two messages that a receiver would call the same; ids and the time of acceptance do not count. */
function contentDigest({ provider, channel, recipient, sender, text, details, scheduledAt }: AcceptedMessage): string {
	return hash('sha1', JSON.stringify([provider, channel, recipient, sender, text, details, scheduledAt]), 'base64');
}

/** The same for the same words on the same channel, whichever provider sent them and whatever invisible data they carry. */
function wordsDigest({ channel, recipient, text, details }: AcceptedMessage): string {
	const { subject, placeholders, projectId, params, otp } = details;
	const address = recipient.includes('@') ? recipient.toLowerCase() : recipient.replace(/^\+/, '');
	return hash('sha1', JSON.stringify([channel, address, text, subject, placeholders, projectId, params, otp]), 'base64');
}
