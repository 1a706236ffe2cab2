import { isObject } from '../../../core/input/schema';
import { BASIC_CHALLENGE, isSignedIn, sameSecret, type ReceiveOperation } from '../../../core/receive/receive';
import { CALLBACK_USER } from '../../../core/receive/trigger';
import { entriesOf } from './entries';
import { toRecord } from './record';
import { reportedBy, type Layout } from './reported';

/** How Wiraya authenticates itself, and the layout of its callbacks that the user chose. */
export interface Auth {
	/** For HTTP basic authentication it is the password. */
	secret: string;
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
		return auth.header === null ? isSignedIn(callback, CALLBACK_USER, auth.secret) : sameSecret(callback.headers[auth.header.toLowerCase()], auth.secret);
	},
	challenge: ({ header }) => (header === null ? BASIC_CHALLENGE : null),
	secrets: ({ secret }) => [secret, Buffer.from(`${CALLBACK_USER}:${secret}`).toString('base64')],
	entries(callback, { layout }) {
		const paths = Object.values(layout);
		return entriesOf(callback, (member) => paths.some((path) => path === member || path.startsWith(`${member}.`)));
	},
	read(raw, { layout }) {
		if (!isObject(raw)) throw new Error('it is no object');
		return { record: toRecord(reportedBy(raw, layout)), raw };
	},
};
