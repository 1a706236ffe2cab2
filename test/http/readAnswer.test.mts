/** Try an Answer, without n8n: what a user sees of each row, and of what cannot be read. */
import { Refusal } from '../../core/input/schema.ts';
import { readAnswer } from '../../providers/http/readAnswer/operation.ts';
import { MANY, ONE } from './samples.mts';

type Shown = Record<string, unknown>;

const look = (received: unknown, more: object = {}) => readAnswer.run({ received, httpStatus: 200, requestHad: 'many', ...MANY.additionalFields, ...more }) as Shown[];
const refusal = (received: unknown, more: object = {}) => {
	try {
		look(received, more);
		return null;
	} catch (error) {
		const { field, what, fix } = error as Refusal;
		return [field, what, fix];
	}
};
const rows = (...messages: object[]) => ({ batch: 'b', messages });

test('each row shows the result that its message would get', () => {
	const raw = { id: 'm1', correlationId: 'a', status: 'queued' };
	expect(look(rows(raw, { correlationId: 'b', status: 'rejected', error: { message: 'no such number' } }, { correlationId: 'c', status: 'maybe' }))).toEqual([
		{ provider: 'http', status: 'accepted', message: 'Taken', correlationId: 'a', recipient: null, messageId: 'm1', batchId: 'b', providerMessage: null, raw },
		expect.objectContaining({ status: 'rejected', correlationId: 'b', messageId: null, batchId: null, providerMessage: 'no such number' }),
		expect.objectContaining({ status: 'unknown', correlationId: 'c', messageId: null, batchId: null }),
	]);
	expect(look(rows({ correlationId: 'd', status: 'busy' }))[0]).toMatchObject({ status: 'notSent', message: expect.stringMatching(/; it is tried again$/) as string });
});

test('rows are of one message if their ID is the same, and of several if their recipient is', () => {
	const answer = '{"messages": [{"id": "{messageId}", "to": "{to}", "status": "{status}"}]}';
	const row = (id: string, to: string) => ({ id, to, status: 'queued' });
	expect(look(rows({ correlationId: 'a', status: 'queued' }, { correlationId: 'a', status: 'queued' })).map(({ status }) => status)).toEqual(['unknown']);
	expect(look(rows(row('m1', '447700900001'), row('m2', '447700900002')), { answer }).map(({ recipient, messageId }) => [recipient, messageId])).toEqual([['447700900001', 'm1'], ['447700900002', 'm2']]);
	expect(look(rows(row('m1', '447700900001'), row('m2', '447700900001')), { answer })).toHaveLength(2);
});

test('an answer without rows is about one message', () => {
	expect(look({ batch: 'b', messages: [] })).toEqual([expect.objectContaining({ status: 'unknown', correlationId: '', recipient: null })]);
	expect(look({ id: 'm1', correlationId: 'a', to: '447700900001', status: 'queued' }, { ...ONE.additionalFields, requestHad: 'one' })).toEqual([expect.objectContaining({ status: 'accepted', messageId: 'm1' })]);
});

test('a bad status is about all messages', () => {
	expect(look({ error: { message: 'bad key' } }, { httpStatus: 401 })).toEqual([expect.objectContaining({ status: 'notSent', correlationId: null, recipient: null, providerMessage: 'bad key' })]);
	for (const httpStatus of [200, '200', 299]) expect(look(rows({ id: 'm1', correlationId: 'a', status: 'queued' }), { httpStatus })[0]).toMatchObject({ status: 'accepted' });
	for (const httpStatus of [100, 599]) expect(look('{}x', { httpStatus })).toHaveLength(1);
	for (const httpStatus of [99, 600, 200.5, 'soon']) expect(refusal('{"x": 1}', { httpStatus })).toEqual(['httpStatus', expect.stringMatching(/, which is no HTTP status$/), 'Give a number such as 200.']);
});

test('a status beside the rows is about all of them, and may refuse all', () => {
	const answer = '{"status": "{status}", "messages": [{"id": "{messageId}", "correlationId": "{id}"}], "error": {"message": "{error}"}}';
	const ends = (received: object) => look(received, { answer }).map(({ status, providerMessage }) => [status, providerMessage]);
	const row = { id: 'm1', correlationId: 'a' };
	expect(ends({ status: 'queued', messages: [row] })).toEqual([['accepted', null]]);
	expect(ends({ status: 'rejected', messages: [row], error: { message: 'no credit' } })).toEqual([['rejected', 'no credit']]);
	expect(ends({ status: 'rejected', error: { message: 'no credit' } })).toEqual([['rejected', 'no credit']]);
	expect(ends({ status: 'busy' })).toEqual([['notSent', null]]);
	expect(ends({ status: 'odd', error: { message: 'what now' } })).toEqual([['unknown', 'what now']]);
	expect(ends({ status: 'queued' })).toEqual([['unknown', null]]);
	expect(ends({ error: { message: 'no credit' } })).toEqual([['unknown', 'no credit']]);
});

test('an answer that is missing or cannot be read is refused', () => {
	for (const nothing of ['', ' ', '{}', ' {} ', null, undefined, 7]) expect(refusal(nothing)?.slice(0, 2)).toEqual(['received', 'is missing']);
	expect(refusal('')).toEqual(['received', 'is missing', 'Paste an answer of the API.']);
	expect(refusal('<html>')).toEqual(['received', expect.stringMatching(/^cannot be read: /), 'With such an answer all messages of the request are unknown.']);
	expect(look(JSON.stringify(rows({ id: 'm1', correlationId: 'a', status: 'queued' })))[0]).toMatchObject({ status: 'accepted' });
});
