/** Callbacks of one API, and the examples for reading them, for the suites that bend callbacks. */
import type { ReceiveOperation } from '../../core/receive/receive.ts';
import { receive, type Auth } from '../../providers/http/callbacks/operation.ts';
import { shapeIn } from '../../providers/http/callbacks/shape.ts';
import { statusesOf } from '../../providers/http/callbacks/statuses.ts';
import type { CallbackRow } from '../samples.mts';

/** Examples of the sandbox's own API, as a user would write them. */
export const RECEIPT = '{"from": "{from}", "channel": "{channel}", "reports": [{"id": "{messageId}", "correlationId": "{id}", "to": "{to}", "status": "{status}", "at": "{time}", "errors": [{"code": "{code}", "message": "{error}"}]}]}';
export const REPLY = '{"channel": "{channel}", "messages": [{"id": "{messageId}", "from": "{from}", "to": "{to}", "text": "{text}", "answers": "{id}", "at": "{time}"}]}';

const auth: Auth = {
	proof: { kind: 'basicAuth', secret: 'the-secret-of-a-test' },
	receipt: shapeIn('Receipt', RECEIPT),
	reply: shapeIn('Reply', REPLY),
	statuses: statusesOf([['optedOut', ['stopped', '7']]]),
	channel: null,
};
const at = '2031-01-15T10:30:00Z';
const reports = [
	{ id: 'm-1', correlationId: 'c-1', to: '447700900123', status: 'delivered', at },
	{ id: 'm-2', correlationId: 'c-2', to: '447700900124', status: 'failed', at: 1926239400, errors: [{ code: 7, message: 'They said STOP' }, { code: 8 }] },
];
const messages = [{ id: 'm-3', from: '447700900123', to: '447700900001', text: 'Stop', answers: 'c-1', at }];

export const callbacks: readonly CallbackRow[] = [
	{
		name: 'http, JSON',
		operation: receive as ReceiveOperation,
		auth,
		contentType: 'application/json',
		bodies: [JSON.stringify({ from: 'Shop', channel: 'sms', reports }), JSON.stringify({ channel: 'sms', messages }), JSON.stringify({ reports: reports[0] })],
	},
	{
		name: 'form, as of Twilio',
		operation: receive as ReceiveOperation,
		auth: { ...auth, receipt: shapeIn('Receipt', '{"MessageSid": "{messageId}", "MessageStatus": "{status}", "To": "{to}"}'), reply: shapeIn('Reply', '{"MessageSid": "{messageId}", "From": "{from}", "Body": "{text}"}') },
		contentType: 'application/x-www-form-urlencoded',
		bodies: ['MessageSid=SM1&MessageStatus=delivered&To=%2B447700900123', 'MessageSid=SM2&From=%2B447700900123&Body=Ja+tack%21'],
	},
];
