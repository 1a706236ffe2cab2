import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { npmEnvironment, runCommand } from './command.mts';
import { artifacts, cacheFolder, root } from './paths.mts';
import { atEnd } from './processes.mts';
import type { Report, Step } from './report.mts';

/** Increase this if the way of installing changes although the lock files do not. */
const recipe = '1';

/** The versions of n8n that are installed whole; each has its lock file in host/n8n-<version>. The newest is what the demo and the proofs run in. */
export const hostVersions = ['2.41', '2.20', '2.0', '1.123'] as const;
export type HostVersion = (typeof hostVersions)[number];
const newest = hostVersions[0];

/** The older versions of n8n's engine (n8n-core and n8n-workflow alone), with lock files in host/engine-<version>. */
export const engineVersions = ['1.123', '2.8', '2.20'] as const;
export type EngineVersion = (typeof engineVersions)[number];

/** An installed n8n and the Node that runs it. */
export interface Host {
	/** As in the name of its folder in host/. */
	version: HostVersion;
	/** The Node executable. */
	node: string;
	/** The folder of the n8n package. */
	n8n: string;
	/** The node_modules n8n was installed in. */
	modules: string;
}

/** A locked n8n with a Node that it runs on, installed once per lock file and machine kind. */
export async function ensureHost(report: Report, version: HostVersion = newest): Promise<Host> {
	const manifest = JSON.parse(await readFile(join(root, `host/n8n-${version}/package.json`), 'utf8')) as { config: { node: string } };
	const nodeFolder = `host/node-${manifest.config.node}`;
	const home = await ensureInstalled(report, 'n8n', `n8n ${version}`, [`host/n8n-${version}`, nodeFolder], async (draft) => {
		await report.step(`Install Node ${manifest.config.node}`, () => installNode(nodeFolder, join(draft, 'node')));
		await report.step(`Install n8n ${version} (once; 2 GB, two to five minutes)`, (step) => installN8n(version, join(draft, 'n8n'), step));
		await report.step("Build n8n's database driver (once; about a minute)", () => buildNative(describe(version, draft)));
	});
	return describe(version, home);
}

/** The node_modules of a locked engine of an older n8n, installed once per lock file and machine kind. */
export async function ensureEngine(report: Report, version: EngineVersion): Promise<string> {
	const folder = `host/engine-${version}`;
	const home = await ensureInstalled(report, 'engine', `The engine of n8n ${version}`, [folder], async (draft) => {
		await report.step(`Install the engine of n8n ${version} (once; 200 to 400 MB, half a minute)`, async () => {
			await copyManifests(folder, draft);
			await npm(['ci', '--ignore-scripts', '--legacy-peer-deps'], draft, `install-engine-${version}.log`);
		});
	});
	return join(home, 'node_modules');
}

/**
 * Builds an installation in a folder of its own and moves it into place at the end, so that nobody uses a half-finished one.
 * @param folders the folders whose lock files say what to install
 */
async function ensureInstalled(report: Report, kind: string, title: string, folders: string[], build: (draft: string) => Promise<void>): Promise<string> {
	const home = join(cacheFolder, `${kind}-${await keyOf(folders)}`);
	if (existsSync(home)) {
		report.line(`✓ ${title} is installed already (${home})`);
		return home;
	}
	await mkdir(cacheFolder, { recursive: true });
	await removeAbandoned();
	const draft = `${home}.unfinished-${process.pid}`;
	atEnd(() => rm(draft, { recursive: true, force: true, maxRetries: 5 }));
	await build(draft);
	await rename(draft, home).catch((error: unknown) => {
		// Another run was faster. Its installation is as good as ours.
		if (!existsSync(home)) throw error;
	});
	return home;
}

async function keyOf(folders: string[]): Promise<string> {
	const hash = createHash('sha256').update(`${recipe} ${process.platform} ${process.arch}`);
	for (const folder of folders) hash.update(await readFile(join(root, folder, 'package-lock.json')));
	return hash.digest('hex').slice(0, 16);
}

function describe(version: HostVersion, home: string): Host {
	const packages = join(home, 'node/node_modules');
	const name = existsSync(packages) ? readdirSync(packages).find((entry) => entry.startsWith('node-')) : undefined;
	if (name === undefined) throw new Error(`No Node for ${process.platform} ${process.arch} among the packages of host/node-….`);
	const modules = join(home, 'n8n/node_modules');
	return { version, node: join(packages, name, 'bin/node'), n8n: join(modules, 'n8n'), modules };
}

async function installNode(from: string, folder: string): Promise<void> {
	await copyManifests(from, folder);
	await npm(['ci', '--ignore-scripts'], folder, 'install-node.log');
}

async function installN8n(version: HostVersion, folder: string, step: Step): Promise<void> {
	await copyManifests(`host/n8n-${version}`, folder);
	const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
	const packages = Object.keys(lock.packages).filter((path) => path !== '');
	step.detail(() => {
		const unpacked = packages.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
		return unpacked === 0 ? 'fetching packages' : `${unpacked} of about ${packages.length} packages`;
	});
	// --legacy-peer-deps: the lock file was made that way. --ignore-scripts: buildNative builds only what is needed.
	await npm(['ci', '--ignore-scripts', '--legacy-peer-deps'], folder, `install-n8n-${version}.log`);
}

/** n8n needs these two native modules (older versions only one). Other native modules come ready-made or are not needed on loopback. */
async function buildNative(host: Host): Promise<void> {
	const nodeFolder = dirname(dirname(host.node));
	const folder = dirname(host.modules);
	const names = ['sqlite3', 'isolated-vm'].filter((name) => existsSync(join(host.modules, name)));
	try {
		// Uses n8n's own Node and its headers, so compiling needs no download.
		await runCommand(
			'npm',
			['rebuild', ...names, '--ignore-scripts=false', '--foreground-scripts', `--nodedir=${nodeFolder}`],
			{ cwd: folder, logFile: join(artifacts, 'logs/build-native.log'), env: npmEnvironment(dirname(host.node)) },
		);
	} catch (error) {
		throw new Error(
			"n8n's database driver could not be built. It needs a C++ compiler, make and Python 3 (Debian and Ubuntu: apt-get install g++ make python3).",
			{ cause: error },
		);
	}
}

async function npm(args: string[], folder: string, log: string): Promise<void> {
	await runCommand('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: folder,
		logFile: join(artifacts, 'logs', log),
		env: npmEnvironment(),
	});
}

async function copyManifests(from: string, to: string): Promise<void> {
	await mkdir(to, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) await cp(join(root, from, file), join(to, file));
	// Makes npm treat the folder as a root, whatever is above it.
	await writeFile(join(to, '.npmrc'), '');
}

/** Removes half-finished installations of killed runs. */
async function removeAbandoned(): Promise<void> {
	for (const name of await readdir(cacheFolder)) {
		const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
		if (pid !== undefined && !isAlive(Number(pid))) await rm(join(cacheFolder, name), { recursive: true, force: true });
	}
}

/** Whether a process with this number runs. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
