import { jsonRequest } from '../../../core/http/http';
import type { RequestOperation } from '../../../core/request/operation';
import { connection } from '../connection';
import { panel } from './form';
import { paramsReader, type Params } from './params';
import { decode } from './response';

/** `POST /v1/sms/status/search`: what became of the messages with these ids. Unlike the vendor's list call, it removes nothing. */
export const searchStatuses: RequestOperation<Params> = {
	...panel,
	provider: 'wavy',
	connections: [connection],
	reader: paramsReader,
	about: ({ ids, correlationIds }) => ({ messageIds: ids, correlationIds }),
	encode: ({ ids, correlationIds }, { baseUrl }) =>
		jsonRequest('POST', `${baseUrl}/v1/sms/status/search`, { ...(ids.length > 0 && { ids }), ...(correlationIds.length > 0 && { correlationIds }) }),
	decode,
};
