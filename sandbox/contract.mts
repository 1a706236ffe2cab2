/**
 * The words the parts of the sandbox share.
 * A provider is a folder `sandbox/<name>/` whose `provider.mts` exports a `provider` of the type below; nothing else names it.
 */
import type { IncomingHttpHeaders } from 'node:http';

/** One message as its receiver would see it; the inbox and the control API show this. */
export interface InboxMessage {
	provider: string;
	/** `sms`, `voice`, `whatsapp`, `email` …: open, since later providers bring their own. */
	channel: string;
	recipient: string;
	sender: string | null;
	/** null where the text lives at the provider (a project or template). */
	text: string | null;
	/** What else is worth showing: `placeholders`, `subject`, `attachments` (`name`, `type` and content as `data`; see attachments.mts) … */
	details: Record<string, unknown>;
	/** As it came on the wire, or null for "now". */
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

/** The messages a provider accepted, for whoever asks after them. */
export interface AcceptedMessages {
	find(messageId: string): TrackedMessage | undefined;
	/** Oldest first. */
	all(): TrackedMessage[];
}

/** One report that a provider sends by itself. Its ID stays the same however often it is sent. */
export type Report =
	| { id: string; kind: 'receipt'; message: TrackedMessage }
	| { id: string; kind: 'inbound'; message: InboundMessage; answered: AcceptedMessage | undefined };

/** Where a customer wants to be told, and by what he knows the provider. */
export interface CallbackAddress {
	url: string;
	/** Empty where the customer gave none. */
	secret: string;
	user: string;
	/** Whatever else this provider lets its customer choose: the events, a template, the name of a header. */
	settings: Readonly<Record<string, string>>;
}

/** A request from the provider to its customer. */
export interface CallbackRequest {
	method: 'GET' | 'POST';
	headers: Record<string, string>;
	/** Added to the query the address has. */
	query: Record<string, string>;
	body: string;
}

/** How one provider calls back. All functions are pure. */
export interface CallbackWriter {
	/** The most reports it puts into one callback; 1 where it never puts several together. */
	most: number;
	/** Whether it tells this address this. */
	tells(report: Report, address: CallbackAddress): boolean;
	/** One callback for these reports, at least one and at most `most`, without what proves the provider. */
	write(reports: readonly Report[], address: CallbackAddress): CallbackRequest;
	/** The callback with what proves the provider: a signature, a token, a header. */
	sign(request: CallbackRequest, address: CallbackAddress): CallbackRequest;
}

/** The addresses a provider was given, for one whose API takes them. */
export interface CallbackAddresses {
	all(): ReadonlyArray<CallbackAddress & { id: string }>;
	/** Adds the address, or puts it in the place of the one with this id. */
	put(id: string, address: CallbackAddress, batch: number): void;
	remove(id: string): void;
}

export type Verdict = 'accepted' | 'refused' | 'transient';

/** One line of a provider's answer before it is written as JSON or XML; faults alter these and nothing else. */
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
	/** How the body becomes bytes; UTF-8 where it is not said. */
	encoding?: 'latin1' | 'utf16le';
	headers?: Record<string, string>;
}

/** What the request said about who is asking. The key itself is never kept. */
export type KeyState = 'right' | 'wrong' | 'missing';

export interface ProviderRequest {
	method: string;
	/** Without the provider's prefix and without the query, with a leading slash. */
	path: string;
	query: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** The keys that count as right. */
	keys: readonly string[];
	accepted: AcceptedMessages;
	/** Oldest first. */
	inbound: readonly InboundMessage[];
	callbacks: CallbackAddresses;
}

/** What a request does besides sending messages: a contact in a campaign, an event, a try of a code. */
export interface Act {
	kind: 'enrolment' | 'event' | 'validation';
	/** Whom it is about, as the caller knows them. */
	subject: string;
	/** The provider's id, or what stands for it. */
	id: string;
	/** What else was given. */
	details: Record<string, unknown>;
}

/** An act in the order of acceptance (from 1). */
export type RecordedAct = Act & { sequence: number; provider: string; /** ISO UTC. */ receivedAt: string };

/** The answer is fixed and accepts no message: a refusal of the whole request, a token, a list. */
export interface SettledReception {
	kind: 'answer';
	key: KeyState;
	answer: Answer;
	/** Why it was refused, for readers of the control API. Real providers do not say it, so the answer does not either. */
	problem?: string;
	/** Ids that stood twice in the request. */
	duplicateIds?: string[];
	/** What it does, which happens once for each request that is accepted. */
	act?: Act;
	/** What the request changes; not done where a fault keeps it from being accepted. */
	effect?: () => void;
	/** Whether the body of the request is a secret, and not to be recorded. */
	secretBody?: boolean;
}

/** A well-formed request: one row a message, and the way its provider writes rows. */
export interface MessageReception {
	kind: 'messages';
	key: KeyState;
	rows: Row[];
	encode(rows: readonly Row[]): Answer;
}

export type Reception = SettledReception | MessageReception;

/** One imitated provider. Its functions are pure, so every fault can be laid over them. */
export interface Provider {
	/** The folder's name and the first part of the path. */
	name: string;
	title: string;
	/** The vendor of a preset: the inbox keeps it in the background. */
	isPreset?: boolean;
	/** The keys that are right unless the caller of `startSandbox` gives others. */
	defaultKeys: readonly string[];
	/** What somebody who signs in with a key types, by the vendor's words for it. */
	signIn(key: string): Readonly<Record<string, string>>;
	/** Lower-case names of the headers that carry secrets. */
	secretHeaders: readonly string[];
	receive(request: ProviderRequest): Reception;
	/** Where it gives tokens: those given so far are good no longer. */
	expireTokens?(): void;
	/** The provider's way of writing an error of this status. */
	errorAnswer(status: number, headers: IncomingHttpHeaders): Answer;
	/** Absent where it never calls back. */
	callbacks?: CallbackWriter;
}
