import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Provider } from './contract.mts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Every folder beside this file that has a `provider.mts`: a new provider is found by being there. */
export async function discoverProviders(): Promise<Provider[]> {
	const names = readdirSync(FOLDER)
		.filter((name) => existsSync(`${FOLDER}${name}/provider.mts`))
		.sort();
	return Promise.all(names.map(loadProvider));
}

async function loadProvider(name: string): Promise<Provider> {
	// A relative path, since Jest's transform turns this into a require, which takes no file URL.
	const module = (await import(`./${name}/provider.mts`)) as { provider?: Provider };
	if (module.provider?.name !== name) throw new Error(`sandbox/${name}/provider.mts exports no provider named "${name}"`);
	return module.provider;
}
