/**
 * The types that the parts of the sandbox share.
 * A provider is a folder `sandbox/<name>/` whose `provider.mts` exports a `provider` of the type below; nothing else names it.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** One message as its receiver would see it, for the inbox and the control API. */
export interface InboxMessage {
	provider: string;
	/** `sms`, `voice`, `whatsapp`, `email` …: an open set, because later providers bring their own. */
	channel: string;
	recipient: string;
	sender: string | null;
	/** null if the text lives at the provider (a project or template). */
	text: string | null;
	/** Other values worth showing: `placeholders`, `subject`, `attachments` (`name`, `type` and content as `data`; see attachments.mts) … */
	details: Record<string, unknown>;
	/** As on the wire, or null for "now". */
	scheduledAt: string | null;
	/** ISO UTC, by the sandbox's clock. */
	receivedAt: string;
	/** The provider's id. */
	messageId: string;
	/** The caller's id. */
	correlationId: string;
}

/** A message as a provider decodes it: the ids and the time of acceptance come later. */
export type DecodedMessage = Omit<InboxMessage, 'provider' | 'receivedAt' | 'messageId' | 'correlationId'>;

/** An accepted message with its place in the order of acceptance (from 1). */
export type AcceptedMessage = InboxMessage & { sequence: number };

/** How far a message has come, in one vocabulary for all providers. `hidden`: the provider does not show it yet. */
export const DELIVERY_STATUSES = ['hidden', 'queued', 'sent', 'delivered', 'read', 'failed', 'expired', 'rejected', 'optedOut'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export type TrackedMessage = AcceptedMessage & {
	status: DeliveryStatus;
	/** ISO UTC. */
	statusAt: string;
};

/** A message from a customer to a provider's number. */
export interface InboundMessage {
	provider: string;
	sender: string;
	recipient: string;
	text: string;
	messageId: string;
	/** The provider's id of the accepted message it answers. */
	answers: string | null;
	/** ISO UTC. */
	receivedAt: string;
}

/** The messages that a provider accepted, for look-ups. */
export interface AcceptedMessages {
	find(messageId: string): TrackedMessage | undefined;
	/** The messages that have this value, oldest first. */
	having(key: 'recipient' | 'correlationId', value: string): TrackedMessage[];
}

/** One report that a provider sends on its own. Its ID stays the same however often it is sent. */
export type Report =
	| { id: string; kind: 'receipt'; message: TrackedMessage }
	| { id: string; kind: 'inbound'; message: InboundMessage; answered: AcceptedMessage | undefined };

/** The address of a customer for callbacks, and how the provider authenticates itself there. */
export interface CallbackAddress {
	url: string;
	/** Empty if the customer gave none. */
	secret: string;
	user: string;
	/** Other choices that this provider offers: the events, a template, the name of a header. */
	settings: Readonly<Record<string, string>>;
}

/** A request from the provider to its customer. */
export interface CallbackRequest {
	method: 'GET' | 'POST';
	headers: Record<string, string>;
	/** Added to the query of the address. */
	query: Record<string, string>;
	body: string;
}

/** How one provider calls back. All functions are pure. */
export interface CallbackWriter {
	/** The most reports in one callback; 1 if the provider never puts several together. */
	most: number;
	/** Whether it sends this report to this address. */
	sends(report: Report, address: CallbackAddress): boolean;
	/** One callback for these reports, at least one and at most `most`, before it is signed. */
	write(reports: readonly Report[], address: CallbackAddress): CallbackRequest;
	/** Adds the provider's proof to the callback: a signature, a token, a header. */
	sign(request: CallbackRequest, address: CallbackAddress): CallbackRequest;
}

/** The addresses of a provider whose API takes them. */
export interface CallbackAddresses {
	all(): ReadonlyArray<CallbackAddress & { id: string }>;
	/** Adds the address, or replaces the one with this id. */
	put(id: string, address: CallbackAddress, batch: number): void;
	remove(id: string): void;
}

export type Verdict = 'accepted' | 'refused' | 'transient';

/** One row of a provider's answer before it is written as JSON or XML. Faults change only rows. */
export interface Row {
	correlationId: string;
	messageId: string;
	verdict: Verdict;
	/** Leave out the field that says whether a refusal is transient. */
	omitTransientFlag?: boolean;
	/** Give a message id even though the message is refused. */
	withMessageId?: boolean;
	/** Absent in a row that a fault made up. */
	message?: DecodedMessage;
}

export interface Answer {
	status: number;
	contentType: string;
	body: string;
	/** How the body becomes bytes; UTF-8 if absent. */
	encoding?: 'latin1' | 'utf16le';
	headers?: Record<string, string>;
}

/** The key that a request brought. The key itself is never stored. */
export type KeyState = 'right' | 'wrong' | 'missing';

export interface ProviderRequest {
	method: string;
	/** Without the provider's prefix and without the query, with a leading slash. */
	path: string;
	query: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** The keys that the provider accepts. */
	keys: readonly string[];
	accepted: AcceptedMessages;
	/** Oldest first. */
	inbound: readonly InboundMessage[];
	callbacks: CallbackAddresses;
}

/** Something that a request does besides sending messages: adding a contact to a campaign, an event, a try of a code. */
export interface Act {
	kind: 'enrolment' | 'event' | 'validation';
	/** The person, by the caller's own ID. */
	subject: string;
	/** The provider's id, or a substitute. */
	id: string;
	/** The other values of the request. */
	details: Record<string, unknown>;
}

/** An act in the order of acceptance (from 1). */
export type RecordedAct = Act & { sequence: number; provider: string; /** ISO UTC. */ receivedAt: string };

/** A fixed answer that accepts no message: a refusal of the whole request, a token, a list. */
export interface SettledReception {
	kind: 'answer';
	key: KeyState;
	answer: Answer;
	/** Why it was refused, for the control API. The answer does not say it, because real providers do not. */
	problem?: string;
	/** Ids that came twice in the request. */
	duplicateIds?: string[];
	/** The act, done once for each accepted request. */
	act?: Act;
	/** The change that the request makes, unless a fault prevents its acceptance. */
	effect?: () => void;
	/** Whether the body of the request is secret and must not be recorded. */
	secretBody?: boolean;
}

/** A well-formed request: one row per message, and the provider's way to write rows. */
export interface MessageReception {
	kind: 'messages';
	key: KeyState;
	rows: Row[];
	encode(rows: readonly Row[]): Answer;
}

export type Reception = SettledReception | MessageReception;

/** One imitated provider. Its functions are pure, so every fault can be applied to their results. */
export interface Provider {
	/** The folder's name and the first part of the path. */
	name: string;
	title: string;
	/** Whether it is the vendor of a preset, which the inbox shows less prominently. */
	isPreset?: boolean;
	/** The keys that it accepts, unless the caller of `startSandbox` gives others. */
	defaultKeys: readonly string[];
	/** The values that a user of a key types into a credential, by the vendor's names. */
	signIn(key: string): Readonly<Record<string, string>>;
	/** Lower-case names of the headers that carry secrets. */
	secretHeaders: readonly string[];
	receive(request: ProviderRequest): Reception;
	/** If it gives tokens: makes all earlier tokens invalid. */
	expireTokens?(): void;
	/** The provider's way of writing an error of this status. */
	errorAnswer(status: number, headers: IncomingHttpHeaders): Answer;
	/** Absent if it never calls back. */
	callbacks?: CallbackWriter;
}
