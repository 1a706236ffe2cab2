/** Communication callbacks: by GET and POST, in JSON and XML, one and many, in our layout and in others. The vendor publishes placeholders but no sample. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { WirayaTrigger } from '../../nodes/Wiraya/WirayaTrigger.node.ts';
import { JSON_TEMPLATE, QUERY_TEMPLATE, XML_TEMPLATE } from '../../providers/wiraya/callbacks/template.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { hookContextOf } from '../engine/hooks.mts';
import { callTrigger, WEBHOOK_ID, type WebhookRequest } from '../engine/webhook.mts';

const CREDENTIAL = { secret: 'canary-secret-7f31' };
const GIVEN = givenSecret('wiraya', CREDENTIAL.secret, WEBHOOK_ID);
const BASIC = { authorization: `Basic ${Buffer.from(`n8n:${GIVEN}`).toString('base64')}` };

/** A user's own layout. */
const laidOut = (keys: Record<string, string>): INodeParameters => ({ options: { layout: { values: Object.entries(keys).map(([name, path]) => ({ name, path })) } } });
const named = (headerName: string): INodeParameters => ({ authentication: 'header', options: { headerName } });

async function call(request: WebhookRequest, parameters: INodeParameters = {}, credential: IDataObject = CREDENTIAL) {
	return await callTrigger(new WirayaTrigger(), { headers: BASIC, ...request }, { parameters, credentials: { communicationsCallbackApi: credential } });
}

const records = async (request: WebhookRequest, parameters?: INodeParameters) => (await call(request, parameters)).items?.map(({ json }) => json);
const ofJson = async (body: unknown, parameters?: INodeParameters) => await records({ body: JSON.stringify(body) }, parameters);

/** Values for Wiraya's placeholders. */
const SMS: Record<string, string> = {
	TYPE: 'OUTGOING_SMS',
	ID: '9007199254740993123',
	CID: '77',
	RID: '1234',
	PRID: '123',
	RECIPIENT: '447700900123',
	SENDER: 'Shop',
	STATUS: 'DELIVERED',
	CONTENT: 'Your parcel is here',
	CAMPAIGN_NAME: 'Spring',
	CALL_LENGTH: '',
	KEY_CHOICES: '',
	SMS_PARTS: '1',
	SENT_DATEISO: '2031-01-15T10:30:00Z',
	DONE_DATEISO: '2031-01-15T10:30:07Z',
	RECIPIENT_STATUS: 'EXISTS',
};
const fill = (template: string, values: Record<string, string>) => template.replace(/\{([A-Z_]+)\}/g, (left, name: string) => values[name] ?? left);

const EXPECTED = {
	provider: 'wiraya',
	channel: 'sms',
	kind: 'receipt',
	status: 'delivered',
	final: true,
	statusCode: 'DELIVERED',
	statusText: null,
	messageId: '9007199254740993123',
	correlationId: null,
	recipient: '447700900123',
	sender: 'Shop',
	text: null,
	intent: null,
	occurredAt: '2031-01-15T10:30:07.000Z',
	receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
	type: 'OUTGOING_SMS',
	accountId: '77',
	recipientId: '1234',
	projectId: '123',
	campaignName: 'Spring',
	smsParts: 1,
	recipientStatus: 'EXISTS',
	sentAt: '2031-01-15T10:30:00.000Z',
	doneAt: '2031-01-15T10:30:07.000Z',
};

