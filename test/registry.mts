/** All providers, for all tests: a suite takes its rows from here and names no provider. registry.test.mts says which sample is missing. */
import type { RequestEntry, SendEntry } from '../core/provider.ts';
import type { RequestOperation } from '../core/request/operation.ts';
import type { SendOperation } from '../core/send/operation.ts';
import { samples as capillary } from './capillary/samples.mts';
import { samples as comapi } from './comapi/samples.mts';
import { samples as http } from './http/samples.mts';
import type { Samples } from './samples.mts';
import { samples as wavy } from './wavy/samples.mts';
import { samples as wiraya } from './wiraya/samples.mts';

/** The operation of an entry. If settings define it, the one from the samples. */
export async function operationOf(entry: SendEntry | RequestEntry, { sends }: Samples): Promise<SendOperation | RequestOperation> {
	const loaded = await entry.load();
	return typeof loaded === 'function' ? Object.values(sends).find(({ parameters }) => parameters.operation === entry.value)!.operation : loaded;
}

/** The rows of some providers, by their kind. */
export function registryOf(all: readonly Samples[]) {
	const merged = <Kind extends 'sends' | 'calls' | 'lookups' | 'secrets'>(kind: Kind) => Object.assign({}, ...all.map((samples) => samples[kind])) as Samples[Kind];
	return {
		REGISTRY: all,
		PROVIDERS: all.map(({ provider }) => provider.name),
		SENDS: merged('sends'),
		CALLS: merged('calls'),
		LOOKUPS: merged('lookups'),
		SECRETS: merged('secrets'),
		MODES: all.flatMap(({ modes }) => modes),
		ANSWERS: all.flatMap(({ answers }) => answers),
		CALLBACKS: all.flatMap(({ callbacks }) => callbacks),
	};
}

export const { REGISTRY, PROVIDERS, SENDS, CALLS, LOOKUPS, SECRETS, MODES, ANSWERS, CALLBACKS } = registryOf([wiraya, capillary, comapi, wavy, http]);
