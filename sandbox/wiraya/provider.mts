import { randomUUID } from 'node:crypto';
import type { DecodedMessage, KeyState, Provider, ProviderRequest, Reception, Row } from '../contract.mts';
import { errorAnswer, resultsAnswer } from './answer.mts';
import { callbacks } from './callback.mts';
import { decode, formatOf, repeatedIds } from './decode.mts';
import { MalformedRequest } from './malformed.mts';
import { READABLE_RECIPIENT, type Communication, type Content } from './schema.mts';
import { isWai, receiveWai } from './wai/contacts.mts';
import { tokens } from './wai/token.mts';

const ENDPOINT = '/api/EnqueueCommunications';

/** Wiraya's Enqueue Communications API and the one for its communication flow, as strict as their pages. One address serves both hosts. */
export const provider: Provider = {
	name: 'wiraya',
	title: 'Wiraya',
	defaultKeys: ['sandbox-key'],
	signIn: (key) => ({ 'API Key': key }),
	secretHeaders: ['x-apikey', 'authorization'],
	receive: (request) => (isWai(request.path) ? receiveWai(request) : receive(request)),
	expireTokens: () => tokens.expire(),
	errorAnswer,
	callbacks,
};

function receive(request: ProviderRequest): Reception {
	const key = keyState(request);
	const refuse = (status: number, problem: string, duplicateIds?: string[]): Reception => {
		const answer = errorAnswer(status, request.headers);
		if (status === 405) answer.headers = { allow: 'POST' };
		return { kind: 'answer', key, answer, problem, duplicateIds };
	};
	if (request.path !== ENDPOINT) return refuse(404, `no such path; the page knows only ${ENDPOINT}`);
	if (request.method !== 'POST') return refuse(405, 'only POST is published');
	if (key !== 'right') return refuse(401, `the API key is ${key}`);
	const format = formatOf(request.headers['content-type']);
	if (format === undefined) return refuse(415, 'the content type is not one of the five the page lists');
	try {
		const communications = decode(request.body, format);
		const repeated = repeatedIds(communications);
		if (repeated.length > 0) return refuse(400, `clientMessageId ${repeated[0]} stands twice in the request`, repeated);
		return { kind: 'messages', key, rows: communications.map(toRow), encode: (rows) => resultsAnswer(rows, request.headers) };
	} catch (error) {
		if (error instanceof MalformedRequest) return refuse(400, error.message);
		throw error;
	}
}

function keyState({ headers, keys }: ProviderRequest): KeyState {
	const key = headers['x-apikey'];
	if (key === undefined) return 'missing';
	return typeof key === 'string' && keys.includes(key) ? 'right' : 'wrong';
}

function toRow(communication: Communication): Row {
	return {
		correlationId: communication.clientMessageId,
		/** "32-character-hexadecimal-string" */
		messageId: randomUUID().replaceAll('-', ''),
		verdict: READABLE_RECIPIENT.test(communication.recipient) ? 'accepted' : 'refused',
		message: toMessage(communication),
	};
}

const CHANNELS: Readonly<Record<Content['$type'], string>> = {
	VoiceProject: 'voice',
	SMSProject: 'sms',
	WhatsappProject: 'whatsapp',
	SMSFromAlpha: 'sms',
};

/** The text and the sender of a project live at Wiraya: the message shows the project and the values of its placeholders. */
function toMessage({ recipient, content }: Communication): DecodedMessage {
	const channel = CHANNELS[content.$type];
	if (content.$type === 'SMSFromAlpha') {
		return { channel, recipient, sender: content.sender, text: content.text, details: { type: content.$type }, scheduledAt: null };
	}
	const { $type: type, projectId, placeholders, nextAttemptUtc } = content;
	return {
		channel,
		recipient,
		sender: `project ${projectId}`,
		text: null,
		details: { type, projectId, placeholders },
		scheduledAt: nextAttemptUtc ?? null,
	};
}
