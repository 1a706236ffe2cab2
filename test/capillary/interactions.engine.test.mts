/** Get Interactions in n8n's engine against the sandbox. */
import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Fault, type Sandbox } from '../../sandbox/server.mts';
import { customers, recipient, runCapillary, type CapillaryRun } from './capillary.mts';
import { failureOf, whatFailed } from '../failed.mts';
import '../engine/short-pauses.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const look = async (items: IDataObject[], { parameters, ...given }: CapillaryRun = {}) =>
	await runCapillary(sandbox, items, {
		parameters: { operation: 'getInteractions', identifierName: 'mobile', identifierValue: '={{ $json.to }}', ...parameters },
		...given,
	});

test('one item per message of each customer, with the id that Resend takes; an unknown customer is an error item', async () => {
	await runCapillary(sandbox, [...customers(2), { to: recipient(1) }].map((item, i) => ({ ...item, text: `Text ${i}` })), { parameters: { text: '={{ $json.text }}' } });
	sandbox.setStatus({ status: 'delivered' });
	const { success, errors, hints } = await look([{ to: recipient(1) }, { to: recipient(9) }, { to: '+44 7700 900000' }]);

	const ids = sandbox.accepted().map(({ messageId }) => messageId);
	expect(success.map(({ json, pairedItem }) => [json.messageId, json.recipient, json.channel, json.status, pairedItem])).toEqual([
		[ids[1], recipient(1), 'sms', 'delivered', { item: 0 }],
		[ids[2], recipient(1), 'sms', 'delivered', { item: 0 }],
		[ids[0], recipient(0), 'sms', 'delivered', { item: 2 }],
	]);
	expect(success[0]!.json.occurredAt).toMatch(/Z$/);
	expect(whatFailed(errors)).toEqual(['Capillary knows no such customer (code 1012): 1012 Cannot find customer for provided mobile/external-id/e-mail/id']);
	expect(errors[0]!.json.error).toMatchObject({ provider: 'capillary', status: 'notFound', identifierName: 'mobile', identifierValue: recipient(9), retryable: false });
	expect(hints).toEqual([expect.stringMatching(/^2 answered, 1 not found: 1 × Capillary knows no such customer/)]);

	sandbox.setStatus({ status: 'failed' });
	const [failed] = (await look([{ to: recipient(0) }])).success;
	const resent = await runCapillary(sandbox, [{ messageId: failed!.json.messageId as string }], { parameters: { operation: 'resend', options: { messageFrom: 'item' } } });
	expect(resent.success.map(({ json }) => json.status)).toEqual(['accepted']);
	expect(sandbox.accepted().at(-1)!.recipient).toBe(failed!.json.messageId);
});

test('a type without messages gives no item', async () => {
	await runCapillary(sandbox, customers(1));
	sandbox.setStatus({ status: 'sent' });
	const { success, errors, hints } = await look(customers(1), { parameters: { type: 'zalo' } });
	expect([success, errors, hints]).toEqual([[], [], ['1 answered with nothing']]);
});

const faults: Fault[] = [{ kind: 'resetAfter' }, { kind: 'truncate' }, { kind: 'invalidBody' }, { kind: 'htmlPage', status: 200 }, { kind: 'status', status: 500 }, { kind: 'status', status: 429, retryAfter: 1 }];
test.each(faults.map((fault) => [JSON.stringify(fault), fault] as const))('%s: the request is repeated', async (_name, fault) => {
	await runCapillary(sandbox, customers(1));
	sandbox.setStatus({ status: 'sent' });
	sandbox.addFault(fault);
	expect((await look(customers(1))).success).toHaveLength(1);
});

test('401 ends the run; a redirect is not followed', async () => {
	const { errors } = await look(customers(3), { credential: { password: 'wrong' }, options: { concurrency: 1 } });
	expect(errors.map(({ json }) => (json.error as IDataObject).code)).toEqual(['http401', 'stopped', 'stopped']);
	sandbox.addFault({ kind: 'redirect' });
	expect((await look(customers(1))).errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'http307' });
	expect(sandbox.counts().redirectsFollowed).toBe(0);
});

test('no error message mentions sending', async () => {
	for (const status of [200, 400, 401, 429, 500]) {
		for (const code of [429, 4000, 99]) {
			sandbox.addFault({ kind: 'status', status, body: JSON.stringify({ errors: [{ code, message: 'no' }] }), count: 'always' });
			const { errors } = await look(customers(1), { options: { maxTries: 1, simplify: false } });
			for (const { json } of errors) expect(`${failureOf({ json }).message} ${failureOf({ json }).fix}`.replace(/: .*/, '')).not.toMatch(/\bsen[dt]\b|message/i);
			sandbox.clearFaults();
		}
	}
});
