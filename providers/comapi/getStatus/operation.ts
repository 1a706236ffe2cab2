import { getRequest } from '../../../core/http/http';
import type { RequestOperation } from '../../../core/request/operation';
import { connection } from '../connection';
import { panel } from './form';
import { paramsReader, type Params } from './params';
import { decode } from './response';

/** `GET …/messages/{messageId}`: what became of one message. */
export const getStatus: RequestOperation<Params> = {
	...panel,
	provider: 'comapi',
	connections: [connection],
	reader: paramsReader,
	about: ({ messageId }) => ({ messageId }),
	encode: ({ messageId }, { baseUrl }) => getRequest(`${baseUrl}/messages/${encodeURIComponent(messageId)}`),
	decode,
};
