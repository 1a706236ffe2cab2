import type { IExecuteFunctions } from 'n8n-workflow';

import { SettingError } from '../../core/http/settingError';
import { GAVE_NOTHING } from '../../core/input/fields';
import { columnReader, keysReader } from '../../core/input/keys';
import { EVALUATED } from '../../core/input/template';
import { isProblem, toProblem, type Problem } from '../../core/input/read';
import { remember } from '../../core/input/remember';
import { deduplicationKey } from '../../core/send/key';
import { isObject, Refusal, type Reader } from '../../core/input/schema';
import type { MessageField, ReadSettings } from '../../core/input/settings';
import type { Naming } from '../../core/ledger/ledger';
import type { SendOperation } from '../../core/send/operation';
import { readItem, recipientIn, refuseRepeatedIds, type Reading } from '../../core/send/read';
import { parseJson } from '../../core/wire/json';
import { DEDUPLICATION_KEY, MESSAGE_FROM, MESSAGE_JSON } from '../editor/messageFields';
import { enveloped, isVarying } from './envelope';
import { filesOf } from './files';
import { isTool } from './host';
import { parameterOf } from './parameterOf';
import type { Parameters } from './parameters';

/** The fields of an item. `note` takes a warning for its outcome about anything left out. */
type FieldsOf = (item: number, note: (warning: string) => void) => unknown;

/** For a message that is sent again by its id. */
const NOBODY_KNOWS: Omit<Problem, 'item'> = {
	field: 'Allowed Recipients',
	what: 'Options > Allowed Recipients is set, and only the provider knows who gets this message',
	fix: 'Remove the option, or send the message anew.',
};

/**
 * Reads every item as a message, or says why it is not one. Never throws for one item.
 * @param preset the selector's one value in the operation that the user chose
 */
export function readItems<Content>(
	context: IExecuteFunctions,
	operation: SendOperation<Content>,
	preset: string | undefined,
	parameters: Parameters,
	settings: (item: number) => ReadSettings,
	seed: string,
	count: number,
): Array<Reading<Content>> {
	const readers = readersBy(settings, (one) => operation.reader(one));
	const fieldsOf = sourceOf(context, operation, preset, parameters);
	const keyOf = keyReader(parameters);
	const naming = namingOf(context, seed);
	let notes: string[] = [];
	const note = (warning: string) => void notes.push(warning);
	const readings = Array.from({ length: count }, (_, item): Reading<Content> => {
		let fields: unknown;
		if (notes.length > 0) notes = [];
		try {
			fields = fieldsOf(item, note);
			const reading = readItem(operation, readers(item), item, fields, keyOf(item, fields), naming);
			if (isProblem(reading)) return reading;
			if (reading.recipient === '' && settings(item).audience?.recipients) return { item, ...NOBODY_KNOWS };
			return notes.length === 0 ? reading : { ...reading, warnings: [...reading.warnings, ...notes] };
		} catch (error) {
			return { item, ...recipientIn(operation, fields), ...unreadable(operation.fields, error as Error) };
		}
	});
	const idField = operation.fields.find(({ name }) => name === operation.idField);
	return refuseRepeatedIds(readings, idField?.displayName ?? operation.idField);
}

/** How to name items within this execution. */
export function namingOf(context: IExecuteFunctions, seed: string): Naming {
	return { seed, runIndex: Number(context.getWorkflowDataProxy(0).$runIndex), isTool: isTool(context), nodeId: context.getNode().id };
}

/** The reader for each item. Items with the same settings share a reader, because it is slow to make and remembers values. */
export function readersBy<Value>(settings: (item: number) => ReadSettings, readerFor: (settings: ReadSettings) => Reader<Value>): (item: number) => Reader<Value> {
	const known = new Map<ReadSettings, Reader<Value>>();
	return (item) => {
		const own = settings(item);
		return remember(known, own, () => readerFor(own));
	};
}

/** Three ways to give a message, one shape: an object with the operation's fields as keys. */
function sourceOf<Content>(context: IExecuteFunctions, operation: SendOperation<Content>, preset: string | undefined, parameters: Parameters): FieldsOf {
	const given = withExpressions(operation, parameters, givenBy(context, operation, preset, parameters));
	const { binaryField } = operation;
	if (binaryField === undefined) return given;
	return (item, note) => {
		const fields = given(item, note);
		return isObject(fields) && fields[binaryField] !== undefined ? { ...fields, [binaryField]: filesOf(context, item, fields[binaryField]) } : fields;
	};
}

/** Adds the values of the expressions in the operation itself. */
function withExpressions<Content>({ expressions = [] }: SendOperation<Content>, parameters: Parameters, given: FieldsOf): FieldsOf {
	if (expressions.length === 0) return given;
	return (item, note) => {
		const fields = given(item, note);
		return isObject(fields) ? { ...fields, [EVALUATED]: expressions.map((one) => parameters.evaluate(one, item)) } : fields;
	};
}

