import { idOf, spelledAs } from '../../../core/http/answer';
import { failure, type Failure } from '../../../core/http/failure';
import { fromJson } from '../../../core/input/formReader';
import { remember } from '../../../core/input/remember';
import { isObject } from '../../../core/input/schema';
import type { Row } from '../../../core/send/outcome';
import type { JsonObject } from './values';

/** One error of the provider, and the message of the batch that it names, if any. */
interface Complaint {
	index: number | null;
	words: string;
}

/** Beginnings of a path that names an entry of the request's array: `[3].to`, `$[3]`, `messages[3].body`, `3.rules`. */
const NAMED_ENTRY = /^\$?\.?(?:messages?|batch|body|request)?\[(\d+)\]|^(\d+)[./]/;

const LONGEST_WORDS = 300;

/** Keys may come in another case. */
const spelled = spelledAs(['validationFailures', 'details', 'index', 'paramName', 'item', 'message', 'error', 'description']);

/**
 * Reads a 400, which means that no message was taken. The vendor says that its body "describes the validation errors", but not how. Two shapes are
 * known from its other services (docs/comapi-notes.md), and both are read. The messages that they name are refused; the others are sent again.
 * @returns null if the body cannot be read or names no messages
 */
export function readRefusal(body: string, batchLength: number): Row[] | null {
	const complaints = complaintsIn(body);
	if (complaints.length === 0) return null;
	const named = new Map<number, string[]>();
	for (const { index, words } of complaints) {
		const place = index ?? (batchLength === 1 ? 0 : null);
		if (place === null || place >= batchLength) return null;
		remember(named, place, (): string[] => []).push(words);
	}
	return Array.from({ length: batchLength }, (_, i): Row => ({ accepted: false, failure: refused(named.get(i) ?? null) }));
}

function refused(words: string[] | null): Failure {
	return failure({
		status: 'rejected',
		code: 'http400',
		what: 'Comapi refused the message as invalid (HTTP 400)',
		fix: "Compare the message's fields with what the provider allows.",
		httpStatus: 400,
		providerMessage: words?.join('; ').slice(0, LONGEST_WORDS) ?? null,
		next: words ? 'nothing' : 'split',
	});
}

function complaintsIn(body: string): Complaint[] {
	const read = spelled(fromJson(body));
	const lists = isObject(read) ? [read.validationFailures, read.details] : [read];
	return lists.filter((list): list is unknown[] => Array.isArray(list)).flat().flatMap((entry) => complaintsOf(entry, null));
}

/** An entry may hold all failures of one message: its index and a list. */
function complaintsOf(entry: unknown, within: number | null): Complaint[] {
	if (!isObject(entry)) return [];
	const index = within ?? indexOf(entry);
	const { validationFailures } = entry;
	if (Array.isArray(validationFailures)) return validationFailures.flatMap((one) => complaintsOf(one, index));
	const words = [textOf(entry, 'paramName', 'item'), textOf(entry, 'message', 'error', 'description')].filter((text) => text !== '');
	return words.length === 0 ? [] : [{ index, words: words.join(': ') }];
}

function indexOf(entry: JsonObject): number | null {
	const index = idOf(entry.index);
	if (index !== null && /^\d{1,7}$/.test(index)) return Number(index);
	const found = NAMED_ENTRY.exec(textOf(entry, 'paramName', 'item'));
	return found === null ? null : Number(found[1] ?? found[2]);
}

function textOf(entry: JsonObject, ...keys: string[]): string {
	return String(keys.map((key) => entry[key]).find((value) => typeof value === 'string') ?? '');
}
