import type { SendOperation } from '../../../core/send/operation';
import { connections } from '../connection';
import { panel } from './form';
import { messageReader, type Content } from './message';
import { encode } from './request';
import { decode } from './response';

/** `POST /v1.1/communications/sendMessage`: many messages a request, all of one channel. */
export const send: SendOperation<Content> = {
	...panel,
	provider: 'capillary',
	connections,
	reader: messageReader,
	groupBy: ({ content }) => content.channel,
	encode,
	decode,
};
