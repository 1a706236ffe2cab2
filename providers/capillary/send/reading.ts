import { flagOf } from '../../../core/http/answer';
import { isObject } from '../../../core/input/schema';
import { parseJson } from '../../../core/wire/json';
import { asList, parseXml } from '../../../core/wire/xml';
import { fieldsOf, issuesOf, textOf, type Fields, type Issue } from '../shared/issues';
import { spelled } from '../shared/spelling';
import { NAMES, type CapillaryChannel } from './channels';

/** One item of an answer, and what the answer says about it. */
export interface ItemRow {
	item: Fields;
	errors: Issue[];
	warnings: Issue[];
	raw: unknown;
}

/** An answer, in either of the two layouts. */
export interface Reading {
	/** "200 every item, 201 one or more failed, 500 the items failed", inside the body; null if there is none. */
	code: string | null;
	/** The answer's own words about itself. */
	issues: Issue[];
	/** XML writes it as a word. Absent counts as true. */
	success: boolean;
	/** The number of items; null if the answer does not say it. */
	count: number | null;
	/** The number of items that succeeded; null if the answer does not say it. */
	successCount: number | null;
	rows: ItemRow[];
}

/**
 * Reads an answer in JSON or XML, because a proxy or `format` may change it.
 * @throws Error if it has neither `status` nor `errors`
 */
export function readAnswer(body: string, channel: CapillaryChannel): Reading {
	const xml = body.trimStart().startsWith('<');
	const document = fieldsOf(spelled(xml ? Object.values(fieldsOf(parseXml(body)))[0] : parseJson(body)));
	const root = isObject(document.response) ? document.response : document;
	const errors = issuesOf(root.errors);
	if (!isObject(root.status) && errors.length === 0) throw new Error('it has no "status"');
	const status = fieldsOf(root.status);
	const { list, path, item } = NAMES[channel];
	const code = textOf(status.code) ?? errors[0]?.code ?? null;
	const message = textOf(status.message);
	return {
		code,
		issues: message === null && errors.length > 0 ? errors : [{ code, message }],
		success: flagOf(status.success) !== false,
		count: countOf(status.count ?? status.totalCount),
		successCount: countOf(status.successCount),
		rows: asList(xml ? fieldsOf(root[path[0]])[path[1]] : root[list]).filter(isObject).flatMap((entry) => rowsOf(entry, item)),
	};
}

/**
 * `smsList: [{ sms, errors, warnings }]`, or `<messages><smsData><sms>`. No page shows which of the two inner elements repeats for several messages, so
 * either may. Errors beside several items in one entry apply to all of them.
 */
function rowsOf(entry: Fields, name: string): ItemRow[] {
	return asList(entry[name]).filter(isObject).map((item) => ({
		item,
		errors: [...issuesOf(entry.errors), ...issuesOf(item.errors)],
		warnings: [...issuesOf(entry.warnings), ...issuesOf(item.warnings)],
		raw: entry,
	}));
}

function countOf(value: unknown): number | null {
	const text = textOf(value) ?? '';
	return /^\d+$/.test(text) ? Number(text) : null;
}
