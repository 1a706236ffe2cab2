/** Everything that can happen to a request, with a provider that repeats secrets. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Mode } from '../samples.mts';
import type { Saying } from './echoing-provider.mts';

export interface Scenario {
	name: string;
	/** The provider's answers, in order. */
	saying?: Saying | readonly Saying[];
	/** Its answer to a token request. */
	toTokens?: Saying;
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	/** Other values for the credential. */
	credential?: (mode: Mode) => IDataObject;
	/** Whether a look-up finds something. */
	isGood?: boolean;
	/** One of the messages is refused, within a good answer. */
	refused?: boolean;
	/** The user sees the provider's words, so the secret must be masked in them. */
	quoted?: boolean;
}

const said = (status: number, body: 'json' | 'broken' | 'html' = 'json'): Saying => ({ status, body });

/** Only with a token. They come first, because n8n keeps a token. */
export const TOKENS: readonly Scenario[] = [
	{ name: 'no token: refused', toTokens: said(401) },
	{ name: 'no token: a good answer that says no', toTokens: said(200) },
	{ name: 'no token: an answer that cannot be read', toTokens: said(200, 'broken') },
	{ name: 'no token: a page of HTML', toTokens: said(500, 'html') },
	{ name: 'no token: a redirect', toTokens: said(307) },
	{ name: 'no token: a reset', toTokens: 'resets' },
	{ name: 'no token: no HTTP', toTokens: 'babbles' },
	{ name: 'a token that was renewed in the very run', saying: [said(401), said(400)], quoted: true },
];

export const SCENARIOS: readonly Scenario[] = [
	{ name: 'a good answer', isGood: true, quoted: true },
	{ name: 'a good answer, simplified', isGood: true, options: { simplify: true } },
	{ name: '200 that says something else', saying: said(200) },
	{ name: '200 that breaks off', saying: said(200, 'broken') },
	{ name: '200 with a page of HTML', saying: said(200, 'html') },
	{ name: '400', saying: said(400), quoted: true },
	{ name: '401', saying: said(401) },
	{ name: '403', saying: said(403), quoted: true },
	{ name: '404', saying: said(404) },
	{ name: '429', saying: said(429), quoted: true },
	{ name: '500', saying: said(500), quoted: true },
	{ name: '503 with a page of HTML', saying: said(503, 'html'), quoted: true },
	{ name: 'a redirect that means the same request (307)', saying: said(307), quoted: true },
	{ name: 'a redirect that means another (302)', saying: said(302), quoted: true },
	{ name: 'a reset', saying: 'resets' },
	{ name: 'no HTTP', saying: 'babbles' },
	{ name: 'no connection', credential: () => ({ baseUrl: 'http://127.0.0.1:1' }) },
	{ name: 'no answer in time', saying: 'holds', options: { timeout: 1 } },
	{ name: 'a try of n8n after 500', saying: said(500), settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	{ name: 'a secret that no header can carry', credential: ({ secrets }) => Object.fromEntries(Object.entries(secrets).map(([field, secret]) => [field, `${secret}\u2603\n`])) },
	{ name: 'a base URL with a secret in it', credential: ({ secrets }) => ({ baseUrl: `http://user:${Object.values(secrets)[0]!}@127.0.0.1` }) },
	{ name: 'a secret typed in as base URL', credential: ({ secrets }) => ({ baseUrl: Object.values(secrets)[0]! }) },
	{ name: 'an option that cannot be', options: { timeout: 'soon' } },
];

/** Only for sends. */
export const SENDING: readonly Scenario[] = [
	{ name: 'one refused within a good answer', refused: true },
	{ name: 'a dry run', options: { dryRun: true }, quoted: true },
];
