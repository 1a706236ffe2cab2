import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

import type { Host } from './install.mts';
import { artifacts } from './paths.mts';
import { freePorts } from './ports.mts';
import { startServer } from './server.mts';

export interface RunningN8n {
	url: string;
	logFile: string;
	stop(): Promise<void>;
}

/** Starts a real n8n on loopback, with the user folder as its whole world. */
export async function startN8n(host: Host, userFolder: string, logName: string): Promise<RunningN8n> {
	const [port, brokerPort] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(artifacts, 'logs', logName);
	const stop = await startServer({
		name: 'n8n',
		command: host.node,
		args: [join(host.n8n, 'bin/n8n'), 'start'],
		cwd: userFolder,
		env: environment(host, userFolder, Number(port), Number(brokerPort)),
		logFile,
		readyUrl: `${url}/healthz/readiness`,
		readyWithinMs: 180_000,
	});
	return { url, logFile, stop };
}

/** Named one by one: whatever else is set on this machine must not decide how the run goes. */
function environment(host: Host, userFolder: string, port: number, brokerPort: number): NodeJS.ProcessEnv {
	return {
		PATH: `${dirname(host.node)}:${process.env.PATH ?? '/usr/bin:/bin'}`,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}`,
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		// Nothing leaves this machine, and nothing is asked of whoever opens the editor.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DISABLED_MODULES: 'mcp-registry',
	};
}
