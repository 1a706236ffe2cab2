import type { SendOperation } from '../../../core/operation';
import { connection } from '../connection';
import { toWire, type Content } from '../message/content';
import { messageKeys } from '../message/fields';
import { messageSchema } from '../message/schema';
import { decode } from './answer';
import { limits } from './limits';

/** `POST …/messages`: one message a request. */
export const send: SendOperation<Content> = {
	provider: 'comapi',
	connections: [connection],
	fields: messageKeys,
	selector: 'rules',
	idField: 'correlationId',
	limits,
	wireFormats: ['json'],
	schema: messageSchema,
	encode: ([message], { baseUrl }) => ({
		method: 'POST',
		url: `${baseUrl}/messages`,
		headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
		body: JSON.stringify(toWire(message!)),
	}),
	decode,
};
