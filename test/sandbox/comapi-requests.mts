import { API_SPACE } from '../../sandbox/comapi/access.mts';
import { send, type RawAnswer, type RawRequest } from './raw-client.mts';

export const BEARER = { authorization: 'Bearer sandbox-token' };
export const BASIC = { authorization: `Basic ${Buffer.from('sandbox-user:sandbox-password').toString('base64')}` };
export const IN_SPACE = `/apispaces/${API_SPACE}/messages`;
export const IN_REGION = '/cpaas/messages';

export interface MessageBody extends Record<string, unknown> {
	to: Record<string, string>;
	rules: string[];
}

/** An SMS to a number reserved for fiction (Ofcom, 07700 900000 to 900999). */
export function message(index = 1, more: Record<string, unknown> = {}): MessageBody {
	return { to: { phoneNumber: String(447_700_900_000 + (index % 1000)) }, rules: ['sms'], body: 'Hello', metadata: { correlationId: `id-${index}` }, ...more };
}

/** Posts with the right credential for the path's account; texts and buffers go unchanged, everything else as JSON. */
export function post(baseUrl: string, path: string, body: unknown, request: RawRequest = {}): Promise<RawAnswer> {
	return send(baseUrl + path, {
		...request,
		headers: { 'content-type': 'application/json', ...(path.startsWith('/cpaas') ? BASIC : BEARER), ...request.headers },
		body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
	});
}
