import { isHeaderName } from '../../../core/receive/receive';
import { SetUpError, type CallbackSecret, type Parameter, type Trigger } from '../../../core/receive/trigger';
import { receive, type Auth } from './operation';
import type { Layout } from './told';

/** Wiraya sets its callbacks up by hand: there is nothing to ask it, and nothing to undo. */
export const trigger: Trigger<Auth> = {
	operation: receive,
	auth: async ({ parameter, secret }) => ({ ...(await secret()), header: headerOf(parameter), layout: layoutOf(parameter) }),
	async isRegistered({ parameter, secret }) {
		requireAuth(await secret(), headerOf(parameter));
		return true;
	},
};

/** The header with the secret; null for basic authentication. */
function headerOf(parameter: Parameter): string | null {
	return parameter('authentication', 'basicAuth') === 'header' ? String(parameter('headerName', '')).trim() : null;
}

function layoutOf(parameter: Parameter): Layout {
	const keys = Object.entries(parameter('keys', {}) as Record<string, unknown>);
	const paths = keys.map(([name, path]) => [name, String(path ?? '').trim()] as const).filter(([, path]) => path !== '');
	return Object.fromEntries(paths) as Layout;
}

/** @throws SetUpError where no callback could ever be let in */
function requireAuth({ user }: CallbackSecret, header: string | null): void {
	if (header === '') throw new SetUpError('Header Name is empty', 'Give the header Wiraya puts the secret into.');
	if (header !== null && !isHeaderName(header)) throw new SetUpError(`Header Name "${header}" is no name of a header`, 'Give it as in X-Callback-Secret: letters, digits and hyphens.');
	if (header !== null || (user !== '' && !user.includes(':'))) return;
	throw new SetUpError(
		'Credential Communications Callback API: User is empty or holds a colon, and basic authentication needs one without',
		'Make up a user, and give Wiraya the same one; or choose Header under Authentication.',
	);
}
