import { isProblem } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import type { Message } from '../../core/send/message.ts';
import { readItem } from '../../core/send/read.ts';
import { send } from '../../providers/comapi/send/operation.ts';
import type { Content } from '../../providers/comapi/shared/content.ts';
import { namedReader } from '../named.mts';
import { checkWords } from '../words.mts';

export const NOW = Date.parse('2026-11-22T03:00:00Z');
const NAMING = { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'node' };

/** Reads fields as the node does. @throws Error with the problem and the fix */
export function read(fields: unknown, settings: Partial<ReadSettings> = {}): Message<Content> {
	const whole = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: NOW, ...settings };
	const reading = readItem(send, namedReader(send, whole), 0, fields, null, NAMING);
	if (!isProblem(reading)) return reading;
	checkWords(reading);
	throw new Error(`${reading.what} | ${reading.fix}`);
}
