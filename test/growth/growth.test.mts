/** Nobody who writes a callback, an answer or an item may keep n8n busy: twice the input takes about twice the work. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSandbox } from '../../sandbox/direct.mts';
import { SENDS } from '../registry.mts';
import { goodAnswers } from '../fuzz/targets.mts';
import { credentialHeaders, messagesOf, sendSettings, subjectsOf } from '../delivery/run-schedule.mts';
import { MOST, SIZE, type Measured } from './size.mts';
import { buildCounted, run } from './program.mts';
import type { Answers } from './readers.mts';

let measured: Measured[];

beforeAll(async () => {
	const folder = mkdtempSync(join(tmpdir(), 'growth-'));
	try {
		writeFileSync(join(folder, 'answers.json'), JSON.stringify(await answers()));
		const program = join(folder, 'measure.cjs');
		buildCounted('test/growth/measure.mts', program);
		run([program, join(folder, 'answers.json'), join(folder, 'measured.json')]);
		measured = JSON.parse(readFileSync(join(folder, 'measured.json'), 'utf8')) as Measured[];
	} finally {
		rmSync(folder, { recursive: true });
	}
	// A slow machine may take long, but nothing here measures time.
}, 900_000);

test('twice the input takes about twice the work, for every reader and input', () => {
	const worse = measured.map((one) => ({ ...one, growth: one.twice / one.once })).filter(({ growth }) => growth > MOST);
	expect(worse).toEqual([]);
});

test('every reader got input and did some work on it', () => {
	const readers = new Set(measured.map(({ reader }) => reader));
	for (const name of Object.keys(SENDS)) expect([...readers].some((reader) => reader.startsWith(name))).toBe(true);
	const work = [...readers].map((reader) => [reader, Math.max(...measured.filter((one) => one.reader === reader).map(({ once }) => once))] as const);
	// Some operations trust a bad status and do not read its body.
	expect(work.filter(([reader, most]) => most <= 300 && !(reader.endsWith(', refusals') && most < 10))).toEqual([]);
});

/** The sandbox's answers, by the names of the contract's rows. */
async function answers(): Promise<Answers> {
	const sandbox = await openSandbox();
	const entries = Object.entries(SENDS).map(async ([name, row]) => {
		const [subject] = subjectsOf([row], row.operation.provider);
		const headers = await credentialHeaders(row, sandbox);
		const to = (count: number) => {
			const messages = messagesOf({ ...subject!, kinds: subject!.kinds.slice(0, 1) }, Array.from({ length: count }, (_, item) => item), { seed: 'seed', isTool: false });
			return goodAnswers(sandbox, row.operation, messages, { ...sendSettings(subject!, sandbox), batchSize: count }, headers);
		};
		const [few, ...many] = [5, 3, SIZE, 2 * SIZE].map((count) => [count, to(Math.min(count, row.operation.limits.batchSize.max))] as const);
		return [name, { few: few![1], many: Object.fromEntries(many.map(([count, [good]]) => [count, good!])) }] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
}
