import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import fastify, { type FastifyInstance } from 'fastify';
import { accessOf, guard, type Access } from './access.mts';
import type { Provider } from './contract.mts';
import { addControlRoutes } from './control/routes.mts';
import { controlsOf, type Controls } from './controls.mts';
import { discoverProviders } from './discovery.mts';
import { addInboxRoutes } from './inbox/routes.mts';
import { Listener } from './listener.mts';
import { addProviderRoutes, addRedirectTarget } from './provider-routes.mts';
import { SandboxState } from './state.mts';

export type { Fault, FaultKind, RefusedRecipient } from './faults/schema.mts';
export type { AcceptedMessage, InboxMessage, Provider } from './contract.mts';
export type { Counts, Duplicate, RecordedRequest } from './records.mts';

export interface SandboxOptions {
	/** 0 or nothing: any free port. */
	port?: number;
	/** Time every provider takes to answer. Default 0. */
	latencyMs?: number;
	/** The accepted keys, by provider. Default: `sandbox-key` for Wiraya. */
	keys?: Readonly<Record<string, readonly string[]>>;
	/** A second port, for HTTPS; key and certificate in one PEM text. */
	tls?: { port: number; pem: string };
	/** The workflow in n8n's editor, for a link in the inbox. */
	editorUrl?: string | null;
	/** Further names by which clients reach it, without a port. */
	hosts?: readonly string[];
	/** The token that the control API requires for changes. Default: a random one. */
	token?: string;
	/** Providers besides those in the folders. */
	extraProviders?: readonly Provider[];
}

/** A running sandbox. Its methods do what the control API does, without HTTP. */
export interface Sandbox extends Controls {
	/** `http://127.0.0.1:<port>`, the address of the inbox. */
	readonly url: string;
	/** The token that the control API requires for changes. */
	readonly token: string;
	setLatency(ms: number): void;
	/** Drops the connections that a `hold` fault keeps; returns how many. */
	releaseHeld(): number;
	/** false: the port is closed and every connection cut, so connecting is refused; true: it is open again. */
	setListening(listening: boolean): Promise<void>;
	close(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const providers = [...(await discoverProviders()), ...(options.extraProviders ?? [])];
	const state = new SandboxState(providers, options.keys ?? {}, options.latencyMs ?? 0);
	state.editorUrl = options.editorUrl ?? null;
	const app = fastify({ forceCloseConnections: true });
	const listener = new Listener(app.server);
	const access = accessOf(options);
	guard(app, access);
	await addRoutes(app, state, listener, access);
	if (options.tls) await listenSecurely(app, options.tls);
	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;
	return toSandbox(app, state, listener, `http://127.0.0.1:${port}`, access);
}

/** Serves requests on the second port like requests on the first. */
async function listenSecurely(app: FastifyInstance, { port, pem }: { port: number; pem: string }): Promise<void> {
	const server = createServer({ key: pem, cert: pem }, (socket) => app.server.emit('connection', socket));
	app.addHook('onClose', () => void server.close());
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
}

async function addRoutes(app: FastifyInstance, state: SandboxState, listener: Listener, access: Access): Promise<void> {
	for (const provider of state.providers) {
		await app.register((scope, _options, done) => {
			addProviderRoutes(scope, provider, state);
			done();
		});
	}
	await app.register((scope, _options, done) => {
		addRedirectTarget(scope, state);
		done();
	});
	await app.register((scope, _options, done) => {
		addControlRoutes(scope, state, listener, access);
		done();
	});
	await app.register((scope, _options, done) => {
		addInboxRoutes(scope, state, access);
		done();
	});
}

function toSandbox(app: FastifyInstance, state: SandboxState, listener: Listener, url: string, { token }: Access): Sandbox {
	const { holds } = state;
	return {
		...controlsOf(state, url),
		url,
		token,
		setLatency: (ms) => {
			state.latencyMs = ms;
		},
		releaseHeld: () => holds.release(),
		setListening: (listening) => (listening ? listener.open() : listener.shut()),
		close: async () => {
			listener.forget();
			state.callbacks.clear();
			holds.release();
			app.server.closeAllConnections();
			await app.close();
		},
	};
}
