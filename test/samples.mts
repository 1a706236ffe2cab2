/** What the tests know of a provider: one object in `test/<name>/samples.mts`, listed in registry.mts. Every suite takes its rows from there. */
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
	/** Every request that sends no message, those of `calls` included. */
	lookups: Readonly<Record<string, Lookup>>;
	/** Every operation with every credential it takes. */
	secrets: Readonly<Record<string, SecretRow>>;
	/** Good answers to its requests. */
	answers: readonly AnswerRow[];
	/** Callbacks that it may write. */
	callbacks: readonly CallbackRow[];
	/** Every way its callbacks prove themselves. */
	doors: readonly DoorRow[];
}

/** A send operation. */
export interface Send {
	node: INodeType;
	/** What the node runs with these parameters. */
	operation: SendOperation;
	credential: ICredentialType;
	/** The credential's data with the right key, or with a key of the test. */
	data(sandbox: Addresses, key?: string): IDataObject;
	/** Its operation. */
	parameters: INodeParameters;
	/** A message as JSON; every index below 1,000 another recipient. */
	message(index: number): IDataObject;
	/** The answer does not tell whose row is whose. */
	anonymous?: boolean;
	/** Further kinds of message the operation takes, such as over other channels. */
	others?: readonly OtherKind[];
	/** The key of the recipient in a message, or of what stands for it. */
	recipientKey: string;
	/** Only the provider knows the recipient. */
	recipientUnknown?: boolean;
	/** One message per request, whatever Batch Size says. */
	single: boolean;
}

export interface OtherKind {
	message(index: number): IDataObject;
	/** The answer does not tell whose row is whose, so the provider's ID in a row may be another's. */
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
	/** An item; every index below 1,000 another subject. */
	item(index: number): IDataObject;
	/** The key of its subject in an item. */
	subjectKey: string;
	/** The vendor publishes no good answer, so a good status is all there is to believe. */
	believesStatus?: boolean;
	/** The headers of its credential, if it needs a token. */
	headers?(sandbox: DirectSandbox): Promise<Record<string, string>>;
}

/** A request that sends no message. */
export interface Lookup {
	node: INodeType;
	credential: ICredentialType;
	data(sandbox: Addresses): IDataObject;
	/** Everything but one field. */
	parameters: INodeParameters;
	/** The name of that field; an expression fills it in. */
	field: string;
	/** A value of it that is taken, and one that is refused. */
	good: string;
	bad: string;
}

/** One way to fill in a credential type. Its secrets are marked, so that they are found wherever they leak. */
export interface Mode {
	name: string;
	type: ICredentialType;
	provider: string;
	/** By field. */
	secrets: Record<string, string>;
	/** The other fields but the address. */
	others: IDataObject;
	/** The key that the sandbox must take for right. */
	key: string;
	/** Fields that n8n fills in with what the provider gave. */
	renewed?: readonly string[];
	/** In nodes that let the user choose. */
	parameters?: INodeParameters;
}

/** An operation with the credentials it is played with. */
export interface SecretRow {
	node: INodeType;
	modes: readonly Mode[];
	/** Its operation among them. */
	parameters: INodeParameters;
	/** An item, for messages that come from items; every index another recipient. */
	item: (index: number) => IDataObject;
	isSend: boolean;
	/** The key of the recipient in it. */
	recipientKey?: string;
	/** What a look-up must find: the send that made its items, or an inbound message. */
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

/** Where a callback carries what proves it. */
export type Proof = { in: 'header' | 'query'; name: string };

/** The user's secret of every door. */
export const DOOR_SECRET = 'a-Secret-0f-proofs "51c0"';

/** A trigger that is called, and what proves to it that the provider calls. */
export interface DoorRow {
	node: INodeType;
	/** What the user set in the node. */
	parameters?: INodeParameters;
	/** What the provider was told of the address, besides secret and user. */
	settings?: Readonly<Record<string, string>>;
	/** Whether the node made the secret itself, from the credential for the provider. */
	isOwn?: boolean;
	/** Whether the provider signs with the user's secret as it stands. */
	isGiven?: boolean;
	/** Who of the sandbox calls, where it is not the provider itself. */
	caller?: string;
	/** By which it signs in; that of the steps when absent. */
	user?: string;
	proof: Proof;
	/** Whether the proof is of the body as well. */
	provesBody?: boolean;
	/** What of a body is proven, where it is not every byte. */
	proven?: (body: string) => string;
	/** Other ways to write the same proof, brought into one. */
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
