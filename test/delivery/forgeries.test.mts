/** No trigger lets in anybody except the provider. `npm run verify` tries a hundred thousand forgeries on each. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { INodeType, IWebhookFunctions } from 'n8n-workflow';

import type { Callback, ReceiveOperation } from '../../core/receive/receive.ts';
import { callbackSecret } from '../../n8n/run/callbackSecret.ts';
import { executeReceive } from '../../n8n/run/receive.ts';
import { receiveEvents } from '../../providers/comapi/callbacks/operation.ts';
import { receive } from '../../providers/wavy/callbacks/operation.ts';
import { DOORS, type Door } from './callback-authentication.mts';
import { proveForgeries } from './forgeries.mts';
import { toldCounterExample } from './report.mts';

const COUNT = 1_000;
const providers = [...new Set(DOORS.map(({ provider }) => provider))];

test('every webhook trigger of the package has a door', () => {
	const { n8n } = JSON.parse(readFileSync('package.json', 'utf8')) as { n8n: { nodes: string[] } };
	const isCalled = (file: string) => !readFileSync(file.replace(/^dist\/(.*)\.js$/, '$1.ts'), 'utf8').includes('polling: true');
	const triggers = n8n.nodes.filter(isCalled).flatMap((file) => /(\w+Trigger)\.node\.js$/.exec(file)?.[1] ?? []);
	expect([...new Set(DOORS.map(({ node }) => node.constructor.name))].sort()).toEqual(triggers.sort());
});

test.each(providers)('%s: a forgery is answered 401 and starts nothing', async (provider) => {
	const proof = await proveForgeries(provider, { count: COUNT });
	expect(toldCounterExample('forgeries', proof)).toBe('');
	expect([proof.schedules, proof.accepted]).toEqual([COUNT, 0]);
});

describe('the proof finds a check that lets forgeries in', () => {
	type Verify = (callback: Callback, secret: string) => boolean;
	const lax = (provider: string, operation: ReceiveOperation<{ secret: string }>, verify: Verify): Door[] => {
		const node = {
			async webhook(this: IWebhookFunctions) {
				return await executeReceive(this, { ...operation, verify: (callback, { secret }) => verify(callback, secret) }, { secret: await callbackSecret(this, provider) }, { keepRaw: false, wanted: () => true });
			},
		};
		return DOORS.filter((door) => door.provider === provider).map((door) => ({ ...door, node: node as unknown as INodeType }));
	};
	const token = ({ query }: Callback) => query.token ?? '';
	const signed = (callback: Callback, secret: string) => receiveEvents.verify(callback, { secret });

	test.each<[string, Door[]]>([
		['case is all the same', lax('wavy', receive, (callback, secret) => token(callback).toLowerCase() === secret.toLowerCase())],
		['the secret is somewhere in it', lax('wavy', receive, (callback, secret) => token(callback).includes(secret))],
		['the beginning is enough', lax('wavy', receive, (callback, secret) => token(callback) !== '' && secret.startsWith(token(callback)))],
		['a header does as well', lax('wavy', receive, ({ query, headers }, secret) => (query.token ?? headers.token) === secret)],
		['nothing is not wrong', lax('wavy', receive, ({ query }, secret) => query.token === undefined || query.token === secret)],
		['the signature is of the trimmed body', lax('comapi', receiveEvents, (callback, secret) => signed({ ...callback, body: Buffer.from(callback.body.toString('utf8').trim()) }, secret))],
		['the signature is of any body', lax('comapi', receiveEvents, ({ headers }) => /^[0-9a-f]{40}$/.test(headers['x-comapi-signature'] ?? ''))],
		['only half of the signature counts', lax('comapi', receiveEvents, ({ headers, body }, secret) => headers['x-comapi-signature']?.slice(0, 20) === createHmac('sha1', secret).update(body).digest('hex').slice(0, 20))],
	])('%s', async (_name, doors) => {
		const { counterExample, accepted } = await proveForgeries(doors[0]!.provider, { count: 20_000, shrinks: false }, doors);
		expect(counterExample?.seen).toMatch(/^let in: answered (200|413|415)/);
		expect(accepted).toBe(1);
	});
});
