import type { CallOperation } from '../../../core/request/operation';
import { connection } from '../connection';
import { panel } from './form';
import { questionReader, type Asked } from './params';
import { decode } from './response';

/** `GET …/messages/{messageId}`: what became of one message. */
export const getStatus: CallOperation<Asked> = {
	...panel,
	provider: 'comapi',
	connections: [connection],
	reader: questionReader,
	about: ({ messageId }) => ({ messageId }),
	encode: ({ messageId }, { baseUrl }) => ({
		method: 'GET',
		url: `${baseUrl}/messages/${encodeURIComponent(messageId)}`,
		headers: { Accept: 'application/json' },
		body: '',
	}),
	decode,
};
