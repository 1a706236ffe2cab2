/** Triggers: a marked secret in every callback that repeats it, and in every answer to a poll or a registration. */
import { listen } from './captured-log.mts';
import '../engine/short-pauses.mts';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { CommunicationsCallbackApi } from '../../credentials/CommunicationsCallbackApi.credentials.ts';
import { CapillaryTrigger } from '../../nodes/Capillary/CapillaryTrigger.node.ts';
import { ComapiTrigger } from '../../nodes/Comapi/ComapiTrigger.node.ts';
import { WavyInboundTrigger } from '../../nodes/Wavy/WavyInboundTrigger.node.ts';
import { WavyTrigger } from '../../nodes/Wavy/WavyTrigger.node.ts';
import { HttpMessagesTrigger } from '../../nodes/HttpMessages/HttpMessagesTrigger.node.ts';
import { WirayaTrigger } from '../../nodes/Wiraya/WirayaTrigger.node.ts';
import type { InboundRule } from '../../sandbox/inbound.mts';
import { openSandbox, type DirectSandbox } from '../../sandbox/direct.mts';
import { pollingTrigger } from '../engine/poll.mts';
import { triggerOf, type TestTrigger } from '../engine/publish.mts';
import { byNode, BY_NODE_SECRET } from '../capillary/by-node.mts';
import { callTrigger, WEBHOOK_ID, type WebhookRequest } from '../engine/webhook.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { DOORS } from '../delivery/callback-authentication.mts';
import { CALLBACKS, MODES } from '../registry.mts';
import { RECEIPT, REPLY } from '../http/callbacks.mts';
import { keysOf, type Mode } from '../samples.mts';
import { dressesOf, found, mark, needlesOf, textsIn, type Needle } from './marked-secrets.mts';
import { soaked, startParrot, type Parrot, type Saying } from './echoing-provider.mts';

const modeCalled = (name: string): Mode => MODES.find((mode) => mode.name === name)!;

/** A trigger with one way to authenticate callbacks. */
interface Listener {
	name: string;
	node: INodeType;
	provider: string;
	parameters?: INodeParameters;
	/** Whether the node makes the secret itself. */
	isOwn?: boolean;
	/** Whether the provider signs with the user's secret itself. */
	isGiven?: boolean;
	proof: (secret: string, body: string) => Pick<WebhookRequest, 'headers' | 'query'>;
	/** Another encoding of the secret. */
	dress?: (secret: string) => string;
	/** Also reads the query. */
	byGet?: boolean;
}

