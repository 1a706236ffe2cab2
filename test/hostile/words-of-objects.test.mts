/** What every object has is no word of a provider's: a code called `constructor` made a function of a status. */
import { spawnSync } from 'node:child_process';

import { table } from '../../core/wire/table.ts';
import { readCallback } from '../../core/receive/receive.ts';
import { CALLBACKS } from '../fuzz/callbacks.mts';

const WORDS = Object.getOwnPropertyNames(Object.prototype);

test('a table has its own words alone', () => {
	const known = table({ delivered: 'yes' });
	expect(known.delivered).toBe('yes');
	for (const word of WORDS) expect(known[word]).toBeUndefined();
});

describe.each(CALLBACKS)('$name', ({ operation, auth, contentType, bodies }) => {
	test.each(WORDS)('%s in the place of any word, and of any key, gives a record of words', (word) => {
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
				for (const { record } of records) for (const key of ['status', 'channel', 'kind', 'statusCode', 'statusText'] as const) expect([key, ['string', 'object'].includes(typeof (record as Record<string, unknown>)[key])]).toEqual([key, true]);
			}
		}
	});
});

test('lint finds a table that has a prototype', () => {
	const lint = (code: string) => {
		const { stdout } = spawnSync(process.execPath, ['node_modules/eslint/bin/eslint.js', '--config', 'eslint.tools.config.mjs', '--format', 'json', '--stdin', '--stdin-filename', 'core/input/example.ts'], { input: code, encoding: 'utf8' });
		return (JSON.parse(stdout) as Array<{ messages: Array<{ line: number; ruleId: string }> }>)[0]!.messages.map(({ line, ruleId }) => [line, ruleId]);
	};
	const code = [
		"const CODES: Readonly<Record<string, string>> = { '4': 'delivered' };",
		"export const OTHERS: Record<string, string> = { '4': 'delivered' };",
		"const GOOD = table<string>({ '4': 'delivered' });",
		'const gathered: Record<string, string> = {};',
		"const CLOSED: Record<'a' | 'b', string> = { a: '1', b: '2' };",
	];
	expect(lint(code.join('\n'))).toEqual([[1, 'no-restricted-syntax'], [2, 'no-restricted-syntax']]);
});