describe('our template', () => {
	const forms: Array<[string, (values: Record<string, string>) => WebhookRequest]> = [
		['JSON', (values) => ({ body: fill(JSON_TEMPLATE, values), headers: { ...BASIC, 'content-type': 'application/json' } })],
		['XML', (values) => ({ body: fill(XML_TEMPLATE, values), headers: { ...BASIC, 'content-type': 'text/xml; charset=utf-8' } })],
		['GET', (values) => ({ method: 'GET', query: Object.fromEntries(new URLSearchParams(fill(QUERY_TEMPLATE, values))) })],
		['POST without a body', (values) => ({ query: Object.fromEntries(new URLSearchParams(fill(QUERY_TEMPLATE, values))) })],
	];

	test.each(forms)("%s: the keys of all receipts, then Wiraya's own keys, which are never null", async (_name, form) => {
		expect(await records(form(SMS))).toEqual([EXPECTED]);
	});

	test.each(forms)('%s: a placeholder that was not filled in gives no value', async (_name, form) => {
		const values = Object.entries(SMS).filter(([, value]) => value !== '');
		expect(values.length).toBeLessThan(Object.keys(SMS).length);
		expect(await records(form(Object.fromEntries(values)))).toEqual([EXPECTED]);
	});

	test('the same delivery has the same receiptId in every format, another attempt has another one', async () => {
		const ids = await Promise.all(forms.map(async ([, form]) => (await records(form(SMS)))![0]!.receiptId));
		expect(new Set(ids).size).toBe(1);
		const call = { ...SMS, TYPE: 'OUTGOING_CALL', STATUS: 'NEXTATTEMPT' };
		const attempts = [...(await records(forms[0]![1](call)))!, ...(await records(forms[0]![1]({ ...call, DONE_DATEISO: '2031-01-15T12:00:00Z' })))!];
		expect(new Set(attempts.map(({ receiptId }) => receiptId)).size).toBe(2);
	});

	test('has every placeholder of the page exactly once', () => {
		const named = Object.keys(SMS).sort();
		for (const template of [JSON_TEMPLATE, XML_TEMPLATE, QUERY_TEMPLATE]) expect([...template.matchAll(/\{([A-Z_]+)\}/g)].map(([, name]) => name).sort()).toEqual(named);
	});
});

