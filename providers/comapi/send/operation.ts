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
	encode: ([message], { baseUrl }) => ({
		method: 'POST',
		url: `${baseUrl}/messages`,
		headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
		body: JSON.stringify(toWire(message!)),
	}),
	decode,
};
