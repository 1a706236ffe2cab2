import { getRequest } from '../../../core/http/http';
import { isoWithOffset, utcSeconds } from '../../../core/input/time';
import type { RequestOperation } from '../../../core/request/operation';
import { connection } from '../connection';
import { panel } from './form';
import { paramsReader, type Params } from './params';
import { decode } from './response';

/** `GET /v1/sms/receive/search`: the messages of customers. Unlike the vendor's list call, it removes nothing. */
export const searchInbound: RequestOperation<Params> = {
	...panel,
	provider: 'wavy',
	connections: [connection],
	reader: paramsReader,
	about: ({ start, end, subAccount }) => ({ start: start && isoWithOffset(start), end: end && isoWithOffset(end), subAccount }),
	encode: (params, { baseUrl }) => getRequest(`${baseUrl}/v1/sms/receive/search${queryOf(params)}`),
	decode,
};

/** No page says which zone a time without an offset has, so all times travel in UTC with a Z, as a published client sends them. */
function queryOf({ start, end, subAccount }: Params): string {
	const query = new URLSearchParams({ ...(start && { start: utcSeconds(start) }), ...(end && { end: utcSeconds(end) }), ...(subAccount && { subAccount }) });
	return query.size > 0 ? `?${query.toString().replaceAll('+', '%20')}` : '';
}
