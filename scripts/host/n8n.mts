import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { has } from './differences.mts';
import type { Host } from './install.mts';
import { artifacts } from './paths.mts';
import { freePorts } from './ports.mts';
import { startServer, type RunningServer } from './server.mts';

export interface RunningN8n {
	/** The address of the editor. */
	url: string;
	/** The address of production webhooks: the same process, unless another one handles them. */
	webhookUrl: string;
	logFile: string;
	stop(): Promise<void>;
}

/** n8n's commands that keep running. */
export type Role = 'start' | 'webhook' | 'worker';

export interface ProcessOptions {
	host: Host;
	role: Role;
	/** The folder with all its data. */
	userFolder: string;
	/** Shared by all processes of one n8n. */
	encryptionKey: string;
	logName: string;
	/** Set by a caller that must know it in advance. */
	port: number;
	args?: string[];
	/** Further environment variables. */
	env?: NodeJS.ProcessEnv;
}

/** One running process of n8n. */
export interface RunningProcess extends RunningServer {
	url: string;
	logFile: string;
}

/** Starts a real n8n on loopback, with all its data in the user folder. `env` has further settings of an administrator. */
export async function startN8n(host: Host, userFolder: string, logName: string, env: NodeJS.ProcessEnv = {}): Promise<RunningN8n> {
	const [port] = await freePorts(1);
	const main = await startProcess({ host, role: 'start', userFolder, encryptionKey: newEncryptionKey(), logName, port: port!, env });
	return { ...main, webhookUrl: main.url };
}

export function newEncryptionKey(): string {
	return randomBytes(24).toString('hex');
}

/** Starts one process of n8n and waits until it is ready. */
export async function startProcess({ host, role, userFolder, encryptionKey, logName, port, args = [], env = {} }: ProcessOptions): Promise<RunningProcess> {
	const [brokerPort] = await freePorts(1);
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(artifacts, 'logs', logName);
	const server = await startServer({
		name: role === 'start' ? 'n8n' : `n8n's ${role}`,
		command: host.node,
		args: [join(host.n8n, 'bin/n8n'), role, ...args],
		cwd: userFolder,
		env: { ...environment(host, userFolder, port, brokerPort!), N8N_ENCRYPTION_KEY: encryptionKey, ...env },
		logFile,
		// n8n 1 reports that it is ready before it serves its editor. Until then it answers everything with 200 and a text.
		ready: `${url}/${role === 'start' ? 'rest/settings' : 'healthz/readiness'}`,
		readyWithinMs: 300_000,
		isReady: (text) => text.startsWith('{'),
	});
	return { ...server, url, logFile };
}

/** Listed one by one, so that other settings of this machine do not influence the run. */
function environment(host: Host, userFolder: string, port: number, brokerPort: number): NodeJS.ProcessEnv {
	return {
		PATH: `${dirname(host.node)}:${process.env.PATH ?? '/usr/bin:/bin'}`,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}`,
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		// Nothing leaves this machine, and the editor asks its user no questions.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		...(has(host.version, 'sharesOneConnection') && { DB_SQLITE_POOL_SIZE: '2' }),
		// This module calls a registry on the internet. Older n8n versions do not have it and refuse the name.
		...(existsSync(join(host.n8n, 'dist/modules/mcp-registry')) && { N8N_DISABLED_MODULES: 'mcp-registry' }),
	};
}
