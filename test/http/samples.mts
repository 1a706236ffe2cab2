import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { cutTemplate } from '../../core/input/template.ts';
import type { SendMaker } from '../../core/send/operation.ts';
import { HttpMessagesApi } from '../../credentials/HttpMessagesApi.credentials.ts';
import { http } from '../../providers/http/provider.ts';
import { bulkLimits, limits } from '../../providers/http/send/form.ts';
import { maker } from '../../providers/http/send/operation.ts';
import type { Controls } from '../../sandbox/controls.mts';
import { HttpMessages, HttpMessagesTrigger } from '../nodes.ts';
import { fictionPhone, secretSend, type Mode, type Samples, type Send } from '../samples.mts';
import { mark } from '../secrets/marked-secrets.mts';
import { callbacks } from './callbacks.mts';
import { doors } from './doors.mts';

const node = new HttpMessages();
const type = new HttpMessagesApi();
const [token, password, headerValue] = [mark(), mark(), mark()];
const modes: Mode[] = [
	{ name: 'HTTP Messages, Bearer', type, provider: 'http', secrets: { token }, others: { authentication: 'bearer' }, key: token },
	{ name: 'HTTP Messages, Basic', type, provider: 'http', secrets: { password }, others: { authentication: 'basic', username: 'sandbox-user' }, key: `sandbox-user:${password}` },
	{ name: 'HTTP Messages, Header', type, provider: 'http', secrets: { headerValue }, others: { authentication: 'header', headerName: 'X-API-Key' }, key: headerValue },
];

export const account = {
	node,
	credential: type,
	data: (sandbox: Pick<Controls, 'providerUrl'>, key = 'sandbox-token'): IDataObject => ({ authentication: 'bearer', token: key, baseUrl: sandbox.providerUrl('http') }),
};

/** The user's description of the sandbox's API, from its page. */
const STATUSES = { acceptedValues: 'queued', refusedValues: 'rejected', transientValues: 'busy' };
export const ONE = {
	path: '/v1/messages',
	message: '{"to": "{to}", "text": "{text}", "correlationId": "{id}"}',
	additionalFields: { answer: '{"id": "{messageId}", "correlationId": "{id}", "to": "{to}", "status": "{status}", "error": {"message": "{error}"}}', ...STATUSES },
};
export const KEYED = { ...ONE, additionalFields: { ...ONE.additionalFields, idempotencyHeader: 'Idempotency-Key' } };
export const MANY = {
	path: '/v1/batches',
	message: '{"messages": [{"to": "{to}", "text": "{text}", "correlationId": "{id}"}]}',
	additionalFields: { answer: '{"batch": "{batchId}", "messages": [{"id": "{messageId}", "correlationId": "{id}", "status": "{status}", "error": {"message": "{error}"}}], "error": {"message": "{error}"}}', ...STATUSES },
};

/** The operation that the node's parameters define, if they have no columns. */
export function operationOf(make: SendMaker, { path, message, additionalFields }: typeof ONE | typeof MANY) {
	return make({ path, message: cutTemplate(message, false), ...additionalFields });
}

const sendOf = (operation: 'send' | 'sendBulk', parameters: typeof ONE): Send => ({
	...account,
	operation: operationOf(maker(operation === 'send' ? limits : bulkLimits), parameters),
	parameters: { operation, ...parameters } as INodeParameters,
	message: (index) => ({ to: `+${fictionPhone(index)}`, text: `Parcel ${index} is here` }),
	recipientKey: 'to',
	single: operation === 'send',
});

const sends = {
	'HTTP Messages, Send': sendOf('send', ONE),
	'HTTP Messages, Send with Idempotency Header': sendOf('send', KEYED),
	'HTTP Messages, Send Bulk': sendOf('sendBulk', MANY),
};

export const samples: Samples = {
	provider: http,
	node,
	triggers: [new HttpMessagesTrigger()],
	modes,
	sends,
	calls: {},
	lookups: {},
	secrets: Object.fromEntries(Object.entries(sends).map(([name, send]) => [name, secretSend(send, modes)])),
	answers: [],
	callbacks,
	doors,
};
