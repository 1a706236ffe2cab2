import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { npmEnvironment, runCommand } from './command.mts';
import { artifacts, root } from './paths.mts';

export interface Manifest {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

export async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Packs the built package exactly as it would be published; returns the tarball's path. */
export async function pack(into: string): Promise<string> {
	const manifest = await readManifest(root);
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		if (!existsSync(join(root, file))) throw new Error(`${file} is missing: run \`npm run build\` first.`);
	}
	await mkdir(into, { recursive: true });
	await runCommand('npm', ['pack', '--pack-destination', into, '--ignore-scripts'], {
		cwd: root,
		logFile: join(artifacts, 'logs/pack.log'),
		env: npmEnvironment(),
	});
	const tarball = (await readdir(into)).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack made no tarball.');
	return join(into, tarball);
}

/** Unpacks a tarball so that `folder` is the package itself. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	const draft = `${folder}.unpacked`;
	await rm(draft, { recursive: true, force: true });
	await mkdir(draft, { recursive: true });
	// npm packs everything under one folder, "package".
	await runCommand('tar', ['-xzf', tarball, '-C', draft], { cwd: root, logFile: join(artifacts, 'logs/unpack.log') });
	await rename(join(draft, 'package'), folder);
	await rm(draft, { recursive: true });
}
