import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { atEnd } from './processes.mts';
import { readManifest, unpack } from './pack.mts';

/** A temporary folder, removed when the run ends. */
export async function temporaryFolder(name: string): Promise<string> {
	// realpath, because n8n compares real paths.
	const folder = await realpath(await mkdtemp(join(tmpdir(), `n8n-nodes-communications-${name}-`)));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	return folder;
}

/**
 * A fresh home for n8n with our package in it, as n8n's own installation of a community package leaves it: unpacked,
 * development and peer dependencies cut from its manifest, no node_modules of its own. It is outside of the checkout, because inside a forgotten import
 * would find the development packages and pass unnoticed.
 * @param version another version for the package
 */
export async function prepareUserFolder(tarball: string, version?: string): Promise<string> {
	const folder = await temporaryFolder('home');
	const nodes = join(folder, '.n8n/nodes');
	await mkdir(join(nodes, 'node_modules'), { recursive: true });
	const target = join(nodes, 'node_modules', 'n8n-nodes-communications');
	await unpack(tarball, target);
	const { name, ...own } = await readManifest(target);
	const manifestFile = join(target, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, unknown>;
	for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[key];
	manifest.version = version ?? own.version;
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	await writeFile(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: manifest.version } }, null, 2),
	);
	return folder;
}

/** The only folder that n8n's file nodes may read, unless an administrator names others. */
export async function prepareFilesFolder(userFolder: string): Promise<string> {
	const folder = join(userFolder, '.n8n-files');
	await mkdir(folder, { recursive: true });
	return folder;
}
