// Proves that the packed tarball loads where nothing but n8n's own direct dependencies resolves, as in n8n's container image.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { ensureHost, type Host } from '../host/install.mts';
import { pack, readManifest, unpack, type Manifest } from '../host/pack.mts';
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { temporaryFolder } from '../host/userFolder.mts';
import { Proof, same } from './proof.mts';

/** Bundled libraries and development tools. If one of them resolves, the folder is not a bare host. */
const mustNotResolve = ['fast-xml-parser', 'libphonenumber-js', 'typescript', 'moment'];
const mostUnpackedKilobytes = 1000;
const loader = fileURLToPath(new URL('load-package.mjs', import.meta.url));

interface Loaded {
	nodes: string[];
	credentials: string[];
	milliseconds: number;
	problems: string[];
}

runMain(async () => {
	const report = new Report();
	const proof = new Proof(report);
	const host = await ensureHost(report);
	const folder = await temporaryFolder('load');
	const tarball = await pack(join(folder, 'tarball'));
	const target = join(folder, 'host/nodes/n8n-nodes-communications');
	await mkdir(dirname(target), { recursive: true });
	await unpack(tarball, target);
	const manifest = await readManifest(target);
	const linked = await linkDirectDependencies(host, join(folder, 'host/node_modules'));

	await proof.holds('the package brings no dependencies', () => {
		same('dependencies', Object.keys(manifest.dependencies ?? {}), []);
		return '';
	});
	await proof.holds(`the package is no larger than ${mostUnpackedKilobytes} KB unpacked`, async () => {
		const unpacked = await sizeOf(target);
		if (unpacked > mostUnpackedKilobytes * 1024) throw new Error(`${kilobytes(unpacked)} unpacked`);
		return `${kilobytes(unpacked)} unpacked, ${kilobytes((await stat(tarball)).size)} packed`;
	});
	for (const [title, node] of [["n8n's Node 24", host.node], [`Node ${process.versions.node}`, process.execPath]] as const) {
		await proof.holds(`every node and credential loads with ${title} beside n8n's ${linked} direct dependencies only`, () =>
			load(node, target, manifest),
		);
	}
	return proof.result();
});

async function load(node: string, target: string, manifest: Manifest): Promise<string> {
	const { stdout } = await promisify(execFile)(node, [loader, target, ...mustNotResolve], { cwd: target, env: {} });
	const { nodes, credentials, milliseconds, problems } = JSON.parse(stdout) as Loaded;
	if (problems.length > 0) throw new Error(problems.join('; '));
	same('how many nodes', nodes.length, manifest.n8n.nodes.length);
	same('how many credentials', credentials.length, manifest.n8n.credentials.length);
	return `${[...nodes, ...credentials].join(', ')} in ${milliseconds} ms`;
}

/** Makes one link for each dependency in n8n's own manifest, in n8n's version. Dependencies of dependencies stay out of reach. */
async function linkDirectDependencies(host: Host, into: string): Promise<number> {
	const { dependencies } = JSON.parse(await readFile(join(host.n8n, 'package.json'), 'utf8')) as Manifest;
	let linked = 0;
	for (const name of Object.keys(dependencies ?? {})) {
		const source = [join(host.n8n, 'node_modules', name), join(host.modules, name)].find((path) => existsSync(path));
		if (source === undefined) continue;
		const link = join(into, name);
		await mkdir(dirname(link), { recursive: true });
		await symlink(source, link);
		linked += 1;
	}
	return linked;
}

async function sizeOf(folder: string): Promise<number> {
	let total = 0;
	for (const entry of await readdir(folder, { recursive: true })) {
		const info = await lstat(join(folder, entry));
		if (info.isFile()) total += info.size;
	}
	return total;
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1024).toFixed(0)} KB`;
}
