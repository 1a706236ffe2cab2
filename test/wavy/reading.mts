import type { IDataObject } from 'n8n-workflow';

import { isProblem } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import type { Message } from '../../core/send/message.ts';
import { readItem } from '../../core/send/read.ts';
import { send } from '../../providers/wavy/send/operation.ts';
import { sendBulk } from '../../providers/wavy/sendBulk/operation.ts';
import type { Sms } from '../../providers/wavy/shared/message.ts';
import { namedReader } from '../named.mts';
import { checkWords } from '../words.mts';

export const OPERATIONS = { send, sendBulk };
export type OperationName = keyof typeof OPERATIONS;

export const SETTINGS: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2026-11-22T03:00:00Z') };

/** Reads one item's fields; returns `<field>: <what> | <fix>` if there is a problem. */
export function readOr(fields: unknown, settings: Partial<ReadSettings> = {}): Message<Sms> | string {
	const schema = namedReader(send, { ...SETTINGS, ...settings });
	const reading = readItem(send, schema, 0, fields, null, { seed: JSON.stringify(fields), runIndex: 0, isTool: false, nodeId: 'node' });
	if (!isProblem(reading)) return reading;
	checkWords(reading);
	return `${reading.what} | ${reading.fix}`;
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

/** A number from the vendor's examples. */
export function recipient(index: number): string {
	return String(5511900000000 + (index % 1000));
}