describe('statuses', () => {
	test.each<[string, string, string, boolean]>([
		['SMS', 'DELIVERED', 'delivered', true],
		['SMS', 'NOT_DELIVERED', 'failed', true],
		['SMS', 'NOT DELIVERED', 'failed', true],
		['SMS', 'NOT_WHITELISTED', 'rejected', true],
		['SMS', 'OPTOUT', 'optedOut', true],
		['SMS', 'FAILURE', 'failed', true],
		['SMS', 'UNKNOWN', 'unknown', false],
		['SMS', 'SPAM', 'rejected', true],
		['SMS', 'TEST', 'unknown', false],
		['SMS', 'constructor', 'unknown', false],
		['SMS', 'Not-Delivered!', 'failed', true],
		['call', 'DELIVERED', 'answered', true],
		['call', 'NEXTATTEMPT', 'queued', false],
		['call', 'NOTREACHED', 'noAnswer', true],
		['call', 'OPTOUT', 'optedOut', true],
		['call', 'INCORRECTNUMBER', 'rejected', true],
		['call', 'SPAM', 'rejected', true],
		['call', 'TEST', 'unknown', false],
		['call', 'FAILURE', 'unknown', false],
	])('%s %s is %s', async (type, status, expected, final) => {
		const [record] = (await ofJson({ type: `outgoing ${type}`, status, messageId: '1' }))!;
		expect(record).toMatchObject({ status: expected, final, statusCode: status, kind: 'receipt', channel: type === 'call' ? 'voice' : 'sms' });
	});

	test.each<[object, string, string | null]>([
		[{ type: 'incomingSms' }, 'inbound', 'sms'],
		[{ type: 'SMS_IN' }, 'inbound', 'sms'],
		[{ type: 'SMSOUTGOING' }, 'receipt', 'sms'],
		[{ type: 'MO' }, 'inbound', null],
		[{ type: 'sms-mo' }, 'inbound', 'sms'],
		[{ type: 'mt_sms' }, 'receipt', 'sms'],
		[{ type: 'MT', content: 'Hi' }, 'receipt', 'sms'],
		[{ type: 'out', content: 'Hi' }, 'receipt', 'sms'],
		[{ type: 'SENT_SMS', content: 'Hi' }, 'receipt', 'sms'],
		[{ type: 'received sms', status: 'DELIVERED' }, 'inbound', 'sms'],
		[{ type: 'in', status: 'DELIVERED' }, 'inbound', null],
		[{ type: 'smsInbound', status: 'DELIVERED' }, 'inbound', 'sms'],
		[{ type: 'smsOutbound', content: 'Hi' }, 'receipt', 'sms'],
		[{ type: 'information', status: 'DELIVERED' }, 'receipt', null],
		[{ type: 'route', content: 'Hi' }, 'inbound', 'sms'],
		[{ type: 'motion', status: 'TEST' }, 'receipt', null],
		[{ type: 'VOICE' }, 'receipt', 'voice'],
		[{ keyChoices: '1' }, 'receipt', 'voice'],
		[{ status: 'OPTOUT' }, 'receipt', null],
		[{ status: 'TEST' }, 'receipt', null],
		[{ type: 'incoming call' }, 'inbound', 'voice'],
		[{ type: 'Whatsapp' }, 'receipt', 'whatsapp'],
		[{ type: '3' }, 'receipt', null],
		[{ type: '3', content: 'Hello' }, 'inbound', 'sms'],
		[{ content: 'Hello', status: 'DELIVERED' }, 'receipt', 'sms'],
		[{ status: 'NOTREACHED' }, 'receipt', 'voice'],
		[{ status: 'FAILURE' }, 'receipt', 'sms'],
		[{ status: 'DELIVERED' }, 'receipt', null],
		[{ status: 'DELIVERED', callLength: '12' }, 'receipt', 'voice'],
		[{ status: 'DELIVERED', smsParts: 2 }, 'receipt', 'sms'],
	])('%j', async (entry, kind, channel) => {
		expect(await ofJson({ id: '1', ...entry })).toEqual([expect.objectContaining({ kind, channel })]);
	});

	test('an incoming SMS', async () => {
		const values = { ...SMS, TYPE: 'INCOMING_SMS', STATUS: '', CONTENT: 'Yes, {STATUS} "please" & thanks', SENDER: '447700900123', RECIPIENT: '46701740605', DONE_DATEISO: '', SMS_PARTS: '' };
		const body = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(JSON_TEMPLATE) as Record<string, string>).map(([key, placeholder]) => [key, fill(placeholder, values)])));
		expect(await records({ body })).toEqual([
			expect.objectContaining({ kind: 'inbound', channel: 'sms', status: 'delivered', statusCode: null, text: values.CONTENT, sender: '447700900123', recipient: '46701740605', occurredAt: '2031-01-15T10:30:00.000Z' }),
		]);
	});

	test('a call: its length, the keys, the data fields of the contact list', async () => {
		const entry = { id: 'c-1', status: 'DELIVERED', callLength: '42', keyChoices: '1, 3,#', 1: 'Ann', '2': '{2}', data: { 3: 'Gold', other: 'x' }, data4: 'Four', 98: 'Last but one', 99: '', 100: 'no field' };
		expect(await ofJson(entry)).toEqual([expect.objectContaining({ channel: 'voice', status: 'answered', callLength: 42, keyChoices: ['1', '3', '#'], data: { 1: 'Ann', 3: 'Gold', 4: 'Four', 98: 'Last but one' } })]);
		expect(await ofJson({ id: 'c-1', callLength: '-1.5', smsParts: 'two', data: 'none', _5: ' Five ', 6: '{7}', '07': 'no field' })).toEqual([expect.objectContaining({ callLength: -1.5, smsParts: 'two', data: { 5: 'Five', 6: '{7}' } })]);
		expect(await ofJson({ id: 'c-1', callLength: '42 s', smsParts: 'x2' })).toEqual([expect.objectContaining({ callLength: '42 s', smsParts: 'x2' })]);
		expect(await ofJson({ id: 'c-1', callLength: '1.25', smsParts: '0x10' })).toEqual([expect.objectContaining({ callLength: 1.25, smsParts: '0x10' })]);
		expect(await ofJson({ id: 'c-1', callLength: '1e3', smsParts: '9'.repeat(400) })).toEqual([expect.objectContaining({ callLength: '1e3', smsParts: '9'.repeat(400) })]);
		expect((await ofJson({ id: 'c-1', 1: '' }))![0]).not.toHaveProperty('data');
	});

	test('empty and blank values are left out', async () => {
		const [record] = (await ofJson({ id: 'm-1', content: 'Yes', status: ' ', smsParts: '', campaignName: ' ' }))!;
		expect(record).toMatchObject({ kind: 'inbound', text: 'Yes', statusCode: null });
		expect(Object.keys(record!)).not.toEqual(expect.arrayContaining(['smsParts']));
		expect(Object.keys(record!)).not.toEqual(expect.arrayContaining(['campaignName']));
		expect(await ofJson({ id: 'c-1', callLength: '0:42', keyChoices: [1, 3] })).toEqual([expect.objectContaining({ callLength: '0:42', keyChoices: ['1', '3'] })]);
	});

	test.each<[unknown, string | null]>([
		['1926239400', '2031-01-15T10:30:00.000Z'],
		[1926239400, '2031-01-15T10:30:00.000Z'],
		['1926239400.5', '2031-01-15T10:30:00.500Z'],
		['99999999999', '5138-11-16T09:46:39.000Z'],
		['100000000000', '1973-03-03T09:46:40.000Z'],
		['1926239400000.5', '2031-01-15T10:30:00.000Z'],
		['2031-01-15 10:30', '2031-01-15T10:30:00.000Z'],
		['2031-01-15T10:30:00.25', '2031-01-15T10:30:00.250Z'],
		['2031-01-15 10:30:00 local', null],
		['at 2031-01-15 10:30:00', null],
		['19262394x0', null],
		[1926239400000, '2031-01-15T10:30:00.000Z'],
		['2031-01-15 10:30:00', '2031-01-15T10:30:00.000Z'],
		['2031-01-15T10:30:00Z', '2031-01-15T10:30:00.000Z'],
		['2031-01-15T11:30:00+01:00', '2031-01-15T10:30:00.000Z'],
		['yesterday', null],
		[{ a: 1 }, null],
	])('the time %j', async (time, expected) => {
		for (const key of ['doneAt', 'SENT_UNIXTIME', 'Done-DateTime']) {
			const [record] = (await ofJson({ id: '1', status: 'DELIVERED', [key]: time }))!;
			expect(record!.occurredAt).toBe(expected);
			expect(record!.doneAt ?? record!.sentAt).toBe(expected ?? undefined);
		}
	});

	test("names of Wiraya's placeholders are known in any case", async () => {
		expect(await ofJson({ ID: 7, Campaign_Name: 'Spring', 'key-choices': '1', PRID: '9', rid: '5', recipientStatus: 'EXISTS' })).toEqual([
			expect.objectContaining({ messageId: '7', campaignName: 'Spring', keyChoices: ['1'], projectId: '9', recipientId: '5', recipientStatus: 'EXISTS' }),
		]);
	});
});

