import { randomUUID } from 'node:crypto';
import type { Answer, Row } from '../../contract.mts';
import { authorizationKey, json, partsOf, providerOf, type Problem, type Source } from '../vendor.mts';
import { callbacks } from './callback.mts';
import { isAddress, readMessages } from './messages.mts';

export const source: Source = {
	pages: [
		'https://github.com/infobip/infobip-api-python-client/tree/master/infobip_api_client/models',
		'https://www.infobip.com/docs/developer-resources/api-fundamentals/message-status-codes',
		'https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes',
		'https://infobip.com/docs/api/channels/sms/sms-messaging/logs-and-status-reports/receive-outbound-sms-message-report',
		'https://infobip.com/docs/api/platform/subscriptions-api/create-profile',
	],
	readOn: '2026-11-30',
	unknown: 'How many messages a request may hold (here 10,000), how an address that is none is refused (here in its row), and the header and text of an HMAC over callbacks (here Basic authentication, which the page has as well).',
};

/** Infobip's SMS API, version 3. A key is an API key. */
export const provider = providerOf({
	name: 'infobip',
	title: 'Infobip SMS',
	defaultKeys: ['sandbox-key'],
	signIn: (key) => ({ 'Authorization header': `App ${key}` }),
	secretHeaders: ['authorization'],
	path: /^\/sms\/3\/messages$/,
	body: 'json',
	keyOf: (request) => authorizationKey(request, 'App'),
	read: (body) => {
		const seen = new Set<string>();
		return readMessages(body).map(({ messageId = randomUUID(), ...message }) => {
			const isDuplicate = seen.has(messageId);
			seen.add(messageId);
			return { correlationId: messageId, messageId, verdict: isDuplicate || !isAddress(message.recipient) ? 'refused' : 'accepted', message: { ...message, details: { ...message.details, isDuplicate } } };
		});
	},
	answer: messagesAnswer,
	refuse,
	callbacks,
});

/** Group, ID and name of "API status codes". For a system error it says "Retry the submission". */
const STATUSES = {
	accepted: { groupId: 1, groupName: 'PENDING', id: 26, name: 'PENDING_ACCEPTED', description: 'Message sent to next instance' },
	refused: { groupId: 5, groupName: 'REJECTED', id: 52, name: 'REJECTED_DESTINATION', description: 'Invalid destination address' },
	transient: { groupId: 5, groupName: 'REJECTED', id: 21, name: 'REJECTED_SYSTEM_ERROR', description: 'System error, retry the submission' },
};
const DUPLICATE = { groupId: 5, groupName: 'REJECTED', id: 23, name: 'REJECTED_DUPLICATE_MESSAGE_ID', description: 'Duplicate message ID' };

function messagesAnswer(rows: readonly Row[], [sent]: readonly Row[]): Answer {
	const { bulkId } = sent!.message!.details;
	const messages = rows.map(({ messageId, verdict, message }) => ({
		messageId,
		status: verdict === 'refused' && message?.details.isDuplicate === true ? DUPLICATE : STATUSES[verdict],
		destination: message?.recipient ?? '',
		details: { messageCount: partsOf(message?.text ?? '') },
	}));
	return json(200, { bulkId, messages });
}

const TITLES: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 415: 'Unsupported Media Type', 429: 'Too Many Requests', 500: 'Internal Server Error' };

/** `ApiError` of the description. */
function refuse({ status, field, words }: Problem): Answer {
	return json(status, {
		errorCode: `E${status}`,
		description: `${TITLES[status] ?? 'Error'}: ${words}`,
		action: 'Check the request against the API reference.',
		violations: field === undefined ? [] : [{ property: field, violation: words }],
		resources: [],
	});
}
