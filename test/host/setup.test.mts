/** scripts/setup.mjs calls npm only if a package of the lock file is missing, so nobody who has run `npm ci` waits for it twice. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const LOCKED = { '': { version: '1.0.0' }, 'node_modules/a': { version: '1.2.3' }, 'node_modules/b': { version: '2.0.0', optional: true } };

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'setup-'));
	for (const name of ['scripts', 'node_modules', 'bin']) mkdirSync(join(folder, name));
	cpSync(resolve('scripts/setup.mjs'), join(folder, 'scripts/setup.mjs'));
	writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: LOCKED }));
	writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "npm $1"\nexit 7\n');
	chmodSync(join(folder, 'bin/npm'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @param installed what npm wrote at the end of its last installation */
function setUp(installed: string | null): { status: number | null; called: boolean } {
	if (installed !== null) writeFileSync(join(folder, 'node_modules/.package-lock.json'), installed);
	const { status, stdout } = spawnSync(process.execPath, ['scripts/setup.mjs'], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` } });
	return { status, called: stdout.includes('npm ci') };
}

const packages = (versions: Record<string, string>) => JSON.stringify({ packages: Object.fromEntries(Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }])) });

test.each([
	['every package is there', packages({ a: '1.2.3', b: '2.0.0' })],
	['only an optional one is missing', packages({ a: '1.2.3' })],
	['there is one more', packages({ a: '1.2.3', b: '2.0.0', c: '1.0.0' })],
])('%s: npm is not called', (_what, installed) => {
	expect(setUp(installed)).toEqual({ status: 0, called: false });
});

test.each([
	['nothing is installed', null],
	['a package is missing', packages({ b: '2.0.0' })],
	['a package has another version', packages({ a: '1.2.4', b: '2.0.0' })],
	['the list of what is installed breaks off', '{"packages":'],
])('%s: npm installs, and its failure is passed on', (_what, installed) => {
	expect(setUp(installed)).toEqual({ status: 7, called: true });
});
