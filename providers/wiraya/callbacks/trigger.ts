import { isHeaderName } from '../../../core/http/http';
import { SettingError } from '../../../core/http/settingError';
import { CALLBACK_USER, CHOOSE_CREDENTIAL, PUBLISH, type Copy, type Parameter, type Trigger } from '../../../core/receive/trigger';
import { HEADER } from './form';
import { receive, type Auth } from './operation';
import { JSON_TEMPLATE, QUERY_TEMPLATE, XML_TEMPLATE } from './template';
import type { Layout } from './reported';

interface Options {
	headerName?: unknown;
	layout?: { values?: Array<{ name?: unknown; path?: unknown }> };
}

/** Wiraya sets up callbacks by hand, so there is nothing to check and nothing to undo. */
export const trigger: Trigger<Auth> = {
	operation: receive,
	auth: async ({ parameter, secret }) => ({ secret: await secret(), header: headerOf(parameter), layout: layoutOf(parameter) }),
	async isRegistered({ parameter, secret }) {
		await secret();
		requireHeader(headerOf(parameter));
		return true;
	},
	steps({ parameter, url, secret }) {
		const header = headerOf(parameter);
		const template = parameter('template', 'json');
		const isGet = template === 'get';
		const copies: Copy[] = [
			{ label: isGet ? 'Address, by GET' : 'Address, by POST', value: isGet ? url + QUERY_TEMPLATE : url },
			header === null ? { label: 'User', value: CALLBACK_USER } : { label: 'Header', value: header },
			{ label: header === null ? 'Password' : 'Value of the header', value: secret, isSecret: true },
			...(isGet ? [] : [{ label: 'Body', value: template === 'xml' ? XML_TEMPLATE : JSON_TEMPLATE }]),
		];
		return [CHOOSE_CREDENTIAL, { say: "Ask Wiraya's support for communication callbacks, and send it what stands here.", copies }, PUBLISH];
	},
};

/** The header with the secret; null for basic authentication. */
function headerOf(parameter: Parameter): string | null {
	return parameter('authentication', 'basicAuth') === 'header' ? String(optionsOf(parameter).headerName ?? HEADER).trim() : null;
}

function layoutOf(parameter: Parameter): Layout {
	const rows = optionsOf(parameter).layout?.values ?? [];
	const paths = rows.map(({ name, path }) => [String(name), String(path ?? '').trim()] as const).filter(([, path]) => path !== '');
	return Object.fromEntries(paths) as Layout;
}

function optionsOf(parameter: Parameter): Options {
	return parameter('options', {}) as Options;
}

/** @throws SettingError if no callback could ever pass */
function requireHeader(header: string | null): void {
	if (header === null || isHeaderName(header)) return;
	throw new SettingError(`Header Name "${header}" is not a header name`, `Give it as in ${HEADER}: letters, digits and hyphens.`);
}
