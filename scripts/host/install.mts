import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { npmEnvironment, runCommand } from './command.mts';
import { artifacts, cacheFolder, root } from './paths.mts';
import { atEnd } from './processes.mts';
import type { Report, Step } from './report.mts';

/** Raised when the way of installing changes although what is installed does not. */
const recipe = '1';

/** An installed n8n and the Node that runs it. */
export interface Host {
	/** The Node 24 executable. */
	node: string;
	/** The folder of the n8n package. */
	n8n: string;
	/** The node_modules n8n was installed in. */
	modules: string;
}

/**
 * The locked n8n with a Node 24 to run it, installed once per lock file and machine kind. It is built in a folder of its own
 * and moved into place as the last act, so that a half-done installation is never taken for a good one.
 */
export async function ensureHost(report: Report): Promise<Host> {
	const home = join(cacheFolder, await installationKey());
	if (existsSync(home)) {
		report.line(`✓ n8n is installed already (${home})`);
		return describe(home);
	}
	await mkdir(cacheFolder, { recursive: true });
	await removeAbandoned();
	const draft = `${home}.unfinished-${process.pid}`;
	atEnd(() => rm(draft, { recursive: true, force: true, maxRetries: 5 }));
	await report.step('Install Node 24', () => installNode(join(draft, 'node')));
	await report.step('Install n8n (once; 2 GB, two to five minutes)', (step) => installN8n(join(draft, 'n8n'), step));
	await report.step("Build n8n's database driver (once; about a minute)", () => buildNative(describe(draft)));
	await rename(draft, home).catch((error: unknown) => {
		// Another run was faster: its installation is as good as ours.
		if (!existsSync(home)) throw error;
	});
	return describe(home);
}

async function installationKey(): Promise<string> {
	const hash = createHash('sha256').update(`${recipe} ${process.platform} ${process.arch}`);
	for (const file of ['package-lock.json', 'node/package-lock.json']) hash.update(await readFile(join(root, 'host', file)));
	return `n8n-${hash.digest('hex').slice(0, 16)}`;
}

function describe(home: string): Host {
	const packages = join(home, 'node/node_modules');
	const name = existsSync(packages) ? readdirSync(packages).find((entry) => entry.startsWith('node-')) : undefined;
	if (name === undefined) {
		throw new Error(`No Node 24 package for ${process.platform} ${process.arch} in host/node/package.json.`);
	}
	const modules = join(home, 'n8n/node_modules');
	return { node: join(packages, name, 'bin/node'), n8n: join(modules, 'n8n'), modules };
}

async function installNode(folder: string): Promise<void> {
	await copyManifests('host/node', folder);
	await npm(['ci', '--ignore-scripts'], folder, 'install-node.log');
}

async function installN8n(folder: string, step: Step): Promise<void> {
	await copyManifests('host', folder);
	const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
	const packages = Object.keys(lock.packages).filter((path) => path !== '');
	step.detail(() => {
		const unpacked = packages.filter((path) => existsSync(join(folder, path, 'package.json'))).length;
		return unpacked === 0 ? 'fetching packages' : `${unpacked} of about ${packages.length} packages`;
	});
	// --legacy-peer-deps: the lock file was made that way. --ignore-scripts: only what buildNative names is built.
	await npm(['ci', '--ignore-scripts', '--legacy-peer-deps'], folder, 'install-n8n.log');
}

/** n8n cannot do without these two; their other builds come in the package or are not needed on loopback. */
async function buildNative(host: Host): Promise<void> {
	const nodeFolder = dirname(dirname(host.node));
	const folder = dirname(host.modules);
	try {
		// Run by Node 24 and against the headers it brings: nothing has to be fetched to compile.
		await runCommand(
			'npm',
			['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false', '--foreground-scripts', `--nodedir=${nodeFolder}`],
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
	// Marks the folder as the root of its own installation, whatever lies above it.
	await writeFile(join(to, '.npmrc'), '');
}

/** What runs that were killed left half-done. */
async function removeAbandoned(): Promise<void> {
	for (const name of await readdir(cacheFolder)) {
		const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
		if (pid !== undefined && !isAlive(Number(pid))) await rm(join(cacheFolder, name), { recursive: true, force: true });
	}
}

/** Whether a process of this number runs. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
