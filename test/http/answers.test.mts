/** Answers read by the user's description: a message is `accepted` only if the answer says so for this message. */
import { attempt, Refusal } from '../../core/input/schema.ts';
import { classifyAnswer } from '../../core/http/classify.ts';
import { compileAnswer, type AnswerSettings } from '../../providers/http/send/rules.ts';
import { failedFor, rowsOf } from '../../providers/http/send/response.ts';
import { limits } from '../../providers/http/send/form.ts';
import { maker } from '../../providers/http/send/operation.ts';
import { ONE, operationOf } from './samples.mts';

const given = (answer: unknown, more: Partial<AnswerSettings> = {}): AnswerSettings => ({
	answer: typeof answer === 'string' || answer === undefined ? answer : JSON.stringify(answer),
	acceptedValues: null,
	refusedValues: null,
	transientValues: null,
	rowsInOrder: false,
	...more,
});
const VALUES = { acceptedValues: 'queued, 0', refusedValues: 'rejected', transientValues: 'busy' };

const batch = ['a', 'b', 'c'].map((correlationId, i) => ({ correlationId, recipients: [`+44770090010${i}`] }));

/** `m1` for accepted with that ID, `accepted` for accepted without an ID, otherwise the status, or a hyphen if the answer says nothing. */
function read(settings: AnswerSettings, body: unknown, { count = 3, status = 200 } = {}) {
	const rules = compileAnswer(settings, count > 1);
	return rowsOf(rules, { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, batch.slice(0, count)).map((row) => (row === undefined ? '-' : row.accepted ? (row.messageId ?? 'accepted') : row.failure.status));
}

describe('by our ID', () => {
	const settings = given({ list: [{ id: '{messageId}', ref: '{id}', to: '{to}' }] });
	const row = (ref: string, i: number) => ({ ref, id: `m${i}`, to: `4477009001${i.toString().padStart(2, '0')}` });

	test.each<[string, unknown, string[]]>([
		['in another order', [row('c', 2), row('a', 0), row('b', 1)], ['m0', 'm1', 'm2']],
		['a row too few', [row('a', 0), row('c', 2)], ['m0', '-', 'm2']],
		['a row of nobody', [row('a', 0), row('b', 1), row('c', 2), row('x', 9)], ['m0', 'm1', 'm2']],
		['an ID twice', [row('a', 0), row('a', 1), row('b', 1), row('c', 2)], ['-', 'm1', 'm2']],
		['IDs of nobody', [row('x', 0), row('y', 1), row('z', 2)], ['-', '-', '-']],
		['the ID of another message', [row('a', 1), row('b', 1), row('c', 2)], ['-', 'm1', 'm2']],
		['one message ID for two', [{ ...row('a', 0), id: 'm' }, { ...row('b', 1), id: 'm' }, row('c', 2)], ['-', '-', 'm2']],
		['no message ID', [{ ref: 'a' }, row('b', 1), row('c', 2)], ['-', 'm1', 'm2']],
		['no rows', [], ['-', '-', '-']],
		['rows that are none', [null, 'a', 1, ['a']], ['-', '-', '-']],
	])('%s', (_name, list, expected) => {
		expect(read(settings, { list })).toEqual(expected);
	});

	test('without its list, or as another', () => {
		expect(read(settings, {})).toEqual(['-', '-', '-']);
		expect(read(settings, { list: 'none' })).toEqual(['-', '-', '-']);
		expect(read(settings, { List: [row('A', 0), row('b', 1), row('c', 2)] })).toEqual(['m0', 'm1', 'm2']);
	});
});

describe('by recipient', () => {
	const settings = given({ list: [{ id: '{messageId}', to: '{to}', state: '{status}' }] }, VALUES);
	const row = (i: number, state = 'queued') => ({ id: `m${i}`, to: `44770090010${i}`, state });

	test.each<[string, unknown, string[]]>([
		['in another order', [row(2), row(0), row(1)], ['m0', 'm1', 'm2']],
		['one refused, one for the moment', [row(0, 'Rejected'), row(1, ' BUSY '), row(2)], ['rejected', 'notSent', 'm2']],
		['a value of no list', [row(0, 'maybe'), row(1, ''), { ...row(2), state: null }], ['unknown', 'unknown', '-']],
		['a recipient twice', [row(0), { ...row(0), id: 'm9' }, row(1)], ['-', 'm1', '-']],
		['a recipient of nobody', [{ ...row(0), to: '15550100' }, row(1), row(2)], ['-', 'm1', 'm2']],
		['a number for a text', [{ ...row(0), to: 447700900100, id: 17, state: 0 }, row(1), row(2)], ['17', 'm1', 'm2']],
	])('%s', (_name, list, expected) => {
		expect(read(settings, { list })).toEqual(expected);
	});

	test('two messages to one recipient are accepted together, without IDs', () => {
		const rules = compileAnswer(settings, true);
		const twins = [batch[0]!, { ...batch[0]!, correlationId: 'z' }];
		const rows = (...states: string[]) => rowsOf(rules, { status: 200, headers: {}, body: JSON.stringify({ list: states.map((state, i) => ({ ...row(0, state), id: `m${i}` })) }) }, twins).map((one) => one && (one.accepted ? one.messageId : one.failure.status));
		expect(rows('queued', 'queued')).toEqual([null, null]);
		expect(rows('queued', 'rejected')).toEqual([undefined, undefined]);
		expect(rows('queued')).toEqual([undefined, undefined]);
	});
});

test('by order, only if the user says that the API documents it, and only with the same number of rows', () => {
	const settings = given([{ id: '{messageId}' }], { rowsInOrder: true });
	expect(read(settings, [{ id: 'm0' }, { id: 'm1' }, { id: 'm2' }])).toEqual(['m0', 'm1', 'm2']);
	expect(read(settings, [{ id: 'm0' }, { id: 'm1' }])).toEqual(['-', '-', '-']);
	expect(read(settings, [{ id: 'm0' }, { id: 'm1' }, { id: 'm2' }, { id: 'm3' }])).toEqual(['-', '-', '-']);
});

test('one answer for a whole request', () => {
	const settings = given({ id: '{batchId}' });
	expect(read(settings, { id: 'b' })).toEqual(['accepted', 'accepted', 'accepted']);
	expect(read(settings, {})).toEqual(['-', '-', '-']);
});

describe('one message a request', () => {
	const single = { count: 1 };
	test.each<[string, AnswerSettings, unknown, string]>([
		['its ID', given({ id: '{messageId}' }), { id: 7 }, '7'],
		['an ID too large for a number', given({ id: '{messageId}' }), '{"id": 12345678901234567890}', '12345678901234567890'],
		['its ID in a list', given({ messages: [{ id: '{messageId}' }] }), { messages: [{ id: 'm' }] }, 'm'],
		['two rows', given({ messages: [{ id: '{messageId}' }] }), { messages: [{ id: 'm' }, { id: 'n' }] }, '-'],
		['no ID', given({ id: '{messageId}' }), {}, '-'],
		['an ID that is an object', given({ id: '{messageId}' }), { id: {} }, '-'],
		['an ID that all objects have', given({ toString: '{messageId}' }), {}, '-'],
		['another ID of ours', given({ id: '{messageId}', ref: '{id}' }), { id: 'm', ref: 'x' }, '-'],
		['our ID in another case', given({ id: '{messageId}', ref: '{id}' }), { id: 'm', ref: 'A' }, 'm'],
		['another recipient', given({ id: '{messageId}', to: '{to}' }), { id: 'm', to: '15550100' }, '-'],
		['a recipient that is masked', given({ id: '{messageId}', to: '{to}' }), { id: 'm', to: '+4477****100' }, 'm'],
		['a status of two places, of which one says no', given({ id: '{messageId}', a: '{status}', b: '{status}' }, VALUES), { id: 'm', a: 'queued', b: 'rejected' }, 'rejected'],
		['an error with a good status', given({ id: '{messageId}', error: '{error}' }), { error: 'no' }, 'unknown'],
	])('%s', (_name, settings, body, expected) => {
		expect(read(settings, body, single)).toEqual([expected]);
	});

	test('without an Answer the HTTP status decides, but a web page and 207 do not count as success', () => {
		expect(read(given(undefined), '', { count: 1, status: 202 })).toEqual(['accepted']);
		expect(read(given('{}'), 'OK', { count: 2 })).toEqual(['accepted', 'accepted']);
		expect(() => read(given(''), ' <!DOCTYPE html><p>Sign in', single)).toThrow('it is a web page');
		expect(() => read(given(''), '{}', { status: 207 })).toThrow('HTTP 207');
		expect(() => read(given({ id: '{messageId}' }), 'OK', single)).toThrow(SyntaxError);
	});
});

describe('a failed answer', () => {
	const settings = given({ messages: [{ id: '{messageId}', to: '{to}', state: '{status}' }], error: { code: '{status}', message: '{error}' } }, { ...VALUES, transientValues: 'busy, 130429' });
	const failed = (status: number, body: unknown) => {
		const answer = { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
		const { next, providerMessage, ...rest } = failedFor(compileAnswer(settings, true), answer, classifyAnswer(answer, 0));
		return [rest.status, next, providerMessage, rest.retryable];
	};

	test.each<[string, number, unknown, unknown[]]>([
		['the words of its error', 400, { error: { message: 'no such\n number' } }, ['rejected', 'split', 'no such number', false]],
		['an error that is an object', 422, { error: { message: { to: ['bad'] } } }, ['rejected', 'split', '{"to":["bad"]}', false]],
		['a code for the moment', 400, { error: { code: 130429, message: 'slow down' } }, ['notSent', 'retry', 'slow down', true]],
		['a code that refuses', 409, { error: { code: 'rejected' } }, ['rejected', 'split', '{"error":{"code":"rejected"}}', false]],
		['a value of good answers is not believed', 500, { error: { code: 'queued' } }, ['unknown', 'nothing', '{"error":{"code":"queued"}}', false]],
		['a bad credential ends the run, whatever it says', 401, { error: { code: 'rejected', message: 'no key' } }, ['notSent', 'stop', 'no key', true]],
		['no JSON', 503, '<html>busy', ['unknown', 'nothing', 'busy', false]],
	])('%s', (_name, status, body, expected) => {
		expect(failed(status, body)).toEqual(expected);
	});
});

test('another header may ask for a pause', () => {
	const operation = operationOf(maker(limits), { ...ONE, additionalFields: { ...ONE.additionalFields, retryAfterHeader: 'X-Wait' } as never });
	const failed = (headers: Record<string, string>) => operation.decode({ status: 429, headers, body: '{}' }, [{} as never], (answer) => classifyAnswer(answer, 0))![0];
	expect(failed({ 'x-wait': '7', 'retry-after': '60' })).toMatchObject({ failure: { status: 'notSent', retryAfterMs: 7000 } });
	expect(failed({ 'retry-after': '60' })).toMatchObject({ failure: { retryAfterMs: 60_000 } });
});

test.each<[string, AnswerSettings, string, RegExp]>([
	['no JSON', given('id: {messageId}'), 'answer', /no JSON/],
	['no placeholder', given({ id: 'm' }), 'answer', /no place of anything/],
	['an unknown one', given({ id: '{message}' }), 'answer', /\{message\}, which the node does not know/],
	['one within words', given({ id: 'id {messageId}' }), 'answer', /within other words/],
	['a key that every object has', given('{"__proto__": {"id": "{messageId}"}}'), 'answer', /which every object has/],
	['a constructor', given({ constructor: '{messageId}' }), 'answer', /which every object has/],
	['values without {status}', given({ id: '{messageId}' }, VALUES), 'answer', /has no \{status\}/],
	['{status} without values', given({ id: '{messageId}', s: '{status}' }), 'acceptedValues', /is empty/],
	['{status} that is never good', given({ id: '{messageId}', s: '{status}' }, { refusedValues: 'no' }), 'acceptedValues', /is empty/],
	['a value in two lists', given({ s: '{status}' }, { acceptedValues: 'ok, Sent', refusedValues: 'sent' }), 'refusedValues', /another list/],
	['values and no answer', given(undefined, VALUES), 'answer', /is empty/],
	['an order and no answer', given(undefined, { rowsInOrder: true }), 'answer', /is empty/],
	['{error} alone', given({ e: '{error}' }), 'answer', /\{error\} alone/],
	['rows of nobody', given([{ id: '{messageId}' }]), 'answer', /nothing tells whose a row is/],
	['an order beside IDs', given([{ id: '{id}' }], { rowsInOrder: true }), 'rowsInOrder', /is on/],
	['an order of no list', given({ id: '{batchId}' }, { rowsInOrder: true }), 'rowsInOrder', /no list/],
	['one ID for all messages', given({ id: '{messageId}' }), 'answer', /one \{messageId\} for all/],
	['our ID beside the list', given({ ref: '{id}', list: [{ to: '{to}' }] }), 'answer', /beside its list/],
])('%s is refused before anything is sent', (_name, settings, field, expected) => {
	const made = attempt(() => compileAnswer(settings, true), null);
	expect(made).toBeInstanceOf(Refusal);
	const { what, field: at } = made as Refusal;
	expect([at, what]).toEqual([field, expect.stringMatching(expected)]);
});
