import type { SendOperation } from '../../../core/operation';
import { decode } from './answer';
import { enqueueKeys } from './fields';
import { limits } from './limits';
import { messageSchema, type Content } from './message';
import { encode } from './wire';

/** `POST /api/EnqueueCommunications`: many communications a request, each with its own content type. */
export const enqueue: SendOperation<Content> = {
	provider: 'wiraya',
	credential: 'wirayaApi',
	baseUrl: ({ baseUrl }) => String(baseUrl),
	secretFields: ['apiKey'],
	maskedHeaders: { 'X-ApiKey': '***' },
	fields: enqueueKeys,
	selector: 'contentType',
	idField: 'clientMessageId',
	limits,
	wireFormats: ['json', 'xml', 'form'],
	schema: messageSchema,
	encode,
	decode,
};
