/**
 * A provider as data: what it can do, in the words that a host shows. A host lists these entries, and loads an operation when it is first
 * used. So an entry and its form import no library.
 */
import type { Limits } from './http/limits';
import type { Choice, Form, FormField, When } from './input/form';
import type { PollOperation } from './poll/poll';
import type { Parameter, Trigger } from './receive/trigger';
import type { Receipt, ReceiptStatus } from './records/receipt';
import type { RequestLimits, RequestOperation } from './request/operation';
import type { LocalOperation } from './request/local';
import type { Envelope, SendMaker, SendOperation } from './send/operation';

interface Entry {
	/** The word that workflows store. */
	value: string;
	/** Its name in the list of operations. */
	label: string;
	/** What one item does, for the list of a node's actions. */
	action: string;
	help: string;
	form: Form;
}

/** What a way to send shows. The operation itself has the same, so both take it from one place: the operation's form.ts. */
export interface SendPanel {
	form: Form;
	/** What the operation is made from, where the user says it: the same for all items, however a message is given. */
	settings?: Form;
	/** Whether the user may say that the provider takes a key once: see `SendOperation.idempotent`. */
	mayRepeat?: boolean;
	/** A message as JSON, for the placeholder. */
	example: object;
	/** The field that says which of the others apply; shown however a message is given. */
	selector?: string;
	/** Its one value in this operation, whatever an item says. Then it is not shown. */
	preset?: string;
	envelope?: Envelope;
	limits: Limits;
	/** The default first; absent where there is one. */
	wireFormats?: readonly Choice[];
	wireFormatHint?: string;
}

/** The same of a call that sends nothing. */
export interface RequestPanel {
	form: Form;
	limits: RequestLimits;
	/** See `RequestOperation`. */
	idempotent: boolean;
}

export type SendEntry = Entry & SendPanel & { kind: 'send'; load(): Promise<SendOperation | SendMaker> };
export type RequestEntry = Entry & RequestPanel & { kind: 'request'; load(): Promise<RequestOperation> };
/** What nobody is asked for. */
export type LocalEntry = Entry & { kind: 'local'; load(): Promise<LocalOperation> };
export type OperationEntry = SendEntry | RequestEntry | LocalEntry;

export interface Provider {
	/** Its word in records; its folder has the same name. */
	name: string;
	/** Those that send first, what people use most before what they use least. */
	operations: readonly OperationEntry[];
	/** The operation that a new node begins with. */
	usual: string;
	/** Its callbacks. */
	callbacks?: TriggerEntry;
	/** What it is asked for at set times. */
	poll?: PollEntry;
}

/** A kind of record that may start a workflow, as the lists of a trigger have it. */
export interface StartingKind {
	kind: Receipt['kind'];
	label: string;
	/** For the list of the trigger's actions. */
	action: string;
	help: string;
	/** Whether it is chosen from the beginning; as if true when absent. */
	usual?: boolean;
}

/** What most providers tell: what became of messages, and what customers write. */
export const USUAL_KINDS: readonly StartingKind[] = [
	{ kind: 'receipt', label: 'Message Delivered or Failed', action: 'On message delivered or failed', help: 'What became of a message that was sent' },
	{ kind: 'inbound', label: 'Reply', action: 'On reply', help: 'What a customer writes' },
];

/** What a trigger shows, for which the provider calls. */
export interface TriggerEntry {
	/** How it is set up, before what starts the workflow. */
	form: Form;
	/** Under which choices the user hands a secret to the provider. */
	secretWhen: When | 'always';
	/** What starts the workflow, in the order of the labels. */
	kinds: readonly StartingKind[];
	/** Statuses that the provider can report. */
	statuses: readonly ReceiptStatus[];
	/** More of what starts the workflow. */
	filters?: Form;
	options?: FormField;
	load(): Promise<Trigger>;
}

/** What a trigger shows that asks the provider at set times. */
export interface PollEntry {
	form: Form;
	load(): Promise<(parameter: Parameter) => PollOperation>;
}
