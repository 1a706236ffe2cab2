/** The same person twice in one list: a warning, or one message. */
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { statuses } from '../failed.mts';
import { runWiraya } from './wiraya.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const parameters = { text: '={{ $json.text ?? "Sale" }}' };
const thrice = ['+44 7700 900123', '0044 7700 900123', '447700900123'].map((to) => ({ to }));
const warned = (items: Array<{ json: { warnings?: unknown } }>) => items.map(({ json }) => (json.warnings as string[]).length);

test('in three spellings: all are sent, the second and third with a warning, and the hint says so', async () => {
	const { success, hints } = await runWiraya(sandbox, thrice, { parameters });
	expect(warned(success)).toEqual([0, 1, 1]);
	expect(hints).toEqual(['3 accepted · 2 with warnings: 2 × Same recipient and words as row 1']);
	expect(sandbox.accepted()).toHaveLength(3);
});

test('other words to the same recipient are another message', async () => {
	const { success } = await runWiraya(sandbox, thrice.map((row, i) => ({ ...row, text: `Part ${i}` })), { parameters });
	expect(warned(success)).toEqual([0, 0, 0]);
});

test('the same words again after others are found', async () => {
	const { success } = await runWiraya(sandbox, ['a', 'b', 'a', 'b'].map((text) => ({ to: '447700900123', text })), { parameters });
	expect(warned(success)).toEqual([0, 0, 1, 1]);
});

test('Skip sends the first; the others are duplicates with its ids, in a second try of n8n as well', async () => {
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const { success, errors } = await runWiraya(sandbox, [{ to: '' }, ...thrice], { parameters, settings, options: { sameMessageTwice: 'skip' } });
	expect(statuses(errors)).toEqual(['notSent']);
	expect(statuses(success)).toEqual(['duplicate', 'duplicate', 'duplicate']);
	expect(new Set(success.map(({ json }) => json.messageId)).size).toBe(1);
	expect(sandbox.accepted()).toHaveLength(1);
});

test('Skip shares the result of the first if it was refused', async () => {
	sandbox.refuseRecipient({ recipient: '447700900123', outcome: 'permanent' });
	const { errors } = await runWiraya(sandbox, thrice, { parameters, options: { sameMessageTwice: 'skip' } });
	expect(statuses(errors)).toEqual(['rejected', 'rejected', 'rejected']);
	expect(sandbox.requests()).toHaveLength(1);
});

test('Send gives no warning', async () => {
	const { success } = await runWiraya(sandbox, thrice, { parameters, options: { sameMessageTwice: 'send' } });
	expect(warned(success)).toEqual([0, 0, 0]);
});

test('a dry run counts what would be sent', async () => {
	const { success, hints } = await runWiraya(sandbox, thrice, { parameters, options: { sameMessageTwice: 'skip', dryRun: true } });
	expect(statuses(success)).toEqual(['dryRun', 'duplicate', 'duplicate']);
	expect(hints[0]).toMatch(/^Dry run: 1 message, 1 part; nothing was sent/);
});

test('the hint names countries if there are several', async () => {
	const { hints } = await runWiraya(sandbox, [...thrice.slice(0, 1), { to: '447700900124' }, { to: '+1 201 555 0123' }], { parameters: { ...parameters, text: 'x' } });
	expect(hints[0]).toMatch(/ · GB 2, US 1$/);
});
