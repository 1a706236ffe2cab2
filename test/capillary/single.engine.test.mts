/** One message per request, resent or with a code: the node in n8n's engine against the sandbox. */
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runCapillary, statuses } from './capillary.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

test('resend: one request per message, identified only by its id; a retry by n8n sends none again', async () => {
	const items = [{ messageId: '9007199254740993' }, { messageId: 17 }, { messageId: '18' }];
	sandbox.refuseRecipient({ recipient: '18', outcome: 'permanent' });
	const { success, errors: failed } = await runCapillary(sandbox, items, {
		parameters: { operation: 'resend', options: { messageFrom: 'item' } },
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(success.map(({ json }) => [json.channel, json.recipient, json.messageId])).toEqual([1, 2].map(() => [null, null, expect.stringMatching(/^\d{16}$/) as string]));
	expect(sandbox.accepted().map(({ recipient }) => recipient).sort()).toEqual(['17', '9007199254740993']);
	expect(failed[0]!.json.error).toMatchObject({ status: 'rejected', code: '4223', providerMessage: '4223 Message not found' });
	expect(sandbox.duplicates()).toEqual([]);
});

test('generate OTP: one request each; the same customer gets the same code again, until the limit', async () => {
	const items = Array.from({ length: 12 }, () => ({ entityType: 'MOBILE', entityValue: '447700900123', template: 'Code {validation_code}' }));
	const { success, errors: failed } = await runCapillary(sandbox, items, { parameters: { operation: 'generateOtp', options: { messageFrom: 'item' } }, options: { concurrency: 1 } });
	expect(success.map(({ json }) => (json.warnings as string[]).length)).toEqual([0, ...Array<number>(9).fill(2)]);
	expect(success[0]!.json).toMatchObject({ channel: 'sms', recipient: '447700900123', messageId: sandbox.accepted()[0]!.messageId });
	expect(new Set(sandbox.accepted().map(({ text }) => text)).size).toBe(1);
	expect(sandbox.accepted()[0]!.text).toMatch(/^Code \d{6}$/);
	expect(statuses(failed)).toEqual(['notSent', 'notSent']);
	expect(sandbox.requests()).toHaveLength(12);
});
