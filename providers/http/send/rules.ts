/** Turns the user's description of an API's answers into rules for reading them: see response.ts. */
import type { Filled } from '../../../core/input/formReader';
import { describe, isObject, refuse } from '../../../core/input/schema';
import { jsonIn } from '../../../core/wire/json';
import { checkKey, type Path } from '../shared/paths';
import type { answerForm } from './form';

export const PLACES = ['messageId', 'batchId', 'status', 'error', 'id', 'to'] as const;
export type Place = (typeof PLACES)[number];
type Places = Record<Place, Path[]>;

/** The user's settings of the answer. */
export type AnswerSettings = Filled<typeof answerForm>;

export type Verdict = 'accepted' | 'refused' | 'transient';

export interface AnswerRules {
	/** Whether the user named any place; otherwise only the HTTP status decides. */
	isKnown: boolean;
	/** The path to the list of rows; null if the whole answer is one row. */
	rows: Path | null;
	/** Places within a row, or within the whole answer if that is the row. */
	inRow: Places;
	/** Places beside the rows. */
	beside: Places;
	matchBy: 'id' | 'to' | 'order' | 'whole';
	/** The places that a successful answer must have. */
	needs: readonly Place[];
	verdicts: ReadonlyMap<string, Verdict>;
}

const say = (what: string, fix: string, field = 'answer'): never => refuse(what, fix, field);

/**
 * @param many whether a request carries many messages
 * @throws Refusal for an unreadable example and for contradicting settings
 */
export function compileAnswer(settings: AnswerSettings, many: boolean): AnswerRules {
	const { answer, rowsInOrder } = settings;
	const example = exampleOf(answer);
	const verdicts = verdictsOf(settings);
	const rules: AnswerRules = { isKnown: example !== undefined, rows: null, inRow: noPlaces(), beside: noPlaces(), matchBy: 'whole', needs: [], verdicts };
	if (example === undefined) {
		if (verdicts.size > 0) say('is empty, and there are values for {status}', 'Paste the example answer, with {status} where the value stands.');
		if (rowsInOrder) say('is empty, and Rows in Order is on', 'Paste the example answer, with {messageId} in its list.');
		return rules;
	}
	const found = [...placesIn(example, [])];
	if (found.length === 0) say('has no place of anything', `Put ${PLACES.map((one) => `{${one}}`).join(', ')} where those stand.`);
	rules.rows = rowsAmong(found);
	for (const { place, path } of found) {
		const { rows } = rules;
		const isInRow = rows === null ? path : isWithin(path, rows) ? path.slice(rows.length + 1) : null;
		(isInRow ? rules.inRow : rules.beside)[place].push(isInRow ?? path);
	}
	rules.matchBy = matchOf(rules, rowsInOrder, many);
	checkContradictions(rules, many);
	rules.needs = neededOf(rules);
	return rules;
}

function exampleOf(answer: unknown): unknown {
	if (answer === undefined || answer === null || answer === '' || answer === '{}') return undefined;
	if (typeof answer !== 'string') return isObject(answer) && Object.keys(answer).length === 0 ? undefined : answer;
	if (answer.trim() === '' || answer.trim() === '{}') return undefined;
	const read = jsonIn(answer);
	return read !== undefined ? read : say(`is ${describe(answer)}, which is no JSON`, "Paste the example answer from the API's page, and put placeholders in its texts, such as {\"id\": \"{messageId}\"}.");
}

function verdictsOf({ acceptedValues, refusedValues, transientValues }: AnswerSettings): Map<string, Verdict> {
	const verdicts = new Map<string, Verdict>();
	const lists = [['acceptedValues', 'accepted', acceptedValues], ['refusedValues', 'refused', refusedValues], ['transientValues', 'transient', transientValues]] as const;
	for (const [field, verdict, given] of lists) {
		for (const word of (given ?? '').split(',').map(comparable).filter((one) => one !== '')) {
			if ((verdicts.get(word) ?? verdict) !== verdict) say(`has ${describe(word)}, which another list of values has too`, 'Leave it in one of them.', field);
			verdicts.set(word, verdict);
		}
	}
	return verdicts;
}

interface Finding {
	place: Place;
	path: Path;
	/** Lengths of the paths to the lists around it, the outermost first. */
	lists: readonly number[];
}

