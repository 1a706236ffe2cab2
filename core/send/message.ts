import type { DateTime } from 'luxon';

import type { Attachment } from '../input/attachment';
import type { Segments } from '../input/segments';
import type { Channel } from '../records/channel';

/** What an operation reads from one input item. */
export interface Draft<Content> {
	/** Empty where only the provider knows it, as of a message that is sent again by its id. */
	channel: Channel;
	/** In the form the provider wants it on the wire; empty where only the provider knows it. */
	recipient: string;
	/** Tells the message from others where only the provider knows channel and recipient: the id of the message that is sent again. */
	reference?: string;
	/** The user's own id for the message, or null to have one made. */
	correlationId: string | null;
	/** When the provider shall send it, in the zone the user meant; null for at once. */
	scheduledAt: DateTime | null;
	/** The words, where they are known; what a dry run shows. */
	text?: string;
	/** Only for text sent as SMS. */
	segments?: Segments;
	/** What the provider may do with the message that the user may not expect. */
	warnings: string[];
	/** Files that travel with it. */
	files?: readonly Attachment[];
	/** What the operation needs to encode the message, without recipient, correlation id and schedule. */
	content: Content;
}

/** One communication to one recipient, read from one input item. */
export interface Message<Content = unknown> extends Draft<Content> {
	/** Index of the input item. */
	item: number;
	correlationId: string;
	/** Names the message in the ledger: see ledger.ts. */
	ledgerKey: string;
	/** Made of the user's deduplication key, the channel and the recipient; null without a key. */
	deduplicationKey: string | null;
	/** The message before it in the run that is the same, where this one is not to be sent. */
	repeats?: Message<Content>;
}

/** To whom a message goes, and how. */
export function addressOf({ channel, recipient, reference }: Draft<unknown>): string[] {
	return reference === undefined ? [channel, recipient] : [channel, recipient, reference];
}

/** All that makes it this message, and the minute it is meant for. */
export function contentOf(draft: Draft<unknown>): unknown[] {
	const minute = draft.scheduledAt && Math.floor(draft.scheduledAt.toMillis() / 60_000);
	const files = draft.files?.map(({ name, bytes }) => [name, bytes]);
	return [...addressOf(draft), draft.content, minute, ...(files ?? [])];
}
