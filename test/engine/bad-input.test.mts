import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runWiraya } from './wiraya.mts';
import { failureOf } from '../failed.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const good = { contentType: 'SMSFromAlpha', recipient: '46701740605', sender: 'Shop', text: 'Hi' };
const project = { contentType: 'SMSProject', recipient: '46701740605', projectId: 123, placeholders: [] };

/** The mistake, the error's message, and the fix. */
const BAD: Array<[string, object, string, RegExp]> = [
	['a missing recipient', { ...good, recipient: '' }, 'To is missing', /which column/],
	['a number that is none', { ...good, recipient: 'call me' }, 'To is "call me", which has no digits and cannot be a phone number', /such as \+44/],
	['a number without its country', { ...good, recipient: '070-1740605' }, 'To is "070-1740605", which has no country code', /Default Country/],
	['a number that lost its digits', { ...good, recipient: 4.67e25 }, 'To is 4.67e+25, a number with more digits than n8n can hold exactly', /as text/],
	['a recipient that is a list', { ...good, recipient: ['46701740605'] }, 'To is ["46701740605"], not a phone number', /one of its entries/],
	['a 12-character sender', { ...good, sender: 'TwelveLetter' }, 'From is 12 characters long, more than the 11 allowed', /1 to 11/],
	['a missing sender', { ...good, sender: ' ' }, 'From is missing', /1 to 11/],
	['a missing text', { ...good, text: null }, 'Text is missing', /text of the message/],
	['a text over the ceiling', { ...good, text: 'x'.repeat(161) }, 'Text takes 2 SMS parts, more than the 1 allowed', /Maximum SMS Parts/],
	['a project id that is no integer', { ...project, projectId: '12a' }, 'Project ID is "12a", not a whole number', /such as 123/],
	['a project id with a fraction', { ...project, projectId: 1.5 }, 'Project ID is 1.5, not a whole number', /such as 123/],
	['a missing project id', { ...project, projectId: '' }, 'Project ID is missing', /such as 123/],
	['placeholders that are no texts', { ...project, placeholders: ['a', { b: 1 }] }, 'Placeholders has an entry that is no text (entry 2)', /as text/],
	['placeholders with one that is missing', { ...project, placeholders: ['a', null] }, 'Placeholders has an entry that is missing (entry 2)', /as text/],
	['a schedule where there is none', { ...good, nextAttempt: '2031-01-15T10:30:00' }, 'Send At cannot be given with SMSFromAlpha, which Wiraya sends at once', /SMS project/],
	['half a date', { ...project, nextAttempt: '10:30' }, 'Send At is "10:30", a time without a date', /2031-01-15T10:30:00/],
	["the vendor's own JSON with a type that is none", { recipient: '46701740605', content: { $type: 'Fax' } }, 'Content Type is "Fax", which the provider does not know', /Give one of/],
	['a client message id that cannot travel', { ...good, clientMessageId: 'a\u0001b' }, 'Correlation ID contains an invisible character, U+0001, in place 2', /where the text comes from/],
	['a date that is none', { ...project, nextAttempt: 'soon' }, 'Send At is "soon", not a date-time', /2031-01-15T10:30:00/],
	['a content type that is none', { ...good, contentType: 'Fax' }, 'Content Type is "Fax", which the provider does not know', /Give one of SMSFromAlpha, SMSProject, VoiceProject, WhatsappProject/],
	['a client message id that is no text', { ...good, clientMessageId: {} }, 'Correlation ID is {}, not text', /field within it/],
];

describe.each(['item', 'json'])('message from %s', (messageFrom) => {
	test.each(BAD)('%s names field, item and fix, before anything is sent', async (_name, item, what, fix) => {
		const parameters: INodeParameters = { options: { messageFrom }, contentType: 'variesByItem', from: '', messageJson: '={{ $json }}' };
		const options = { maxSegments: 1 };
		const { errors, success } = await runWiraya(sandbox, [good, item] as never, { parameters, options });
		expect(success).toHaveLength(1);
		expect(failureOf(errors[0]!).message).toBe(what);
		expect(failureOf(errors[0]!).fix).toMatch(fix);
		expect(errors[0]!.json.error).toMatchObject({ status: 'notSent', code: 'invalidMessage', retryable: false });

		sandbox.reset();
		const stopped = await runWiraya(sandbox, [good, item] as never, { parameters, settings: { onError: 'stopWorkflow' }, options });
		expect(stopped.error?.message).toBe("1 of 2 rows can't be sent, nothing was sent");
		expect(stopped.error).toMatchObject({ description: expect.stringMatching(fix) as string });
		expect(sandbox.requests()).toHaveLength(0);
	});
});

test('a duplicate client message id names both items', async () => {
	const items = [{ ...good, clientMessageId: 'a' }, { ...good, clientMessageId: 'b' }, { ...good, clientMessageId: 'a' }];
	const { errors, success } = await runWiraya(sandbox, items, { parameters: { options: { messageFrom: 'item' }, contentType: 'variesByItem', from: '' }, options: { batchSize: 1 } });
	expect(success).toHaveLength(2);
	expect(failureOf(errors[0]!).message).toBe('Correlation ID "a" is also that of row 1');
	expect(failureOf(errors[0]!).fix).toMatch(/own id/);
});

test('an item that is not an object', async () => {
	const { errors } = await runWiraya(sandbox, [{ n: 1 }], { parameters: { options: { messageFrom: 'json' }, messageJson: '={{ [1, 2] }}' } });
	expect(failureOf(errors[0]!).message).toBe('Message is [1,2], not a JSON object');
});

test('an expression that cannot be evaluated is the problem of its item and field', async () => {
	const { errors, success } = await runWiraya(sandbox, [{ to: '46701740605' }, { to: 7 }], {
		parameters: { text: '={{ $json.to.toUpperCase() }}', to: '46701740605', from: 'Shop' },
	});
	expect([...errors, ...success]).toHaveLength(2);
	expect(sandbox.accepted()).toHaveLength(1);
	expect(failureOf(errors[0]!).message).toMatch(/^Text /);
});

test('unusual but allowed values are sent with a warning', async () => {
	const items = [
		{ ...good, sender: 'AB' },
		{ ...good, sender: 'Å-Shop', text: 'Another' },
		{ ...project, nextAttempt: '2020-01-01T00:00:00Z' },
		{ ...good, recipient: 46701740605, text: 'Ring' },
	];
	const { success } = await runWiraya(sandbox, items, { parameters: { options: { messageFrom: 'item' }, contentType: 'variesByItem', from: '' } });
	expect(success.map(({ json }) => (json.warnings as string[]).map((warning) => warning.slice(0, 30)))).toEqual([
		['From "AB" has fewer than 3 cha'],
		['From "Å-Shop" has fewer than 3'],
		['Send At is in the past. Wiraya'],
		[],
	]);
	expect(sandbox.accepted()[2]!.scheduledAt).toBe('2020-01-01T00:00:00Z');
});
