import type { SendOperation } from '../../../../core/operation';
import type { Sms } from '../message';
import { smsOperation } from '../operation';
import { decode } from './answer';
import { limits } from './limits';
import { encode, requestOf } from './wire';

/** `POST /v1/send-bulk-sms`: up to 1,000 messages a request, which share its schedule. */
export const sendBulk: SendOperation<Sms> = {
	...smsOperation,
	limits,
	wireFormats: ['json'],
	groupBy: requestOf,
	encode,
	decode,
};
