/** Every way in which a callback proves itself, with genuine callbacks that the sandbox, which knows nothing of the nodes, writes and signs. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Callback } from '../../core/receive/receive.ts';
import type { CallbackAddress, Report, TrackedMessage } from '../../sandbox/contract.mts';
import { discoverPresets, discoverProviders } from '../../sandbox/discovery.mts';
import { givenSecret } from '../../scripts/host/callbackSecret.mts';
import { WEBHOOK_ID, WEBHOOK_URL } from '../engine/webhook.mts';
import { byNode, BY_NODE_SECRET } from '../capillary/by-node.mts';
import { REGISTRY } from '../registry.mts';
import { DOOR_SECRET, type DoorRow } from '../samples.mts';

export interface Door extends DoorRow {
	/** The provider's name in the sandbox. */
	provider: string;
}

function secretOf({ isOwn = false, isGiven = false, provider }: Door): string {
	if (isOwn) return BY_NODE_SECRET;
	return isGiven ? DOOR_SECRET : givenSecret(provider, DOOR_SECRET, WEBHOOK_ID);
}
/** The user name in a trigger's steps. */
const USER = 'n8n';

export const DOORS: readonly Door[] = REGISTRY.flatMap(({ provider, doors }) => doors.map((door) => ({ ...door, provider: provider.name })));

/** n8n's data for the node behind a door. */
export function givenTo({ parameters = {} }: Door): { parameters: INodeParameters; credentials: Record<string, IDataObject>; staticData: IDataObject } {
	return { parameters, credentials: { ...byNode.credentials, communicationsCallbackApi: { secret: DOOR_SECRET } }, staticData: byNode.staticData };
}

/** The parts of a provider's address that a signer may change. */
export type Address = Pick<CallbackAddress, 'secret' | 'user'>;
export const rightOf = (door: Door): Address => ({ secret: secretOf(door), user: door.user ?? USER });

/** Signs a callback as the provider would for an address with this secret. */
export type Signer = (callback: Callback, address: Address) => Callback;

/** Genuine callbacks of a door, and the provider's signer. */
export async function genuineOf(door: Door): Promise<{ callbacks: Callback[]; sign: Signer }> {
	const { provider, caller = provider, settings = {} } = door;
	const { callbacks: writer } = [...(await discoverProviders()), ...(await discoverPresets())].find(({ name }) => name === caller)!;
	const address = { url: WEBHOOK_URL, settings, ...rightOf(door) };
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
	return { id: `report-${number}`, kind: 'receipt', message: { provider, channel: 'sms', ...ids, recipient, sender: 'Shop', text: 'Vår 🙂', details: { rules: ['sms'], batch: {} }, ...times, status, sequence: number } };
}
