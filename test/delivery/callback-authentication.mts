/** Every way a callback proves itself, with callbacks that do: written and signed by the sandbox, which knows nothing of the nodes. */
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import type { Callback } from '../../core/receive/receive.ts';
import type { CallbackAddress, Report, TrackedMessage } from '../../sandbox/contract.mts';
import { discoverProviders } from '../../sandbox/discovery.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { WEBHOOK_ID } from '../engine/webhook.mts';
import { byNode, BY_NODE_SECRET } from '../capillary/by-node.mts';
import { CapillaryTrigger, ComapiTrigger, WavyTrigger, WirayaTrigger } from '../nodes.ts';

/** Where a callback carries what proves it. */
export type Proof = { in: 'header' | 'query'; name: string };

export interface Door {
	/** Of the sandbox. */
	provider: string;
	node: INodeType;
	/** What the user set in the node. */
	parameters?: INodeParameters;
	/** What the provider was told of the address, besides secret and user. */
	settings?: Readonly<Record<string, string>>;
	/** Whether the node made the secret itself, from the credential for the provider. */
	isOwn?: boolean;
	proof: Proof;
	/** Whether the proof is of the body as well. */
	provesBody?: boolean;
	/** Other ways to write the same proof, brought into one. */
	normal?: (proof: string) => string;
}

const SECRET = 'a-Secret-0f-proofs "51c0"';
const secretOf = ({ isOwn = false, provider }: Door) => (isOwn ? BY_NODE_SECRET : givenSecret(provider, SECRET, WEBHOOK_ID));
/** What the steps of a trigger say. */
const USER = 'n8n';

/** RFC 7617: the scheme's name in any case, blanks around the rest. */
const normalBasic = (proof: string) => proof.trim().replace(/^basic +/i, 'Basic ');

export const DOORS: readonly Door[] = [
	{ provider: 'capillary', node: new CapillaryTrigger(), isOwn: true, proof: { in: 'header', name: 'x-callback-secret' } },
	{ provider: 'capillary', node: new CapillaryTrigger(), parameters: { registration: 'byHand' }, proof: { in: 'header', name: 'x-callback-secret' } },
	{ provider: 'comapi', node: new ComapiTrigger(), proof: { in: 'header', name: 'x-comapi-signature' }, provesBody: true },
	{ provider: 'wavy', node: new WavyTrigger(), proof: { in: 'query', name: 'token' } },
	{ provider: 'wavy', node: new WavyTrigger(), settings: { method: 'GET' }, proof: { in: 'query', name: 'token' } },
	{ provider: 'wiraya', node: new WirayaTrigger(), proof: { in: 'header', name: 'authorization' }, normal: normalBasic },
	{ provider: 'wiraya', node: new WirayaTrigger(), parameters: { authentication: 'header' }, settings: { header: 'X-Callback-Secret', format: 'xml' }, proof: { in: 'header', name: 'x-callback-secret' } },
];

/** What n8n has for the node behind a door. */
export function givenTo({ parameters = {} }: Door): { parameters: INodeParameters; credentials: Record<string, IDataObject>; staticData: IDataObject } {
	return { parameters, credentials: { ...byNode.credentials, communicationsCallbackApi: { secret: SECRET } }, staticData: byNode.staticData };
}

/** What may be different from the provider's own in a signed callback. */
export type Address = Pick<CallbackAddress, 'secret' | 'user'>;
export const rightOf = (door: Door): Address => ({ secret: secretOf(door), user: USER });

/** Signs a callback as the provider would for an address with this secret. */
export type Signer = (callback: Callback, address: Address) => Callback;

/** Callbacks of a door that prove themselves, and the provider's pen. */
export async function genuineOf(door: Door): Promise<{ callbacks: Callback[]; sign: Signer }> {
	const { provider, settings = {} } = door;
	const { callbacks: writer } = (await discoverProviders()).find(({ name }) => name === provider)!;
	const address = { url: 'http://127.0.0.1/', settings, ...rightOf(door) };
	const sign: Signer = ({ method, query, headers, body }, { secret, user }) => {
		const signed = writer!.sign({ method: method as 'GET' | 'POST', query: { ...query }, headers: { ...headers }, body: body.toString('utf8') }, { ...address, secret, user });
		return { ...signed, body: Buffer.from(signed.body) };
	};
	const reports = [reportOf(provider, 1, 'failed'), reportOf(provider, 2, 'expired'), reportOf(provider, 3, 'optedOut')];
	const several = writer!.most > 1 ? [reports] : [];
	const written = [...reports.map((report) => [report]), ...several].map((some) => writer!.write(some, address));
	return { callbacks: written.map((request) => sign({ ...request, body: Buffer.from(request.body) }, address)), sign };
}

function reportOf(provider: string, number: number, status: TrackedMessage['status']): Report {
	const at = '2031-01-15T10:30:00.000Z';
	const recipient = `44770090000${number}`;
	const ids = { messageId: `message-${number}`, correlationId: `correlation-${number}` };
	const times = { scheduledAt: null, receivedAt: at, statusAt: at };
	return { id: `report-${number}`, kind: 'receipt', message: { provider, channel: 'sms', ...ids, recipient, sender: 'Shop', text: 'Vår 🙂', details: { rules: ['sms'] }, ...times, status, sequence: number } };
}
