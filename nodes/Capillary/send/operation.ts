import type { SendOperation } from '../../../core/operation';
import { connections } from '../connection';
import { decode } from './answer';
import { channelField, contentFields } from './fields';
import { limits } from './limits';
import { messageSchema, type Content } from './message';
import { encode } from './wire';

/** `POST /v1.1/communications/sendMessage`: many messages a request, all of one channel. */
export const send: SendOperation<Content> = {
	provider: 'capillary',
	connections,
	fields: [channelField, ...contentFields],
	selector: 'channel',
	binaryField: 'attachments',
	idField: 'correlationId',
	limits,
	wireFormats: ['json', 'xml'],
	schema: messageSchema,
	groupBy: ({ content }) => content.channel,
	encode,
	decode,
};
