import type { SendOperation } from '../../../core/send/operation';
import type { Sms } from '../shared/message';
import { smsOperation } from '../shared/operation';
import { limits } from './limits';
import { encode, wireFormats } from './request';
import { decode } from './response';

/** `/v1/send-sms`, by POST or GET: one message a request. */
export const send: SendOperation<Sms> = { ...smsOperation, limits, wireFormats, encode, decode };
