import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isHeaderName } from '../../../core/receive/receive';
import type { Trust } from './operation';
import type { Layout } from './told';

/** How callbacks prove themselves and are laid out, as the user set it. */
export function readTrust(context: Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>): Pick<Trust, 'header' | 'layout'> {
	const isHeader = context.getNodeParameter('authentication', 'basicAuth') === 'header';
	const keys = Object.entries(context.getNodeParameter('keys', {}) as Record<string, unknown>);
	const paths = keys.map(([name, path]) => [name, String(path ?? '').trim()] as const).filter(([, path]) => path !== '');
	return { header: isHeader ? String(context.getNodeParameter('headerName', '')).trim() : null, layout: Object.fromEntries(paths) as Layout };
}

/** Why nobody could ever be let in, if so. */
export function complaint({ user }: Pick<Trust, 'user'>, header: string | null): { what: string; fix: string } | null {
	if (header === '') return { what: 'Header Name is empty', fix: 'Give the header Wiraya puts the secret into.' };
	if (header !== null && !isHeaderName(header)) return { what: `Header Name "${header}" is no name of a header`, fix: 'Give it as in X-Callback-Secret: letters, digits and hyphens.' };
	if (header !== null || (user !== '' && !user.includes(':'))) return null;
	return {
		what: 'Credential Communications Callback API: User is empty or holds a colon, and basic authentication needs one without',
		fix: 'Make up a user, and give Wiraya the same one; or choose Header under Authentication.',
	};
}
