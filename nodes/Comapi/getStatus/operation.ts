import type { CallOperation } from '../../../core/callOperation';
import { connection } from '../connection';
import { decode } from './answer';
import { limits } from './limits';
import { question, type Asked } from './question';

/** `GET …/messages/{messageId}`: what became of one message. */
export const getStatus: CallOperation<Asked> = {
	provider: 'comapi',
	connections: [connection],
	fields: [{ name: 'messageId', displayName: 'Message ID' }],
	limits,
	repeatable: true,
	schema: () => question,
	about: ({ messageId }) => ({ messageId }),
	encode: ({ messageId }, { baseUrl }) => ({
		method: 'GET',
		url: `${baseUrl}/messages/${encodeURIComponent(messageId)}`,
		headers: { Accept: 'application/json' },
		body: '',
	}),
	decode,
};