describe('a layout of your own', () => {
	const keys = { messageId: 'sms.ref', status: 'sms.state.0', recipient: '@to', correlationId: 'order', doneAt: 'a.b' };

	test('paths into an entry; a key with the name of the whole path comes first', async () => {
		const entry = { sms: { ref: 'm-1', state: ['OPTOUT'] }, '@to': '447700900123', order: 'o-1', a: { b: '2031-01-15T00:00:00Z' }, 'a.b': '2031-01-16T00:00:00Z', id: 'ignored' };
		const [record] = (await ofJson(entry, laidOut(keys)))!;
		expect(record).toMatchObject({ messageId: 'm-1', status: 'optedOut', recipient: '447700900123', correlationId: 'o-1', occurredAt: '2031-01-16T00:00:00.000Z' });
	});

	test('an entry that is entirely within one member, and a batch of these', async () => {
		const entry = (ref: string) => ({ sms: { ref, state: ['DELIVERED'] } });
		expect((await ofJson(entry('1'), laidOut(keys)))!.map(({ messageId }) => messageId)).toEqual(['1']);
		expect((await ofJson({ items: [entry('1'), entry('2')] }, laidOut(keys)))!.map(({ messageId }) => messageId)).toEqual(['1', '2']);
	});

	test('a value that the layout names comes only from its path', async () => {
		const [record] = (await ofJson({ id: 'm-1', ref: true, status: 'DELIVERED', recipient: '447700900123' }, laidOut({ messageId: 'ref', recipient: 'to.0', status: 'status.length' })))!;
		expect(record).toMatchObject({ messageId: 'true', recipient: null, statusCode: null });
	});

	test('a path that leads nowhere gives no value; an empty path is ignored', async () => {
		const [record] = (await ofJson({ id: 'm-1', status: 'DELIVERED', sms: null }, laidOut({ ...keys, messageId: ' ', recipient: '__proto__.x' })))!;
		expect(record).toMatchObject({ messageId: 'm-1', statusCode: null, status: 'unknown', recipient: null });
	});

	test('in XML: attributes, and text beside them', async () => {
		const body = '<r><m ref="m-1"><state code="4">DELIVERED</state><to>447700900123</to></m><m ref="m-2"><state code="5">FAILURE</state><to>447700900124</to></m></r>';
		const items = await records({ body }, laidOut({ messageId: '@ref', status: 'state', recipient: 'to' }));
		expect(items!.map(({ messageId, status, recipient }) => [messageId, status, recipient])).toEqual([['m-1', 'delivered', '447700900123'], ['m-2', 'failed', '447700900124']]);
	});
});

