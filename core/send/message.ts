import type { DateTime } from 'luxon';

import type { Attachment } from '../input/attachment';
import type { Segments } from '../input/segments';
import type { Channel } from '../records/channel';

/** What an operation reads from one input item. */
export interface Draft<Content> {
	/** Empty if only the provider knows it, as when a message is sent again by its ID. */
	channel: Channel;
	/** As the provider wants it in the request; empty if only the provider knows it. */
	recipient: string;
	/** Everyone who gets it; left out if that is the recipient alone. */
	reaches?: readonly string[];
	/** Identifies the message if only the provider knows channel and recipient: the ID of the message to resend. */
	reference?: string;
	/** The user's ID of the message; null to have one made. */
	correlationId: string | null;
	/** When the provider should send it, in the user's zone; null for at once. */
	scheduledAt: DateTime | null;
	/** The text, if known; a dry run shows it. */
	text?: string;
	/** Only for text sent as SMS. */
	segments?: Segments;
	/** Warnings, such as an effect at the provider that the user may not expect. */
	warnings: string[];
	files?: readonly Attachment[];
	/** What the operation needs to encode the message, besides recipient, correlation ID and schedule. */
	content: Content;
}

/** One communication to one recipient, read from one input item. */
export interface Message<Content = unknown> extends Draft<Content> {
	/** Index of the input item. */
	item: number;
	correlationId: string;
	/** Whether the user gave the ID, so that another message may have the same. */
	hasOwnId: boolean;
	/** The key that an idempotent operation sends to the provider, the same in every try: see operation.ts. */
	idempotencyKey: string;
	/** Its name in the ledger: see ledger.ts. */
	ledgerKey: string;
	/** Made from the user's key, the channel and the recipient; null without a key. */
	deduplicationKey: string | null;
	/** An earlier message of this run that is the same; set if this one is not to be sent. */
	repeats?: Message<Content>;
}

/** Channel and recipient of a message. */
export function addressOf({ channel, recipient, reference }: Draft<unknown>): string[] {
	return reference === undefined ? [channel, recipient] : [channel, recipient, reference];
}

/** Everything that identifies a message, and the minute it is scheduled for. */
export function contentOf(draft: Draft<unknown>): unknown[] {
	const minute = draft.scheduledAt && Math.floor(draft.scheduledAt.toMillis() / 60_000);
	const files = draft.files?.map(({ name, bytes }) => [name, bytes]);
	return [...addressOf(draft), draft.content, minute, ...(files ?? [])];
}
