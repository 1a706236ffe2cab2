/** All readers of foreign data, the same as in the fuzzing, each as a function of one input. */
import type { RequestOperation } from '../../core/request/operation.ts';
import { toPlainCharacters } from '../../core/input/plainCharacters.ts';
import { readOptOuts } from '../../core/prepare/optOuts.ts';
import { intentOf } from '../../core/records/intent.ts';
import { maskOf } from '../../core/http/mask.ts';
import type { Message } from '../../core/send/message.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import { isProblem } from '../../core/input/read.ts';
import { readItem } from '../../core/send/read.ts';
import { readCallback } from '../../core/receive/receive.ts';
import { parseJson } from '../../core/wire/json.ts';
import { parseXml } from '../../core/wire/xml.ts';
import { ANSWERS, CALLBACKS, SENDS } from '../registry.mts';
import type { CallbackRow, Send } from '../samples.mts';
import { BODIES, entries, inflated, TEXTS } from './inputs.mts';

/** One reader with one kind of input, as a function of its length. */
export interface Case {
	reader: string;
	input: string;
	/** Makes the input, and returns the function that reads it. */
	prepare(n: number): () => unknown;
}

/** Good answers to the sends, by their names in the contract: to a few messages, and by number of messages. */
export type Answers = Readonly<Record<string, { few: readonly string[]; many: Readonly<Record<number, string>> }>>;

/** Fields that need or replace other fields. */
const BESIDE: Readonly<Record<string, object>> = { params: { messageText: undefined, flowId: '7' }, flowId: { messageText: undefined } };

const SETTINGS: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: 'GB', maxSegments: null, now: Date.UTC(2031, 0, 15) };

/** Refusals from the vendors' pages that the sandbox does not write: lists of failures. */
const REFUSALS = [
	{ validationFailures: [{ paramName: '[0].to', message: 'is wrong' }] },
	{ validationFailures: [{ index: 0, validationFailures: [{ paramName: 'to', message: 'is wrong' }] }] },
	{ details: [{ item: '[0].to', error: 'is wrong' }] },
	[{ index: 0, message: 'is wrong' }],
	{ errors: [{ code: 400, message: 'is wrong', status: false }], warnings: [{ message: 'beware' }] },
].map((refusal) => JSON.stringify(refusal));

export function cases(answers: Answers): Case[] {
	const mask = maskOf(['the-secret-of-a-test', 'another&"one']);
	return [
		...reading('JSON', parseJson, BODIES),
		...reading('XML', parseXml, BODIES),
		...reading('mask', mask, { ...BODIES, ...TEXTS }),
		...reading('plain characters', (text) => toPlainCharacters(text, true), longer({ ...TEXTS, typographic: (n) => '’'.repeat(n), 'look-alikes': (n) => 'aо'.repeat(n), marks: (n) => `e${'\u0301'.repeat(n)}` })),
		...reading('intent', intentOf, TEXTS),
		...reading('opt-outs', (text) => readOptOuts([{ values: [text], isNamed: true }], 'GB'), TEXTS),
		...CALLBACKS.flatMap(callbacks),
		...callbacks({ ...CALLBACKS.find(({ name }) => name === 'wavy')!, name: 'wavy, form', contentType: 'application/x-www-form-urlencoded', bodies: [] }),
		...Object.entries(SENDS).flatMap(([name, send]) => [...(isReadAlike(send) ? [] : items(name, send)), ...decoders(name, send, answers[name]!)]),
		...ANSWERS.flatMap(({ name, operation, params, answers: good }) => calls(name, operation, params, good)),
	];
}

/** Texts longer than one SMS part, which are scanned once more to be split. */
function longer(inputs: typeof TEXTS): typeof TEXTS {
	return Object.fromEntries(Object.entries(inputs).map(([input, make]) => [input, (n: number) => make(10 * n)]));
}

function reading(reader: string, read: (text: string) => unknown, inputs: Readonly<Record<string, (n: number) => string>>): Case[] {
	return Object.entries(inputs).map(([input, make]) => ({
		reader,
		input,
		prepare: (n) => {
			const text = make(n);
			return () => read(text);
		},
	}));
}

function callbacks({ name, operation, auth, contentType, bodies }: CallbackRow): Case[] {
	const read = (text: string) => {
		const callback = { method: 'POST', query: {}, headers: { 'content-type': contentType, authorization: `Basic ${text}` }, body: Buffer.from(text) };
		operation.verify(callback, auth);
		return readCallback(operation, callback, auth);
	};
	return reading(`${name} callbacks`, read, { ...BODIES, ...TEXTS, ...Object.assign({}, ...bodies.map(inflated)) as object });
}

/** Whether an earlier operation reads the same message with the same fields. */
function isReadAlike(send: Send): boolean {
	const wordsOf = (row: Send) => JSON.stringify([row.operation.fields, row.message(1)]);
	return Object.values(SENDS).find((other) => wordsOf(other) === wordsOf(send)) !== send;
}

/** Every field of an operation with every text, and with a list. */
function items(name: string, send: Send): Case[] {
	const { operation } = send;
	const read = operation.reader(SETTINGS);
	const naming = { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'send' };
	const values = { ...TEXTS, ...Object.fromEntries(Object.entries(BODIES).filter(([input]) => /large number|keys|ones/.test(input))), entries };
	return operation.fields.flatMap((field) =>
		Object.entries(values).map(([input, make]) => ({
			reader: `${name}, ${field.displayName}`,
			input,
			prepare: (n: number) => {
				const fields = { ...send.message(1), ...BESIDE[field.name], [field.name]: make(n) };
				return () => readItem(operation, read, 0, fields, null, naming);
			},
		})),
	);
}

/** Answers of every status to a few messages, and a good one to many. */
function decoders(name: string, send: Send, { few: good, many }: Answers[string]): Case[] {
	const { operation } = send;
	const batch = messagesOf(send, Math.min(5, operation.limits.batchSize.max));
	const read = (status: number, messages: readonly Message[]) => (body: string) => operation.decode({ status, headers: {}, body }, messages);
	const told = (bodies: readonly string[]) => Object.assign({}, ...bodies.map(inflated)) as Readonly<Record<string, (n: number) => string>>;
	return [
		...reading(`${name}, good answers`, read(200, batch), told(good)),
		...reading(`${name}, refusals`, read(400, batch), told([...good, ...REFUSALS])),
		...(operation.limits.batchSize.max < 200 ? [] : [{
			reader: `${name}, good answers`,
			input: 'to many messages',
			prepare: (n: number) => {
				const messages = messagesOf(send, n);
				const answer = many[n];
				if (answer === undefined) throw new Error(`There is no answer to ${n} messages`);
				return () => read(200, messages)(answer);
			},
		}]),
	];
}

function messagesOf(send: Send, count: number): Message[] {
	const { operation } = send;
	const reader = operation.reader({ ...SETTINGS, defaultCountry: null });
	return Array.from({ length: count }, (_, item) => {
		const read = readItem(operation, reader, item, send.message(item), null, { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'send' });
		if (isProblem(read)) throw new Error(read.what);
		return read;
	});
}

function calls(name: string, operation: RequestOperation, asked: unknown, good: readonly string[]): Case[] {
	const inputs = Object.assign({}, ...[...good, ...REFUSALS].map(inflated)) as Readonly<Record<string, (n: number) => string>>;
	return reading(`${name}, answers`, (body) => operation.decode({ status: 200, headers: {}, body }, asked), inputs);
}
