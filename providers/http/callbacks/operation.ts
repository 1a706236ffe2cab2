import { readContent } from '../../../core/receive/content';
import { BASIC_CHALLENGE, OLDEST_CALLBACK_MS, unreadable, type Callback, type ReceiveOperation } from '../../../core/receive/receive';
import { CALLBACK_USER } from '../../../core/receive/trigger';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { momentOf, receipt, type ReceiptStatus } from '../../../core/records/receipt';
import type { Table } from '../../../core/wire/table';
import { TOKEN } from './form';
import { challengeIn, proves, signedAt, type Proof } from './proof';
import { findIn, placesOf, type Finding, type Shape } from './shape';
import { meaningOf } from './statuses';

/** How an API authenticates itself, and where its callbacks hold which value. */
export interface Auth {
	proof: Proof;
	/** Null if the user wants no receipts, or the example cannot be read. */
	receipt: Shape | null;
	reply: Shape | null;
	/** The meaning of the API's own words. */
	statuses: Table<ReceiptStatus>;
	channel: string | null;
}

/** A record of a callback; `none` has no value in any of the places. */
interface Entry {
	kind: 'receipt' | 'inbound' | 'none';
	finding: Finding;
}

/** Callbacks of any API over HTTP, in JSON or as a form, by an example that the user pasted. */
export const receive: ReceiveOperation<Auth> = {
	provider: 'http',
	verify: (callback, { proof }) => proves(callback, proof),
	madeAt: (callback, { proof }) => signedAt(callback, proof),
	oldestMs: ({ proof }) => ('oldestMs' in proof ? proof.oldestMs : OLDEST_CALLBACK_MS),
	handshake: (callback, { proof }) => challengeIn(callback, proof),
	challenge: ({ proof }) => (proof.kind === 'basicAuth' ? BASIC_CHALLENGE : null),
	secrets({ proof }) {
		const secret = 'secret' in proof ? proof.secret : '';
		return secret === '' ? [] : [secret, Buffer.from(`${CALLBACK_USER}:${secret}`).toString('base64')];
	},
	entries: entriesOf,
	read: (entry, auth) => recordOf(entry as Entry, auth),
};

/**
 * The records of a callback. If it fits both examples, it is a receipt if its status is a known word, and otherwise a reply. If it fits neither, it
 * becomes an unreadable record, unless an `{is:word}` of the user says which callbacks to read.
 */
function entriesOf(callback: Callback, { receipt: ofReceipt, reply, statuses }: Auth): Entry[] {
	const { content } = readContent({ ...callback, query: callback.method === 'GET' ? withoutToken(callback.query) : {} });
	if (typeof content === 'object' && content !== null && Object.keys(content).length === 0) return [];
	const findings = (shape: Shape | null) => (shape === null ? [] : findIn(shape, content).filter(({ differs }) => !differs));
	const receipts = findings(ofReceipt).filter(({ found }) => found.status ?? found.messageId ?? found.id);
	const isKnown = receipts.some(({ found }) => meaningOf(found, statuses) !== undefined);
	const hasStatus = receipts.some(({ found }) => found.status !== undefined);
	const replies = isKnown ? [] : findings(reply).filter(({ found }) => found.text !== undefined || (found.from !== undefined && !hasStatus));
	const [kind, found] = replies.length > 0 ? (['inbound', replies] as const) : (['receipt', receipts] as const);
	if (found.length > 0) return found.map((finding) => ({ kind, finding: found.length > 1 ? finding : { ...finding, raw: content } }));
	const isChosen = [ofReceipt, reply].some((shape) => shape !== null && placesOf(shape).includes('is'));
	return isChosen ? [] : [{ kind: 'none', finding: { found: {}, raw: content, differs: true } }];
}

function withoutToken(query: Callback['query']): Callback['query'] {
	return Object.fromEntries(Object.entries(query).filter(([name]) => name !== TOKEN));
}

function recordOf({ kind, finding: { found, raw } }: Entry, { statuses, channel }: Auth): ProviderRecord {
	if (kind === 'none') return unreadable('http', 'receipt', new Error('none of the placeholders of Receipt and Reply has a value in it'), raw);
	const { messageId, id, to, status, code, error } = found;
	const common = {
		provider: 'http',
		kind,
		channel: found.channel ?? channel,
		messageId,
		correlationId: id,
		recipient: to,
		sender: found.from,
		occurredAt: momentOf(found.time),
	};
	if (kind === 'inbound') return { record: receipt({ ...common, status: 'delivered', text: found.text }), raw };
	const statusText = [status, error].filter(Boolean).join(': ');
	// Some APIs report the ID of a whole batch.
	const identity = JSON.stringify([messageId, id, to, code, statusText.toLowerCase()]);
	return { record: receipt({ ...common, status: meaningOf(found, statuses) ?? 'unknown', statusCode: code, statusText, identity }), raw };
}
