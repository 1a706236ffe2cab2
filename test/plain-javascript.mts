import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

/**
 * The file of a program as plain JavaScript, because compiling it at every start would take most of the time. Its modules find their files from where they
 * were. A test file calls this outside of its tests, and after them the file is deleted.
 */
export async function plainJavaScript(module: string): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), 'plain-javascript-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	const program = join(folder, 'program.cjs');
	const places = (path: string) => readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
	await build({
		entryPoints: [module],
		outfile: program,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		logLevel: 'error',
		plugins: [{ name: 'places', setup: ({ onLoad }) => onLoad({ filter: /\.mts$/ }, ({ path }) => ({ loader: 'ts', contents: places(path) })) }],
	});
	return program;
}
