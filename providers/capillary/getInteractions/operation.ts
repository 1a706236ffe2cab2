import { getRequest } from '../../../core/http/http';
import type { RequestOperation } from '../../../core/request/operation';
import { connections } from '../connection';
import { panel } from './form';
import { paramsReader, type Params } from './params';
import { decode } from './response';

/** `GET /v2/customers/interaction`: the messages that were sent to a customer. Only Capillary's network has any. */
export const getInteractions: RequestOperation<Params> = {
	...panel,
	provider: 'capillary',
	connections,
	reader: paramsReader,
	about: ({ identifierName, identifierValue, type }) => ({ identifierName, identifierValue, type }),
	encode: ({ identifierName, identifierValue, type }, { baseUrl }) => {
		const query = new URLSearchParams({ identifierName, identifierValue, network: 'capillary', ...(type && { type }) });
		return getRequest(`${baseUrl}/v2/customers/interaction?${query.toString().replaceAll('+', '%20')}`);
	},
	decode,
};
