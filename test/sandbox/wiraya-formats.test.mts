import { XMLParser } from 'fast-xml-parser';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { enqueue, entry, post, recipient, resultsOf } from './wiraya-requests.mts';

let sandbox: Sandbox;
let wiraya: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	wiraya = sandbox.providerUrl('wiraya');
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const XML = { headers: { 'content-type': 'application/xml' } };
const FORM = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };

function document(communications: string): string {
	return `<EnqueueCommunicationsRequestModel xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><communications>${communications}</communications></EnqueueCommunicationsRequestModel>`;
}

function communication(content: string, id = '12345', to = recipient(0)): string {
	return `<communication><clientMessageId>${id}</clientMessageId>${content}<recipient>${to}</recipient></communication>`;
}

const PROJECT = '<content i:type="SMSProject"><nextAttemptUtc>2031-01-15T10:30:00Z</nextAttemptUtc><placeholders><string>John</string><string>Order #5678</string></placeholders><projectId>123</projectId></content>';
const ALPHA = '<content i:type="SMSFromAlpha"><sender>Wiraya</sender><text>Your code is 1</text></content>';

describe('XML in', () => {
	it('the layout of docs/wiraya-notes.md is accepted, with declaration and indentation', async () => {
		const indented = document(communication(PROJECT)).replaceAll('><', '>\n  <');
		expect((await post(wiraya, `<?xml version="1.0" encoding="utf-8"?>\n${indented}`, XML)).status).toBe(200);
		expect(sandbox.accepted()).toEqual([
			expect.objectContaining({
				channel: 'sms',
				correlationId: '12345',
				sender: 'project 123',
				text: null,
				scheduledAt: '2031-01-15T10:30:00Z',
				details: { type: 'SMSProject', projectId: 123, placeholders: ['John', 'Order #5678'] },
			}),
		]);
	});

	it('text keeps its characters: entities, spaces, CDATA, line breaks, emoji', async () => {
		const text = '  a &lt;b&gt; &amp;amp; &quot;&apos; &#229;&#xE4;&#13;&#10; <![CDATA[<c> &amp;]]> 🦐 ';
		await post(wiraya, document(communication(ALPHA.replace('Your code is 1', text))), { headers: { 'content-type': 'text/xml; charset=utf-8' } });
		expect(sandbox.accepted()[0]?.text).toBe('  a <b> &amp; "\' åä\r\n <c> &amp; 🦐 ');
	});

	it.each([
		['an empty list', document('')],
		['no placeholders', document(communication('<content i:type="SMSProject"><placeholders/><projectId>1</projectId></content>'))],
		['another prefix', document(communication(ALPHA)).replace('xmlns:i=', 'xmlns:xsi=').replaceAll('i:type', 'xsi:type')],
	])('%s is accepted', async (_name, body) => {
		expect((await post(wiraya, body, XML)).status).toBe(200);
	});

	it.each([
		['not well-formed', '<a><b></a>'],
		['text only', 'hello'],
		['another root', document(communication(ALPHA)).replaceAll('RequestModel', 'Request')],
		['a DOCTYPE', `<!DOCTYPE x [<!ENTITY e "boom">]>${document(communication(ALPHA))}`],
		['an unknown entity', document(communication(ALPHA.replace('Wiraya', '&boom;')))],
		['a forbidden character', document(communication(ALPHA.replace('Wiraya', '&#0;')))],
		['the type without a namespace', document(communication(ALPHA.replace('i:type', 'type')))],
		['the type as an element', document(communication('<content><sender>a</sender><text>b</text><type>SMSFromAlpha</type></content>'))],
		['no namespace for the prefix', document(communication(ALPHA)).replace(/ xmlns:i="[^"]*"/, '')],
		['elements out of alphabetical order', document(communication('<content i:type="SMSFromAlpha"><text>b</text><sender>a</sender></content>'))],
		['an element twice', document(communication(ALPHA.replace('<text>', '<sender>x</sender><text>')))],
		['an unknown element', document(communication(ALPHA.replace('</content>', '<zone>x</zone></content>')))],
		['an unknown attribute', document(communication(ALPHA.replace('<text>', '<text lang="en">')))],
		['another name for a list entry', document(communication(PROJECT.replaceAll('string>', 'placeholder>')))],
		['another name for an entry', document(communication(ALPHA).replaceAll('communication>', 'item>'))],
		['a projectId that is no number', document(communication(PROJECT.replace('123', '12x')))],
		['stray text', document(`${communication(ALPHA)}stray`)],
		['no recipient', document(communication(ALPHA).replace(/<recipient>.*<\/recipient>/, ''))],
	])('%s is 400', async (_name, body) => {
		expect((await post(wiraya, body, XML)).status).toBe(400);
		expect(sandbox.counts().accepted).toBe(0);
	});
});

function form(fields: readonly (readonly [string, string])[]): string {
	return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
}

const FORM_FIELDS: readonly (readonly [string, string])[] = [
	['communications[0][clientMessageId]', '12345'],
	['communications[0][recipient]', recipient(0)],
	['communications[0][content][$type]', 'SMSProject'],
	['communications[0][content][projectId]', '123'],
	['communications[0][content][placeholders][0]', 'John'],
	['communications[0][content][placeholders][1]', 'Order #5678 & åäö'],
];

describe('form in', () => {
	it('the layout of docs/wiraya-notes.md is accepted', async () => {
		expect((await post(wiraya, form(FORM_FIELDS), FORM)).status).toBe(200);
		expect(sandbox.accepted()[0]?.details).toEqual({ type: 'SMSProject', projectId: 123, placeholders: ['John', 'Order #5678 & åäö'] });
	});

	it('several entries and a sender', async () => {
		const second = [
			['communications[1][clientMessageId]', 'b'],
			['communications[1][recipient]', recipient(1)],
			['communications[1][content][$type]', 'SMSFromAlpha'],
			['communications[1][content][sender]', 'Wiraya'],
			['communications[1][content][text]', 'a+b=c'],
		] as const;
		const answer = await post(wiraya, form([...FORM_FIELDS, ...second]), FORM);
		expect(Object.keys(resultsOf(answer))).toEqual(['12345', 'b']);
		expect(sandbox.accepted()[1]?.text).toBe('a+b=c');
	});

	it('a project without placeholders: a form has no empty list, so the key stands there with nothing', async () => {
		await post(wiraya, form(FORM_FIELDS.slice(0, 4)), FORM);
		expect(sandbox.accepted()).toEqual([]);
		await post(wiraya, form([...FORM_FIELDS.slice(0, 4), ['communications[0][content][placeholders]', '']]), FORM);
		expect(sandbox.accepted()[0]?.details).toEqual({ type: 'SMSProject', projectId: 123, placeholders: [] });
	});

	it.each([
		['nothing', ''],
		['a broken escape', 'communications%5B0%5D%5Brecipient%5D=%zz'],
		['an unknown field', form([...FORM_FIELDS, ['dryRun', '1']])],
		['an unknown field of an entry', form([...FORM_FIELDS, ['communications[0][priority]', '1']])],
		['an unknown field of a content', form([...FORM_FIELDS, ['communications[0][content][sender]', 'x']])],
		['dots', form(FORM_FIELDS).replaceAll('%5Bcontent%5D', '.content')],
		['a field twice', form([...FORM_FIELDS, ['communications[0][recipient]', recipient(1)]])],
		['a gap between entries', form(FORM_FIELDS).replaceAll('%5B0%5D%5Bc', '%5B1%5D%5Bc')],
		['a gap between placeholders', form(FORM_FIELDS.filter(([name]) => !name.endsWith('[placeholders][0]')))],
		['a projectId that is no number', form(FORM_FIELDS).replace('=123&', '=12x&')],
		['$type not first', form([FORM_FIELDS[3], FORM_FIELDS[0], FORM_FIELDS[1], FORM_FIELDS[2]].filter((field) => field !== undefined))],
	])('%s is 400', async (_name, body) => {
		expect((await post(wiraya, body, FORM)).status).toBe(400);
		expect(sandbox.counts().accepted).toBe(0);
	});
});

interface XmlItem {
	Key: string;
	Value: { trackingId?: string; success: string; isTransientError?: string };
}

describe('the answer follows the Accept header', () => {
	it.each([
		[undefined, 'application/json'],
		['*/*', 'application/json'],
		['application/json', 'application/json'],
		['text/json', 'text/json'],
		['application/xml', 'application/xml'],
		['text/xml', 'text/xml'],
		['text/*', 'text/json'],
		['application/json;q=0.5, text/xml', 'text/xml'],
		['image/png', 'application/json'],
	])('%s', async (accept, type) => {
		const answer = await enqueue(wiraya, [entry(1)], { headers: accept === undefined ? {} : { accept } });
		expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
	});

	it('XML has pairs of key and value, in the order asked', async () => {
		const odd = { ...entry(3), clientMessageId: 'a<&"b', recipient: '+1' };
		const answer = await enqueue(wiraya, [entry(2), odd, { ...entry(1), clientMessageId: '1' }], { headers: { accept: 'application/xml' } });
		const parsed = new XMLParser({ parseTagValue: false }).parse(answer.body) as { EnqueueCommunicationsResponseModel: { results: { item: XmlItem[] } } };
		expect(parsed.EnqueueCommunicationsResponseModel.results.item).toEqual([
			{ Key: 'id-2', Value: { isTransientError: 'false', success: 'true', trackingId: expect.stringMatching(/^[0-9a-f]{32}$/) } },
			{ Key: 'a<&"b', Value: { isTransientError: 'false', success: 'false' } },
			{ Key: '1', Value: expect.objectContaining({ success: 'true' }) },
		]);
	});

	it('errors too', async () => {
		const answer = await post(wiraya, '{', { headers: { accept: 'text/xml' } });
		expect([answer.status, answer.body]).toEqual([400, '<Error><Message>Invalid input format</Message></Error>']);
	});

	it('JSON keeps the order asked even where ids look like numbers', async () => {
		const answer = await enqueue(wiraya, ['9', '1', '5'].map((id, index) => ({ ...entry(index), clientMessageId: id })));
		expect([...answer.body.matchAll(/"(\d)":/g)].map(([, id]) => id)).toEqual(['9', '1', '5']);
	});
});