const USER = 'n8n';
const basic = (secret: string) => Buffer.from(`${USER}:${secret}`).toString('base64');
const sha256 = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('hex');
const jwt = (secret: string, body: string) => {
	const claims = { iat: Math.floor(Date.now() / 1000), payload_hash: createHash('sha256').update(body).digest('hex') };
	const signed = [{ alg: 'HS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
	return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};
const sha1 = (secret: string, body: string) => createHmac('sha1', secret).update(body).digest('hex');

const HTTP = { kinds: ['receipt', 'inbound'], receipt: RECEIPT, reply: REPLY };

const LISTENERS: readonly Listener[] = [
	{ name: 'Capillary, registered by the node', node: new CapillaryTrigger(), provider: 'capillary', parameters: { registration: 'byNode' }, isOwn: true, proof: (secret) => ({ headers: { 'x-callback-secret': secret } }) },
	{ name: 'Capillary, registered by hand', node: new CapillaryTrigger(), provider: 'capillary', parameters: { registration: 'byHand' }, proof: (secret) => ({ headers: { 'x-callback-secret': secret } }) },
	{ name: 'Comapi', node: new ComapiTrigger(), provider: 'comapi', proof: (secret, body) => ({ headers: { 'x-comapi-signature': sha1(secret, body) } }) },
	{ name: 'HTTP Messages, signature', node: new HttpMessagesTrigger(), provider: 'http', parameters: { ...HTTP, authentication: 'signature', signature: { header: 'X-Signature' } }, isGiven: true, proof: (secret, body) => ({ headers: { 'x-signature': sha256(secret, body) } }) },
	{ name: 'HTTP Messages, JWT', node: new HttpMessagesTrigger(), provider: 'http', parameters: { ...HTTP, authentication: 'jwt' }, isGiven: true, proof: (secret, body) => ({ headers: { authorization: `Bearer ${jwt(secret, body)}` } }) },
	{ name: 'HTTP Messages, user and password', node: new HttpMessagesTrigger(), provider: 'http', parameters: { ...HTTP, authentication: 'basicAuth' }, proof: (secret) => ({ headers: { authorization: `Basic ${basic(secret)}` } }), dress: basic, byGet: true },
	{ name: 'HTTP Messages, header', node: new HttpMessagesTrigger(), provider: 'http', parameters: { ...HTTP, authentication: 'header' }, proof: (secret) => ({ headers: { 'x-callback-secret': secret } }), byGet: true },
	{ name: 'HTTP Messages, address', node: new HttpMessagesTrigger(), provider: 'http', parameters: { ...HTTP, authentication: 'address' }, proof: (secret) => ({ query: { token: secret } }), byGet: true },
	{ name: 'Wavy', node: new WavyTrigger(), provider: 'wavy', proof: (secret) => ({ query: { token: secret } }), byGet: true },
	{ name: 'Wiraya, user and password', node: new WirayaTrigger(), provider: 'wiraya', proof: (secret) => ({ headers: { authorization: `Basic ${basic(secret)}` } }), dress: basic, byGet: true },
	{ name: 'Wiraya, header', node: new WirayaTrigger(), provider: 'wiraya', parameters: { authentication: 'header', options: { headerName: 'X-Secret' } }, proof: (secret) => ({ headers: { 'x-secret': secret } }), byGet: true },
];

test('every way to prove a callback is in the list', () => {
	const ways = (rows: ReadonlyArray<{ provider: string; parameters?: INodeParameters }>) => [...new Set(rows.map(({ provider, parameters: { registration, authentication } = {} }) => [provider, registration ?? authentication].join(' ')))].sort();
	// A public key is not a secret.
	expect(ways(LISTENERS)).toEqual(ways(DOORS.filter(({ parameters }) => parameters?.authentication !== 'publicKey')));
});

describe.each(LISTENERS.map((listener) => [listener.name, listener] as const))('callbacks: %s', (_name, { node, provider, parameters, isOwn = false, isGiven = false, proof, dress, byGet }) => {
	const own = mark();
	const secret = isOwn ? BY_NODE_SECRET : isGiven ? own : givenSecret(provider, own, WEBHOOK_ID);
	const given = isOwn ? byNode : { credentials: { communicationsCallbackApi: { secret: own } } };
	const words = [...dressesOf(secret), ...(dress ? [dress(secret)] : [])].join(' ');
	const needles = needlesOf('secret', secret);

	/** The outcome of a genuine callback, and where the secret was found. */
	async function call(request: WebhookRequest, simplify: boolean) {
		const proven = proof(secret, String(request.body ?? ''));
		const heard = listen();
		const outcome = await callTrigger(
			node,
			{ ...request, headers: { ...request.headers, ...proven.headers }, query: { ...request.query, ...proven.query } },
			{ parameters: { ...parameters, simplify }, ...given },
		).finally(heard.end);
		return { outcome, leaks: found({ outcome: textsIn(outcome), log: textsIn(heard.lines) }, needles) };
	}

	const bodies = CALLBACKS.filter(({ name }) => name.startsWith(provider)).flatMap(({ contentType, bodies: good }) => good.map((body) => [contentType, body] as const));
	const told: Array<[string, WebhookRequest]> = [
		...bodies.map(([type, body], i): [string, WebhookRequest] => [`good callback ${i + 1}`, { headers: { 'content-type': type }, body: soaked(body, words) }]),
		['a text alone', { headers: { 'content-type': 'application/json' }, body: JSON.stringify(words) }],
		['a list of texts', { headers: { 'content-type': 'application/json' }, body: JSON.stringify([words, { [words]: words }]) }],
		['no JSON', { headers: { 'content-type': 'application/json' }, body: `${words} {` }],
		['JSON that breaks off', { headers: { 'content-type': 'application/json' }, body: `{"a":${JSON.stringify(words)}` }],
		['XML that breaks off', { headers: { 'content-type': 'application/xml' }, body: `<a>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</b>` }],
		['no XML', { headers: { 'content-type': 'application/xml' }, body: `<${words}` }],
		['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `id=1&status=${encodeURIComponent(words)}&${encodeURIComponent(words)}=1` }],
		...(byGet ? ([['a query', { method: 'GET', query: { id: '1', messageId: '1', status: words, [words]: words } }]] as Array<[string, WebhookRequest]>) : []),
	];

	test.each(told)('%s', async (_what, request) => {
		for (const simplify of [true, false]) {
			const { outcome, leaks } = await call(request, simplify);
			expect(leaks).toEqual([]);
			expect([outcome.status, outcome.items!.length > 0]).toEqual([200, true]);
			if (!simplify) expect(JSON.stringify(outcome.items)).toContain('***');
		}
	});

	test('the refusal of an unproven callback repeats nothing of it', async () => {
		const request = { headers: { 'content-type': 'application/json' }, query: { key: words }, body: JSON.stringify({ words }) };
		const outcome = await callTrigger(node, request, { parameters: parameters ?? {}, ...given });
		expect(outcome).toEqual({ status: 401, answer: 'not authorized', items: undefined, ...(dress && { headers: { 'WWW-Authenticate': expect.any(String) as string } }) });
		expect(found({ outcome: textsIn(outcome) }, needles)).toEqual([]);
	});

	test('a leak is found', async () => {
		const leaking = Object.assign(Object.create(node) as INodeType, {
			webhook: async () => await Promise.resolve({ webhookResponse: '', workflowData: [[{ json: { id: dress?.(secret) ?? encodeURIComponent(secret) } }]] }),
		});
		const { items } = await callTrigger(leaking, {}, {});
		expect(found({ items: textsIn(items) }, needles)).not.toEqual([]);
	});
});

const ANSWERS: readonly Saying[] = [
	...[200, 400, 401, 403, 404, 500, 302, 307].flatMap((status) => (['json', 'broken', 'html'] as const).map((body) => ({ status, body }))),
	'resets',
	'babbles',
];

/** Triggers that ask their provider to call back. */
const ASKING: ReadonlyArray<{ name: string; node: INodeType; mode: Mode; parameters: INodeParameters; secret?: string; list?: string }> = [
	...['Capillary till', 'Capillary client'].map(modeCalled).map((mode) => ({ name: mode.name, node: new CapillaryTrigger(), mode, parameters: { ...mode.parameters, events: ['communicationMessageUndelivered'], otherEvents: '' }, list: 'events' })),
	{ name: 'Comapi region', node: new ComapiTrigger(), mode: modeCalled('Comapi region'), parameters: {}, secret: mark() },
];

describe.each(ASKING.map((asking) => [asking.name, asking] as const))('publishing: %s', (_name, { node, mode, parameters, secret = '', list }) => {
	let sandbox: DirectSandbox;
	let parrot: Parrot;
	let trigger: TestTrigger;
	let data: IDataObject;
	beforeAll(async () => {
		sandbox = await openSandbox({ keys: keysOf(MODES) });
		parrot = await startParrot(sandbox);
		data = { ...mode.others, ...mode.secrets, baseUrl: `${parrot.url}/${mode.provider}` };
		const others = secret ? [{ type: new CommunicationsCallbackApi() as ICredentialType, data: { secret, user: '' } }] : [];
		trigger = triggerOf({ node, credential: { type: mode.type, data }, others, parameters: { registration: 'byNode', options: {}, ...parameters }, baseUrl: 'http://127.0.0.1:5678/webhook' });
	});
	afterAll(async () => await parrot.close());

	const secrets = (): Array<[string, string]> => [...Object.entries(mode.secrets), ...(mode.renewed ?? []).map((field): [string, string] => [field, String(data[field])]), ['secret', secret && givenSecret(mode.provider, secret, 'webhook-id')], ['own secret', String(trigger.staticData.secret ?? '')]].filter(([, text]) => text !== '') as Array<[string, string]>;

	/** Everything thrown and written while the provider gives this answer, and where a secret was found in it. */
	async function overhear(saying: Saying, work: () => Promise<unknown>, toTokens: Parrot['toTokens'] = 'inEarnest') {
		Object.assign(parrot, { saying: [saying], toTokens, words: secrets().flatMap(([, text]) => dressesOf(text)).join(' ') });
		const heard = listen();
		const outcome = await work().catch((error: unknown) => error).finally(heard.end);
		const needles = secrets().flatMap(([name, text]): Needle[] => needlesOf(name, text));
		return { outcome, leaks: found({ outcome: textsIn(outcome), log: textsIn(heard.lines) }, needles) };
	}

	test('without a token, for every reason', async () => {
		for (const saying of mode.renewed ? ANSWERS : []) expect([saying, (await overhear('passes', async () => await trigger.publish(), saying)).leaks]).toEqual([saying, []]);
	});

	test('published, found again, unpublished, with a provider that repeats everything', async () => {
		for (let time = 0; time < 2; time += 1) {
			expect(await overhear('passes', async () => await trigger.publish())).toEqual({ outcome: true, leaks: [] });
			expect(await overhear('passes', async () => await trigger.publish())).toEqual({ outcome: false, leaks: [] });
			expect(await overhear('passes', async () => await trigger.unpublish())).toEqual({ outcome: undefined, leaks: [] });
		}
		expect(parrot.repeated).toBeGreaterThan(0);
		// The provider never gets the user's own secret, only a secret made from it.
		if (secret) expect(found({ told: [JSON.stringify(sandbox.requests())] }, needlesOf('secret', secret))).toEqual([]);
	});

	test.each(ANSWERS.map((saying) => [JSON.stringify(saying), saying] as const))('%s', async (_saying, saying) => {
		await overhear('inEarnest', async () => await trigger.unpublish());
		for (const published of [false, true]) {
			if (published) await overhear('inEarnest', async () => await trigger.publish());
			for (const work of [async () => await trigger.publish(), async () => await trigger.unpublish()]) {
				const { outcome, leaks } = await overhear(saying, work);
				expect([published, leaks]).toEqual([published, []]);
				if (typeof saying === 'object' && saying.status === 400 && saying.body === 'json') expect(textsIn(outcome).join()).toContain('***');
			}
			if (list) expect((await overhear(saying, async () => await trigger.options(list))).leaks).toEqual([]);
		}
	});
});

/** Triggers that poll. */
const POLLING: ReadonlyArray<{ name: string; node: INodeType; mode: Mode; news: InboundRule }> = [
	{ name: 'Wavy Inbound', node: new WavyInboundTrigger(), mode: modeCalled('Wavy'), news: { provider: 'wavy', sender: '447700900001', recipient: '27182', text: 'Yes' } },
];

describe.each(POLLING.map((polling) => [polling.name, polling] as const))('polling: %s', (_name, { node, mode, news }) => {
	let sandbox: DirectSandbox;
	let parrot: Parrot;
	beforeAll(async () => {
		sandbox = await openSandbox({ keys: keysOf(MODES) });
		parrot = await startParrot(sandbox);
	});
	afterAll(async () => await parrot.close());
	const needles = Object.entries(mode.secrets).flatMap(([name, text]) => needlesOf(name, text));

	async function poll(saying: Saying, simplify: boolean) {
		const trigger = pollingTrigger(node, { type: mode.type, data: { ...mode.others, ...mode.secrets, baseUrl: `${parrot.url}/${mode.provider}` } }, { simplify });
		Object.assign(parrot, { saying: ['inEarnest'], words: Object.values(mode.secrets).flatMap(dressesOf).join(' ') });
		// The first poll learns which messages exist already.
		await trigger.poll();
		sandbox.write({ ...news, text: `Yes, ${Object.values(mode.secrets).join(' ')}` });
		Object.assign(parrot, { saying: [saying] });
		const heard = listen();
		const outcome = await trigger.poll().catch((error: unknown) => error).finally(heard.end);
		sandbox.reset();
		return { outcome, leaks: found({ outcome: textsIn(outcome), kept: textsIn(trigger.staticData), log: textsIn(heard.lines) }, needles) };
	}

	test.each(['passes', ...ANSWERS].map((saying) => [JSON.stringify(saying), saying] as const))('%s', async (_saying, saying) => {
		for (const simplify of [true, false]) {
			const { outcome, leaks } = await poll(saying as Saying, simplify);
			expect(leaks).toEqual([]);
			if (saying === 'passes') expect(JSON.stringify(outcome)).toContain('Yes, ***');
		}
	});
});

test('every trigger is in the list', () => {
	const { n8n } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { n8n: { nodes: string[] } };
	const names = n8n.nodes.map((file) => /(\w+)\.node\.js$/.exec(file)![1]!).filter((name) => name.endsWith('Trigger'));
	expect([...new Set([...LISTENERS, ...POLLING].map(({ node }) => node.constructor.name))].sort()).toEqual(names.sort());
	const secret = new CommunicationsCallbackApi().properties.filter(({ typeOptions }) => typeOptions?.password === true).map(({ name }) => name);
	expect(secret).toEqual(['secret']);
});
