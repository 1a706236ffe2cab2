import { keysReader } from '../core/input/keys.ts';
import type { Reader } from '../core/input/schema.ts';
import type { ReadSettings } from '../core/input/settings.ts';
import type { SendOperation } from '../core/send/operation.ts';
import type { Draft } from '../core/send/message.ts';

/** Reads an item under any of the names of its keys, like the node. */
export function namedReader<Content>({ fields, keys = {}, ...operation }: Pick<SendOperation<Content>, 'fields' | 'keys' | 'reader'>, settings: ReadSettings): Reader<Draft<Content>> {
	const [read, named] = [operation.reader(settings), keysReader(fields, keys, 'item')];
	return (given) => read(named(given));
}
