import type { WireRequest, WireSettings } from '../../../core/http/http';
import type { Message } from '../../../core/send/message';
import type { HttpSettings } from './settings';
import { withId, type BesidePiece, type Piece } from './template';

/** A message without its ID. */
export interface Content {
	/** The recipient on the wire. */
	to: string;
	/** The fields of a form; JSON has one field without a name. */
	message: ReadonlyArray<readonly [name: string, pieces: readonly Piece[]]>;
	/** The text before and after the list of messages. */
	beside: readonly [readonly BesidePiece[], readonly BesidePiece[]];
	/** Its entries in objects that have one entry for each message. */
	entries: ReadonlyArray<readonly Piece[]>;
	/** How many earlier messages have the same key for an entry. In one object, equal keys would overwrite each other. */
	alike: number;
}

/** Writes the request of the messages of one group. */
export function encode({ path, method, asForm, idempotencyHeader }: HttpSettings, batch: ReadonlyArray<Message<Content>>, { baseUrl }: WireSettings): WireRequest {
	const [first] = batch as [Message<Content>];
	const listed = (piecesOf: (content: Content) => readonly Piece[]) => batch.map(({ content, correlationId }) => withId(piecesOf(content), correlationId)).join(',');
	const besides = (pieces: readonly BesidePiece[]) => pieces.map((piece) => (typeof piece === 'string' ? piece : listed(({ entries }) => entries[piece.entries]!))).join('');
	const written = () => besides(first.content.beside[0]) + listed(({ message }) => message[0]![1]) + besides(first.content.beside[1]);
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
