/** Anybody may call a trigger's address, and some know something: an old callback, the workflow, another provider's secret. */
import { createHash, createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { isGenuine, OLDEST_CALLBACK_MS } from '../../core/receive/receive.ts';
import { callbackSecret } from '../../n8n/run/callbackSecret.ts';
import { receiveEvents } from '../../providers/comapi/callbacks/operation.ts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { byNode, BY_NODE_SECRET } from '../capillary/by-node.mts';
import { callTrigger, WEBHOOK_ID } from '../engine/webhook.mts';
import { DOORS } from '../delivery/callback-authentication.mts';
import { CapillaryTrigger, ComapiTrigger } from '../nodes.ts';

const own = 'f946b0e7-5fe9-4f57-9d8f-62b3ac0b4a13';
const secret = givenSecret('comapi', own, WEBHOOK_ID);
const sign = (body: string) => createHmac('sha1', secret).update(body).digest('hex');
const event = (timestamp: unknown, more: IDataObject = {}) => ({ eventId: 'e-1', name: 'message.delivered', payload: { id: 'm-1' }, timestamp, ...more });
const credentials = { communicationsCallbackApi: { secret: own } };
const tell = async (told: unknown) => {
	const body = JSON.stringify(told);
	return await callTrigger(new ComapiTrigger(), { headers: { 'x-comapi-signature': sign(body), 'content-type': 'application/json' }, body }, { credentials });
};

describe('an old callback, with its signature', () => {
	const now = Date.UTC(2031, 0, 15, 12);
	const at = (ms: number) => new Date(ms).toISOString();
	const isLetIn = (told: unknown) => {
		const body = JSON.stringify(told);
		return isGenuine(receiveEvents, { method: 'POST', query: {}, headers: { 'x-comapi-signature': sign(body), 'content-type': 'application/json' }, body: Buffer.from(body) }, { secret }, now);
	};

	test('gets in as long as the provider may repeat it, and no longer', () => {
		expect(isLetIn(event(at(now)))).toBe(true);
		expect(isLetIn(event(at(now - OLDEST_CALLBACK_MS)))).toBe(true);
		expect(isLetIn(event(at(now - OLDEST_CALLBACK_MS - 1)))).toBe(false);
		expect(isLetIn(event('2019-03-01T10:00:00Z'))).toBe(false);
		expect(OLDEST_CALLBACK_MS).toBe(25 * 3_600_000);
	});

	test('in a batch the youngest event counts, and one without a time is ignored', () => {
		expect(isLetIn([event('2019-03-01T10:00:00Z'), event(at(now))])).toBe(true);
		expect(isLetIn([event('2019-03-01T10:00:00Z'), event('2019-03-01T10:00:00Z')])).toBe(false);
		expect(isLetIn([event('2019-03-01T10:00:00Z'), event(null), 7])).toBe(false);
		for (const timestamp of [null, 'soon', {}, undefined]) expect(isLetIn(event(timestamp))).toBe(true);
	});

	test('starts nothing', async () => {
		expect(await tell(event('2019-03-01T10:00:00Z'))).toEqual({ status: 401, answer: 'not authorized', items: undefined });
		expect((await tell(event(new Date().toISOString()))).items).toHaveLength(1);
	});
});

test('the sender of an incoming message cannot choose which message it answers', async () => {
	const inbound = (payload: IDataObject) => event(new Date().toISOString(), { name: 'message.inbound', payload: { messageId: 'm-2', from: { phoneNumber: '447700900123' }, body: 'STOP', ...payload } });
	const [ours] = Object.keys((await import('../../providers/comapi/shared/content.ts')).toWire({ content: { tagged: true }, correlationId: 'c' } as never).metadata as object);
	const idOf = async (payload: IDataObject) => (await tell(inbound(payload))).items![0]!.json.correlationId;
	expect(await idOf({ metadata: { [ours!]: 'somebody else' } })).toBeNull();
	expect(await idOf({ correlation: { metadata: { [ours!]: 'c-1' } } })).toBe('c-1');
});

describe('a secret that can be guessed lets nobody in', () => {
	const read = async (given: unknown) => await callbackSecret({ getCredentials: async () => await Promise.resolve({ secret: given }), getNode: () => ({ webhookId: WEBHOOK_ID }) } as never, 'comapi');
	test.each(['a'.repeat(16), 'x'.repeat(64), '12'.repeat(8), 'abcd'.repeat(8), 'abcdefgh'.repeat(2), 'aaaaaaaaaaaaaaab', 'short', ' sixteen-characters', ''])('%j', async (given) => {
		expect(await read(given)).toBe('');
	});
	test.each([own, '4711081512345678', 'correct horse battery'])('and %j does', async (given) => {
		expect(await read(given)).toBe(givenSecret('comapi', given, WEBHOOK_ID));
	});
});

describe('a credential that was deleted', () => {
	test.each(DOORS.map(({ provider, node, parameters = {} }) => [`${provider}, ${JSON.stringify(parameters)}`, node, parameters] as const))('%s: every request is refused, and none is a failed execution', async (_name, node, parameters) => {
		const outcome = await callTrigger(node, { headers: { 'x-callback-secret': BY_NODE_SECRET }, query: { token: '' }, body: '{}' }, { parameters, staticData: byNode.staticData });
		expect([outcome.status, outcome.items]).toEqual([401, undefined]);
	});
});

test('data stored with the workflow lets nobody in, and no dictionary attack finds a secret in it', async () => {
	const body = JSON.stringify({ eventName: 'customerAdded', data: {} });
	for (const proof of [byNode.staticData.salt, createHash('sha256').update(byNode.staticData.salt).digest('hex')]) {
		expect((await callTrigger(new CapillaryTrigger(), { headers: { 'x-callback-secret': proof }, body }, byNode)).status).toBe(401);
	}
	expect((await callTrigger(new CapillaryTrigger(), { headers: { 'x-callback-secret': BY_NODE_SECRET }, body }, byNode)).status).toBe(200);
});
