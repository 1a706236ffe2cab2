import type { WireRequest, WireSettings } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { HttpSettings } from './settings';
import { withId, type Piece } from './template';

/** What a message is, but for its ID. */
export interface Content {
	/** The recipient as it travels. */
	to: string;
	/** The fields of a form; of JSON one without a name. */
	message: ReadonlyArray<readonly [name: string, pieces: readonly Piece[]]>;
	/** What stands before and after the list of messages. */
	beside: readonly [string, string];
}

/** Writes the request of the messages of one group. */
export function encode({ path, method, asForm, idempotencyHeader }: HttpSettings, batch: ReadonlyArray<Message<Content>>, { baseUrl }: WireSettings): WireRequest {
	const [first] = batch as [Message<Content>];
	const [before, after] = first.content.beside;
	const written = () => before + batch.map(({ content, correlationId }) => withId(content.message[0]![1], correlationId)).join(',') + after;
	const form = () => new URLSearchParams(first.content.message.map(([name, pieces]): [string, string] => [name, withId(pieces, first.correlationId)])).toString();
	return {
		method,
		url: baseUrl + path,
		headers: {
			'Content-Type': asForm ? 'application/x-www-form-urlencoded' : 'application/json',
			Accept: 'application/json',
			...(idempotencyHeader !== null && { [idempotencyHeader]: first.idempotencyKey }),
		},
		body: asForm ? form() : written(),
	};
}
