import { momentOf, receipt, type Receipt, type ReceiptStatus } from '../../../core/records/receipt';
import { CALL, SMS, wordOf } from './statuses';
import type { Reported } from './reported';

/**
 * The receipt of one SMS or call, or the message that somebody wrote.
 * @throws Error if nothing identifies the message or its recipient
 */
export function toRecord(reported: Reported): Receipt & object {
	const { messageId, status, recipient, sender, text, correlationId } = reported;
	if (!messageId && !status && !recipient && !sender && !text) throw new Error('it has none of the keys of the template; name those of your layout under Keys');
	const [sentAt, doneAt] = [reported.sentAt, reported.doneAt].map((time) => time && timeOf(time));
	const kind = kindOf(reported);
	const channel = channelOf(reported);
	const common = {
		provider: 'wiraya',
		kind,
		channel,
		messageId,
		correlationId,
		recipient,
		sender,
		occurredAt: doneAt ?? sentAt,
		// All values, because one call may be attempted several times, with the same ID and status.
		identity: JSON.stringify(Object.entries(reported).sort(([a], [b]) => (a < b ? -1 : 1))),
	};
	const record =
		kind === 'inbound' ? receipt({ ...common, status: 'delivered', statusCode: status, text }) : receipt({ ...common, status: statusOf(status, channel), statusCode: status });
	return { ...record, ...extrasOf(reported, sentAt, doneAt) };
}

/** Values that Wiraya reports besides the keys of all receipts; missing values are absent. Times are in UTC, and a number that is not one stays text. */
function extrasOf({ type, accountId, recipientId, projectId, campaignName, callLength, keyChoices, smsParts, recipientStatus, data }: Reported, sentAt?: string | null, doneAt?: string | null): object {
	const extras = {
		type,
		accountId,
		recipientId,
		projectId,
		campaignName,
		callLength: callLength && numberOr(callLength),
		keyChoices: keyChoices?.split(',').map((key) => key.trim()),
		smsParts: smsParts && numberOr(smsParts),
		recipientStatus,
		sentAt: sentAt ?? undefined,
		doneAt: doneAt ?? undefined,
		data,
	};
	return Object.fromEntries(Object.entries(extras).filter(([, value]) => value !== undefined));
}

/** The words of `{TYPE}` are not published. If they do not decide, the fields do: only outgoing messages have a status. */
function kindOf({ type = '', status, text }: Reported): Receipt['kind'] {
	const words = wordsOf(type);
	if (words.some((word) => /^(out|mt|sent)$|outgoing|outbound/.test(word))) return 'receipt';
	if (words.some((word) => /^(in|mo|received)$|incoming|inbound/.test(word))) return 'inbound';
	return status === undefined && text !== undefined ? 'inbound' : 'receipt';
}

function channelOf({ type = '', status, callLength, keyChoices, smsParts, text }: Reported): Receipt['channel'] {
	const named = type.toLowerCase();
	if (named.includes('whatsapp')) return 'whatsapp';
	if (/call|voice/.test(named)) return 'voice';
	if (named.includes('sms')) return 'sms';
	if (callLength !== undefined || keyChoices !== undefined) return 'voice';
	if (smsParts !== undefined || text !== undefined) return 'sms';
	const word = wordOf(status ?? '');
	const [ofSms, ofCall] = [word in SMS, word in CALL];
	return ofSms === ofCall ? null : ofSms ? 'sms' : 'voice';
}

function statusOf(status: string | undefined, channel: Receipt['channel']): ReceiptStatus {
	const word = wordOf(status ?? '');
	const statuses = channel === 'voice' ? CALL : SMS;
	return statuses[word] ?? 'unknown';
}

/** "outgoingSms", "OUTGOING_SMS" and "outgoing sms" are two words each. */
function wordsOf(type: string): string[] {
	return type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
}

/** Seconds or milliseconds since 1970, ISO 8601, or a date and time without an offset, which Wiraya gives in UTC. */
function timeOf(time: string): string | null {
	return momentOf(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(time) ? `${time.replace(' ', 'T')}Z` : time);
}

function numberOr(text: string): number | string {
	return /^-?\d+(\.\d+)?$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : text;
}
