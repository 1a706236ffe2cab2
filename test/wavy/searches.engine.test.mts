/** Search Statuses and Search Inbound in n8n's engine against the sandbox. */
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { recipient } from './reading.mts';
import { customers, runWavy, type WavyRun } from './wavy.mts';
import { whatFailed } from '../failed.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const search = async (operation: 'searchStatuses' | 'searchInbound', items: IDataObject[], given: WavyRun = {}) =>
	await runWavy(sandbox, items, {
		operation,
		...given,
		parameters: { messageIds: '={{ $json.messageIds }}', correlationIds: '={{ $json.correlationIds }}', start: '={{ $json.start }}', end: '={{ $json.end }}', ...given.parameters },
		options: { requestsPerSecond: 0, ...given.options },
	});

async function sent(count: number): Promise<IDataObject[]> {
	return (await runWavy(sandbox, customers(count))).success.map(({ json }) => json);
}

test('a thousand messages in one search, each with our own id', async () => {
	const messages = await sent(1000);
	sandbox.setStatus({ status: 'delivered' });
	sandbox.setStatus({ recipient: recipient(3), status: 'optedOut' });
	const { success } = await search('searchStatuses', [{ messageIds: messages.map(({ messageId }) => messageId) as string[] }]);
	expect(success.map(({ json }) => [json.messageId, json.correlationId, json.recipient, json.status])).toEqual(
		messages.map(({ messageId, correlationId }, i) => [messageId, correlationId, recipient(i), i === 3 ? 'optedOut' : 'delivered']),
	);
	expect(success.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	expect(sandbox.requests()).toHaveLength(2);
	expect(sandbox.accepted()).toHaveLength(1000);
});

test('all items in one search, as the hint of Message IDs says', async () => {
	const messages = await sent(3);
	sandbox.setStatus({ status: 'sent' });
	const { success } = await search('searchStatuses', messages, { parameters: { messageIds: '={{ $input.all().map((item) => item.json.messageId) }}', correlationIds: '' }, settings: { executeOnce: true } });
	expect(success.map(({ json }) => json.messageId)).toEqual(messages.map(({ messageId }) => messageId));
	expect(sandbox.requests()).toHaveLength(2);
});

test('one search per item; an unknown ID is an error item', async () => {
	const messages = await sent(2);
	sandbox.setStatus({ status: 'sent' });
	const { success, errors } = await search('searchStatuses', [{ messageIds: messages[0]!.messageId as string }, { correlationIds: messages[1]!.correlationId as string }, { messageIds: 'nobody' }, {}]);
	expect(success.map(({ json, pairedItem }) => [json.status, json.messageId, pairedItem])).toEqual(messages.map(({ messageId }, item) => ['sent', messageId, { item }]));
	expect(errors.map(({ json }) => (json.error as IDataObject).code)).toEqual(['notFound', 'invalidMessage']);
	expect(errors[0]!.json.error).toMatchObject({ provider: 'wavy', status: 'notFound', messageIds: ['nobody'] });
});

test('messages of customers: one item each with the message it answers, none if nobody wrote', async () => {
	const [message] = await sent(1);
	for (let i = 0; i < 3; i += 1) sandbox.write({ provider: 'wavy', sender: recipient(i), recipient: '27182', text: `Text ${i}`, ...(i === 0 && { answers: String(message!.messageId) }) });
	const { success, errors, hints } = await search('searchInbound', [{}, { start: '2001-01-01T00:00:00', end: '2001-01-02' }, { start: 'soon' }, { start: '2031-01-02', end: '2031-01-01' }]);
	expect(success.map(({ json, pairedItem }) => [json.kind, json.sender, json.recipient, json.text, json.correlationId, pairedItem])).toEqual(
		[0, 1, 2].map((i) => ['inbound', recipient(i), '27182', `Text ${i}`, i === 0 ? message!.correlationId : null, { item: 0 }]),
	);
	expect(whatFailed(errors)).toEqual(['Start is "soon", not a date-time', 'End is not after Start']);
	expect(hints).toEqual(['1 answered, 1 answered with nothing, 2 not sent: 1 × Start is "soon", not a date-time, 1 × End is not after Start']);
	const again = await search('searchInbound', [{}]);
	expect(again.success.map(({ json }) => json.receiptId)).toEqual(success.map(({ json }) => json.receiptId));
});

const faults: Fault[] = [{ kind: 'resetAfter' }, { kind: 'truncate' }, { kind: 'invalidBody' }, { kind: 'htmlPage', status: 200 }, { kind: 'status', status: 500 }, { kind: 'status', status: 420 }, { kind: 'status', status: 429, retryAfter: 1 }];
test.each(faults.map((fault) => [JSON.stringify(fault), fault] as const))('%s: the search is repeated, because it removes nothing', async (_name, fault) => {
	const messages = await sent(1);
	sandbox.setStatus({ status: 'sent' });
	sandbox.write({ provider: 'wavy', sender: recipient(1), recipient: '27182', text: 'Yes' });
	for (const operation of ['searchStatuses', 'searchInbound'] as const) {
		sandbox.addFault(fault);
		const { success } = await search(operation, [{ messageIds: messages[0]!.messageId as string }]);
		expect(success).toHaveLength(1);
	}
});

test.each<[string, Fault, object]>([
	['a redirect is not followed', { kind: 'redirect' }, { status: 'notSent', code: 'http307' }],
	['400', { kind: 'status', status: 400 }, { status: 'rejected', code: 'http400' }],
	['401', { kind: 'status', status: 401 }, { status: 'notSent', code: 'http401' }],
])('%s', async (_name, fault, expected) => {
	for (const operation of ['searchStatuses', 'searchInbound'] as const) {
		sandbox.addFault(fault);
		const { errors } = await search(operation, [{ messageIds: 'a' }, { messageIds: 'b' }], { options: { concurrency: 1 } });
		expect(errors[0]!.json.error).toMatchObject(expected);
	}
	expect(sandbox.counts().redirectsFollowed).toBe(0);
});
