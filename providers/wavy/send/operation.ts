import type { SendOperation } from '../../../core/send/operation';
import type { Sms } from '../shared/message';
import { smsOperation } from '../shared/operation';
import { panel } from './form';
import { encode } from './request';
import { decode } from './response';

/** `/v1/send-sms`, by POST or GET: one message a request. */
export const send: SendOperation<Sms> = { ...panel, ...smsOperation, encode, decode };
