import type { Failure } from '../../core/http/failure.ts';
import type { HttpAnswer } from '../../core/http/http.ts';
import { isProblem } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import type { Message } from '../../core/send/message.ts';
import type { Row } from '../../core/send/outcome.ts';
import { readItem } from '../../core/send/read.ts';
import type { Content } from '../../providers/capillary/send/message.ts';
import { send } from '../../providers/capillary/send/operation.ts';
import { namedReader } from '../named.mts';
import { checkWords } from '../words.mts';

export const SETTINGS: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2024-01-01T00:00:00Z') };

/** Reads one item's fields; returns `<what> | <fix>` if there is a problem. */
export function readOr(fields: unknown, settings: Partial<ReadSettings> = {}): Message<Content> | string {
	const reading = readItem(send, namedReader(send, { ...SETTINGS, ...settings }), 0, fields, null, { seed: 'seed', runIndex: 0, isTool: false, nodeId: 'node' });
	if (!isProblem(reading)) return reading;
	checkWords(reading);
	return `${reading.what} | ${reading.fix}`;
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

/** Each row as text: `accepted`, the status of a refusal with the engine's next step, or `unknown`. */
export function verdicts(rows: Array<Row | undefined> | null): string[] | null {
	return rows && rows.map((row) => (!row ? 'unknown' : row.accepted ? 'accepted' : wordsOf(row.failure)));
}

function wordsOf(failed: Failure): string {
	checkWords(failed);
	return `${failed.status} ${failed.next}`;
}
