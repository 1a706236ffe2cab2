import { jsonRequest } from '../../../core/http/http';
import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { toWire, type Content } from '../shared/content';
import { messageReader } from '../shared/message';
import { panel } from './form';
import { decode } from './response';

/** `POST …/messages`: one message a request. */
export const send: SendOperation<Content> = {
	...panel,
	provider: 'comapi',
	connections: [connection],
	reader: messageReader,
	encode: ([message], { baseUrl }) => jsonRequest('POST', `${baseUrl}/messages`, toWire(message!)),
	decode,
};
