import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

import { selfSigned } from './certificate.mts';
import type { Host } from './install.mts';
import { atEnd } from './processes.mts';

/** The host of the registry that this n8n uses, from its own code. Another registry needs a licence. */
async function registryHostOf({ n8n }: Host): Promise<string> {
	const dist = join(n8n, 'dist');
	const file = (await readdir(dist, { recursive: true })).find((name) => name.endsWith('community-packages.service.js'));
	const [, host] = /DEFAULT_REGISTRY = 'https:\/\/([^'/]+)/.exec(file === undefined ? '' : await readFile(join(dist, file), 'utf8')) ?? [];
	if (host === undefined) throw new Error(`n8n's code in ${dist} no longer says which registry it uses: look for its community packages service.`);
	return host;
}

interface Published {
	manifest: { name: string; version: string };
	tarball: Buffer;
}

/**
 * A stand-in for the public registry, on loopback, for one process. It holds only what is published here, and the proxy in front of it reaches nothing else.
 */
export class Registry {
	private readonly published: Published[] = [];
	/** All requests, in order. */
	readonly requests: string[] = [];

	private constructor(
		private readonly host: string,
		/** Environment variables for the process that uses this registry. */
		readonly env: NodeJS.ProcessEnv,
		/** Settings for npm, if that process does not pass on its environment. */
		readonly npmrc: string,
	) {}

	/**
	 * @param n8n the n8n that uses it
	 * @param folder for its certificate
	 */
	static async start(n8n: Host, folder: string): Promise<Registry> {
		const host = await registryHostOf(n8n);
		const pem = selfSigned(host);
		const certificate = join(folder, 'registry.pem');
		await writeFile(certificate, pem);
		const server = https.createServer({ key: pem, cert: pem });
		const port = await listen(server);
		const proxy = http.createServer((_request, response) => response.writeHead(403).end());
		proxy.on('connect', (request: http.IncomingMessage, socket: Socket) => {
			// A closed connection is not an error.
			socket.on('error', () => undefined);
			if (request.url !== `${host}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			const upstream = connect(port, '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
				upstream.pipe(socket).pipe(upstream);
			}).on('error', () => socket.destroy());
			socket.on('close', () => upstream.destroy());
		});
		const address = `http://127.0.0.1:${await listen(proxy)}`;
		const env = { HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: '127.0.0.1,localhost', NODE_EXTRA_CA_CERTS: certificate };
		const registry = new Registry(host, env, `registry=https://${host}/\nhttps-proxy=${address}\ncafile=${certificate}\nupdate-notifier=false\n`);
		server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => registry.answer(request, response));
		return registry;
	}

	/** Publishes a packed package as its newest version. */
	async publish(tarball: string, manifest: Published['manifest']): Promise<void> {
		this.published.push({ manifest, tarball: await readFile(tarball) });
	}

	private answer({ method, url = '/' }: http.IncomingMessage, response: http.ServerResponse): void {
		this.requests.push(`${method} ${url}`);
		const [, name = '', ...rest] = url.split('?')[0]!.split('/').map(decodeURIComponent);
		const versions = this.published.filter(({ manifest }) => manifest.name === name);
		const newest = versions.at(-1);
		const wanted = rest[0] === '-' ? versions.find(({ manifest }) => rest[1] === fileOf(manifest)) : rest[0] === 'latest' ? newest : versions.find(({ manifest }) => manifest.version === rest[0]);
		if (method !== 'GET' || !newest || (rest.length > 0 && !wanted)) return void response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}');
		if (rest[0] === '-') return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(wanted!.tarball);
		const told = wanted
			? this.described(wanted)
			: { name, 'dist-tags': { latest: newest.manifest.version }, versions: Object.fromEntries(versions.map((one) => [one.manifest.version, this.described(one)])) };
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
	}

	/** The registry's description of a version. */
	private described({ manifest, tarball }: Published): object {
		const digest = (algorithm: string, encoding: 'hex' | 'base64') => createHash(algorithm).update(tarball).digest(encoding);
		return { ...manifest, dist: { tarball: `https://${this.host}/${manifest.name}/-/${fileOf(manifest)}`, integrity: `sha512-${digest('sha512', 'base64')}`, shasum: digest('sha1', 'hex') } };
	}
}

const fileOf = ({ name, version }: Published['manifest']) => `${name}-${version}.tgz`;

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	atEnd(() => void server.close());
	server.unref();
	return (server.address() as AddressInfo).port;
}
