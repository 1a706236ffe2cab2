import { createHash } from 'node:crypto';
import type { KeyState, Provider, ProviderRequest, Reception } from '../contract.mts';
import { errorAnswer } from './answer.mts';
import { callbacks } from './callback.mts';
import { customerInteractions } from './interactions.mts';
import { generateOtp, validateOtp } from './otp.mts';
import { resend } from './resend.mts';
import { sendMessage } from './send-message.mts';
import { errorsAnswer } from './single.mts';
import { generateToken, tokens } from './token.mts';
import { isWebhooks, receiveWebhooks } from './webhooks.mts';

/** The till `sandbox-till` with the password `sandbox-password`, as they are on the wire. */
const PASSWORD = 'sandbox-password';
const DEFAULT_KEY = `sandbox-till:${createHash('md5').update(PASSWORD).digest('hex')}`;

/** The only look-up; all other calls are POST. */
const LOOK_UP = '/v2/customers/interaction';

/** Key and secret of an API client. */
const DEFAULT_CLIENT = 'sandbox-client:sandbox-secret';

const TOKEN_PATH = '/v3/oauth/token/generate';

/** The table of "OAuth". A type needs a code. */
const ATTRIBUTION_TYPES = new Set(['TILL', 'STORE_CODE', 'STORE_NAME', 'STORE_EXTERNAL_ID', 'STORE_EXTERNAL_ID_1', 'STORE_EXTERNAL_ID_2']);

const ROUTES: Readonly<Record<string, (request: ProviderRequest) => Reception>> = {
	[LOOK_UP]: customerInteractions,
	'/v1.1/communications/sendMessage': sendMessage,
	'/v2/communications/resend': resend,
	'/v2/otp/generate': generateOtp,
	'/v2/otp/validate': validateOtp,
	[TOKEN_PATH]: generateToken,
};

/** Capillary's "Send message", "Resend", OTP, OAuth, webhooks and "Get Customer Interactions", as strict as their pages. A key is
 * `<till user>:<md5 of the password>`, or `<key>:<secret>` of an API client. */
export const provider: Provider = {
	name: 'capillary',
	title: 'Capillary',
	defaultKeys: [DEFAULT_KEY, DEFAULT_CLIENT],
	signIn,
	secretHeaders: ['authorization', 'x-cap-api-oauth-token'],
	receive,
	expireTokens: () => tokens.expire(),
	errorAnswer,
	callbacks,
};

/** What a user types to sign in as a till. Except for the sandbox's own password, only the MD5 is known. */
function signIn(key: string): Record<string, string> {
	const [name, secret] = key.split(':') as [string, string];
	if (key === DEFAULT_KEY) return { 'Till User': name, Password: PASSWORD };
	return /^[0-9a-f]{32}$/.test(secret) ? { 'Till User': name, Password: secret, 'Already MD5': 'on' } : { Key: name, Secret: secret };
}

function receive(request: ProviderRequest): Reception {
	const key = keyState(request);
	const webhooks = isWebhooks(request.path);
	const route = Object.hasOwn(ROUTES, request.path) ? ROUTES[request.path] : webhooks ? receiveWebhooks : undefined;
	const method = request.path === LOOK_UP ? 'GET' : 'POST';
	const refuse = (status: number, problem: string): Reception => {
		const words = /^\/v[23]\//.test(request.path) ? errorsAnswer([[status, problem]], status) : errorAnswer(status, request.headers);
		return { kind: 'answer', key, answer: status === 405 ? { ...words, headers: { allow: method } } : words, problem };
	};
	if (route === undefined) return refuse(404, `no such path; the pages know only ${Object.keys(ROUTES).join(', ')}`);
	if (request.method !== method && !webhooks) return refuse(405, `only ${method} is published`);
	if (request.path === TOKEN_PATH) return route(request);
	if (key !== 'right') return refuse(401, `till user and password, or token, are ${key}`);
	const attribution = attributionProblem(request);
	if (attribution !== undefined) return refuse(400, attribution);
	return { ...route(request), key };
}

/** "Basic or OAuth authentication details": Basic, the user and the hash of the password. */
function keyState({ headers, keys }: ProviderRequest): KeyState {
	const { authorization, 'x-cap-api-oauth-token': token } = headers;
	// "No Authorization header then."
	if (typeof token === 'string') return authorization === undefined && tokens.isGood(token) ? 'right' : 'wrong';
	if (authorization === undefined) return 'missing';
	const [, pair = ''] = /^Basic (\S+)$/.exec(authorization) ?? [];
	const given = Buffer.from(pair, 'base64').toString();
	return /:[\da-f]{32}$/.test(given) && keys.includes(given) ? 'right' : 'wrong';
}

/** Only with OAuth; its two headers come together. */
function attributionProblem({ headers }: ProviderRequest): string | undefined {
	const { 'x-cap-api-attribution-entity-type': type, 'x-cap-api-attribution-entity-code': code } = headers;
	if (type === undefined && code === undefined) return undefined;
	if (headers.authorization !== undefined) return 'attribution goes with OAuth alone';
	return ATTRIBUTION_TYPES.has(String(type)) && code ? undefined : 'attribution needs a known type and a code';
}
