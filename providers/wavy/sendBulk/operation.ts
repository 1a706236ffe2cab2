import type { SendOperation } from '../../../core/send/operation';
import type { Sms } from '../shared/message';
import { smsOperation } from '../shared/operation';
import { panel } from './form';
import { encode, requestOf } from './request';
import { decode } from './response';

/** `POST /v1/send-bulk-sms`: up to 1,000 messages a request, which share its schedule. */
export const sendBulk: SendOperation<Sms> = {
	...panel,
	...smsOperation,
	groupBy: requestOf,
	encode,
	decode,
};