describe('several at a time', () => {
	const entries = [{ id: '1', status: 'DELIVERED' }, { id: '2', status: 'FAILURE' }];
	const ids = (items: IDataObject[] | undefined) => items?.map(({ messageId }) => messageId);

	test.each<[string, unknown]>([
		['a list', entries],
		['a list in a list', [entries]],
		['an object around a list', { callbacks: entries }],
		['with other members beside it', { version: 1, status: 'ok', id: 'batch-1', callbacks: entries, links: [] }],
		['an object around one, and nothing', [{ callback: { id: '1', status: 'DELIVERED' } }, { callback: '' }, null, '', { callback: [{ id: '2' }] }]],
		['objects within each other', { root: { callbacks: { callback: entries } } }],
	])('%s', async (_name, body) => expect(ids(await ofJson(body))).toEqual(['1', '2']));

	test.each([
		['<cs><c><id>1</id></c><c><id>2</id></c></cs>', ['1', '2']],
		['<?xml version="1.0"?><cs count="1"><c><id>1</id><status>DELIVERED</status></c></cs>', ['1']],
		['<c><id>1</id><status>DELIVERED</status></c>', ['1']],
		['<c><id>1</id></c>', ['1']],
	])('%s', async (body, expected) => expect(ids(await records({ body }))).toEqual(expected));

	test('a thousand are a thousand items of one execution', async () => {
		const items = await ofJson(Array.from({ length: 1000 }, (_, i) => ({ id: String(i), status: 'DELIVERED' })));
		expect(ids(items)).toEqual(Array.from({ length: 1000 }, (_, i) => String(i)));
		expect(new Set(items!.map(({ receiptId }) => receiptId)).size).toBe(1000);
	});

	test.each(['', '[]', '{}', 'null', '{"callbacks":[]}', '<cs/>', '<cs></cs>'])('%p tells nothing, and starts nothing', async (body) => {
		expect(await call({ body })).toEqual({ status: 200, answer: '', items: undefined });
	});
	test('a GET without a query starts nothing', async () => expect(await call({ method: 'GET' })).toEqual({ status: 200, answer: '', items: undefined }));
});

