import { table } from '../../../core/wire/table';
import { readContent } from '../../../core/receive/content';
import type { Callback } from '../../../core/receive/receive';
import { parseJson } from '../../../core/wire/json';
import { TOKEN } from './form';

type Fields = Record<string, unknown>;

/**
 * The entries of one callback: the object or the list of its JSON, the list under `data` in the batches on WhatsApp's pages, or the fields of a form or
 * a query. None if the callback is empty, for example a test of the address.
 * @throws Error if the body is neither JSON nor a form
 */
export function entriesOf(callback: Callback): unknown[] {
	const { content, isFlat } = readContent(callback);
	if (Array.isArray(content)) return content as unknown[];
	if (typeof content !== 'object' || content === null) throw new Error('it is neither an object nor a list');
	if (isFlat) return filled(named(withoutToken(content as Fields)));
	const { data } = content as { data?: unknown };
	return Array.isArray(data) ? (data as unknown[]) : filled(content as Fields);
}

function filled(fields: Fields): Fields[] {
	return Object.keys(fields).length > 0 ? [fields] : [];
}

function withoutToken(query: Fields): Fields {
	return Object.fromEntries(Object.entries(query).filter(([name]) => name !== TOKEN));
}

/** Field names of the callbacks by GET that Wavy had before JSON. Source: the older manual, in remarks that it does not print. */
const FORMER = table<string>({ uuid: 'id', requestPerformedTime: 'sentAt', deliveryTime: 'deliveredAt' });

/**
 * Fields of a query or a form under their JSON names. No page shows how a query writes the answered message (`mt`), so dots, brackets, underscores,
 * joined names and JSON are all read.
 */
function named(fields: Fields): Fields {
	const stage = 'deliveryTime' in fields ? 'delivered' : 'sent';
	const names = table<string>({ ...FORMER, messageStatusId: `${stage}StatusCode`, messageStatus: `${stage}Status` });
	const given: Fields = {};
	const answered: Fields = {};
	for (const [name, value] of Object.entries(fields)) {
		const [, within] = /^mt(?:[._]|\[)?(id|correlationId)\]?$/i.exec(name) ?? [];
		if (within !== undefined) answered[within.toLowerCase() === 'id' ? 'id' : 'correlationId'] = value;
		else given[names[name] ?? name] = value;
	}
	const mt = typeof given.mt === 'string' && given.mt.startsWith('{') ? parseJson(given.mt) : undefined;
	return { ...given, ...(mt !== undefined && { mt }), ...(Object.keys(answered).length > 0 && { mt: answered }) };
}
