import type { Answer, Row } from '../../contract.mts';
import { authorizationKey, json, providerOf, type Problem, type Source } from '../vendor.mts';
import { readBatch, wholeOf, type SinchMessage } from './batch.mts';
import { callbacks } from './callback.mts';

export const source: Source = {
	pages: [
		'https://developers.sinch.com/docs/sms/api-reference/sms/tag/Batches/',
		'https://developers.sinch.com/docs/sms/api-reference/status-codes',
		'https://community.sinch.com/t5/SMS/Common-SMS-HTTP-Statuses-and-Codes-Explained/ta-p/14163',
		'https://developers.sinch.com/docs/sms/api-reference/sms/tag/Webhooks/',
		'https://github.com/sinch/sinch-sdk-node/tree/main/packages',
	],
	readOn: '2026-11-30',
	unknown: "The body of 401, 404 and 405 (here as of 400), what answers a parameter that has no value for somebody (here 403), the longest value (an older page says 160 characters), whether a number may stand twice in a batch (here it may), and for which accounts callbacks are signed: the page has Basic and OAuth, the vendor's library the HMAC.",
};

/** Sinch's SMS batches: one text for up to 1,000 recipients, with parameters by recipient. A key is `<service plan ID>:<API token>`. */
export const provider = providerOf({
	name: 'sinch',
	title: 'Sinch SMS',
	defaultKeys: ['sandbox-plan:sandbox-token'],
	signIn: (key) => ({ 'Service plan ID': key.split(':')[0]!, 'API token (Bearer)': key.split(':').slice(1).join(':') }),
	secretHeaders: ['authorization'],
	path: /^\/xms\/v1\/([^/]+)\/batches$/,
	body: 'json',
	keyOf: (request) => {
		const token = authorizationKey(request, 'Bearer');
		return token && `${request.path.split('/')[3] ?? ''}:${token}`;
	},
	read: (body) => {
		const { batchId, messages } = readBatch(body);
		return messages.map((message, index): Row => {
			// The vendor only has an ID of the batch; together with the recipient it identifies a message.
			const messageId = `${batchId}:${index}`;
			return { correlationId: messageId, messageId, verdict: 'accepted', message };
		});
	},
	answer: (_rows, sent) => created(sent),
	refuse,
	callbacks,
});

const CODES: Readonly<Record<number, string>> = { 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 429: 'too_many_requests', 503: 'service_unavailable' };

/** "The JSON doesn't conform to the API specification", "a required field is missing", "the format of a field value is invalid". */
const SYNTAX = { unknown: 'syntax_invalid_json', missing: 'syntax_constraint_violation', invalid: 'syntax_invalid_parameter_format' };

function refuse({ status, code, field, is = 'unknown', words }: Problem): Answer {
	return json(status, { code: code ?? CODES[status] ?? SYNTAX[is], text: field === undefined ? words : `${field}: ${words}` });
}

/** The batch as it was created. There is no row for a recipient: delivery reports say what becomes of each message. */
function created(sent: readonly Row[]): Answer {
	const now = new Date().toISOString();
	return json(201, { id: sent[0]!.messageId.split(':')[0], canceled: false, ...wholeOf(sent.map(({ message }) => message as SinchMessage)), created_at: now, modified_at: now });
}
