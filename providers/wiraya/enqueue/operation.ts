import type { SendOperation } from '../../../core/send/operation';
import { connection } from '../connection';
import { panel } from './form';
import { messageReader, type Content } from './message';
import { encode } from './request';
import { decode } from './response';

/** `POST /api/EnqueueCommunications`: many communications a request, each with its own content type. */
export const enqueue: SendOperation<Content> = {
	...panel,
	provider: 'wiraya',
	connections: [connection],
	selectorIn: ({ content }) => (content as { $type?: unknown } | null | undefined)?.$type,
	reader: messageReader,
	encode,
	decode,
};
