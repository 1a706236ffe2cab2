import { jsonRequest } from '../../../core/http/http';
import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { toWire, type Content } from '../shared/content';
import { messageReader } from '../shared/message';
import { panel } from './form';
import { decode } from './response';

/** `POST …/messages/batch`: many messages a request, each with its own channels. */
export const sendBatch: SendOperation<Content> = {
	...panel,
	provider: 'comapi',
	connections: [connection],
	reader: messageReader,
	encode: (batch, { baseUrl }) => jsonRequest('POST', `${baseUrl}/messages/batch`, batch.map(toWire)),
	decode,
};