describe('an unreadable callback becomes an item with its raw text', () => {
	test.each([
		['{"id":', /JSON/],
		['<a><b></a>', /./],
		['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /document type is not allowed/],
		[`${'['.repeat(40)}1${']'.repeat(40)}`, /nested too deep/],
		['{"sms":"7","state":"ok"}', /none of the keys of the template; name those of your layout under Keys/],
		['"hello"', /no object/],
		['7', /no object/],
	])('%s', async (body, why) => {
		const items = await records({ body });
		expect(items).toEqual([expect.objectContaining({ provider: 'wiraya', status: 'unknown', statusCode: 'unreadableCallback', statusText: expect.stringMatching(why) as string, raw: expect.anything() as object })]);
	});

	test('up to eight layers are removed', async () => {
		const within = (layers: number) => JSON.stringify(Array.from({ length: layers }).reduce<unknown>((inner) => ({ inner }), { id: '1', status: 'DELIVERED' }));
		expect((await records({ body: within(8) }))![0]).toMatchObject({ messageId: '1' });
		expect((await records({ body: within(9) }))![0]).toMatchObject({ statusCode: 'unreadableCallback' });
	});

	test('an object with two lists is not a wrapper, and an empty list gives no item', async () => {
		const items = (await ofJson({ id: '1', a: [{ id: '2' }], b: [{ id: '3' }] }))!;
		expect(items.map(({ messageId }) => messageId)).toEqual(['1']);
		expect((await ofJson({ id: '1', a: [{ id: '2' }, 5] }))!.map(({ messageId }) => messageId)).toEqual(['1']);
		expect((await ofJson({ id: '1', keyChoices: [] }))!.map(({ messageId }) => messageId)).toEqual(['1']);
	});

	test('an unreadable entry does not affect the others', async () => {
		const items = await ofJson([{ id: '1', status: 'DELIVERED' }, 'no', { x: 1 }, { id: '2', status: 'DELIVERED' }]);
		expect(items!.map(({ status }) => status)).toEqual(['delivered', 'unknown', 'unknown', 'delivered']);
	});
});

test.each([
	['text/xml; charset=ISO-8859-1', '<c><id>1</id><campaignName>Vår</campaignName></c>'],
	['text/xml', '<?xml version="1.0" encoding="ISO-8859-1"?><c><id>1</id><campaignName>Vår</campaignName></c>'],
	['application/json; charset="iso-8859-1"', '{"id":"1","campaignName":"Vår"}'],
])('the character set of %s', async (contentType, text) => {
	expect(await records({ body: Buffer.from(text, 'latin1'), headers: { ...BASIC, 'content-type': contentType } })).toEqual([expect.objectContaining({ campaignName: 'Vår' })]);
});

test('an unknown character set and a byte order mark mean UTF-8', async () => {
	const body = Buffer.from('\ufeff{"id":"1","campaignName":"Vår"}');
	expect(await records({ body, headers: { ...BASIC, 'content-type': 'application/json; charset=nonsense' } })).toEqual([expect.objectContaining({ campaignName: 'Vår' })]);
});

test('the user chooses what starts the workflow; raw comes with Simplify off', async () => {
	const entries = [{ id: '1', status: 'DELIVERED' }, { id: '2', status: 'FAILURE' }, { id: '3', content: 'Hi' }];
	expect((await ofJson(entries, { kinds: ['receipt'], only: ['failed'] }))!.map(({ messageId }) => messageId)).toEqual(['2']);
	expect((await ofJson(entries, { kinds: ['inbound'] }))!.map(({ messageId }) => messageId)).toEqual(['3']);
	expect((await ofJson(entries, { simplify: false }))!.map(({ raw }) => raw)).toEqual(entries);
});

describe('a callback that is not from Wiraya gets 401 and starts nothing', () => {
	const body = JSON.stringify({ id: '1', status: 'DELIVERED' });
	const NOBODY = { status: 401, answer: 'not authorized', items: undefined };
	// Some clients send their password only on request, so the answer must request it.
	const REFUSED = { ...NOBODY, headers: { 'WWW-Authenticate': 'Basic realm="callbacks", charset="UTF-8"' } };
	const header = { authentication: 'header', headerName: 'X-Callback-Secret' };
	const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

	test.each<[string, Record<string, string>, INodeParameters]>([
		['nothing', {}, {}],
		['another password', basic(`n8n:${givenSecret('wiraya', 'canary-secret-7f32', WEBHOOK_ID)}`), {}],
		['that of the credential, which stays in n8n', basic(`n8n:${CREDENTIAL.secret}`), {}],
		['another user', basic(`n8n2:${GIVEN}`), {}],
		['no user', basic(`:${GIVEN}`), {}],
		['the secret in a header, where basic authentication is agreed', { 'x-callback-secret': GIVEN }, {}],
		['basic authentication, where a header is agreed', BASIC, header],
		['another header', { 'x-other': GIVEN }, header],
		['another secret', { 'x-callback-secret': `${GIVEN} ` }, header],
		['a header called like what every object has', {}, named('constructor')],
		['a header that nobody named', { 'x-callback-secret': GIVEN }, named(' ')],
	])('%s', async (_name, headers, parameters) => expect(await call({ headers, body }, parameters)).toEqual('authentication' in parameters ? NOBODY : REFUSED));

	test('genuine callbacks are accepted', async () => {
		expect((await call({ body })).items).toHaveLength(1);
		expect((await call({ body, headers: { 'x-shop-key': GIVEN } }, named(' X-SHOP-Key '))).items).toHaveLength(1);
	});

	test.each<[IDataObject, Record<string, string>]>([
		[{ secret: '' }, basic('n8n:')],
		[{ secret: 'short' }, basic('n8n:short')],
		[{ secret: 'short' }, basic(`n8n:${givenSecret('wiraya', 'short', WEBHOOK_ID)}`)],
	])('an invalid credential lets nobody in: %j', async (credential, headers) => expect(await call({ headers, body }, {}, credential)).toEqual(REFUSED));

	test.each(['basic ', 'BASIC ', ' Basic ', 'Basic   '])('the scheme written as "%s" is the same (RFC 7617)', async (scheme) => {
		expect((await call({ body, headers: { authorization: BASIC.authorization.replace('Basic ', scheme) } })).items).toHaveLength(1);
	});

	test.each<[INodeParameters, IDataObject, RegExp | null]>([
		[{}, { secret: 'short' }, /needs at least 16/],
		[named(''), CREDENTIAL, /Header Name "" is not a header name/],
		[named('X-Secret: '), CREDENTIAL, /Header Name "X-Secret:" is not a header name/],
		[named('X-A'), CREDENTIAL, null],
		[{}, CREDENTIAL, null],
	])('on publishing: %j %j', async (parameters, credential, complaint) => {
		const context = hookContextOf({
			getCredentials: async () => await Promise.resolve(credential),
			getNode: () => ({ name: 'n', webhookId: WEBHOOK_ID }),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		});
		const check = new WirayaTrigger().webhookMethods.default.checkExists.call(context);
		if (complaint) await expect(check).rejects.toThrow(complaint);
		else expect(await check).toBe(true);
	});
});

test('the secret appears nowhere, however the callback repeats it', async () => {
	const seen = [];
	for (const body of [JSON.stringify({ id: GIVEN, status: BASIC.authorization, data: { 1: GIVEN } }), `${GIVEN} is no JSON`, `<a><b>${GIVEN}</b></a>`]) {
		seen.push(...(await records({ body, query: { token: GIVEN } }, { simplify: false }))!);
	}
	const text = JSON.stringify(seen);
	expect(text).toContain('***');
	expect(text).not.toContain(GIVEN);
	expect(text).not.toContain(BASIC.authorization.slice(6));
});
