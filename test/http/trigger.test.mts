/** The HTTP Messages Trigger: the vendors' published signatures, how it reads an example, what it refuses when it is published, and its steps. */
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { CALLBACK_ENTRIES, isGenuine, OLDEST_CALLBACK_MS, type Callback } from '../../core/receive/receive.ts';
import { CommunicationsCallbackApi } from '../../credentials/CommunicationsCallbackApi.credentials.ts';
import { HttpMessagesTrigger } from '../../nodes/HttpMessages/HttpMessagesTrigger.node.ts';
import { receive, type Auth } from '../../providers/http/callbacks/operation.ts';
import { publicKeyOf, type Proof } from '../../providers/http/callbacks/proof.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { triggerOf } from '../engine/publish.mts';
import { callTrigger, WEBHOOK_ID, type WebhookRequest } from '../engine/webhook.mts';

const OWN = 'a signing secret of "ours" 51c0';
const credentials = { communicationsCallbackApi: { secret: OWN } };
const made = givenSecret('http', OWN, WEBHOOK_ID);
const json = { 'content-type': 'application/json' };
const node = new HttpMessagesTrigger();

const call = async (request: WebhookRequest, parameters: INodeParameters) => await callTrigger(node, request, { parameters, credentials });

describe('signatures that the vendors publish', () => {
	const signature = (proof: Partial<Proof>): Proof => ({ kind: 'signature', header: 'x', prefix: '', encoding: 'base64', signed: '{body}', time: '', oldestMs: OLDEST_CALLBACK_MS, verifyToken: '', ...proof }) as Proof;
	const auth = (proof: Proof): Auth => ({ proof, receipt: null, reply: null, statuses: {}, channel: null });
	const post = (headers: Record<string, string>, body: string, url = ''): Callback => ({ method: 'POST', query: {}, headers, body: Buffer.from(body), url });

	const twilio = signature({ secret: '12345', algorithm: 'sha1', signed: '{url}{form}', header: 'x-twilio-signature' } as Partial<Proof>);
	const sinch = signature({ secret: 'foo_secret1234', algorithm: 'sha256', header: 'x-sinch-webhook-signature', signed: '{body}.{header:x-sinch-webhook-signature-nonce}.{header:x-sinch-webhook-signature-timestamp}', time: '{header:x-sinch-webhook-signature-timestamp}' } as Partial<Proof>);
	const sendgrid = signature({ kind: 'publicKey', key: publicKeyOf('MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA=='), header: 'x-twilio-email-event-webhook-signature', signed: '{header:x-twilio-email-event-webhook-timestamp}{body}', time: '{header:x-twilio-email-event-webhook-timestamp}' } as Partial<Proof>);

	test.each<[string, Proof, Callback, number]>([
		[
			"Twilio's page and libraries",
			twilio,
			post({ 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': '0/KCTR6DLpKmkAf8muzZqo1nDgQ=' }, 'CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B12349013030&Digits=1234&From=%2B12349013030', 'https://mycompany.com/myapp.php?foo=1&bar=2'),
			0,
		],
		[
			"a test of Sinch's library for .NET",
			sinch,
			post(
				{ ...json, 'x-sinch-webhook-signature': '6bpJoRmFoXVjfJIVglMoJzYXxnoxRujzR4k2GOXewOE=', 'x-sinch-webhook-signature-nonce': '01FJA8B4A7BM43YGWSG9GBV067', 'x-sinch-webhook-signature-timestamp': '1634579353' },
				'{"app_id":"","accepted_time":"2021-10-18T17:49:13.813615Z","project_id":"e2df3a34-a71b-4448-9db5-a8d2baad28e4","contact_create_notification":{"contact":{"id":"01FJA8B466Y0R2GNXD78MD9SM1","channel_identities":[{"channel":"SMS","identity":"48123456789","app_id":""}],"display_name":"New Test Contact","email":"new.contact@email.com","external_id":"","metadata":"","language":"EN_US"}},"message_metadata":""}',
			),
			1634579353_000,
		],
		[
			"the tests of SendGrid's libraries",
			sendgrid,
			post({ ...json, 'x-twilio-email-event-webhook-signature': 'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=', 'x-twilio-email-event-webhook-timestamp': '1588788367' }, '{"category":"example_payload","event":"test_event","message_id":"message_id"}'),
			1588788367_000,
		],
	])('%s', (_name, proof, callback, at) => {
		const passes = (one: Callback, now = at) => isGenuine(receive, one, auth(proof), now);
		expect(passes(callback)).toBe(true);
		expect(passes({ ...callback, body: Buffer.from(callback.body.toString().replace('1', '2')) }) && callback.body.includes('1')).toBe(false);
		expect(passes({ ...callback, headers: { ...callback.headers, [(proof as { header: string }).header]: 'x'.repeat(28) } })).toBe(false);
		if (at > 0) expect(passes(callback, at + OLDEST_CALLBACK_MS + 1)).toBe(false);
		else expect(passes({ ...callback, url: 'https://mycompany.com/myapp.php?foo=1' })).toBe(false);
	});

	test('one of several signatures in a header has to be right, and only a few are checked', () => {
		const body = '{}';
		const right = createHmac('sha256', OWN).update(body).digest('base64');
		const hmac = signature({ secret: OWN, algorithm: 'sha256' } as Partial<Proof>);
		const passes = (x: string) => isGenuine(receive, post({ ...json, x }, body), auth(hmac), 0);
		expect([right, `wrong, ${right}`, `${right},wrong`, `a,b,c,d,${right}`, `${right} ${right}`, ''].map(passes)).toEqual([true, true, true, false, false, false]);
	});
});

describe('callers that the made secret lets in', () => {
	const receipt = '{"id": "{messageId}", "status": "{status}"}';
	const body = '{"id": 7, "status": "sent"}';
	test.each<[string, INodeParameters, WebhookRequest, WebhookRequest]>([
		['Basic Auth', { authentication: 'basicAuth' }, { headers: { authorization: `Basic ${Buffer.from(`n8n:${made}`).toString('base64')}` } }, { headers: { authorization: `Basic ${Buffer.from(`n8n:${OWN}`).toString('base64')}` } }],
		['Header', { authentication: 'header' }, { headers: { 'x-callback-secret': made } }, { headers: { 'x-callback-secret': OWN } }],
		['Header of another name', { authentication: 'header', options: { headerName: ' X-Own ' } }, { headers: { 'x-own': made } }, { headers: { 'x-callback-secret': made } }],
		['Address', { authentication: 'address' }, { query: { token: made } }, { query: { token: `${made} ` } }],
	])('%s', async (_name, parameters, good, bad) => {
		const told = (request: WebhookRequest) => ({ ...request, headers: { ...json, ...request.headers }, body });
		const { status, items } = await call(told(good), { receipt, ...parameters });
		expect([status, items?.map(({ json: { messageId, status: became } }) => [messageId, became])]).toEqual([200, [['7', 'sent']]]);
		expect((await call(told(bad), { receipt, ...parameters })).status).toBe(401);
	});

	test('by GET the query is read, without the secret', async () => {
		const { items } = await call({ method: 'GET', query: { token: made, id: 'm-1', status: 'delivered' } }, { authentication: 'address', receipt, simplify: false });
		expect(items![0]!.json).toMatchObject({ messageId: 'm-1', status: 'delivered', raw: { id: 'm-1', status: 'delivered' } });
	});

	test('a refusal asks for user and password', async () => {
		expect((await call({}, { authentication: 'basicAuth', receipt })).headers).toEqual({ 'WWW-Authenticate': 'Basic realm="callbacks", charset="UTF-8"' });
	});
});

describe('the challenge of an API that verifies the address', () => {
	const parameters = { signature: { header: 'X-Hub-Signature-256', prefix: 'sha256=', verifyToken: 'our-shop' } };
	const ask = async (query: Record<string, string>, given: INodeParameters = parameters) => await call({ method: 'GET', query: { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'our-shop', ...query } }, given);

	test('is answered as text, and starts nothing', async () => {
		expect(await ask({})).toEqual({ status: 200, answer: '1158201444', items: undefined, headers: { 'Content-Type': 'text/plain' } });
	});

	test.each<[string, Record<string, string>, INodeParameters]>([
		['with another token', { 'hub.verify_token': 'our-shop2' }, parameters],
		['with none', { 'hub.verify_token': '' }, parameters],
		['of another mode', { 'hub.mode': 'unsubscribe' }, parameters],
		['that is a page', { 'hub.challenge': '<script>1</script>' }, parameters],
		['that is long', { 'hub.challenge': '1'.repeat(257) }, parameters],
		['where none was agreed', { 'hub.verify_token': '' }, { signature: { header: 'X-Hub-Signature-256' } }],
		['of a trigger that takes a header', {}, { authentication: 'header', signature: parameters.signature }],
	])('%s is refused', async (_name, query, given) => {
		expect((await ask(query, given)).status).toBe(401);
	});
});

describe('an example', () => {
	const tell = async (content: unknown, parameters: INodeParameters) => {
		const { status, items } = await call({ headers: { ...json, 'x-callback-secret': made }, body: JSON.stringify(content) }, { authentication: 'header', simplify: false, ...parameters });
		expect(status).toBe(200);
		return (items ?? []).map((item) => item.json);
	};
	const reports = '{"list": [{"at": {"id": "{messageId}"}, "state": "{status}", "errors": [{"code": "{code}"}]}], "from": "{from}"}';

	test('every entry of its list is a record; in an inner list that names no message, the first entry counts', async () => {
		const items = await tell({ from: 'Shop', list: [{ at: { id: 1 }, state: 'SENT' }, { at: { id: 2 }, state: 'failed', errors: [{ code: 5 }, { code: 6 }] }, { at: 'soon' }, 7] }, { receipt: reports });
		expect(items.map(({ messageId, status, statusCode, sender }) => [messageId, status, statusCode, sender])).toEqual([['1', 'sent', null, 'Shop'], ['2', 'failed', '5', 'Shop']]);
		expect(items[1]!.raw).toEqual({ at: { id: 2 }, state: 'failed', errors: [{ code: 5 }, { code: 6 }] });
	});

	test('a list with one entry may come as the entry itself, and a single record has the whole callback as raw data', async () => {
		const content = { list: { at: { id: 1 }, state: 'read' } };
		expect(await tell(content, { receipt: reports })).toEqual([expect.objectContaining({ messageId: '1', status: 'read', raw: content })]);
	});

	test('a list of texts', async () => {
		const items = await tell({ batch: 'b-1', to: ['447700900001', '447700900002'], code: 'Delivered' }, { receipt: '{"batch": "{messageId}", "to": ["{to}"], "code": "{status}"}' });
		expect(items.map(({ recipient }) => recipient)).toEqual(['447700900001', '447700900002']);
		expect(new Set(items.map(({ receiptId }) => receiptId)).size).toBe(2);
	});

	test('large numbers keep their digits', async () => {
		const { items } = await call({ headers: { ...json, 'x-callback-secret': made }, body: '{"id": 12345678901234567890, "s": "sent"}' }, { authentication: 'header', receipt: '{"id": "{messageId}", "s": "{status}"}' });
		expect(items![0]!.json.messageId).toBe('12345678901234567890');
	});

	test('properties of every object are not values', async () => {
		const receipt = '{"__proto__": {"a": "{messageId}"}, "constructor": {"name": "{id}"}, "toString": "{to}", "status": "{status}"}';
		expect(await tell({ status: 'constructor' }, { receipt })).toEqual([expect.objectContaining({ status: 'unknown', statusText: 'constructor', messageId: null, correlationId: null, recipient: null })]);
		const { items } = await call({ headers: { ...json, 'x-callback-secret': made }, body: '{"__proto__": {"a": "m-1"}, "status": "__proto__"}' }, { authentication: 'header', receipt });
		expect(items![0]!.json).toMatchObject({ messageId: 'm-1', status: 'unknown' });
		expect(({} as { a?: unknown }).a).toBeUndefined();
	});

	test('too many records become one item that says so, also if several lists multiply', async () => {
		for (const content of [{ a: Array.from({ length: CALLBACK_ENTRIES + 1 }, () => 'x'), b: [] }, { a: Array.from({ length: 200 }, () => 'x'), b: Array.from({ length: 200 }, () => 'sent') }]) {
			expect(await tell(content, { receipt: '{"a": ["{messageId}"], "b": ["{status}"]}' })).toEqual([expect.objectContaining({ status: 'unknown', statusCode: 'unreadableCallback', statusText: 'The callback could not be read: it has more than the 10000 entries that are read' })]);
		}
	});

	test('a callback that does not fit becomes an item with its raw data, unless `{is:…}` excludes it', async () => {
		expect(await tell({ other: 1 }, { receipt: reports })).toEqual([expect.objectContaining({ status: 'unknown', statusText: 'The callback could not be read: none of the placeholders of Receipt and Reply has a value in it', raw: { other: 1 } })]);
		const receipt = '{"type": "{is:dlr, status}", "id": "{messageId}", "status": "{status}"}';
		expect(await tell({ type: 'follow', id: 1, status: 'sent' }, { receipt })).toEqual([]);
		expect(await tell({ id: 1, status: 'sent' }, { receipt })).toEqual([]);
		expect(await tell({ type: 'status', id: 1, status: 'sent' }, { receipt })).toHaveLength(1);
		const few = '{"id": "{messageId}", "event": "{status: sent,delivered}"}';
		expect((await tell([{ id: 1, event: 'sent' }, { id: 2, event: 'click' }, { id: 3 }], { receipt: `[${few}]` })).map(({ messageId, status }) => [messageId, status])).toEqual([['1', 'sent']]);
	});

	test.each([{}, [], '', null])('%j, as of an address that is tried, starts nothing or is told', async (content) => {
		const { status, items = [] } = await call({ headers: { ...json, 'x-callback-secret': made }, body: content === '' ? '' : JSON.stringify(content) }, { authentication: 'header', receipt: reports });
		expect([status, items.length]).toEqual([200, content === null ? 1 : 0]);
	});

	test('a body that is not JSON becomes an item with its text', async () => {
		const { items } = await call({ headers: { ...json, 'x-callback-secret': made }, body: 'oops' }, { authentication: 'header', receipt: reports });
		expect(items![0]!.json).toMatchObject({ status: 'unknown', statusText: 'The callback could not be read: it is no JSON', raw: { body: 'oops' } });
	});

	describe('an example of each kind', () => {
		const both = { kinds: ['receipt', 'inbound'], receipt: '{"id": "{messageId}", "status": "{status}", "text": "…"}', reply: '{"id": "{messageId}", "from": "{from}", "text": "{text}"}' };
		test.each<[object, string, string]>([
			[{ id: 1, status: 'delivered', from: 'Shop', text: 'Parcel' }, 'receipt', 'delivered'],
			[{ id: 1, status: 'received', from: '447700900123', text: 'Hi' }, 'inbound', 'delivered'],
			[{ id: 1, from: '447700900123', text: 'Hi' }, 'inbound', 'delivered'],
			[{ id: 1, from: '447700900123' }, 'inbound', 'delivered'],
			[{ id: 1, status: 'odd', from: 'Shop' }, 'receipt', 'unknown'],
			[{ id: 1 }, 'receipt', 'unknown'],
		])('%j is a %s', async (content, kind, status) => {
			expect(await tell(content, both)).toEqual([expect.objectContaining({ kind, status })]);
		});

		test('a reply is ignored if only receipts start the workflow', async () => {
			expect(await tell({ id: 1, status: 'received', from: '447700900123', text: 'Hi' }, { ...both, kinds: ['receipt'] })).toEqual([expect.objectContaining({ kind: 'receipt', status: 'unknown', text: null })]);
		});
	});

	test("the user's words come before known ones, and codes before words", async () => {
		const options = { statusValues: { values: [{ status: 'rejected', words: ' Sent , 000' }, { status: 'optedOut', words: '21610' }, { words: '' }] } };
		const statusOf = async (content: object) => (await tell({ id: 1, ...content }, { receipt: '{"id": "{messageId}", "s": "{status}", "c": "{code}"}', options }))[0]!.status;
		expect(await Promise.all([{ s: 'SENT' }, { s: 'DELIVERED' }, { s: 'failed', c: 21610 }, { s: '000' }, { s: 'Un-delivered' }, { s: 'neither' }].map(statusOf))).toEqual(['rejected', 'delivered', 'optedOut', 'rejected', 'failed', 'unknown']);
	});

	test.each<[unknown, string | null]>([
		[1513299569, '2017-12-15T00:59:29.000Z'],
		['1513299569.5', '2017-12-15T00:59:29.500Z'],
		['1605252926742', '2020-11-13T07:35:26.742Z'],
		['2019-11-09T17:00:00.000+0000', '2019-11-09T17:00:00.000Z'],
		['2024-01-15 20:16:08', null],
		[{}, null],
	])('a time %j is %s', async (at, occurredAt) => {
		expect((await tell({ id: 1, s: 'sent', at }, { receipt: '{"id": "{messageId}", "s": "{status}", "at": "{time}"}' }))[0]).toMatchObject({ occurredAt });
	});
});

describe('a trigger that cannot work is refused when it is published, and lets nobody in', () => {
	const receipt = '{"id": "{messageId}", "status": "{status}"}';
	const signature = { header: 'X-Signature' };
	const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' }).toString();
	const publish = async (parameters: INodeParameters, secret = OWN) => {
		const credential = { type: new CommunicationsCallbackApi() as never, data: { secret } };
		return await triggerOf({ node, credential, parameters: { receipt, signature, ...parameters }, baseUrl: 'https://n8n.example.com/webhook' }).publish().catch((error: Error & { description: string }) => [error.message, error.description]);
	};

	test.each<[string, INodeParameters, string]>([
		['no header', { signature: {} }, 'Header is missing'],
		['no name of a header', { signature: { header: 'X Signature' } }, 'Header "x signature" is no name of a header'],
		['nor this', { authentication: 'header', options: { headerName: 'Geheimnis:' } }, 'Header Name "Geheimnis:" is no name of a header'],
		['a placeholder that means nothing', { signature: { ...signature, signed: '{payload}' } }, 'Signed Text or Time has {payload}'],
		['a signature of nothing', { signature: { ...signature, signed: 'v1{secret}' } }, 'Signed Text has nothing of the callback'],
		['a time that is not signed', { signature: { ...signature, time: '{header:x-time}' } }, 'Time is not part of Signed Text'],
		['no key', { authentication: 'publicKey', signature: { ...signature, publicKey: 'AAAA' } }, 'Public Key is no key'],
		['no JSON', { receipt: '{"status": {status}}' }, 'Receipt is no JSON'],
		['an example as it was', { receipt: '{"status": "delivered"}' }, 'Receipt has no placeholder'],
		['no status', { receipt: '{"id": "{messageId}"}' }, 'Receipt has no {status}'],
		['nothing of the message', { receipt: '{"status": "{status}"}' }, 'Receipt has no {messageId} or {id} or {to}'],
		['a placeholder of a kind', { receipt: '{"status": "{state}"}' }, 'Receipt has "{state}"'],
		['a word without its words', { receipt: '{"status": "{is}"}' }, 'Receipt has "{is}"'],
		['more than a placeholder', { receipt: '{"id": "urn:{id}", "status": "{status}"}' }, 'Receipt has "urn:{id}"'],
		['two entries', { receipt: '{"list": [{"s": "{status}"}, {"s": "{status}"}]}' }, 'Receipt has a list with placeholders in several entries'],
		['a reply without its writer', { kinds: ['inbound'], reply: '{"text": "{text}"}' }, 'Reply has no {from}'],
	])('%s', async (_name, parameters, message) => {
		expect(await publish(parameters)).toEqual([message, expect.stringMatching(/\.$/)]);
		const given = { receipt, signature, ...parameters };
		for (const request of [{ body: '{}' }, { body: '{}', headers: { 'x-signature': createHmac('sha256', '').update('{}').digest('hex') } }, { method: 'GET', query: { token: '' } }]) {
			expect((await call(request, given)).items).toBeUndefined();
		}
	});

	test.each<[string, INodeParameters]>([
		['an HMAC', {}],
		['a key in PEM', { authentication: 'publicKey', signature: { ...signature, publicKey: ec } }],
		['a time in the body', { signature: { ...signature, time: '{json:at}' } }],
		['replies alone', { kinds: ['inbound'], reply: { text: '{text}', from: '{from}' } }],
	])('%s can work', async (_name, parameters) => {
		// There is nothing to register.
		expect(await publish(parameters)).toBe(false);
	});

	test('a secret that can be guessed, if the API signs with it', async () => {
		expect(await publish({}, 'short')).toEqual(['Credential Communications Callback API: Secret has 5 characters and needs at least 16', 'Have the API make a longer one.']);
		expect((await callTrigger(node, { headers: { ...json, 'x-signature': createHmac('sha256', 'short').update('{}').digest('hex') }, body: '{}' }, { parameters: { receipt, signature }, credentials: { communicationsCallbackApi: { secret: 'short' } } })).status).toBe(401);
	});
});

describe('the panel', () => {
	const { description } = node;
	const shown = (parameters: INodeParameters) => description.properties.filter((property) => property.type !== 'hidden' && NodeHelpers.displayParameter({ kinds: ['receipt'], ...parameters }, property, { typeVersion: 1.1 } as INode, description)).map(({ displayName }) => displayName);
	const all = ['Steps', 'Trigger On', 'Only Statuses', 'Receipt', 'Simplify', 'Options'];

	test.each<[string, string[]]>([
		['signature', ['Authentication', 'Signature', ...all]],
		['publicKey', ['Authentication', 'Signature', ...all]],
		['jwt', ['Authentication', ...all]],
		['header', ['Authentication', all[0]!, 'Show Secret', ...all.slice(1)]],
		['address', ['Authentication', all[0]!, 'Show Secret', ...all.slice(1)]],
		['basicAuth', ['Authentication', all[0]!, 'Show Secret', ...all.slice(1)]],
	])('of %s has at most eight fields at first sight', (authentication, fields) => {
		expect(shown({ authentication })).toEqual(fields);
		expect(fields.length).toBeLessThanOrEqual(8);
	});

	test('asks for a credential if there is a secret', () => {
		const asks = (authentication: string) => NodeHelpers.displayParameter({ authentication }, description.credentials![0]!, { typeVersion: 1.1 } as INode, description);
		expect(['signature', 'jwt', 'header', 'publicKey'].map(asks)).toEqual([true, true, true, false]);
	});

	test('has an example in every text field', () => {
		const within = (properties: readonly INodeProperties[]): INodeProperties[] =>
			properties.flatMap((one) => [one, ...within((one.options ?? []).flatMap((option) => ('values' in option ? option.values : 'type' in option ? [option] : [])))]);
		const typed = within(description.properties).filter(({ type }) => ['string', 'json'].includes(type));
		expect(typed.length).toBeGreaterThan(8);
		expect(typed.filter(({ placeholder, default: untouched }) => !placeholder && !untouched).map(({ name }) => name)).toEqual([]);
	});
});

describe('the steps', () => {
	const shown = async (parameters: INodeParameters) => {
		const credential = { type: new CommunicationsCallbackApi() as never, data: { secret: OWN } };
		const { steps } = triggerOf({ node, credential, parameters: { webhookId: WEBHOOK_ID, showSecret: true, ...parameters }, baseUrl: 'https://n8n.example.com/webhook' });
		return (await steps()).emptyFieldsNotice!.replaceAll('<wbr>', '');
	};
	const url = `https://n8n.example.com/webhook/${WEBHOOK_ID}/webhook`;

	test.each<[string, INodeParameters, string[], string[]]>([
		['Signature', { authentication: 'signature', signature: { signed: '{body}', verifyToken: 'our-shop' } }, [url, 'our-shop', 'with the secret that the API signs with'], [made, 'Careful']],
		['a signature of no content', { authentication: 'signature', signature: { signed: '{url}' } }, ['Careful: Signed Text has neither {body} nor {form}'], [made]],
		['Signature With Public Key', { authentication: 'publicKey', signature: { signed: '{body}' } }, [url, 'paste the key'], ['Credential', made]],
		['JWT', { authentication: 'jwt' }, [url, 'with the secret that the API signs with'], [made]],
		['Basic Auth', { authentication: 'basicAuth' }, [url, 'n8n', made], []],
		['Header', { authentication: 'header', options: {} }, [url, 'X-Callback-Secret', made], []],
		['Address', { authentication: 'address' }, [`${url}?token=${made}`], []],
	])('%s', async (_name, parameters, expected, without) => {
		const text = await shown(parameters);
		for (const words of expected) expect(text).toContain(words);
		for (const words of [...without, OWN]) expect(text).not.toContain(words);
		expect(text).toMatch(/^<p>1\. /);
	});
});
