/** An AI agent calls the node as a tool, and somebody may have talked it into anything. The author of the workflow decides what it can send. */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { WirayaWaiApi } from '../../credentials/WirayaWaiApi.credentials.ts';
import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import { Wiraya } from '../../nodes/Wiraya/Wiraya.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runCapillary } from '../capillary/capillary.mts';
import { runInEngine } from '../engine/engine.mts';
import { runWiraya, type WirayaRun } from '../engine/wiraya.mts';
import { failureOf } from '../failed.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** n8n turns a node into a tool with a node type of its own. */
const tool: INodeType = new Wiraya();
tool.description = { ...tool.description, name: 'wirayaTool' };

const number = (i: number) => String(447700900000 + i);
const messages = (count: number, of: (i: number) => IDataObject) => Array.from({ length: count }, (_, i) => of(i));
const words: INodeParameters = { text: '={{ $json.text }}' };
const toMany = messages(200, (i) => ({ to: number(i), text: 'Win!' }));
const toOne = messages(50, (i) => ({ to: number(1), text: `Win ${i}!` }));
const asTool = async (items: IDataObject[], given: WirayaRun = {}) => await runWiraya(sandbox, items, { node: tool, ...given, parameters: { ...words, ...given.parameters } });
const reasons = (items: Parameters<typeof failureOf>[0][]) => [...new Set(items.map((item) => failureOf(item).message))];

