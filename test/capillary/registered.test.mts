/** Whether Capillary's list already has the wanted webhook: each property that may differ, and answers that the sandbox never gives. */
import type { WireRequest } from '../../core/http/http.ts';
import { fulfils, register, registrationsOf, unregister, type Api, type Registration, type Wanted } from '../../providers/capillary/callbacks/registration.ts';

const wanted: Wanted = { url: 'https://n8n.example.com/webhook/1/webhook', eventNames: ['a', 'b'], headers: { 'X-Callback-Secret': 'canary' }, maxAllowedConnections: 10, customerIdentifiers: ['mobile'] };
const listed = {
	webHookId: '672355f83fe5f63a1c3d27f9',
	active: true,
	eventNames: ['b', 'a'],
	webHookUrl: wanted.url,
	webHookType: 'HTTP',
	methodType: 'POST',
	webHookHeaders: { 'X-Callback-Secret': 'canary', 'X-More': '1' },
	maxAllowedConnections: 10,
	customerIdentifiersToBeEnriched: ['mobile'],
};

/** A Capillary that always gives the same answer. */
function api(status: number, body: unknown): Api & { requests: WireRequest[] } {
	const requests: WireRequest[] = [];
	const transport = async (request: WireRequest) => {
		requests.push(request);
		return await Promise.resolve({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });
	};
	return { baseUrl: 'https://api.example.com', transport, mask: (text) => text.replaceAll('canary', '***'), requests };
}

test.each<[string, object, boolean]>([
	['the same', {}, true],
	['inactive', { active: false }, false],
	['of another address', { webHookUrl: `${wanted.url}/2` }, false],
	['of a queue', { webHookType: 'QUEUE_INT' }, false],
	['by PUT', { methodType: 'PUT' }, false],
	['more at once', { maxAllowedConnections: 11 }, false],
	['an event less', { eventNames: ['a'] }, false],
	['an event more', { eventNames: ['a', 'b', 'c'] }, false],
	['another event', { eventNames: ['a', 'c'] }, false],
	['no events', { eventNames: null }, false],
	['other identifiers', { customerIdentifiersToBeEnriched: ['email'] }, false],
	['another secret', { webHookHeaders: { 'X-Callback-Secret': 'another' } }, false],
	['no headers', { webHookHeaders: null }, false],
])('a registration that is %s', (_name, change, expected) => {
	expect(fulfils({ ...listed, ...change } as Registration, wanted)).toBe(expected);
});

test('only active webhooks with an id that lead to the address count', async () => {
	const data = [listed, { ...listed, webHookId: 'b', active: false }, { ...listed, webHookId: 'c', webHookUrl: 'https://n8n.example.com/' }, { ...listed, webHookId: '' }, null, { ...listed, webHookId: 'd', webHookHeaders: [], eventNames: 'a' }];
	const found = await registrationsOf(api(200, { data, errors: null }), wanted.url);
	expect(found.map(({ webHookId, webHookHeaders, eventNames }) => [webHookId, webHookHeaders, eventNames])).toEqual([[listed.webHookId, listed.webHookHeaders, ['b', 'a']], ['d', null, null]]);
});

test('an id is one segment of the path', async () => {
	const capillary = api(200, { data: listed });
	await unregister(capillary, 'a/../b');
	expect(capillary.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['DELETE https://api.example.com/v3/webHooks/a%2F..%2Fb']);
});

test.each<[string, number, unknown, RegExp]>([
	['a refusal that repeats the secret', 400, { errors: [{ code: 400, message: 'no canary' }] }, /^Capillary refused \(HTTP 400\): 400 no \*\*\*$/],
	['errors beside 200', 200, { data: listed, errors: [{ code: 51003, message: 'none' }] }, /^Capillary refused \(HTTP 200\): 51003 none$/],
	['a record without an id', 200, { data: { ...listed, webHookId: undefined } }, /^Capillary's answer could not be read: it does not hold what it registered$/],
	['a page of HTML', 200, '<html/>', /could not be read/],
])('nothing counts as registered after %s', async (_name, status, body, message) => {
	await expect(register(api(status, body), wanted, 'n8n-1')).rejects.toMatchObject({ what: expect.stringMatching(message) as string });
});
