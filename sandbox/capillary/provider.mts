import { createHash } from 'node:crypto';
import type { KeyState, Provider, ProviderRequest, Reception } from '../contract.mts';
import { errorAnswer } from './answer.mts';
import { generateOtp, validateOtp } from './otp.mts';
import { resend } from './resend.mts';
import { sendMessage } from './send-message.mts';
import { errorsAnswer } from './single.mts';

/** The till `sandbox-till` with the password `sandbox-password`, as both travel. */
const DEFAULT_KEY = `sandbox-till:${createHash('md5').update('sandbox-password').digest('hex')}`;

/** All calls are POST. */
const ROUTES: Readonly<Record<string, (request: ProviderRequest) => Reception>> = {
	'/v1.1/communications/sendMessage': sendMessage,
	'/v2/communications/resend': resend,
	'/v2/otp/generate': generateOtp,
	'/v2/otp/validate': validateOtp,
};

/** Capillary's "Send message", "Resend" and OTP, as strict as their pages. A key is `<till user>:<md5 of the password>`. */
export const provider: Provider = {
	name: 'capillary',
	title: 'Capillary',
	defaultKeys: [DEFAULT_KEY],
	secretHeaders: ['authorization'],
	receive,
	errorAnswer,
};

function receive(request: ProviderRequest): Reception {
	const key = keyState(request);
	const route = Object.hasOwn(ROUTES, request.path) ? ROUTES[request.path] : undefined;
	const refuse = (status: number, problem: string): Reception => {
		const words = request.path.startsWith('/v2/') ? errorsAnswer([[status, problem]], status) : errorAnswer(status, request.headers);
		return { kind: 'answer', key, answer: status === 405 ? { ...words, headers: { allow: 'POST' } } : words, problem };
	};
	if (route === undefined) return refuse(404, `no such path; the pages know only ${Object.keys(ROUTES).join(', ')}`);
	if (request.method !== 'POST') return refuse(405, 'only POST is published');
	if (key !== 'right') return refuse(401, `till user and password are ${key}`);
	return { ...route(request), key };
}

/** "Basic or OAuth authentication details": Basic, the user and the hash of the password. */
function keyState({ headers, keys }: ProviderRequest): KeyState {
	const { authorization } = headers;
	if (authorization === undefined) return 'missing';
	const [, pair = ''] = /^Basic (\S+)$/.exec(authorization) ?? [];
	return keys.includes(Buffer.from(pair, 'base64').toString()) ? 'right' : 'wrong';
}
