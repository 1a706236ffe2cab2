import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { WavyApi } from '../../credentials/WavyApi.credentials.ts';
import { Wavy } from '../../nodes/Wavy/Wavy.node.ts';
import { send } from '../../nodes/Wavy/sms/send/operation.ts';
import { sendBulk } from '../../nodes/Wavy/sms/sendBulk/operation.ts';
import type { Sms } from '../../nodes/Wavy/sms/message.ts';
import { isProblem, readItem } from '../../core/read.ts';
import type { Message } from '../../core/message.ts';
import type { ReadSettings } from '../../core/operation.ts';
import type { Sandbox } from '../../sandbox/server.mts';
import { runInEngine, type EngineOptions, type EngineResult } from '../engine/engine.mts';

export const USER = 'sandbox-user';
export const TOKEN = 'sandbox-token';
export const OPERATIONS = { send, sendBulk };
export type OperationName = keyof typeof OPERATIONS;

export const SETTINGS: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2026-11-22T03:00:00Z') };

/** Reads one item's fields; gives the problem as `<field>: <what> | <fix>` where there is one. */
export function readOr(fields: unknown, settings: Partial<ReadSettings> = {}): Message<Sms> | string {
	const schema = send.schema({ ...SETTINGS, ...settings });
	const reading = readItem(send, schema, 0, fields, null, { seed: JSON.stringify(fields), runIndex: 0, isTool: false, nodeId: 'node' });
	return isProblem(reading) ? `${reading.what} | ${reading.fix}` : reading;
}

export function read(fields: unknown, settings: Partial<ReadSettings> = {}): Message<Sms> {
	const reading = readOr(fields, settings);
	if (typeof reading === 'string') throw new Error(reading);
	return reading;
}

/** The body of one request with these messages, parsed. */
export function bodyOf(operation: OperationName, ...batch: Array<Message<Sms>>): IDataObject {
	const { body } = OPERATIONS[operation].encode(batch, { wireFormat: 'post', baseUrl: 'https://api.example.com' });
	return JSON.parse(body) as IDataObject;
}

export type WavyRun = Partial<Omit<EngineOptions, 'items' | 'parameters' | 'settings'>> & {
	operation?: OperationName | 'searchStatuses' | 'searchInbound';
	options?: INodeParameters;
	parameters?: INodeParameters;
	settings?: Partial<INode>;
	token?: string;
};

/** Runs the node in the engine against the sandbox: an SMS to the `to` of the item, with On Error set to its error output. */
export async function runWavy(sandbox: Sandbox, items: IDataObject[], given: WavyRun = {}): Promise<EngineResult> {
	const { operation = 'sendBulk', options, parameters, settings, token = TOKEN, ...rest } = given;
	return await runInEngine({
		node: new Wavy(),
		credential: { type: new WavyApi(), data: { username: USER, token, baseUrl: sandbox.providerUrl('wavy') } },
		parameters: {
			resource: 'sms',
			operation,
			destination: '={{ $json.to }}',
			messageText: 'Your parcel is here',
			...parameters,
			options: { longestWait: 2, ...options },
		},
		items,
		settings: { onError: 'continueErrorOutput', ...settings },
		...rest,
	});
}

/** Numbers of the vendor's examples: 5511900000000 to 5511900000999. */
export function customers(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, i) => ({ to: recipient(i) }));
}

export function recipient(index: number): string {
	return String(5511900000000 + (index % 1000));
}

/** The statuses of an output, success items by their own, error items by their details. */
export function statuses(items: Array<{ json: IDataObject }>): string[] {
	return items.map(({ json }) => String((json.details as IDataObject | undefined)?.status ?? json.status));
}
