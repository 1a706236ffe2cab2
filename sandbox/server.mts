import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { ListedCallback } from './callbacks/callbacks.mts';
import type { Delivery } from './callbacks/line.mts';
import { callbackBody, callbackChange, type CallbackChange, type CallbackOptions } from './callbacks/schema.mts';
import type { AcceptedMessage, InboundMessage, Provider } from './contract.mts';
import { addControlRoutes } from './control/routes.mts';
import { inboundBody, statusRule } from './control/schema.mts';
import { discoverProviders } from './discovery.mts';
import { faultSchema, refusalSchema, type Fault, type RefusedRecipient } from './faults/schema.mts';
import type { ScheduledFault } from './faults/schedule.mts';
import { addInboxRoutes } from './inbox/routes.mts';
import type { InboundRule } from './inbound.mts';
import { Listener } from './listener.mts';
import { addProviderRoutes, addRedirectTarget } from './provider-routes.mts';
import type { Counts, Duplicate, RecordedRequest } from './records.mts';
import { SandboxState } from './state.mts';
import type { StatusRule } from './statuses.mts';

export type { Fault, FaultKind, RefusedRecipient } from './faults/schema.mts';
export type { AcceptedMessage, InboxMessage, Provider } from './contract.mts';
export type { Counts, Duplicate, RecordedRequest } from './records.mts';

export interface SandboxOptions {
	/** 0 or nothing: any free port. */
	port?: number;
	/** Time every provider takes to answer. Default 0. */
	latencyMs?: number;
	/** The keys that are right, by provider. Default: `sandbox-key` for Wiraya. */
	keys?: Readonly<Record<string, readonly string[]>>;
	/** Providers besides those in the folders. */
	extraProviders?: readonly Provider[];
}

/** A running sandbox. Its methods do what the control API does, without HTTP. */
export interface Sandbox {
	/** `http://127.0.0.1:<port>`, the address of the inbox. */
	readonly url: string;
	readonly providers: readonly string[];
	/** The base URL to put in the provider's credential. */
	providerUrl(provider: string): string;
	/** Accepted messages, oldest first. */
	accepted(): readonly AcceptedMessage[];
	/** Requests to providers, oldest first; the last 5,000. */
	requests(): readonly RecordedRequest[];
	duplicates(): readonly Duplicate[];
	counts(): Counts;
	/** Returns the fault's id. @throws {ZodError} for a fault that makes no sense */
	addFault(fault: Fault): number;
	faults(): ScheduledFault[];
	/** All faults, or the one with this id; says how many went. */
	clearFaults(id?: number): number;
	refuseRecipient(rule: RefusedRecipient): void;
	clearRefusedRecipients(): void;
	/** How far the messages that match have come; those nobody speaks of go on by themselves. */
	setStatus(rule: StatusRule): void;
	/** A customer writes to a provider's number. */
	write(message: InboundRule): InboundMessage;
	/** Tokens that providers gave so far are good no longer. */
	expireTokens(): void;
	/** Gives a provider an address to call back; returns its id. */
	callBack(options: CallbackOptions): string;
	changeCallback(id: string, change: CallbackChange): void;
	callbacks(): ListedCallback[];
	/** Callbacks whose end is known, oldest first; the last 5,000. */
	deliveries(): readonly Delivery[];
	/** Resolves when everything that was to be told has been told, or was given up. */
	settled(): Promise<void>;
	setLatency(ms: number): void;
	/** Drops the connections a `hold` fault keeps; says how many. */
	releaseHeld(): number;
	/** false: the port is closed and every connection cut, so connecting is refused; true: it is open again. */
	setListening(listening: boolean): Promise<void>;
	/** Forgets messages, requests, counters, faults, refused recipients, statuses, addresses for callbacks and what customers wrote; the latency is again that of the start. */
	reset(): void;
	close(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const providers = [...(await discoverProviders()), ...(options.extraProviders ?? [])];
	const state = new SandboxState(providers, options.keys ?? {}, options.latencyMs ?? 0);
	const app = fastify({ forceCloseConnections: true });
	const listener = new Listener(app.server);
	await addRoutes(app, state, listener);
	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;
	return toSandbox(app, state, listener, `http://127.0.0.1:${port}`);
}

async function addRoutes(app: FastifyInstance, state: SandboxState, listener: Listener): Promise<void> {
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
		addControlRoutes(scope, state, listener);
		done();
	});
	await app.register((scope, _options, done) => {
		addInboxRoutes(scope, state);
		done();
	});
}

function toSandbox(app: FastifyInstance, state: SandboxState, listener: Listener, url: string): Sandbox {
	const { journal, faults, refusedRecipients, statuses, inbound, holds, callbacks } = state;
	return {
		url,
		providers: state.providers.map(({ name }) => name),
		providerUrl(name) {
			if (!state.providers.some((provider) => provider.name === name)) throw new Error(`The sandbox has no provider "${name}".`);
			return `${url}/${name}`;
		},
		accepted: () => journal.messages.slice(),
		requests: () => journal.requests.slice(),
		duplicates: () => state.duplicates(),
		counts: () => state.counts(),
		addFault: (fault) => faults.add(faultSchema.parse(fault)),
		faults: () => faults.list(),
		clearFaults: (id) => faults.clear(id),
		refuseRecipient: (rule) => refusedRecipients.add(refusalSchema.parse(rule)),
		clearRefusedRecipients: () => refusedRecipients.clear(),
		write: (message) => {
			const written = inbound.add(inboundBody.parse(message));
			callbacks.wrote(written);
			return written;
		},
		setStatus: (rule) => {
			const parsed = statusRule.parse(rule);
			statuses.set(parsed);
			callbacks.told(parsed);
		},
		callBack: (options) => callbacks.put(callbackBody.parse(options)),
		changeCallback: (id, change) => void callbacks.change(id, callbackChange.parse(change)),
		callbacks: () => callbacks.list(),
		deliveries: () => callbacks.deliveries.slice(),
		settled: async () => await callbacks.settled(),
		expireTokens: () => state.expireTokens(),
		setLatency: (ms) => {
			state.latencyMs = ms;
		},
		releaseHeld: () => holds.release(),
		setListening: (listening) => (listening ? listener.open() : listener.shut()),
		reset: () => state.reset(),
		close: async () => {
			listener.forget();
			callbacks.clear();
			holds.release();
			app.server.closeAllConnections();
			await app.close();
		},
	};
}
