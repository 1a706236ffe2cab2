import { randomUUID } from 'node:crypto';
import type { AcceptedMessage, CallbackAddress, CallbackAddresses, CallbackWriter, DeliveryStatus, InboundMessage, Provider, Report } from '../contract.mts';
import type { Journal } from '../journal.mts';
import type { Statuses, StatusRule } from '../statuses.mts';
import { Line, type CallbackKind, type Delivery } from './line.mts';
import { callbackBody, type CallbackChange, type CallbackRule } from './schema.mts';

/** How many deliveries to keep; the counters go on beyond that. */
const KEPT_DELIVERIES = 5_000;

/** An address as the control API shows it. */
export type ListedCallback = CallbackRule & {
	id: string;
	/** Reports and callbacks that are still to come. */
	pending: number;
	answers: Record<CallbackKind, Record<string, number>>;
};

/** Everything that providers send on their own: reports on messages, and messages of customers, to the registered addresses. */
export class Callbacks {
	deliveries: Delivery[] = [];
	private readonly lines = new Map<string, Line>();
	private readonly timers = new Set<NodeJS.Timeout>();
	/** Requests whose messages are accepted but whose answer has not left yet. */
	private owed = 0;
	private rested: (() => void)[] = [];

	constructor(
		private readonly providers: readonly Provider[],
		private readonly journal: Journal,
		private readonly statuses: Statuses,
	) {}

	serves(provider: string): boolean {
		return this.writerOf(provider) !== undefined;
	}

	/** Adds an address, or replaces the one with this ID. @throws Error for a provider that never calls back */
	put(rule: CallbackRule, id: string = randomUUID()): string {
		const writer = this.writerOf(rule.provider);
		if (writer === undefined) throw new Error(`The sandbox has no provider "${rule.provider}" that calls back.`);
		this.lines.get(id)?.stop();
		this.lines.set(id, new Line(id, rule, writer, (delivery) => this.note(delivery)));
		this.journal.changed();
		return id;
	}

	/** Changes an address; returns whether it exists. */
	change(id: string, change: CallbackChange): boolean {
		this.lines.get(id)?.change(change);
		this.journal.changed();
		return this.lines.has(id);
	}

	/** Removes one address, or all; returns how many. */
	remove(id?: string): number {
		const gone = [...this.lines.values()].filter((line) => id === undefined || line.id === id);
		for (const line of gone) {
			line.stop();
			this.lines.delete(line.id);
		}
		this.note();
		return gone.length;
	}

	/** All addresses, without the secrets. */
	list(): ListedCallback[] {
		return [...this.lines.values()].map(({ id, settings, pending, answers }) => ({ ...settings, secret: settings.secret && '***', id, pending, answers }));
	}

	/** Access to the addresses, for a provider whose API takes them. */
	of(provider: string): CallbackAddresses {
		const own = () => [...this.lines.values()].filter(({ settings }) => settings.provider === provider);
		return {
			all: () => own().map(({ id, settings }) => ({ ...settings, id })),
			put: (id, address: CallbackAddress, batch) => void this.put(callbackBody.parse({ ...this.lines.get(id)?.settings, provider, ...address, batch }), id),
			remove: (id) => void this.remove(id),
		};
	}

	/** Accepted messages of a provider, by their IDs. They are reported only after the provider has answered. */
	accepting(provider: string, messageIds: readonly string[]): () => void {
		if (messageIds.length === 0 || this.of(provider).all().length === 0) return () => undefined;
		this.owed += 1;
		return () => {
			this.owed -= 1;
			this.accepted(provider, messageIds.flatMap((id) => this.journal.find(provider, id) ?? []));
			this.note();
		};
	}

	private accepted(provider: string, messages: readonly AcceptedMessage[]): void {
		for (const line of this.lines.values()) {
			const { settings } = line;
			if (settings.provider !== provider || !settings.on) continue;
			const told = messages.map((message) => this.statuses.statusByRule(message));
			settings.course.forEach((status, step) => {
				const reports = () => messages.flatMap((message, i) => (told[i] === undefined ? [receiptOf(message, status)] : step === 0 ? [receiptOf(message, told[i])] : []));
				// Use the address as it is then, and none that was removed meanwhile.
				this.later(settings.delayMs * (step + 1), () => this.lines.get(line.id)?.add(reports()));
			});
		}
	}

	/** The control API has set a status for messages. */
	statusSet(rule: StatusRule): void {
		for (const line of this.lines.values()) {
			const { provider } = line.settings;
			if (rule.provider !== undefined && rule.provider !== provider) continue;
			line.add(this.statuses.matching({ ...rule, provider }).map((message) => receiptOf(message, rule.status)));
		}
	}

	/** A customer has written a message. */
	messageReceived(message: InboundMessage): void {
		const answered = message.answers === null ? undefined : this.journal.find(message.provider, message.answers);
		for (const line of this.lines.values()) {
			if (line.settings.provider === message.provider) line.add([{ id: randomUUID(), kind: 'inbound', message, answered }]);
		}
	}

	/** Resolves when every callback was delivered or given up. */
	async settled(): Promise<void> {
		if (this.isAtRest()) return;
		await new Promise<void>((resolve) => this.rested.push(resolve));
	}

	/** Forgets all addresses and what was sent. */
	clear(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.deliveries = [];
		this.remove();
	}

	private writerOf(provider: string): CallbackWriter | undefined {
		return this.providers.find(({ name }) => name === provider)?.callbacks;
	}

	private later(ms: number, work: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			work();
			this.note();
		}, ms);
		this.timers.add(timer);
	}

	private isAtRest(): boolean {
		return this.owed === 0 && this.timers.size === 0 && [...this.lines.values()].every(({ pending }) => pending === 0);
	}

	private note(delivery?: Delivery): void {
		if (delivery !== undefined) this.deliveries.push(delivery);
		if (this.deliveries.length > KEPT_DELIVERIES * 1.1) this.deliveries = this.deliveries.slice(-KEPT_DELIVERIES);
		if (this.isAtRest()) for (const resolve of this.rested.splice(0)) resolve();
		this.journal.changed();
	}
}

function receiptOf(message: AcceptedMessage, status: DeliveryStatus): Report {
	return { id: randomUUID(), kind: 'receipt', message: { ...message, status, statusAt: new Date().toISOString() } };
}
