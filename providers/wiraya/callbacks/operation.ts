import { BASIC_CHALLENGE, basicOf, sameSecret, unreadable, type Callback, type ReceiveOperation } from '../../../core/receive/receive';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { entriesOf, isEntry } from './entries';
import { toRecord } from './record';
import { toldBy, type Layout } from './told';

/** What Wiraya proves itself by, and how the user had it lay out its callbacks. */
export interface Auth {
	secret: string;
	/** For HTTP basic authentication: the secret is its password. */
	user: string;
	/** The header that holds the secret, or null for basic authentication. */
	header: string | null;
	layout: Layout;
}

/**
 * Communication callbacks of SMS and calls: by GET or POST, in JSON or XML, one or several at a time, laid out as each customer wants them.
 * Wiraya signs nothing.
 */
export const receive: ReceiveOperation<Auth> = {
	provider: 'wiraya',
	verify(callback, auth) {
		return auth.header === null ? knowsPassword(callback, auth) : sameSecret(callback.headers[auth.header.toLowerCase()], auth.secret);
	},
	challenge: ({ header }) => (header === null ? BASIC_CHALLENGE : null),
	secrets: ({ secret, user }) => [secret, Buffer.from(`${user}:${secret}`).toString('base64')],
	entries(callback, { layout }) {
		const paths = Object.values(layout);
		return entriesOf(callback, (member) => paths.some((path) => path === member || path.startsWith(`${member}.`)));
	},
	read: (raw, { layout }) => recordOf(raw, layout),
};

/** Without a user of one's own nobody is let in; both are compared whatever the first comparison says. */
function knowsPassword(callback: Callback, { secret, user }: Auth): boolean {
	const given = basicOf(callback);
	return [sameSecret(given?.user, user), sameSecret(given?.password, secret)].every(Boolean);
}

function recordOf(raw: unknown, layout: Layout): ProviderRecord {
	try {
		if (!isEntry(raw)) throw new Error('it is no object');
		return { record: toRecord(toldBy(raw, layout)), raw };
	} catch (error) {
		return unreadable('wiraya', 'receipt', error, raw);
	}
}
