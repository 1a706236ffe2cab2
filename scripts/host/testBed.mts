import { randomBytes } from 'node:crypto';

import { ChatModel } from './chatModel.mts';
import { createCredentials, type Credential } from './credentials.mts';
import { ensureHost, type Host, type HostVersion } from './install.mts';
import { startN8n, type RunningN8n } from './n8n.mts';
import { pack } from './pack.mts';
import { startQueue, type Queue, type WorkerOptions } from './queue.mts';
import type { Report } from './report.mts';
import { N8nRest, type Owner } from './rest.mts';
import { Sandbox } from './sandbox.mts';
import { openServices, type Services } from './services.mts';
import { prepareUserFolder, temporaryFolder } from './userFolder.mts';

/** A real n8n with our packed package in it, its owner signed in, and credentials that lead to the sandbox and the model. */
export interface Scene {
	host: Host;
	n8n: RunningN8n;
	userFolder: string;
	rest: N8nRest;
	sandbox: Sandbox;
	/** Stands in for the model of the example with an AI agent. */
	model: ChatModel;
	owner: Owner;
	/** By credential type. */
	credentials: Record<string, Credential>;
}

/** The same on several processes. */
export interface QueueScene extends Scene {
	queue: Queue;
	services: Services;
}

export interface QueueSceneOptions extends WorkerOptions {
	workers: number;
	/** Further environment variables of every process. */
	env?: NodeJS.ProcessEnv;
	/** The package's version on the first worker, if it should differ. */
	firstWorkerHas?: string;
}

/** Starts everything that the demo and the proofs need. `name` separates their log files; `env` is for n8n; the default `version` is the newest n8n. */
export async function buildScene(report: Report, name: string, env: NodeJS.ProcessEnv = {}, version?: HostVersion): Promise<Scene> {
	const host = await ensureHost(report, version);
	const [userFolder] = await prepareHomes(report, 1);
	return await furnish(report, name, host, userFolder!, () => report.step('Start n8n', () => startN8n(host, userFolder!, `${name}-n8n.log`, env)));
}

/** The same with n8n in queue mode, on a database and a Redis on this machine. */
export async function buildQueueScene(report: Report, name: string, { workers, firstWorkerHas, ...options }: QueueSceneOptions): Promise<QueueScene> {
	const host = await ensureHost(report);
	const services = await openServices(host, report);
	const userFolders = await prepareHomes(report, 2 + workers, { 2: firstWorkerHas });
	const queue = await report.step(`Start n8n in queue mode: main, webhook process, ${workers} workers`, () => startQueue({ host, services, userFolders, name, ...options }));
	return { ...(await furnish(report, name, host, userFolders[0]!, () => Promise.resolve(queue.n8n))), queue, services };
}

/** A home for every process of n8n, with the packed package in it. */
async function prepareHomes(report: Report, count: number, versions: Record<number, string | undefined> = {}): Promise<string[]> {
	return await report.step(`Pack the package and put the tarball into ${count === 1 ? 'an n8n of its own' : `${count} homes of n8n`}`, async () => {
		const tarball = await pack(await temporaryFolder('tarball'));
		const homes: string[] = [];
		for (let made = 0; made < count; made += 1) homes.push(await prepareUserFolder(tarball, versions[made]));
		return homes;
	});
}

async function furnish(report: Report, name: string, host: Host, userFolder: string, start: () => Promise<RunningN8n>): Promise<Scene> {
	const sandbox = await report.step('Start the sandbox', () => Sandbox.start(`${name}-sandbox.log`));
	const model = await ChatModel.start();
	const n8n = await start();
	const rest = new N8nRest(host, n8n);
	// A password for one run, for an n8n that only this machine can reach.
	const owner = { email: 'demo@example.com', password: `Demo-${randomBytes(6).toString('hex')}-1A` };
	const credentials = await report.step('Set up owner and credentials', async () => {
		await rest.setUpOwner(owner);
		return await createCredentials(rest, sandbox, model);
	});
	return { host, n8n, userFolder, rest, sandbox, model, owner, credentials };
}