function* placesIn(node: unknown, path: Path, lists: readonly number[] = []): Generator<Finding> {
	if (typeof node === 'string') {
		const [whole, name] = /\{([A-Za-z]\w*)\}/.exec(node) ?? [];
		if (name === undefined) return;
		const place = PLACES.find((one) => one === name);
		if (place === undefined) return say(`has {${name}}, which the node does not know`, `It knows ${PLACES.map((one) => `{${one}}`).join(', ')}.`);
		if (node.trim() !== whole) return say(`has ${describe(node)}, a placeholder within other words`, `Leave nothing but ${whole} between the quotation marks.`);
		yield { place, path, lists };
	} else if (Array.isArray(node)) {
		for (const [i, one] of node.entries()) yield* placesIn(one, [...path, String(i)], [...lists, path.length]);
	} else if (isObject(node)) {
		for (const [key, one] of Object.entries(node)) {
			checkKey(key, 'answer');
			yield* placesIn(one, [...path, key], lists);
		}
	}
}

/** Places that each message has its own value for, the most reliable first. */
const OWN: readonly Place[] = ['id', 'to', 'messageId', 'status'];

/** The list of rows: the outermost list around such a place. */
function rowsAmong(all: readonly Finding[]): Path | null {
	for (const place of OWN) {
		const first = all.find((one) => one.place === place && one.lists.length > 0);
		if (first) return first.path.slice(0, first.lists[0]);
	}
	return null;
}

function isWithin(path: Path, list: Path): boolean {
	return path.length > list.length && list.every((key, i) => path[i] === key);
}

function matchOf({ rows, inRow }: AnswerRules, rowsInOrder: boolean, many: boolean): AnswerRules['matchBy'] {
	const isTold = inRow.id.length > 0 || inRow.to.length > 0;
	if (rowsInOrder && isTold) say('is on, and Answer has {id} or {to}, by which rows are told apart', 'Switch it off.', 'rowsInOrder');
	if (rowsInOrder && rows === null) say('is on, and Answer has no list', 'Switch it off, or paste an answer with its list and {messageId} in it.', 'rowsInOrder');
	if (!many) return 'whole';
	if (rows === null) return 'whole';
	if (isTold) return inRow.id.length > 0 ? 'id' : 'to';
	return rowsInOrder ? 'order' : say('has a list of rows, and nothing tells whose a row is', 'Put {id} or {to} where a row repeats your ID or the recipient, or switch on Rows in Order if the API documents that.');
}

/** The message's own ID, or the request's ID if nothing else shows success. */
function neededOf({ inRow, beside }: AnswerRules): Place[] {
	const has = (place: Place) => inRow[place].length + beside[place].length > 0;
	if (has('messageId')) return ['messageId'];
	return has('batchId') && !has('status') && !has('id') && !has('to') ? ['batchId'] : [];
}

function checkContradictions({ rows, inRow, beside, verdicts }: AnswerRules, many: boolean): void {
	const has = (place: Place) => inRow[place].length + beside[place].length > 0;
	if (!has('status') && verdicts.size > 0) say('has no {status}, and there are values for it', 'Put {status} where the value stands, or clear the values.');
	if (has('status') && ![...verdicts.values()].includes('accepted')) say('is empty, and Answer has {status}', 'Say which values mean that a message was taken, such as queued, accepted.', 'acceptedValues');
	if (many && rows === null) {
		if (has('messageId')) say('has one {messageId} for all messages of a request', 'Call it {batchId}.');
		if (has('id') || has('to')) say('has {id} or {to} and no list of rows', 'Paste an answer with its list.');
	}
	const strays = (['id', 'to', 'messageId'] as const).filter((place) => rows !== null && beside[place].length > 0);
	if (strays.length > 0) say(`has {${strays[0]}} beside its list of rows`, 'Put it into the list, or take it out.');
	if (!['status', 'messageId', 'batchId', 'id', 'to'].some((place) => has(place as Place))) say('has {error} alone', 'Put {messageId} or {status} where a good answer has them.');
}


function noPlaces(): Places {
	return { messageId: [], batchId: [], status: [], error: [], id: [], to: [] };
}

/** Words of a status, whatever their case. */
export function comparable(word: string): string {
	return word.trim().toLowerCase();
}
