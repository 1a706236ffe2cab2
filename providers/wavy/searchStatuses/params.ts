import { formReader } from '../../../core/input/formReader';
import { describe, reader, refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { jsonIn } from '../../../core/wire/json';
import { form } from './form';

/** The messages to look up, by Wavy's ids, by ours, or both. */
export interface Params {
	ids: string[];
	correlationIds: string[];
}

const FIX = 'Give one ID, several separated by commas, or a list.';

/** Ids as a list, as a JSON list, or as text with commas; each once. */
const idList: Reader<string[]> = reader((value, refuse) => {
	const given = entriesOf(value);
	const bad = given.find((entry) => !['string', 'number'].includes(typeof entry));
	if (bad !== undefined) return refuse(`has ${describe(bad)}, not an ID`, FIX);
	return [...new Set(given.map((entry) => String(entry).trim()).filter((entry) => entry !== ''))];
});

export function paramsReader(settings: ReadSettings): Reader<Params> {
	const read = formReader(form, settings, { messageIds: idList, correlationIds: idList });
	return (given) => {
		const { messageIds: ids, correlationIds } = read(given);
		return ids.length > 0 || correlationIds.length > 0 ? { ids, correlationIds } : refuse('is missing, and so is Correlation IDs', FIX, 'messageIds');
	};
}

/** Missing values in a list, which an expression may leave, are not ids. */
function entriesOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return (value as unknown[]).flat().filter((entry) => entry !== undefined && entry !== null);
	if (typeof value !== 'string') return [value];
	return value.trim().startsWith('[') ? [jsonIn(value) ?? value].flat() : value.split(/[,;\n]/);
}