function givenBy<Content>(context: IExecuteFunctions, operation: SendOperation<Content>, preset: string | undefined, parameters: Parameters): FieldsOf {
	const { fields, keys = {} } = operation;
	switch (parameters.read(`options.${MESSAGE_FROM}`, 0)) {
		case 'item': {
			if (isTool(context)) throw new SettingError('An AI agent has nothing to fill in where Options > Message From is Input Item', 'Set it to Fields, and let the model fill in single fields.');
			const items = context.getInputData();
			const named = keysReader(fields, keys, 'item');
			const withEnvelope = enveloped(operation, preset, parameters, null);
			return (item, note) => withEnvelope(named(items[item]!.json), item, note);
		}
		case 'json': {
			const named = keysReader(fields, keys, 'json');
			const withEnvelope = enveloped(operation, preset, parameters, isWrittenIn(context.getNode().parameters[MESSAGE_JSON]));
			return (item, note) => {
				const given = parameters.read(MESSAGE_JSON, item);
				return withEnvelope(named(typeof given === 'string' && given.trim() !== '' ? parseJson(given) : given), item, note);
			};
		}
		default:
			return shownFields(fields, parameters, { preset, schedules: keys.schedules, choice: choiceOf(context, operation, preset, parameters) });
	}
}

/** Whether the author of the workflow wrote a key into the message. If one expression gives the whole message, all its keys come from the item. */
function isWrittenIn(message: unknown): (key: string) => boolean {
	if (typeof message !== 'string' || !message.startsWith('=')) return () => true;
	const words = new Set(message.toLowerCase().split(/[^\w$]+/));
	return (key) => words.has(key.toLowerCase());
}

/** Which fields of an item apply, if no parameter says so: the operation or the item itself decides. */
interface Choice {
	selector: string;
	of(item: number): unknown;
	varies: boolean;
}

function choiceOf<Content>(context: IExecuteFunctions, { selector, keys }: SendOperation<Content>, preset: string | undefined, parameters: Parameters): Choice | null {
	if (selector === undefined) return null;
	if (preset !== undefined) return { selector, of: () => preset, varies: false };
	if (parameters.varies(selector) || !isVarying(parameters.read(selector, 0))) return null;
	const column = columnReader([selector, ...(keys?.aliases?.[selector] ?? []), 'channel']);
	const items = context.getInputData();
	return { selector, of: (item) => column(items[item]!.json), varies: true };
}

/**
 * The visible fields, as the user filled them in for an item. They are collected only once if none has an expression.
 * @param how.schedules the fields that say when to send a message
 */
export function shownFields(fields: readonly MessageField[], parameters: Parameters, how: { preset?: string; schedules?: readonly string[]; choice?: Choice | null } = {}): (item: number) => unknown {
	const { preset, schedules = [], choice = null } = how;
	const shown = fields.flatMap((field) => {
		const path = parameterOf(field, parameters, preset);
		return path === null ? [] : [{ name: field.name, path, varies: parameters.varies(path), isMeant: schedules.includes(field.name) && parameters.isExpression(path) }];
	});
	const varying = shown.filter(({ varies }) => varies);
	// What is the same for all items, with the keys of what is not.
	let same: Readonly<Record<string, unknown>> | undefined;
	return (item) => {
		same ??= Object.fromEntries([...shown.map(({ name, path, varies }) => [name, varies ? undefined : parameters.read(path, item)] as const), ...(choice === null ? [] : [[choice.selector, choice.of(item)] as const])]);
		if (varying.length === 0 && !choice?.varies) return same;
		const given = { ...same };
		for (const { name, path, isMeant } of varying) {
			const value = parameters.read(path, item);
			given[name] = isMeant && (value === undefined || value === null || value === '') ? GAVE_NOTHING : value;
		}
		if (choice?.varies) given[choice.selector] = choice.of(item);
		return given;
	};
}

/** Why the parameters of an item cannot be read: an expression that fails, or invalid JSON. */
export function unreadable(fields: readonly MessageField[], error: Error): Omit<Problem, 'item'> {
	if (error instanceof Refusal) return toProblem(fields, error);
	if (error instanceof SettingError) return { field: 'Options', what: error.what, fix: error.fix };
	if (error instanceof SyntaxError) {
		return { field: 'Message', what: `Message is not valid JSON (${error.message})`, fix: 'Give keys and texts in double quotation marks, such as { "to": "447700900123" }, or an object by an expression.' };
	}
	const parameter = String((error as { context?: { parameter?: unknown } }).context?.parameter ?? '').split('.').at(-1)!;
	const { description } = error as { description?: unknown };
	if (parameter === '') return { field: 'Message', what: error.message, fix: typeof description === 'string' ? description : 'Correct the expression.' };
	const isOf = ({ name, parameters = {} }: MessageField) => name === parameter || Object.values(parameters).includes(parameter);
	const field = parameter === DEDUPLICATION_KEY ? "Don't Send Twice" : (fields.find(isOf)?.displayName ?? parameter);
	return { field, what: `${field} cannot be evaluated: ${error.message}`, fix: 'Correct the expression.' };
}

/**
 * The node's own key, or the message's if that is empty, because with very many items an expression costs more than sending. If the user meant to set a
 * key but it is empty, the item is refused: the message would be unprotected.
 */
function keyReader(parameters: Parameters): (item: number, fields: unknown) => string | null {
	const isExpression = parameters.isExpression(DEDUPLICATION_KEY);
	return (item, fields) => {
		const own = parameters.read(DEDUPLICATION_KEY, item);
		const isSet = isExpression || (own !== undefined && own !== '');
		const key = isSet ? own : isObject(fields) ? fields[DEDUPLICATION_KEY] : undefined;
		return !isSet && key === undefined ? null : deduplicationKey(key);
	};
}
