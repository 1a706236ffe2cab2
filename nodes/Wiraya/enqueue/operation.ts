import type { SendOperation } from '../../../core/operation';
import { connection } from '../connection';
import { decode } from './answer';
import { enqueueKeys } from './fields';
import { limits } from './limits';
import { messageSchema, type Content } from './message';
import { encode } from './wire';

/** `POST /api/EnqueueCommunications`: many communications a request, each with its own content type. */
export const enqueue: SendOperation<Content> = {
	provider: 'wiraya',
	connections: [connection],
	fields: enqueueKeys,
	selector: 'contentType',
	idField: 'clientMessageId',
	limits,
	wireFormats: ['json', 'xml', 'form'],
	schema: messageSchema,
	encode,
	decode,
};
