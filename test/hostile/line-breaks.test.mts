/** A line break in a name or a title could begin another header of an email (CWE-93). */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runCapillary } from '../capillary/capillary.mts';
import { runComapi } from '../engine/comapi.mts';
import { runWiraya } from '../engine/wiraya.mts';
import { failureOf } from '../failed.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const BREAKS = ['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029'];
const inject = (broken: string) => `Shop${broken}Bcc: stranger@example.com`;

const mail = { channel: 'email', to: 'ann@example.com', from: 'shop@example.com', subject: 'Hi', body: 'Hi' };
const capillary = (parameters: INodeParameters = {}) => async (item: IDataObject) => await runCapillary(sandbox, [item], { parameters: { options: { messageFrom: 'item' }, channel: 'variesByItem', ...parameters } });
const otp = async (item: IDataObject) => await runCapillary(sandbox, [{ entityType: 'EMAIL', entityValue: 'ann@example.com', ...item }], { parameters: { operation: 'generateOtp', options: { messageFrom: 'item' }, entityType: 'variesByItem' } });
const comapi = async (item: IDataObject) => await runComapi(sandbox, [{ email: 'ann@example.com', body: 'Hi', ...item }], { parameters: { options: { messageFrom: 'item' }, rules: ['email'] } });
const wiraya = async (item: IDataObject) => await runWiraya(sandbox, [{ recipient: '447700900123', text: 'Hi', ...item }], { parameters: { options: { messageFrom: 'item' }, contentType: 'SMSFromAlpha', from: '' } });

const PLACES: Array<[string, (item: IDataObject) => ReturnType<typeof wiraya>, (text: string) => IDataObject]> = [
	['the subject of an email', capillary(), (text) => ({ ...mail, subject: text })],
	['the sender of an SMS', capillary(), (text) => ({ channel: 'sms', to: '447700900123', body: 'Hi', sender: text })],
	['the subject of a code', otp, (text) => ({ emailSubject: text, emailBody: '{validation_code}' })],
	['a title', comapi, (text) => ({ title: text })],
	['a name an email comes from', comapi, (text) => ({ emailOptions: { fromName: text } })],
	['the same in JSON that travels as it is', comapi, (text) => ({ channelOptions: { email: { fromName: text } } })],
	['and in a custom body', comapi, (text) => ({ customBody: { email: { subject: text, text: 'Hi' } } })],
	['and deep in it', comapi, (text) => ({ customBody: { email: { from: { name: text }, text: 'Hi' } } })],
	['a short sender', wiraya, (text) => ({ sender: text.replace('stranger@example.com', 'x').slice(0, 11) })],
];

describe.each(PLACES)('%s', (_name, run, item) => {
	test.each(BREAKS)('has no line break: %j', async (broken) => {
		const { success, errors } = await run(item(inject(broken)));
		expect(success).toEqual([]);
		expect(failureOf(errors[0]!).message).toMatch(/contains a (line break or another )?control character|, which contains a line break/);
		expect(sandbox.requests()).toHaveLength(0);
	});

	test('is sent on one line', async () => {
		expect((await run(item('A shop'))).success).toHaveLength(1);
	});
});

test('the name of a file has no line break either', async () => {
	const binaries = [{ invoice: { fileName: inject('\r\n'), mimeType: 'text/plain', data: 'SGk=' } }];
	const { errors } = await runCapillary(sandbox, [{ ...mail, attachments: 'invoice' }], { binaries, parameters: { options: { messageFrom: 'item' }, channel: 'email' } });
	expect(failureOf(errors[0]!).message).toMatch(/^Attachments has a file named .*, which contains a line break/);
	expect(sandbox.requests()).toHaveLength(0);
});

test('a text keeps its lines', async () => {
	expect((await capillary()({ ...mail, body: 'Dear Ann,\r\n\r\nhi.' })).success).toHaveLength(1);
	expect((await comapi({ body: 'Dear Ann,\nhi.', emailOptions: { htmlBody: '<p>\n</p>' } })).success).toHaveLength(1);
	expect((await wiraya({ sender: 'Shop', text: 'Dear Ann,\nhi.' })).success).toHaveLength(1);
});
