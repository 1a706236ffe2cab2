import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Provider } from './contract.mts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Finds every folder beside this file that has a `provider.mts`. */
export async function discoverProviders(): Promise<Provider[]> {
	return await Promise.all(namesIn('').map(async (name) => await loadProvider('', name)));
}

/** The same for `presets/`: the vendors of the presets of HTTP Messages. */
export async function discoverPresets(): Promise<Provider[]> {
	return await Promise.all(namesIn('presets/').map(async (name) => await loadProvider('presets/', name)));
}

function namesIn(folder: '' | 'presets/'): string[] {
	return readdirSync(`${FOLDER}${folder}`)
		.filter((name) => existsSync(`${FOLDER}${folder}${name}/provider.mts`))
		.sort();
}

async function loadProvider(folder: '' | 'presets/', name: string): Promise<Provider> {
	// A relative path, because Jest's transform turns this into a require, which takes no file URL.
	const module = (await import(`./${folder}${name}/provider.mts`)) as { provider?: Provider };
	if (module.provider?.name !== name) throw new Error(`sandbox/${folder}${name}/provider.mts exports no provider named "${name}"`);
	return module.provider;
}
