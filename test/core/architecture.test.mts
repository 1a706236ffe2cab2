/** The shape of the repository, as docs/architecture.md promises it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

function files(folder: string, ending: RegExp): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => join(folder, file))
		.filter((file) => ending.test(file));
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const imports = (file: string) => [...read(file).matchAll(/from '([^']+)'/g)].map(([, name]) => name!);

const providers = ['wiraya', 'capillary', 'wavy', 'comapi'];
const core = files('core', /\.ts$/);

test('there is something to look at', () => {
	expect(core.length).toBeGreaterThan(20);
	expect(files('nodes', /\.ts$/).length).toBeGreaterThan(4);
	expect(files('sandbox', /\.mts$/).length).toBeGreaterThan(10);
});

test.each(core)('%s names no provider and imports nothing of nodes', (file) => {
	expect(providers.filter((provider) => read(file).toLowerCase().includes(provider))).toEqual([]);
	expect(imports(file).filter((name) => /nodes\/|sandbox|credentials/.test(name))).toEqual([]);
});

test.each(core.filter((file) => !file.startsWith(join('core', 'n8n'))))('%s is pure: n8n is not imported', (file) => {
	expect(imports(file).filter((name) => name.startsWith('n8n-'))).toEqual([]);
});

test.each(files('sandbox', /\.mts$/))('%s imports nothing of nodes or core', (file) => {
	expect(imports(file).filter((name) => /\/(nodes|core|credentials|vendor)\//.test(name))).toEqual([]);
});

test('a provider imports core and vendor, never another provider', () => {
	for (const file of files('nodes', /\.ts$/)) {
		const own = file.split(/[\\/]/)[1]!;
		const foreign = imports(file).filter((name) => providers.some((other) => other !== own.toLowerCase() && name.toLowerCase().includes(`/${other}/`)));
		expect(foreign).toEqual([]);
	}
});

test('third-party libraries enter through one file in vendor each', () => {
	const known = ['n8n-workflow', 'luxon', 'node:crypto'];
	const others = [...core, ...files('nodes', /\.ts$/), ...files('credentials', /\.ts$/)].flatMap((file) =>
		imports(file).filter((name) => !name.startsWith('.') && !known.includes(name)),
	);
	expect(others).toEqual([]);
	for (const file of files('vendor', /\.ts$/)) expect(new Set(imports(file).map((name) => name.split('/')[0])).size).toBe(1);
});
