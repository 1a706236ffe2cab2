/** Properties that every object has must not pass for a provider's word: a code named `constructor` once turned a status into a function. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { table } from '../../core/wire/table.ts';
import { readCallback } from '../../core/receive/receive.ts';
import { CALLBACKS } from '../registry.mts';

const WORDS = Object.getOwnPropertyNames(Object.prototype);

test('a table only has its own words', () => {
	const known = table({ delivered: 'yes' });
	expect(known.delivered).toBe('yes');
	for (const word of WORDS) expect(known[word]).toBeUndefined();
});

describe.each(CALLBACKS)('$name', ({ operation, auth, contentType, bodies }) => {
	test.each(WORDS)('%s in place of any word or key still gives a record of texts', (word) => {
		for (const body of bodies) {
			for (const changed of [body.replaceAll(/"(\w+)"(?!\s*:)/g, `"${word}"`), body.replaceAll(/"(\w+)"\s*:/g, `"${word}":`), body.replaceAll(/:\s*-?\d+(?=[,}])/g, `:"${word}"`), body.replaceAll(/>(\w+)</g, `>${word}<`)]) {
				const records = (() => {
					try {
						return readCallback(operation, { method: 'POST', query: { [word]: word }, headers: { 'content-type': contentType }, body: Buffer.from(changed) }, auth);
					} catch (error) {
						expect(error).toBeInstanceOf(Error);
						return [];
					}
				})();
				const wrong = records.flatMap(({ record }) => ['status', 'channel', 'kind', 'statusCode', 'statusText'].filter((key) => !['string', 'object'].includes(typeof (record as Record<string, unknown>)[key])));
				expect(wrong).toEqual([]);
			}
		}
	});
});

test('lint finds a table that has a prototype', () => {
	const code = [
		"const CODES: Readonly<Record<string, string>> = { '4': 'delivered' };",
		"export const OTHERS: Record<string, string> = { '4': 'delivered' };",
		"const GOOD = table<string>({ '4': 'delivered' });",
		'const gathered: Record<string, string> = {};',
		"const CLOSED: Record<'a' | 'b', string> = { a: '1', b: '2' };",
	];
	const folder = mkdtempSync(join(tmpdir(), 'lint-'));
	try {
		mkdirSync(join(folder, 'core'));
		writeFileSync(join(folder, 'core', 'example.ts'), code.join('\n'));
		const settings = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as { jsPlugins: string[]; options: object };
		const plugins = settings.jsPlugins.map((file) => resolve(file));
		writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...settings, jsPlugins: plugins, options: {} }));
		const { stdout } = spawnSync(resolve('node_modules/.bin/oxlint'), ['--format', 'unix'], { cwd: folder, encoding: 'utf8' });
		const found = [...stdout.matchAll(/example\.ts:(\d+):.*\(open-table\)/g)].map(([, line]) => Number(line));
		expect(found).toEqual([1, 2]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
