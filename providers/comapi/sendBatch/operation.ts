import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { toWire, type Content } from '../shared/content';
import { messageKeys } from '../shared/fields';
import { messageKeyNames } from '../shared/keys';
import { messageReader } from '../shared/schema';
import { limits } from './limits';
import { decode } from './response';

/** `POST …/messages/batch`: many messages a request, each with its own channels. */
export const sendBatch: SendOperation<Content> = {
	provider: 'comapi',
	connections: [connection],
	fields: messageKeys,
	keys: messageKeyNames,
	selector: 'rules',
	recipientFields: ['phoneNumber', 'email'],
	idField: 'correlationId',
	limits,
	reader: messageReader,
	encode: (batch, { baseUrl }) => ({
		method: 'POST',
		url: `${baseUrl}/messages/batch`,
		headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
		body: JSON.stringify(batch.map(toWire)),
	}),
	decode,
};
