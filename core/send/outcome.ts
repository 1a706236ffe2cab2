import type { Failure } from '../http/failure';
import type { Segments } from '../input/segments';
import { isoWithOffset } from '../input/time';
import type { Message } from './message';

/**
 * What became of a message.
 * - `accepted`: the provider took it.
 * - `duplicate`: it was accepted before, in an earlier try or under the deduplication key; nothing was sent.
 * - `dryRun`: it was encoded but not sent.
 * - `rejected`: the provider refused it for good.
 * - `notSent`: it certainly was not accepted; sending it again is safe.
 * - `unknown`: it may have been accepted; it is never sent again automatically.
 * - `notFound`: the provider does not know the message to resend.
 */
export type Status = 'accepted' | 'duplicate' | 'dryRun' | Failure['status'];

/** What the provider's answer says about one message. */
export type Row =
	| {
			accepted: true;
			messageId: string | null;
			batchId?: string | null;
			/** ISO 8601; the time of the answer if the provider gives none. */
			acceptedAt?: string;
			warnings?: string[];
			raw?: unknown;
	  }
	| {
			accepted: false;
			failure: Failure;
			/** If the provider gave the message an ID before it refused it. */
			messageId?: string | null;
			raw?: unknown;
	  };

/** The normalised record of one message, with the same keys for every provider. The keys people look for come first. */
export interface Outcome {
	status: Status;
	recipient: string | null;
	channel: string | null;
	provider: string;
	/** Dry run only: the text, if known. */
	text?: string;
	/** Only for text sent as SMS. */
	segments?: Segments;
	/** ISO 8601 with offset. */
	scheduledAt: string | null;
	/** ISO 8601 in UTC. */
	acceptedAt: string | null;
	messageId: string | null;
	correlationId: string | null;
	batchId: string | null;
	attempts: number;
	warnings: string[];
	/** Dry run only, on the first message of each request: the request with only that message in it. */
	request?: unknown;
	/** The provider's answer for this message; only with Simplify off. */
	raw?: unknown;
}

export interface Result {
	item: number;
	outcome: Outcome;
	failure: Failure | null;
}

/** The part of a message that its record repeats. */
type Reported = Pick<Message, 'recipient' | 'channel' | 'scheduledAt' | 'segments' | 'warnings'> & { correlationId: string | null };

/**
 * The record of a message that has no result yet.
 * @param text shown in the record
 */
export function blankOutcome(provider: string, message: Reported, status: Status, text?: string): Outcome {
	// Key by key: spreads that add keys take several times as long.
	const outcome = { status, recipient: message.recipient || null, channel: message.channel || null, provider } as Outcome;
	if (text !== undefined) outcome.text = text;
	if (message.segments) outcome.segments = message.segments;
	outcome.scheduledAt = message.scheduledAt && isoWithOffset(message.scheduledAt);
	outcome.acceptedAt = null;
	outcome.messageId = null;
	outcome.correlationId = message.correlationId;
	outcome.batchId = null;
	outcome.attempts = 0;
	outcome.warnings = [...message.warnings];
	return outcome;
}

/**
 * The record of an item that could not be read as a message.
 * @param recipient as given
 */
export function unreadOutcome(provider: string, recipient: string | null): Outcome {
	return blankOutcome(provider, { recipient: recipient ?? '', channel: '', correlationId: null, scheduledAt: null, warnings: [] }, 'notSent');
}
