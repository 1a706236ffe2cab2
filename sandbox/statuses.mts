import type { AcceptedMessage, DeliveryStatus, TrackedMessage } from './contract.mts';
import type { Journal } from './journal.mts';

/** The status of a message by its age in milliseconds, oldest first. */
const COURSE: ReadonlyArray<readonly [ms: number, status: DeliveryStatus]> = [
	[2000, 'delivered'],
	[1000, 'sent'],
	[0, 'queued'],
];

/** A status for messages that match all of this; with only `provider`, for all messages of a provider. */
export interface StatusRule {
	status: DeliveryStatus;
	provider?: string;
	recipient?: string;
	messageId?: string;
	correlationId?: string;
}

/** The statuses of accepted messages: the status that was set, otherwise one by age. */
export class Statuses {
	/** Newest first. */
	private rules: { rule: StatusRule; setAt: string }[] = [];

	constructor(private readonly journal: Journal) {}

	set(rule: StatusRule): void {
		this.rules.unshift({ rule, setAt: new Date().toISOString() });
	}

	list(): StatusRule[] {
		return this.rules.map(({ rule }) => rule);
	}

	clear(): void {
		this.rules = [];
	}

	/** Undefined for a message that this provider does not know, or not yet. */
	find(provider: string, messageId: string): TrackedMessage | undefined {
		const message = this.journal.find(provider, messageId);
		const tracked = message && this.track(message);
		return tracked?.status === 'hidden' ? undefined : tracked;
	}

	/** A provider's messages that have this value, oldest first. */
	having(provider: string, key: 'recipient' | 'correlationId', value: string): TrackedMessage[] {
		return this.journal.having(provider, key, value).map((message) => this.track(message)).filter(({ status }) => status !== 'hidden');
	}

	/** The status that the control API set for a message, if any. */
	statusByRule(message: AcceptedMessage): DeliveryStatus | undefined {
		return this.ruleOf(message)?.rule.status;
	}

	/** The accepted messages that match a rule, oldest first. */
	matching(rule: StatusRule): AcceptedMessage[] {
		const one = rule.provider !== undefined && rule.messageId !== undefined ? this.journal.find(rule.provider, rule.messageId) : undefined;
		return (one ? [one] : this.journal.messages).filter((message) => concerns(rule, message));
	}

	private ruleOf(message: AcceptedMessage) {
		return this.rules.find(({ rule }) => concerns(rule, message));
	}

	private track(message: AcceptedMessage): TrackedMessage {
		const told = this.ruleOf(message);
		if (told) return { ...message, status: told.rule.status, statusAt: told.setAt };
		const received = Date.parse(message.receivedAt);
		const [ms, status] = COURSE.find(([least]) => Date.now() - received >= least) ?? [0, 'queued' as const];
		return { ...message, status, statusAt: new Date(received + ms).toISOString() };
	}
}

function concerns({ provider, recipient, messageId, correlationId }: StatusRule, message: AcceptedMessage): boolean {
	const wanted = { provider, recipient, messageId, correlationId };
	return Object.entries(wanted).every(([key, value]) => value === undefined || message[key as keyof AcceptedMessage] === value);
}
