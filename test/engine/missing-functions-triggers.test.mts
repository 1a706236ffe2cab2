/**
 * Removes each of n8n's functions in turn, for triggers: publishing, a callback, a poll and a list in the editor must end in an error that names the
 * function, or work without it. A provider must never get a success for a callback that was not taken.
 */
import { NodeOperationError, type INodeParameters, type INodeType } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { ComapiApi } from '../../credentials/ComapiApi.credentials.ts';
import { CommunicationsCallbackApi } from '../../credentials/CommunicationsCallbackApi.credentials.ts';
import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { SENDS } from '../registry.mts';
import { DOORS, genuineOf, givenTo } from '../delivery/callback-authentication.mts';
import { CapillaryTrigger, ComapiTrigger, HttpMessagesTrigger, WavyInboundTrigger, WavyTrigger, WirayaTrigger } from '../nodes.ts';
import { RECEIPT } from '../http/callbacks.mts';
import { ACCOUNTS } from './comapi.mts';
import type { TestCredential } from './engine.mts';
import { inContext, watched, without, type Change } from './lacking.mts';
import { pollingTrigger } from './poll.mts';
import { triggerOf } from './publish.mts';
import { callTrigger } from './webhook.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Functions that a trigger can do without. */
const DISPENSABLE = ['getExecutionCancelSignal', 'getPollBudgetMs'];

/** Runs the work with all functions, then without each function that it used; returns the names of those it needs. */
async function provesEach(work: (change: Change) => Promise<unknown>, nothingDone: () => void): Promise<string[]> {
	const asked = new Set<string>();
	await work(watched(asked));
	const needed = [...asked].filter((name) => !DISPENSABLE.includes(name));
	for (const name of asked) {
		sandbox.reset();
		const error: unknown = await work(without(name)).then(() => undefined, (thrown: unknown) => thrown);
		if (!needed.includes(name)) {
			expect([name, error]).toEqual([name, undefined]);
			continue;
		}
		expect([name, (error as Error | undefined)?.message]).toEqual([name, expect.stringContaining(`${name}()`)]);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as NodeOperationError).description).toContain('Update n8n');
		nothingDone();
	}
	return needed.sort();
}

const secret: TestCredential = { type: new CommunicationsCallbackApi(), data: { secret: 'f946b0e7-5fe9-4f57-9d8f-62b3ac0b4a13', user: 'proofs' } };
const capillary = () => ({ type: new CapillaryApi(), data: SENDS['Capillary, SMS']!.data(sandbox) });
const comapi = () => ({ type: new ComapiApi(), data: { ...ACCOUNTS.region, baseUrl: sandbox.providerUrl('comapi') } });

const PUBLISHED: Array<[string, INodeType, () => TestCredential[], INodeParameters]> = [
	['Capillary, by the node', new CapillaryTrigger(), () => [capillary()], { registration: 'byNode', authentication: 'capillaryApi', events: ['communicationMessageUndelivered'] }],
	['Capillary, by hand', new CapillaryTrigger(), () => [secret], { registration: 'byHand' }],
	['Comapi, by the node', new ComapiTrigger(), () => [comapi(), secret], { registration: 'byNode' }],
	['Comapi, by hand', new ComapiTrigger(), () => [secret], { registration: 'byHand' }],
	['HTTP Messages, signature', new HttpMessagesTrigger(), () => [secret], { authentication: 'signature', kinds: ['receipt'], signature: { header: 'X-Signature' }, receipt: RECEIPT, options: {} }],
	['HTTP Messages, header', new HttpMessagesTrigger(), () => [secret], { authentication: 'header', kinds: ['receipt'], receipt: RECEIPT, options: {} }],
	['Wavy', new WavyTrigger(), () => [secret], {}],
	['Wiraya', new WirayaTrigger(), () => [secret], {}],
];

test('every webhook trigger is in the list', () => {
	const classes = (nodes: readonly INodeType[]) => [...new Set(nodes.map((node) => node.constructor.name))].sort();
	expect(classes(PUBLISHED.map(([, node]) => node))).toEqual(classes(DOORS.map(({ node }) => node)));
});

describe.each(PUBLISHED)('publishing, %s', (_name, node, credentials, parameters) => {
	test('without each function of n8n that it uses', async () => {
		const publish = async (change: Change) => {
			const [credential, ...others] = credentials();
			await triggerOf({ node: inContext(node, change), credential: credential!, others, parameters, baseUrl: 'http://127.0.0.1:5678' }).publish();
		};
		const needed = await provesEach(publish, () => expect([sandbox.requests(), sandbox.callbacks()]).toEqual([[], []]));
		expect(needed).toEqual(expect.arrayContaining(['getCredentials', 'getNodeParameter']));
	});
});

test.each(DOORS.map((door) => [`${door.provider}, ${door.proof.in} ${door.proof.name}`, door] as const))('a callback, %s', async (_name, door) => {
	const [callback] = (await genuineOf(door)).callbacks;
	const call = async (change: Change) => expect(await callTrigger(inContext(door.node, change), callback!, givenTo(door))).toMatchObject({ status: 200, items: [expect.anything()] });
	const needed = await provesEach(call, () => undefined);
	expect(needed).toEqual(expect.arrayContaining(['getHeaderData', 'getNodeParameter', 'getQueryData', 'getRequestObject']));
});

test('a poll', async () => {
	const credential = { type: new WavyApi(), data: SENDS['Wavy, Send']!.data(sandbox) };
	const poll = async (change: Change) => await pollingTrigger(inContext(new WavyInboundTrigger(), change), credential).poll();
	const needed = await provesEach(poll, () => expect(sandbox.requests()).toEqual([]));
	expect(needed).toEqual(['getCredentials', 'getMode', 'getNode', 'getNodeParameter', 'getWorkflowStaticData', 'helpers.httpRequest', 'helpers.httpRequestWithAuthentication']);
});

test('a list of choices in the editor', async () => {
	const parameters = { registration: 'byNode', authentication: 'capillaryApi' };
	const list = async (change: Change) => await triggerOf({ node: inContext(new CapillaryTrigger(), change), credential: capillary(), parameters, baseUrl: 'http://127.0.0.1:5678' }).options('events');
	const needed = await provesEach(list, () => expect(sandbox.requests()).toEqual([]));
	expect(needed).toEqual(['getCredentials', 'getNodeParameter', 'helpers.httpRequest', 'helpers.httpRequestWithAuthentication']);
});
