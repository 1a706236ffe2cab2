import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TOKEN_HEADER } from './access.mts';
import { discoverPresets } from './discovery.mts';
import type { Sandbox } from './server.mts';

const USAGE = 'npm run sandbox -- [--port 4010] [--latency ms] [--key provider=key]… [--tls port=file.pem] [--editor url] [--host name]…';

interface Settings {
	port: number;
	latencyMs: number;
	keys: Record<string, string[]>;
	tls?: { port: number; pem: string };
	/** The workflow that the inbox links to. */
	editorUrl: string | null;
	hosts: string[];
	/** From the environment, because a list of processes does not show it. */
	token?: string;
}

function readSettings(): Settings {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			latency: { type: 'string', default: '0' },
			key: { type: 'string', multiple: true, default: [] },
			tls: { type: 'string' },
			editor: { type: 'string' },
			host: { type: 'string', multiple: true, default: [] },
		},
	});
	const keys: Settings['keys'] = {};
	for (const pair of values.key) {
		const [, provider, key] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
		if (provider === undefined || key === undefined) throw new Error(`--key ${pair}: write provider=key`);
		(keys[provider] ??= []).push(key);
	}
	const tls = values.tls === undefined ? {} : { tls: readTls(values.tls) };
	const token = process.env.SANDBOX_TOKEN ? { token: process.env.SANDBOX_TOKEN } : {};
	return { port: wholeNumber('--port', values.port, 65_535), latencyMs: wholeNumber('--latency', values.latency, 600_000), keys, ...tls, editorUrl: values.editor ?? null, hosts: values.host, ...token };
}

function readTls(text: string): Settings['tls'] {
	const [, port, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
	if (port === undefined || file === undefined) throw new Error(`--tls ${text}: write port=file.pem, a file with key and certificate`);
	return { port: wholeNumber('--tls', port, 65_535), pem: readFileSync(file, 'utf8') };
}

function wholeNumber(name: string, text: string, most: number): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > most) throw new Error(`${name} ${text}: write a whole number from 0 to ${most}`);
	return value;
}

function announce(sandbox: Sandbox): void {
	const { url, providers } = sandbox;
	console.log(`Inbox        ${url}/`);
	for (const provider of providers) console.log(`${provider.padEnd(12)} ${sandbox.providerUrl(provider)}`);
	console.log(`Control API  ${url}/control/state   (docs/sandbox.md lists the rest)`);
	if (!process.env.SANDBOX_TOKEN) console.log(`Token        ${sandbox.token}   (for what changes something: the header ${TOKEN_HEADER})`);
	console.log('Ctrl+C stops it.');
}

function stopOnSignal(sandbox: Sandbox): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			void sandbox.close().then(() => process.exit(0));
		});
	}
}

async function main(): Promise<void> {
	const settings = readSettings();
	// Loading it takes a second, which nobody with a typing error should wait for.
	const { startSandbox } = await import('./server.mts');
	const sandbox = await startSandbox({ ...settings, extraProviders: await discoverPresets() });
	announce(sandbox);
	stopOnSignal(sandbox);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.error(`Usage: ${USAGE}`);
	process.exitCode = 1;
});
