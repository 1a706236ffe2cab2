import type { KeyState, ProviderRequest } from '../contract.mts';

/** The API space of the token; any other belongs to somebody else. */
export const API_SPACE = '1d0b9d1c-5b1e-4f0a-9b1c-0a1b2c3d4e5f';

/** The keys of both accounts: an access token, and user and password as Basic authentication joins them. */
export const DEFAULT_KEYS = ['sandbox-token', 'sandbox-user:sandbox-password'] as const;

/** For both kinds of account. */
export function signIn(key: string): Record<string, string> {
	const [user, password] = key.split(':');
	return password === undefined ? { Account: 'Comapi API Space', 'API Space ID': API_SPACE, 'Access Token': key } : { Account: 'Dotdigital Region', User: user!, Password: password };
}

/** The account and path of a request. */
export interface Target {
	account: 'apiSpace' | 'region';
	apiSpaceId: string | null;
	/** Without the part that names the account, with a leading slash. */
	path: string;
}

/** "A GUID, dashed or 32 hex digits." */
const GUID = '[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}|[a-f0-9]{32}';
const IN_API_SPACE = new RegExp(`^/apispaces/(${GUID})(/.*)$`, 'i');

/** Undefined for a path of neither host. */
export function targetOf(path: string): Target | undefined {
	const [, apiSpaceId, inSpace] = IN_API_SPACE.exec(path) ?? [];
	if (apiSpaceId !== undefined && inSpace !== undefined) return { account: 'apiSpace', apiSpaceId, path: inSpace };
	return path.startsWith('/cpaas/') ? { account: 'region', apiSpaceId: null, path: path.slice('/cpaas'.length) } : undefined;
}

/** Bearer for an API space, Basic for a region. The other scheme counts as a wrong key. */
export function keyState({ headers, keys }: ProviderRequest, account: Target['account']): KeyState {
	const [, scheme = '', secret = ''] = /^(\w+) +(\S+)$/.exec(headers.authorization ?? '') ?? [];
	if (headers.authorization === undefined) return 'missing';
	const wanted = account === 'apiSpace' ? 'bearer' : 'basic';
	const key = account === 'apiSpace' ? secret : Buffer.from(secret, 'base64').toString();
	const isPair = key.includes(':');
	return scheme.toLowerCase() === wanted && isPair === (account === 'region') && keys.includes(key) ? 'right' : 'wrong';
}

/** Whether the token is for this API space. A GUID means the same with and without dashes, in any case. */
export function isPermitted({ apiSpaceId }: Target): boolean {
	const plain = (guid: string) => guid.replaceAll('-', '').toLowerCase();
	return apiSpaceId === null || plain(apiSpaceId) === plain(API_SPACE);
}
