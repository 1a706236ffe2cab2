/** The tests' data about a provider: one object in `test/<name>/samples.mts`, listed in registry.mts. Every suite takes its rows from there. */
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { Provider } from '../core/provider.ts';
import type { ReceiveOperation } from '../core/receive/receive.ts';
import type { RequestOperation } from '../core/request/operation.ts';
import type { SendOperation } from '../core/send/operation.ts';
import type { Controls } from '../sandbox/controls.mts';
import type { DirectSandbox } from '../sandbox/direct.mts';
import type { InboundRule } from '../sandbox/inbound.mts';

type Addresses = Pick<Controls, 'providerUrl'>;

export interface Samples {
	provider: Provider;
	node: INodeType;
	/** Nodes for its callbacks and its polls. */
	triggers: readonly INodeType[];
	/** Every way to fill in each of its credential types. */
	modes: readonly Mode[];
	/** By name: "Wavy, Send Bulk". */
	sends: Readonly<Record<string, Send>>;
	/** Requests that must not be made twice. */
	calls: Readonly<Record<string, Call>>;
	/** Every request that sends no message, including `calls`. */
	lookups: Readonly<Record<string, Lookup>>;
	/** Every operation with every credential that it takes. */
	secrets: Readonly<Record<string, SecretRow>>;
	/** Good answers to its requests. */
	answers: readonly AnswerRow[];
	/** Callbacks that it may send. */
	callbacks: readonly CallbackRow[];
	/** Every way in which its callbacks prove themselves. */
	doors: readonly DoorRow[];
}

/** A send operation. */
export interface Send {
	node: INodeType;
	/** The operation that the node runs with these parameters. */
	operation: SendOperation;
	credential: ICredentialType;
	/** The credential's data with the right key, or with a key of the test. */
	data(sandbox: Addresses, key?: string): IDataObject;
	/** The node's parameters that choose it. */
	parameters: INodeParameters;
	/** A message as JSON; every index below 1,000 gives another recipient. */
	message(index: number): IDataObject;
	/** The answer does not tell whose row is whose. */
	anonymous?: boolean;
	/** Further kinds of message of the operation, such as other channels. */
	others?: readonly OtherKind[];
	/** The key of the recipient in a message, or of a substitute. */
	recipientKey: string;
	/** Only the provider knows the recipient. */
	recipientUnknown?: boolean;
	/** One message per request, whatever Batch Size says. */
	single: boolean;
}

export interface OtherKind {
	message(index: number): IDataObject;
	/** The answer does not say which row belongs to which message, so a row may have another message's ID. */
	anonymous?: boolean;
}

/** A request that must not be made twice. */
export interface Call {
	node: INodeType;
	operation: RequestOperation & { idempotent: false };
	credential: ICredentialType;
	/** The credential's data; another credential every time if it asks for a token. */
	data(sandbox: Addresses): IDataObject;
	/** Operation and fields; those that differ between items are expressions. */
	parameters: INodeParameters;
	/** An item; every index below 1,000 gives another subject. */
	item(index: number): IDataObject;
	/** The key of its subject in an item. */
	subjectKey: string;
	/** The vendor publishes no good answer, so a good status is the only evidence. */
	believesStatus?: boolean;
	/** The headers of its credential, if it needs a token. */
	headers?(sandbox: DirectSandbox): Promise<Record<string, string>>;
}

/** A request that sends no message. */
export interface Lookup {
	node: INodeType;
	credential: ICredentialType;
	data(sandbox: Addresses): IDataObject;
	/** Everything except one field. */
	parameters: INodeParameters;
	/** The name of that field, which an expression fills in. */
	field: string;
	/** A valid value of it, and an invalid one. */
	good: string;
	bad: string;
}

/** One way to fill in a credential type. Its secrets are marked, so that leaks are found. */
export interface Mode {
	name: string;
	type: ICredentialType;
	provider: string;
	/** By field. */
	secrets: Record<string, string>;
	/** The other fields, without the address. */
	others: IDataObject;
	/** The key that the sandbox must accept. */
	key: string;
	/** Fields that n8n fills in with values from the provider. */
	renewed?: readonly string[];
	/** The choice of the credential, in nodes with several. */
	parameters?: INodeParameters;
}

/** An operation and its credentials. */
export interface SecretRow {
	node: INodeType;
	modes: readonly Mode[];
	/** The node's parameters, including the operation. */
	parameters: INodeParameters;
	/** An item, for messages from items; every index gives another recipient. */
	item: (index: number) => IDataObject;
	isSend: boolean;
	/** The key of the recipient in it. */
	recipientKey?: string;
	/** What a look-up must find: a sent message (by the name of its send), or an inbound message. */
	found?: string | InboundRule;
}

/** Good answers to a request, from the provider's pages if they have any. */
export interface AnswerRow {
	name: string;
	operation: RequestOperation;
	params: unknown;
	answers: string[];
}

/** Callbacks of one content type. */
export interface CallbackRow {
	name: string;
	operation: ReceiveOperation;
	auth: unknown;
	contentType: string;
	bodies: string[];
}

/** Where a callback carries its proof. */
export type Proof = { in: 'header' | 'query'; name: string };

/** The user's secret for every door. */
export const DOOR_SECRET = 'a-Secret-0f-proofs "51c0"';

/** A webhook trigger, and how a callback proves that it comes from the provider. */
export interface DoorRow {
	node: INodeType;
	/** The user's settings in the node. */
	parameters?: INodeParameters;
	/** The provider's settings of the address, besides secret and user. */
	settings?: Readonly<Record<string, string>>;
	/** Whether the node made the secret from the credential for the provider. */
	isOwn?: boolean;
	/** Whether the provider signs with the user's secret itself. */
	isGiven?: boolean;
	/** The sandbox's vendor that calls, if it is not the provider itself. */
	caller?: string;
	/** The user name with which it signs in; if absent, the one in the steps. */
	user?: string;
	proof: Proof;
	/** Whether the proof also covers the body. */
	provesBody?: boolean;
	/** The part of a body that the proof covers, if not every byte. */
	proven?: (body: string) => string;
	/** Normalises other ways to write the same proof. */
	normal?: (proof: string) => string;
}

/** A mobile number from a range that is reserved for fiction (Ofcom, 07700 900000 to 900999). */
export const fictionPhone = (index: number) => String(447700900000 + (index % 1000));

/** The secret row of a send: its items are its messages. */
export const secretSend = ({ node, parameters, recipientKey, message }: Send, modes: readonly Mode[], options: INodeParameters = {}): SecretRow => ({
	node,
	modes,
	parameters: { ...parameters, options: { messageFrom: 'item', ...options } },
	item: (index) => message(index),
	isSend: true,
	recipientKey,
});

/** The secret row of any other request. */
export const secretRequest = (node: INodeType, modes: readonly Mode[], parameters: INodeParameters, found?: SecretRow['found']): SecretRow => ({
	node,
	modes,
	parameters,
	item: (index) => ({ messageId: `d8e296bb-97c4-4495-b98f-1e32e0b1162${index}` }),
	isSend: false,
	...(found !== undefined && { found }),
});

/** The keys of these modes, for the sandbox. */
export function keysOf(modes: readonly Mode[]): Record<string, string[]> {
	const keys: Record<string, string[]> = {};
	for (const { provider, key } of modes) (keys[provider] ??= []).push(key);
	return keys;
}
