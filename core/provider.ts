/**
 * A provider as data: its operations, in the words that a host shows. A host lists these entries, and loads an operation on its first use. So an entry
 * and its form import no library.
 */
import type { Form, FormField, When } from './input/form';
import type { PollOperation } from './poll/poll';
import type { Parameter, Trigger } from './receive/trigger';
import type { Receipt, ReceiptStatus } from './records/receipt';
import type { RequestOperation } from './request/operation';
import type { LocalOperation } from './request/local';
import type { SendMaker, SendOperation } from './send/operation';

interface Entry {
	/** The word that workflows store. */
	value: string;
	/** Its name in the list of operations. */
	label: string;
	/** The action's name in the node's list of actions. */
	action: string;
	help: string;
	form: Form;
}

/** The data that a host shows for a send. The operation needs the same data, so both take it from the operation's form.ts. */
export interface SendPanel extends Pick<SendOperation, 'envelope' | 'limits' | 'selector' | 'wireFormats'> {
	form: Form;
	/** If the user defines the operation: the fields that define it. They are the same for all items, whatever *Message From* is. */
	settings?: Form;
	/** Whether the user may declare that the provider takes a key once: see `SendOperation.idempotent`. */
	mayRepeat?: boolean;
	/** An example message as JSON, for the placeholder. */
	example: object;
	/** The selector's fixed value in this operation, whatever an item says. Then the selector is hidden. */
	preset?: string;
	wireFormatHint?: string;
}

/** The same for a call that sends nothing. */
interface RequestPanel extends Pick<RequestOperation, 'idempotent' | 'limits'> {
	form: Form;
}

export type SendEntry = Entry & SendPanel & { kind: 'send'; load(): Promise<SendOperation | SendMaker> };
export type RequestEntry = Entry & RequestPanel & { kind: 'request'; load(): Promise<RequestOperation> };
/** An operation that asks no provider. */
export type LocalEntry = Entry & { kind: 'local'; load(): Promise<LocalOperation> };
export type OperationEntry = SendEntry | RequestEntry | LocalEntry;

export interface Provider {
	/** The provider's name in records; its folder has the same name. */
	name: string;
	/** Sends first, and frequently used operations before rare ones. */
	operations: readonly OperationEntry[];
	/** The operation that a new node begins with. */
	usual: string;
	/** Its callbacks. */
	callbacks?: TriggerEntry;
	/** What a polling trigger asks for at set times. */
	poll?: PollEntry;
}

/** A kind of record that may start a workflow, as a trigger lists it. */
export interface StartingKind {
	kind: Receipt['kind'];
	label: string;
	/** For the list of the trigger's actions. */
	action: string;
	help: string;
	/** Whether a new trigger has it selected; true if absent. */
	usual?: boolean;
}

/** The kinds that most providers report: receipts, and replies of customers. */
export const USUAL_KINDS: readonly StartingKind[] = [
	{ kind: 'receipt', label: 'Message Delivered or Failed', action: 'On message delivered or failed', help: 'What became of a message that was sent' },
	{ kind: 'inbound', label: 'Reply', action: 'On reply', help: 'What a customer writes' },
];

/** The data that a host shows for a trigger that the provider calls. */
export interface TriggerEntry {
	/** The fields that set it up; they come before the choice of what starts the workflow. */
	form: Form;
	/** The choices for which the user must give a secret to the provider. */
	secretWhen: When | 'always';
	/** What starts the workflow, in the order of the labels. */
	kinds: readonly StartingKind[];
	/** Statuses that the provider can report. */
	statuses: readonly ReceiptStatus[];
	/** Further fields that choose what starts the workflow. */
	filters?: Form;
	options?: FormField;
	load(): Promise<Trigger>;
}

/** The data that a host shows for a trigger that asks the provider at set times. */
export interface PollEntry {
	form: Form;
	load(): Promise<(parameter: Parameter) => PollOperation>;
}