describe('how much', () => {
	test('ten messages per execution, whatever it is asked to do', async () => {
		const { success, errors } = await asTool(toMany);
		expect([success.length, errors.length, sandbox.accepted().length]).toEqual([10, 190, 10]);
		expect(reasons(errors)).toEqual(['Options > Maximum Messages allows 10 in one execution, all calls of the node together']);
	});

	test('all calls of an execution count together, and a repeated message counts once', async () => {
		await asTool(messages(4, (i) => ({ to: number(i), text: 'Win!' })), { runs: 5 });
		expect(sandbox.accepted()).toHaveLength(4);
		sandbox.reset();
		// Every call of a tool is a separate run; here each has other words.
		await asTool(messages(4, (i) => ({ to: number(i), text: 'Win!' })), { runs: 5, parameters: { text: '=Win {{ $runIndex }}' } });
		expect(sandbox.accepted()).toHaveLength(10);
	});

	test('three to one recipient', async () => {
		const { success, errors } = await asTool(toOne);
		expect([success.length, errors.length]).toEqual([3, 47]);
		expect(reasons(errors)).toEqual(['Options > Maximum per Recipient allows 3 to one recipient in one execution']);
	});

	test('more or fewer if the author of the workflow says so', async () => {
		expect((await asTool(toMany, { options: { maxMessages: 200 } })).success).toHaveLength(200);
		expect((await asTool(toOne, { options: { maxMessages: 50, maxPerRecipient: 1 } })).success).toHaveLength(1);
	});

	test('not if an expression says so, because an agent may fill it in', async () => {
		for (const option of ['maxMessages', 'maxPerRecipient', 'allowedCountries', 'allowedRecipients', 'allowCostly']) {
			const { errors } = await asTool(toMany.slice(0, 1), { options: { [option]: '={{ 1000 }}' } });
			// n8n itself treats such an expression as text, which is not a valid value of the option.
			expect(reasons(errors)[0]).toMatch(/^Options > .* (is an expression|is "\{\{|has "\{\{)|is not among the allowed recipients$/);
		}
		expect(sandbox.requests()).toHaveLength(0);
	});

	test('without an agent there is no limit, or the one that the author of the workflow sets', async () => {
		expect((await runWiraya(sandbox, toMany)).success).toHaveLength(200);
		expect((await runWiraya(sandbox, toMany, { options: { maxMessages: 20 } })).success).toHaveLength(20);
		const { error } = await runWiraya(sandbox, toMany, { options: { maxMessages: 20 }, settings: { onError: 'stopWorkflow' } });
		expect(`${error?.message} ${(error as { description?: string }).description}`).toContain('Maximum Messages allows 20');
		expect(sandbox.accepted()).toHaveLength(220);
	});

	describe('every address of an email counts', () => {
		const mailTool: INodeType = new Capillary();
		mailTool.description = { ...mailTool.description, name: 'capillaryTool' };
		const field = (name: string) => `={{ $json.${name} }}`;
		const mails = async (items: IDataObject[], options: INodeParameters = {}) =>
			await runCapillary(sandbox, items, { node: mailTool, parameters: { channel: 'email', to: field('to'), from: 'shop@example.com', subject: 'Parcel', body: field('text'), cc: field('cc'), bcc: field('bcc') }, options });
		const people = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `ann${from + i}@example.com`).join(', ');

		test('ten of them per execution, in any field', async () => {
			const { success, errors } = await mails([{ to: 'a@example.com', text: '1', cc: people(0, 3), bcc: people(3, 6) }, { to: 'b@example.com', text: '2', cc: people(6, 9) }, { to: 'c@example.com', text: '3' }]);
			expect([success.length, errors.length, sandbox.accepted().length]).toEqual([2, 1, 2]);
			expect(reasons(errors)).toEqual(['Options > Maximum Messages allows 10 in one execution, all calls of the node together']);
		});

		test('three to one of them, beside any others and in any case', async () => {
			const { success, errors } = await mails([{ to: 'ann@example.com', text: '1' }, { to: 'ANN@example.com', text: '2' }, { to: 'bob@example.com', bcc: 'Ann <ann@EXAMPLE.com>', text: '3' }, { to: 'eve@example.com', cc: 'ann@example.com', text: '4' }], { maxMessages: 50 });
			expect([success.length, reasons(errors)]).toEqual([3, ['Options > Maximum per Recipient allows 3 to one recipient in one execution']]);
		});
	});

	test('a dry run uses nothing up', async () => {
		const { success } = await asTool(toMany.slice(0, 8), { runs: 3, options: { dryRun: true } });
		expect(success).toHaveLength(8);
	});

	test('contacts that it adds to a campaign count like messages', async () => {
		const { success, errors } = await runInEngine({
			node: tool,
			credential: { type: new WirayaWaiApi(), data: { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', baseUrl: sandbox.providerUrl('wiraya') } },
			parameters: { operation: 'addToCampaign', authentication: 'wirayaWaiApi', campaign: '7', contactId: '={{ $json.id }}', options: {} },
			items: messages(30, (i) => ({ id: `c${i}` })),
			settings: { onError: 'continueErrorOutput' },
		});
		expect(errors.filter((item) => failureOf(item).message.startsWith('Options > Maximum Messages'))).toHaveLength(20);
		expect(success.length + errors.length).toBe(30);
	});
});

describe('to whom', () => {
	test.each([
		['870773111632', 'satellite'],
		['8816224123456', 'satellite'],
		['88216508123456', 'satellite'],
		['449098790123', 'premium-rate'],
		['19005550123', 'premium-rate'],
		['979112345678', 'premium-rate'],
	])('never to +%s, a %s number', async (to, kind) => {
		const { errors } = await asTool([{ to: `+${to}`, text: 'Win!' }]);
		expect(failureOf(errors[0]!).message).toBe(`To is "+${to}", which is a ${kind} number, which costs many times as much`);
		expect((await runWiraya(sandbox, [{ to: `+${to}` }])).errors).toHaveLength(1);
		expect(sandbox.requests()).toHaveLength(0);
		expect((await runWiraya(sandbox, [{ to: `+${to}` }], { options: { allowCostly: true } })).success).toHaveLength(1);
	});

	test('only to the countries allowed', async () => {
		const { success, errors } = await asTool([{ to: number(1), text: 'x' }, { to: '+46701740605', text: 'x' }], { options: { allowedCountries: 'gb, IE' } });
		expect(success.map(({ json }) => json.recipient)).toEqual([number(1)]);
		expect(reasons(errors)).toEqual(['To is "+46701740605", which is a number of SE, and only GB, IE are allowed']);
	});

	test('only to the recipients allowed', async () => {
		const { success, errors } = await asTool([{ to: number(1), text: 'x' }, { to: number(2), text: 'x' }], { options: { allowedRecipients: '+44 7700 900001; ann@example.com' } });
		expect(success.map(({ json }) => json.recipient)).toEqual([number(1)]);
		expect(reasons(errors)).toEqual([`To is "${number(2)}", which is not among the allowed recipients`]);
	});

	test('an invalid country is an error, and nothing is sent', async () => {
		const { errors } = await asTool([{ to: number(1), text: 'x' }], { options: { allowedCountries: 'Swden' } });
		expect(failureOf(errors[0]!).message).toBe('Options > Allowed Countries has "Swden"');
	});
});

test('a tool does not take Input Item, because the model would then set everything', async () => {
	const { errors } = await asTool([{ contentType: 'SMSFromAlpha', recipient: number(1), sender: 'Bank', text: 'Hi' }], { parameters: { options: { messageFrom: 'item' } } });
	expect(failureOf(errors[0]!).message).toContain('Message From is Input Item');
	expect(sandbox.requests()).toHaveLength(0);
});

test('a message whose recipient only the provider knows is never to an allowed recipient', async () => {
	const { errors } = await runCapillary(sandbox, [{ messageId: '7' }], { parameters: { operation: 'resend', options: { messageFrom: 'item' } }, options: { allowedRecipients: '+447700900001' } });
	expect(failureOf(errors[0]!).message).toBe('Options > Allowed Recipients is set, and only the provider knows who gets this message');
	expect(sandbox.requests()).toHaveLength(0);
});
