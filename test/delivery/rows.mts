/** Sends and calls that must happen only once: every row of the contract suite, in one shape. */
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { wireFormatsOf } from '../../core/send/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import { CALLS, SENDS } from '../registry.mts';
import { signedIn } from '../signed-in.mts';
import { send } from '../sandbox/raw-client.mts';

export interface EngineRow {
	name: string;
	provider: string;
	node: INodeType;
	credential: ICredentialType;
	data(sandbox: Pick<Controls, 'providerUrl'>): IDataObject;
	/** The same with a token, if the credential has one, so that the next request is the first one that counts. */
	signedIn(sandbox: Pick<Controls, 'providerUrl'>): Promise<IDataObject>;
	/** Includes the fields if items are not messages. */
	parameters: INodeParameters;
	item(index: number): IDataObject;
	/** The key of the recipient. */
	recipientKey: string;
	recipientUnknown: boolean;
	/** One item per request, whatever Batch Size says. */
	single: boolean;
	/** Nothing in the answer identifies the message. */
	anonymous: boolean;
	wireFormats: readonly string[];
	/** A good status is the only evidence. */
	believesStatus: boolean;
	/** A message that may have been taken goes again with the same key, and may be accepted after all. */
	idempotent: boolean;
}

const sends = Object.entries(SENDS).map(([name, row]): EngineRow => ({
	...row,
	name,
	provider: row.operation.provider,
	signedIn: async (sandbox) => await Promise.resolve(row.data(sandbox)),
	parameters: { ...row.parameters, options: { messageFrom: 'item' } },
	item: (index) => row.message(index),
	recipientUnknown: row.recipientUnknown ?? false,
	anonymous: row.anonymous ?? false,
	wireFormats: wireFormatsOf(row.operation),
	believesStatus: false,
	idempotent: row.operation.idempotent ?? false,
}));

const calls = Object.entries(CALLS).map(([name, row]): EngineRow => ({
	...row,
	name,
	provider: row.operation.provider,
	signedIn: async (sandbox) => (await signedIn(row, sandbox, askOverHttp)) as IDataObject,
	recipientKey: row.subjectKey,
	recipientUnknown: false,
	single: true,
	anonymous: true,
	wireFormats: ['json'],
	believesStatus: row.believesStatus ?? false,
	idempotent: false,
}));

export const ENGINE_ROWS: readonly EngineRow[] = [...sends, ...calls];

/** Everything the sandbox took: messages, contacts in campaigns, events, tries of codes. */
export function takenBy(sandbox: Pick<Controls, 'accepted' | 'acts'>): Array<{ recipient: string; messageId: string }> {
	return [...sandbox.accepted(), ...sandbox.acts().map(({ subject, id }) => ({ recipient: subject, messageId: id }))];
}

async function askOverHttp({ url, body }: { url: string; body: object }) {
	// On a new connection, because a kept one may have been cut.
	const answer = await send(url, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
	return { statusCode: answer.status, headers: {}, body: JSON.parse(answer.body) as unknown };
}
