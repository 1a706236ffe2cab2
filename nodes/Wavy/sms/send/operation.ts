import type { SendOperation } from '../../../../core/operation';
import type { Sms } from '../message';
import { smsOperation } from '../operation';
import { decode } from './answer';
import { limits } from './limits';
import { encode, WIRE_FORMATS } from './wire';

/** `/v1/send-sms`, by POST or GET: one message a request. */
export const send: SendOperation<Sms> = { ...smsOperation, limits, wireFormats: WIRE_FORMATS, encode, decode };
