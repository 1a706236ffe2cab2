/** A visitor of a form fills in an input item. The workflow still decides the envelope: channel, sender, copies. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runCapillary } from '../capillary/capillary.mts';
import { runComapi } from '../engine/comapi.mts';
import { runWiraya } from '../engine/wiraya.mts';
import { failureOf } from '../failed.mts';
import { runWavy } from '../wavy/wavy.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const mail = { to: 'ann@example.com', from: 'shop@example.com', subject: 'Parcel', body: 'It is here' };
const strangers = Array.from({ length: 500 }, (_, i) => `stranger${i}@example.com`);
const emailed = (parameters: INodeParameters = {}) => ({ parameters: { options: { messageFrom: 'item' }, channel: 'email', to: '', body: '', ...parameters } });
const bodies = () => sandbox.requests().map(({ body }) => JSON.stringify(body));
const warningsOf = (item: IDataObject) => (item.warnings as string[]).join(' ');

describe('an email from an input item', () => {
	test.each<[string, IDataObject]>([
		['bcc', { bcc: strangers.join(', ') }],
		['a list', { bcc: strangers }],
		['in capitals', { BCC: strangers }],
		['with blanks', { ' Bcc ': strangers }],
		['behind a byte-order mark', { '\ufeffbcc': strangers }],
		['cc', { cc: strangers }],
		['inherited', JSON.parse(`{"__proto__": {"bcc": "${strangers[0]}"}}`) as IDataObject],
	])('gets no copies from the item: %s', async (_name, added) => {
		const { success } = await runCapillary(sandbox, [{ ...mail, ...added }], emailed());
		expect(sandbox.accepted()).toHaveLength(1);
		expect(bodies().join()).not.toContain('stranger');
		if (_name !== 'inherited') expect(warningsOf(success[0]!.json)).toMatch(/^B?CC of the item was left out/);
	});

	test("gets the copies in the node's field, from the item or not", async () => {
		await runCapillary(sandbox, [{ ...mail, boss: 'boss@example.com', cc: strangers }], emailed({ cc: '={{ $json.boss }}', bcc: 'archive@example.com' }));
		expect(bodies().join()).toMatch(/boss@example\.com.*archive@example\.com|archive@example\.com.*boss@example\.com/);
		expect(bodies().join()).not.toContain('stranger');
	});

	test("stays an email with the node's sender", async () => {
		const { success } = await runCapillary(sandbox, [{ ...mail, channel: 'sms', from: 'bank@example.com' }], emailed({ from: 'shop@example.com' }));
		expect(success[0]!.json.channel).toBe('email');
		expect(bodies().join()).not.toContain('bank@example.com');
		expect(warningsOf(success[0]!.json)).toContain('From of the item, "bank@example.com", was left out');
		expect(warningsOf(success[0]!.json)).toContain('Channel of the item, "sms", was left out');
	});

	test('as JSON from a single expression, it has no copies either; as JSON that names them, it has', async () => {
		const as = (messageJson: string) => ({ parameters: { options: { messageFrom: 'json' }, channel: 'email', messageJson } });
		await runCapillary(sandbox, [{ ...mail, bcc: strangers }], as('={{ $json }}'));
		expect(bodies().join()).not.toContain('stranger');
		await runCapillary(sandbox, [mail], as('={{ { to: $json.to, from: $json.from, subject: "Hi", body: "Hi", cc: "boss@example.com" } }}'));
		expect(bodies().join()).toContain('boss@example.com');
	});
});

describe('addresses of one email', () => {
	const some = (count: number) => strangers.slice(0, count).join(', ');

	test('are 50 at most, all fields together', async () => {
		const { success, errors } = await runCapillary(sandbox, [{ cc: some(49) }, { cc: some(50) }].map((copies) => ({ ...mail, ...copies })), emailed({ cc: '={{ $json.cc }}' }));
		expect(success).toHaveLength(1);
		expect(failureOf(errors[0]!).message).toBe('CC makes 51 addresses of one email in To, CC and BCC, more than the 50 allowed');
	});

	test('are more if the author of the workflow raised the limit', async () => {
		const { success } = await runCapillary(sandbox, [{ ...mail, cc: some(60) }], { ...emailed({ cc: '={{ $json.cc }}' }), options: { maxAddresses: 61 } });
		expect(success).toHaveLength(1);
	});
});

describe('an SMS stays an SMS', () => {
	test.each<[string, IDataObject]>([
		['by its content type', { contentType: 'VoiceProject', projectId: 7, placeholders: [] }],
		["in the vendor's own shape", { content: { $type: 'VoiceProject', projectId: 7, placeholders: [] } }],
		['in another case', { ContentType: 'VoiceProject', projectId: 7, placeholders: [] }],
	])('%s', async (_name, added) => {
		await runWiraya(sandbox, [{ recipient: '447700900123', text: 'Hi', ...added }], { parameters: { options: { messageFrom: 'item' }, contentType: 'SMSFromAlpha', from: 'Shop' } });
		expect(sandbox.accepted().map(({ channel }) => channel)).toEqual(['sms']);
	});

	test("and has the node's sender, also in the vendor's layout", async () => {
		const { success } = await runWiraya(sandbox, [{ recipient: '447700900123', sender: 'Bank', content: { $type: 'SMSFromAlpha', sender: 'Bank', text: 'Hi' } }], { parameters: { options: { messageFrom: 'item' }, contentType: 'SMSFromAlpha', from: 'Shop' } });
		expect(success).toHaveLength(1);
		expect(bodies().join()).not.toContain('Bank');
	});

	test('at Comapi, whatever rules the item has', async () => {
		await runComapi(sandbox, [{ phoneNumber: '447700900123', email: 'ann@example.com', body: 'Hi', rules: ['email'] }], { parameters: { options: { messageFrom: 'item' }, rules: ['sms'] } });
		expect(sandbox.accepted().map(({ channel }) => channel)).toEqual(['sms']);
	});

	test.each<[string, object]>([
		['as the vendor has it', { sms: { to: '870773111632', body: 'Hi' } }],
		['in capitals', { sms: { TO: '870773111632', body: 'Hi' } }],
		['as a number', { sms: { to: 870773111632, body: 'Hi' } }],
		['in a list', { sms: { recipients: ['447700900123', { phoneNumber: '870773111632' }], body: 'Hi' } }],
		['as a copy', { sms: { bcc: 'eve@example.com', body: 'Hi' } }],
		['as JSON in a cell', JSON.stringify({ sms: { to: '870773111632', body: 'Hi' } }) as never],
	])('nor by a custom body that names somebody else: %s', async (_name, customBody) => {
		const { errors } = await runComapi(sandbox, [{ phoneNumber: '+44 7700 900123', customBody } as IDataObject], { parameters: { options: { messageFrom: 'item' }, rules: ['sms'] } });
		expect(failureOf(errors[0]!).message).toMatch(/^Custom Body has .*, who is none of the message's recipients$/);
		expect(sandbox.requests()).toEqual([]);
		const same = await runComapi(sandbox, [{ phoneNumber: '+44 7700 900123', customBody: { sms: { to: '+447700900123', from: 'Shop', body: 'Hi' } } }], { parameters: { options: { messageFrom: 'item' }, rules: ['sms'] } });
		expect(same.success).toHaveLength(1);
	});

	test('and no other field can bypass the checks of a number', async () => {
		const { errors } = await runComapi(sandbox, [{ body: 'Hi', otherAddresses: { phoneNumber: '870773111632' } }], { parameters: { options: { messageFrom: 'item' }, rules: ['sms'] } });
		expect(failureOf(errors[0]!).message).toBe('Other Addresses has phoneNumber, which has a field of its own');
	});
});

test.each(['send', 'sendBulk'])("Wavy, %s: it is the node's sub-account that sends", async (operation) => {
	const { success } = await runWavy(sandbox, [{ destination: '5511900000000', messageText: 'Hi', subAccount: 'another' }], { parameters: { operation, options: { messageFrom: 'item' }, subAccount: 'ours' } });
	expect(warningsOf(success[0]!.json)).toContain('Sub-Account of the item, "another", was left out');
	expect([bodies().join().includes('ours'), bodies().join().includes('another')]).toEqual([true, false]);
});

test('the item decides if the author of the workflow chose Varies by Item', async () => {
	await runWiraya(sandbox, [{ recipient: '447700900123', contentType: 'VoiceProject', projectId: 7, placeholders: [] }], { parameters: { options: { messageFrom: 'item' }, contentType: 'variesByItem' } });
	expect(sandbox.accepted().map(({ channel }) => channel)).toEqual(['voice']);
});
