import type { IncomingHttpHeaders } from 'node:http';
import { controlsOf, type Controls } from './controls.mts';
import { discoverProviders } from './discovery.mts';
import { Exchange, placeBelow, type Settlement } from './exchange.mts';
import type { SandboxOptions } from './server.mts';
import { SandboxState } from './state.mts';

export type { Settled, Settlement } from './exchange.mts';
export type { Controls } from './controls.mts';

// An https address, because nodes reach another machine only by https.
const ORIGIN = 'https://sandbox.invalid';

/** A request as its sender writes it. */
export interface DirectRequest {
	method: string;
	/** Absolute, below the provider's URL. */
	url: string;
	headers: Readonly<Record<string, string>>;
	body: string;
}

/** The sandbox without a port: the same providers, faults and records behind a function call. The caller adds latency. */
export interface DirectSandbox extends Controls {
	/** Returns the result of the request; null if the connection closes before the body is read. */
	ask(request: DirectRequest): Settlement | null;
}

export async function openSandbox({ keys = {}, extraProviders = [] }: Pick<SandboxOptions, 'keys' | 'extraProviders'> = {}): Promise<DirectSandbox> {
	const state = new SandboxState([...(await discoverProviders()), ...extraProviders], keys, 0);
	const exchanges = new Map(state.providers.map((provider) => [provider.name, new Exchange(provider, state)]));
	return {
		...controlsOf(state, ORIGIN),
		ask({ method, url, headers, body }) {
			const place = url.slice(ORIGIN.length);
			const name = place.split(/[/?]/, 2)[1] ?? '';
			const exchange = exchanges.get(name);
			if (!url.startsWith(ORIGIN) || exchange === undefined) throw new Error(`The sandbox has nothing at ${url}.`);
			const head = { method, headers: lowerCase(headers), ...placeBelow(name, place) };
			return exchange.turnsAway(head) ? null : exchange.settle({ ...head, body: Buffer.from(body) });
		},
	};
}

function lowerCase(headers: Readonly<Record<string, string>>): IncomingHttpHeaders {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
