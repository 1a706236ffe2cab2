import type { CallOperation } from '../../../core/request/operation';
import { connection } from '../connection';
import { limits } from './limits';
import { question, type Asked } from './params';
import { decode } from './response';

/** `GET …/messages/{messageId}`: what became of one message. */
export const getStatus: CallOperation<Asked> = {
	provider: 'comapi',
	connections: [connection],
	fields: [{ name: 'messageId', displayName: 'Message ID' }],
	limits,
	repeatable: true,
	reader: () => question,
	about: ({ messageId }) => ({ messageId }),
	encode: ({ messageId }, { baseUrl }) => ({
		method: 'GET',
		url: `${baseUrl}/messages/${encodeURIComponent(messageId)}`,
		headers: { Accept: 'application/json' },
		body: '',
	}),
	decode,
};
