import { describe, field, refuse, shape, type Field } from '../../../core/input/fields';

/** Which messages are asked after: by Wavy's ids, by ours, or both. */
export interface Asked {
	ids: string[];
	correlationIds: string[];
}

const FIX = 'Give one ID, several with commas between them, or a list.';

/** Ids as a list, as JSON of one, or as text with commas; each once. */
const idList: Field<string[]> = field((value, refuse) => {
	const given = entriesOf(value);
	const bad = given.find((entry) => !['string', 'number'].includes(typeof entry));
	if (bad !== undefined) return refuse(`has ${describe(bad)}, which is no ID`, FIX);
	return [...new Set(given.map((entry) => String(entry).trim()).filter((entry) => entry !== ''))];
});

const fields = shape({ messageIds: idList, correlationIds: idList });

export const question: Field<Asked> = (given) => {
	const { messageIds: ids, correlationIds } = fields(given);
	return ids.length > 0 || correlationIds.length > 0 ? { ids, correlationIds } : refuse('is missing, and so is Correlation IDs', FIX, 'messageIds');
};

/** What an expression leaves out of a list is no id. */
function entriesOf(value: unknown): unknown[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return (value as unknown[]).flat().filter((entry) => entry !== undefined && entry !== null);
	if (typeof value !== 'string') return [value];
	return value.trim().startsWith('[') ? fromJson(value) : value.split(/[,;\n]/);
}

function fromJson(value: string): unknown[] {
	try {
		return (JSON.parse(value) as unknown[]).flat();
	} catch {
		return [value];
	}
}
