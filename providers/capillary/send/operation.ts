import type { SendOperation } from '../../../core/send/operation';
import { connections } from '../connection';
import { channelField, contentFields } from './fields';
import { limits } from './limits';
import { messageReader, type Content } from './message';
import { encode } from './request';
import { decode } from './response';

/** `POST /v1.1/communications/sendMessage`: many messages a request, all of one channel. */
export const send: SendOperation<Content> = {
	provider: 'capillary',
	connections,
	fields: [channelField, ...contentFields],
	keys: {
		// One field a channel in the editor, one thing all the same.
		aliases: {
			to: ['receiver'],
			receiver: ['to'],
			body: ['text', 'template'],
			text: ['body', 'template'],
			sender: ['from'],
			from: ['sender'],
			scheduledTime: ['sendAt', 'scheduled_time'],
		},
		schedules: ['scheduledTime'],
	},
	selector: 'channel',
	binaryField: 'attachments',
	recipientFields: ['to', 'receiver'],
	idField: 'correlationId',
	limits,
	wireFormats: [
		{ value: 'json', label: 'JSON' },
		{ value: 'xml', label: 'XML' },
	],
	reader: messageReader,
	groupBy: ({ content }) => content.channel,
	encode,
	decode,
};
