import { createHash } from 'node:crypto';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { CapillaryApi } from '../../credentials/CapillaryApi.credentials.ts';
import { Capillary } from '../../nodes/Capillary/Capillary.node.ts';
import type { Content } from '../../nodes/Capillary/send/message.ts';
import { send } from '../../nodes/Capillary/send/operation.ts';
import type { Message } from '../../core/message.ts';
import type { HttpAnswer, ReadSettings } from '../../core/operation.ts';
import type { Row } from '../../core/outcome.ts';
import { isProblem, readItem } from '../../core/read.ts';
import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineOptions, type EngineResult } from '../engine/engine.mts';

export const USER = 'sandbox-till';
export const PASSWORD = 'sandbox-password';
export const SETTINGS: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2024-01-01T00:00:00Z') };

export function md5(text: string): string {
	return createHash('md5').update(text).digest('hex');
}

/** Reads one item's fields; gives the problem as `<what> | <fix>` where there is one. */
export function readOr(fields: unknown, settings: Partial<ReadSettings> = {}): Message<Content> | string {
	const schema = send.schema({ ...SETTINGS, ...settings });
	const reading = readItem(send, schema, 0, fields, null, { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'node' });
	return isProblem(reading) ? `${reading.what} | ${reading.fix}` : reading;
}

export function read(fields: unknown, settings: Partial<ReadSettings> = {}): Message<Content> {
	const reading = readOr(fields, settings);
	if (typeof reading === 'string') throw new Error(reading);
	return reading;
}

export function encode(batch: Array<Message<Content>>, wireFormat = 'json') {
	return send.encode(batch, { wireFormat, baseUrl: 'https://api.example.com' });
}

export function decode(body: unknown, batch: Array<Message<Content>>, answer: Partial<HttpAnswer> = {}): Array<Row | undefined> | null {
	return send.decode({ status: 200, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body), ...answer }, batch);
}

/** Each row in a word: `accepted`, the status of a refusal with what the engine does next, or `unknown`. */
export function verdicts(rows: Array<Row | undefined> | null): string[] | null {
	return rows && rows.map((row) => (!row ? 'unknown' : row.accepted ? 'accepted' : `${row.failure.status} ${row.failure.next}`));
}

export type CapillaryRun = Partial<Omit<EngineOptions, 'items' | 'parameters' | 'settings' | 'credential'>> & {
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	credential?: IDataObject;
};

/** Runs the node in the engine against the sandbox: an SMS to the `to` of the item, with On Error set to its error output. */
export async function runCapillary(sandbox: Sandbox, items: IDataObject[], given: CapillaryRun = {}): Promise<EngineResult> {
	const { options, parameters, settings, credential, ...rest } = given;
	return await runInEngine({
		node: new Capillary(),
		credential: {
			type: new CapillaryApi(),
			data: { region: 'other', host: 'nowhere.invalid', user: USER, password: PASSWORD, alreadyHashed: false, baseUrl: sandbox.providerUrl('capillary'), ...credential },
		},
		parameters: {
			resource: 'message',
			operation: 'send',
			channel: 'sms',
			to: '={{ $json.to }}',
			body: 'Your parcel is here',
			...parameters,
			options: { longestWait: 2, requestsPerSecond: 0, ...options },
		},
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}

/** Numbers from a range that is reserved for fiction (Ofcom, 07700 900000 to 900999). */
export function customers(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({ to: recipient(i) }));
}

export function recipient(index: number): string {
	return String(447700900000 + (index % 1000));
}

/** The statuses of an output, success items by their own, error items by their details. */
export function statuses(items: Array<{ json: IDataObject }>): string[] {
	return items.map(({ json }) => String((json.details as IDataObject | undefined)?.status ?? json.status));
}
