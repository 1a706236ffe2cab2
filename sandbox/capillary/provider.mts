import { createHash } from 'node:crypto';
import type { DecodedMessage, KeyState, Provider, ProviderRequest, Reception, Row } from '../contract.mts';
import { errorAnswer, messagesAnswer } from './answer.mts';
import { channelOf, decode, formatOf } from './decode.mts';
import { MalformedRequest } from './malformed.mts';
import { READABLE_ADDRESS, READABLE_NUMBER } from './schema.mts';

const ENDPOINT = '/v1.1/communications/sendMessage';

/** The till `sandbox-till` with the password `sandbox-password`, as both travel. */
const DEFAULT_KEY = `sandbox-till:${createHash('md5').update('sandbox-password').digest('hex')}`;

/** Capillary's "Send message", as strict as its page. A key is `<till user>:<md5 of the password>`. */
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
	const refuse = (status: number, problem: string): Reception => {
		const answer = errorAnswer(status, request.headers);
		return { kind: 'answer', key, answer: status === 405 ? { ...answer, headers: { allow: 'POST' } } : answer, problem };
	};
	if (request.path !== ENDPOINT) return refuse(404, `no such path; the page knows only ${ENDPOINT}`);
	if (request.method !== 'POST') return refuse(405, 'only POST is published');
	if (key !== 'right') return refuse(401, `till user and password are ${key}`);
	const format = formatOf(request.headers['content-type']);
	if (format === undefined) return refuse(415, 'the content type is neither JSON nor XML in UTF-8');
	try {
		const channel = channelOf(request.query);
		const messages = decode(request.body, channel, format);
		return { kind: 'messages', key, rows: messages.map(toRow), encode: (rows) => messagesAnswer(rows, channel, request.headers) };
	} catch (error) {
		if (error instanceof MalformedRequest) return refuse(400, error.message);
		throw error;
	}
}

/** "Basic or OAuth authentication details": Basic, the user and the hash of the password. */
function keyState({ headers, keys }: ProviderRequest): KeyState {
	const { authorization } = headers;
	if (authorization === undefined) return 'missing';
	const [, pair = ''] = /^Basic (\S+)$/.exec(authorization) ?? [];
	return keys.includes(Buffer.from(pair, 'base64').toString()) ? 'right' : 'wrong';
}

/** Ids given so far. */
let issued = 0;

/** No id of the sender's travels, so a message is known by its own; 13 digits, as `nsAdminId` in the page's example. */
function toRow(message: DecodedMessage): Row {
	const messageId = String(1_706_734_307_814 + (issued += 1));
	const readable = message.channel === 'email' ? READABLE_ADDRESS : READABLE_NUMBER;
	return { correlationId: messageId, messageId, verdict: readable.test(message.recipient) ? 'accepted' : 'refused', message };
}
