import type { Row } from '../../core/send/outcome.ts';
import { checkWords } from '../words.mts';
import { OPERATIONS, read, type OperationName } from './reading.mts';

/** An answer's result for messages a, b, c …: the id, `?` for accepted without an id, `-` for none. */
function verdicts(operation: OperationName, body: unknown, ids: string, status = 200): string[] | null {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const batch = [...ids].map((correlationId) => read({ destination: '5511900000000', messageText: 'x', correlationId }));
	const rows = OPERATIONS[operation].decode({ status, headers: {}, body: text }, batch);
	return rows && rows.map(short);
}

function short(row: Row | undefined): string {
	if (!row) return '-';
	if (row.accepted) return row.messageId ?? '?';
	checkWords(row.failure);
	return `${row.failure.status} ${row.failure.next}`;
}

const echo = (correlationId: string, id = correlationId.toUpperCase()) => ({ id, correlationId });

describe('bulk', () => {
	test.each([
		['all echoed', [echo('a'), echo('b'), echo('c')], ['A', 'B', 'C']],
		['all echoed, in another order', [echo('c'), echo('a'), echo('b')], ['A', 'B', 'C']],
		['one missing', [echo('a'), echo('c')], ['A', '-', 'C']],
		['none', [], ['-', '-', '-']],
		['one too many', [echo('a'), echo('b'), echo('c'), echo('z')], ['A', 'B', 'C']],
		['one foreign instead of one', [echo('a'), echo('z'), echo('c')], ['A', '-', 'C']],
		['no echo, right count', [{ id: '1' }, { id: '2' }, { id: '3' }], ['?', '?', '?']],
		['no echo, one too few', [{ id: '1' }, { id: '2' }], ['-', '-', '-']],
		['no echo, as many as there were, and a stranger', [{ id: '1' }, { id: '2' }, { id: '3' }, echo('z')], ['-', '-', '-']],
		['no echo, a stranger, and what is none', [{ id: '1' }, { id: '2' }, { id: '3' }, echo('z'), null], ['-', '-', '-']],
		['no echo, one too many', [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }], ['-', '-', '-']],
		['no echo, the same id twice', [{ id: '1' }, { id: '1' }, { id: '3' }], ['-', '-', '-']],
		['no echo, one without an id', [{ id: '1' }, {}, { id: '3' }], ['-', '-', '-']],
		['two echoed, one left for one row', [{ id: '9' }, echo('c'), echo('a')], ['A', '9', 'C']],
		['one echoed, two left for two rows', [{ id: '8' }, echo('c'), { id: '9' }], ['?', '?', 'C']],
		['one left for one row, and a stranger', [echo('a'), echo('c'), { id: '9' }, echo('z')], ['A', '-', 'C']],
		['an echo twice', [echo('a', '1'), echo('a', '2'), echo('c')], ['-', '-', 'C']],
		['echoed, the same id twice', [echo('a', '1'), echo('b', '1'), echo('c', '2')], ['-', '-', '-']],
		['null as echo', [{ id: '1', correlationId: null }, echo('b'), echo('c')], ['1', 'B', 'C']],
		['an echo without an id', [{ correlationId: 'a' }, echo('b'), echo('c')], ['-', 'B', 'C']],
		['two echoes without an id', [{ correlationId: 'a' }, { correlationId: 'b' }, echo('c')], ['-', '-', 'C']],
		['keys and own ids in another case', [{ ID: '1', CorrelationId: 'A' }, echo('b'), echo('c')], ['1', 'B', 'C']],
		['another recipient', [{ ...echo('a'), destination: '5511900009999' }, echo('b'), echo('c')], ['-', 'B', 'C']],
		['rows that are none', [null, 'text', 7], ['-', '-', '-']],
		['numbers as ids', [{ id: 1, correlationId: 'a' }, echo('b'), echo('c')], ['1', 'B', 'C']],
	])('%s', (_name, messages, expected) => {
		expect(verdicts('sendBulk', { id: 'batch', messages }, 'abc')).toEqual(expected);
	});

	test('one message without echo has the only row', () => {
		expect(verdicts('sendBulk', { id: 'batch', messages: [{ id: '1' }] }, 'a')).toEqual(['1']);
	});

	test('the id of the batch is kept, and may be absent', () => {
		const batch = [read({ destination: '5511900000000', messageText: 'x', correlationId: 'a' })];
		const decode = (body: object) => OPERATIONS.sendBulk.decode({ status: 200, headers: {}, body: JSON.stringify(body) }, batch)![0];
		expect(decode({ id: 'batch', messages: [echo('a')] })).toEqual({ accepted: true, messageId: 'A', batchId: 'batch', raw: echo('a') });
		expect(decode({ messages: [echo('a')] })).toMatchObject({ accepted: true, batchId: null });
		expect(decode({ id: 17, messages: [echo('a')] })).toMatchObject({ accepted: true, batchId: '17' });
		expect(decode({ id: null, messages: [{ ...echo('a'), destination: '+55 11 90000-0000' }] })).toMatchObject({ accepted: true, batchId: null });
		expect(decode({ messages: [{ id: '1', destination: '5511900009999' }] })).toBeUndefined();
	});

	test.each(['', 'null', '[]', '{}', '"OK"', '{"id":"x"}', '{"messages":{}}', '{"errorCode":401,"errorMessage":"no"}', '<html></html>', '{"id":"x","messages":['])('%p is not an answer', (body) => {
		expect(() => verdicts('sendBulk', body, 'ab')).toThrow();
	});
});

describe('single', () => {
	test.each([
		['a list', [echo('a')], ['A']],
		['an object', echo('a'), ['A']],
		['an object without echo', { id: '1' }, ['1']],
		['a list without echo', [{ id: '1' }], ['1']],
		["somebody else's", [echo('z')], ['-']],
		['two rows, one of them ours', [echo('z'), echo('a')], ['A']],
		['two rows without echo', [{ id: '1' }, { id: '2' }], ['-']],
		['what is no row before it', [7, null, echo('a')], ['A']],
		['an empty id', [{ id: '', correlationId: 'a' }], ['-']],
	])('%s', (_name, body, expected) => {
		expect(verdicts('send', body, 'a')).toEqual(expected);
	});

	test.each(['', 'null', '[]', '{}', '"OK"', '7', '[null]', '{"errorCode":400,"errorMessage":"no"}'])('%p is not an answer', (body) => {
		expect(() => verdicts('send', body, 'a')).toThrow();
	});

	test('the error says what is missing', () => {
		for (const body of ['null', '"OK"', '7']) expect(() => verdicts('send', body, 'a')).toThrow(new Error('it is neither a list nor an object'));
		for (const body of ['[]', '{}', '[null]', '[7]', '[[]]']) expect(() => verdicts('send', body, 'a')).toThrow(new Error('it has no "id"'));
		for (const body of ['null', '[]', '{}', '{"id":"x"}']) expect(() => verdicts('sendBulk', body, 'a')).toThrow(new Error('it has no list "messages"'));
	});
});

test('for other statuses the HTTP status decides, except for the one that means too many requests', () => {
	for (const operation of ['send', 'sendBulk'] as const) {
		for (const status of [302, 400, 401, 403, 404, 429, 500, 503, 504]) expect(verdicts(operation, { id: '1', messages: [] }, 'a', status)).toBeNull();
		expect(verdicts(operation, 'slow down', 'ab', 420)).toEqual(['notSent retry', 'notSent retry']);
		expect(verdicts(operation, operation === 'send' ? [{ id: '1' }] : { id: 'b', messages: [{ id: '1' }] }, 'a', 201)).toEqual(['1']);
	}
});
