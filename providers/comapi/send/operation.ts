import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { toWire, type Content } from '../shared/content';
import { messageKeys } from '../shared/fields';
import { messageKeyNames } from '../shared/keys';
import { messageReader } from '../shared/schema';
import { limits } from './limits';
import { decode } from './response';

/** `POST …/messages`: one message a request. */
export const send: SendOperation<Content> = {
	provider: 'comapi',
	connections: [connection],
	fields: messageKeys,
	keys: messageKeyNames,
	selector: 'rules',
	recipientFields: ['phoneNumber', 'email'],
	idField: 'correlationId',
	limits,
	reader: messageReader,
	encode: ([message], { baseUrl }) => ({
		method: 'POST',
		url: `${baseUrl}/messages`,
		headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
		body: JSON.stringify(toWire(message!)),
	}),
	decode,
};
