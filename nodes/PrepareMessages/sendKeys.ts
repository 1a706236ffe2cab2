import type { Provider } from '../../core/provider';
import type { SendKeys } from '../../n8n/run/prepare';
import { capillary } from '../../providers/capillary/provider';
import { comapi } from '../../providers/comapi/provider';
import { http } from '../../providers/http/provider';
import { wavy } from '../../providers/wavy/provider';
import { wiraya } from '../../providers/wiraya/provider';

/** Providers whose sends take the output of Prepare Messages. */
const PROVIDERS: readonly Provider[] = [capillary, comapi, http, wavy, wiraya];

/** The vendors' own names of the recipient and the text in any send, besides `to` and `text`. */
export function sendKeys(): SendKeys {
	const fields = PROVIDERS.flatMap(({ operations }) => operations.flatMap((operation) => (operation.kind === 'send' ? Object.entries(operation.form) : [])))
		.map(([name, { aliases = [], kind }]) => ({ kind, keys: [name, ...aliases] }));
	const keysOf = (key: string, ...kinds: string[]) => [...new Set([key, ...fields.filter(({ keys, kind }) => keys.includes(key) || kinds.includes(kind)).flatMap(({ keys }) => keys)])];
	return { to: keysOf('to', 'phone', 'mail'), text: keysOf('text', 'smsText') };
}
