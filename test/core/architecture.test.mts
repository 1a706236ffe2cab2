/** The layout of the repository, as in docs/architecture.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { preProcessFile } from 'typescript';

const root = join(__dirname, '..', '..');

function files(folder: string, ending: RegExp): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => join(folder, file))
		.filter((file) => ending.test(file));
}

/** Everything that a file imports, including types and `import('…')`: packages by name, files by their path from the root. */
function imports(file: string): string[] {
	const names = preProcessFile(readFileSync(join(root, file), 'utf8')).importedFiles.map(({ fileName }) => fileName);
	return names.map((name) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name));
}

/** The folders that each folder may import besides itself. A provider knows nothing of n8n, so another host could run it. */
const BELOW: Record<string, string[]> = {
	nodes: ['providers', 'n8n', 'core'],
	credentials: ['providers', 'n8n', 'core'],
	providers: ['core', 'vendor'],
	n8n: ['core', 'vendor'],
	core: ['vendor'],
	vendor: [],
};
const FLOORS = Object.keys(BELOW);
/** The other rooms that each room of core may use. */
const ROOMS: Record<string, string[]> = {
	http: [],
	wire: [],
	input: ['wire'],
	records: ['input'],
	send: ['http', 'input', 'ledger', 'records'],
	ledger: [],
	request: ['http', 'input', 'ledger', 'records'],
	receive: ['http', 'records', 'wire'],
	poll: ['http', 'request', 'records'],
	prepare: ['input', 'records', 'send'],
};

const product = FLOORS.flatMap((floor) => files(floor, /\.ts$/));
const providers = readdirSync(join(root, 'providers'));
/** The providers' names in a text. `http` alone would match the protocol. */
const names = providers.flatMap((provider) => (provider === 'http' ? ['httpmessages', 'http messages'] : [provider]));
const floorOf = (path: string) => path.split('/')[0]!;
const roomOf = (path: string) => path.split('/')[1]!;
const isFile = (name: string) => FLOORS.includes(floorOf(name));

test('the test finds files', () => {
	expect(providers.length).toBeGreaterThan(3);
	expect(product.length).toBeGreaterThan(200);
	expect(product.flatMap(imports).filter(isFile).length).toBeGreaterThan(500);
	expect(files('sandbox', /\.mts$/).length).toBeGreaterThan(10);
});

test('a folder imports only the folders below it', () => {
	const upwards = product.flatMap((file) =>
		imports(file)
			.filter(isFile)
			.filter((name) => floorOf(name) !== floorOf(file) && !BELOW[floorOf(file)]!.includes(floorOf(name)))
			.map((name) => `${file} → ${name}`),
	);
	expect(upwards).toEqual([]);
});

test('no files import each other in a circle', () => {
	const known = new Set(product);
	const arrows = new Map(product.map((file) => [file, imports(file).map((name) => `${name}.ts`).filter((name) => known.has(name))]));
	const done = new Set<string>();
	const circles: string[] = [];
	const walk = (file: string, way: string[]) => {
		if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
		if (done.has(file) || way.includes(file)) return;
		for (const next of arrows.get(file)!) walk(next, [...way, file]);
		done.add(file);
	};
	for (const file of product) walk(file, []);
	expect(circles).toEqual([]);
});

test.each(files('core', /\.ts$/))('%s names no provider, and uses the rooms it may', (file) => {
	const text = readFileSync(join(root, file), 'utf8').toLowerCase();
	expect(names.filter((name) => text.includes(name))).toEqual([]);
	const allowed = [roomOf(file), ...(ROOMS[roomOf(file)] ?? Object.keys(ROOMS))];
	const others = imports(file).filter((name) => floorOf(name) === 'core' && !allowed.includes(roomOf(name)));
	expect(others).toEqual([]);
});

test('only nodes, credentials and the n8n room import n8n', () => {
	const others = product.filter((file) => !['nodes', 'credentials', 'n8n'].includes(floorOf(file)));
	expect(others.filter((file) => imports(file).some((name) => name.startsWith('n8n-')))).toEqual([]);
});

test.each(files('n8n', /\.ts$/))('%s names no provider', (file) => {
	const text = readFileSync(join(root, file), 'utf8').toLowerCase();
	expect(names.filter((name) => text.includes(name))).toEqual([]);
});

test.each(files('sandbox', /\.mts$/))('%s imports nothing of the product', (file) => {
	expect(imports(file).filter(isFile)).toEqual([]);
});

test('a provider imports core and vendor, never another provider', () => {
	const foreign = files('providers', /\.ts$/).flatMap((file) =>
		imports(file)
			.filter((name) => floorOf(name) === 'providers' && roomOf(name) !== roomOf(file))
			.map((name) => `${file} → ${name}`),
	);
	expect(foreign).toEqual([]);
});

test('third-party libraries enter through one file in vendor each', () => {
	const known = ['n8n-workflow', 'luxon', 'node:crypto'];
	const own = product.filter((file) => floorOf(file) !== 'vendor');
	expect(own.flatMap(imports).filter((name) => !isFile(name) && !known.includes(name))).toEqual([]);
	for (const file of files('vendor', /\.ts$/)) expect(new Set(imports(file).map((name) => name.split('/')[0])).size).toBe(1);
});
