import { hash } from 'node:crypto';

import { isProblem, type Problem } from '../input/read';

/** How much one execution may send; null for no limit. */
export interface Quota {
	messages: number | null;
	perRecipient: number | null;
}

/** What an execution has counted so far, as n8n saves it: plain JSON without customer data. */
export interface QuotaPage {
	version: 1;
	/** Hashes of messages, by the hash of their recipient. */
	recipients: Record<string, string[]>;
}

/** The part of a message that counts. */
export interface Counted {
	item: number;
	/** Identifies the message within the execution: the same in every try. */
	name: string;
	/** Everyone who gets it: each counts as a message. Empty if only the provider knows. */
	recipients: readonly string[];
}

export const blankQuotaPage = (): QuotaPage => ({ version: 1, recipients: {} });

/**
 * Replaces every message beyond the quota by a problem. All calls of an execution count together, so an agent that calls again gets what is left. A
 * message that is tried again counts once. Nothing is counted until `reserve` is called, which must happen before other code can run.
 * @param countedOf how a message counts
 */
export function withinQuota<Message extends { item: number }>(
	readings: ReadonlyArray<Message | Problem>,
	countedOf: (message: Message) => Counted,
	quota: Quota,
	page: QuotaPage,
): { readings: Array<Message | Problem>; reserve(): void } {
	if (quota.messages === null && quota.perRecipient === null) return { readings: [...readings], reserve: () => undefined };
	const reserved = new Map(Object.entries(page.recipients).map(([recipient, names]) => [recipient, new Set(names)]));
	let total = [...reserved.values()].reduce((sum, names) => sum + names.size, 0);
	const judged = readings.map((reading) => {
		if (isProblem(reading)) return reading;
		const { item, name, recipients } = countedOf(reading);
		const shortName = shortened(name);
		// Upper and lower case do not matter: an email address is the same person.
		const known = [...new Set(recipients.map((recipient) => recipient.toLowerCase()))];
		const added = (known.length === 0 ? [''] : known).map((recipient) => [recipient, shortened(recipient)] as const).filter(([, who]) => !reserved.get(who)?.has(shortName));
		if (quota.messages !== null && total + added.length > quota.messages) {
			return beyond(item, `Options > Maximum Messages allows ${quota.messages} in one execution, all calls of the node together`, 'Maximum Messages');
		}
		// A recipient that only the provider knows cannot be counted.
		if (quota.perRecipient !== null && added.some(([recipient, who]) => recipient !== '' && (reserved.get(who)?.size ?? 0) >= quota.perRecipient!)) {
			return beyond(item, `Options > Maximum per Recipient allows ${quota.perRecipient} to one recipient in one execution`, 'Maximum per Recipient');
		}
		total += added.length;
		for (const [, who] of added) reserved.set(who, (reserved.get(who) ?? new Set<string>()).add(shortName));
		return reading;
	});
	return { readings: judged, reserve: () => void (page.recipients = Object.fromEntries([...reserved].map(([who, names]) => [who, [...names]]))) };
}

function beyond(item: number, what: string, option: string): Problem {
	return { item, field: option, what, fix: `Send fewer, or let the author of the workflow raise Options > ${option}.` };
}

function shortened(text: string): string {
	return hash('sha256', text, 'base64url').slice(0, 12);
}
