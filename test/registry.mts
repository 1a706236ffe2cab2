/** The providers, once for all tests: a suite takes its rows from here and names none. registry.test.mts says which sample is missing. */
import { samples as capillary } from './capillary/samples.mts';
import { samples as comapi } from './comapi/samples.mts';
import { samples as http } from './http/samples.mts';
import type { Samples } from './samples.mts';
import { samples as wavy } from './wavy/samples.mts';
import { samples as wiraya } from './wiraya/samples.mts';

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
