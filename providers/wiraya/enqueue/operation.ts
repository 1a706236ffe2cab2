import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { enqueueKeys } from './fields';
import { limits } from './limits';
import { messageReader, type Content } from './message';
import { encode } from './request';
import { decode } from './response';

/** `POST /api/EnqueueCommunications`: many communications a request, each with its own content type. */
export const enqueue: SendOperation<Content> = {
	provider: 'wiraya',
	connections: [connection],
	fields: enqueueKeys,
	selector: 'contentType',
	idField: 'clientMessageId',
	limits,
	wireFormats: ['json', 'xml', 'form'],
	reader: messageReader,
	encode,
	decode,
};
