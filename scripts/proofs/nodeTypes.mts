import { readManifest } from '../host/pack.mts';
import { packageName, root } from '../host/paths.mts';
import type { Scene } from '../host/testBed.mts';
import { same, type Proof } from './proof.mts';
import { proveCredentials } from './credentials.mts';

interface NodeType {
	name: string;
	displayName: string;
	codex?: { categories?: string[] };
	iconUrl?: string | { light: string; dark: string };
}

/** Checks the descriptions of our nodes that n8n gives to its editor. No other test can find an error there. */
export async function proveNodeTypes(scene: Scene, proof: Proof): Promise<void> {
	const types = (await (await scene.rest.fetch('types/nodes.json')).json()) as NodeType[];
	const ours = types.filter(({ name }) => name.startsWith(`${packageName}.`));

	await proof.holds('n8n offers every node of the manifest, and each as a tool for AI agents', async () => {
		const { n8n } = await readManifest(root);
		const names = n8n.nodes.map((file) => /(\w+)\.node\.js$/.exec(file)?.[1] ?? file).map((name) => name[0]?.toLowerCase() + name.slice(1));
		const expected = names.flatMap((name) => (name.endsWith('Trigger') ? [name] : [name, `${name}Tool`]));
		same('node types', ours.map(({ name }) => name.slice(packageName.length + 1)).sort(), expected.sort());
		return expected.join(', ');
	});
	await proof.holds('n8n knows the category of every node', () => {
		const without = ours.filter(({ name, codex }) => !name.endsWith('Tool') && !codex?.categories?.includes('Communication'));
		same('without category', without.map(({ name }) => name), []);
		return 'Communication';
	});
	await proof.holds('n8n serves the icons of every node, light and dark', async () => {
		const urls = ours.flatMap(({ iconUrl }) => (typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : []));
		same('icons', urls.length, 2 * ours.length);
		for (const url of urls) {
			const response = await scene.rest.fetch(url);
			same(url, [response.status, response.headers.get('content-type')?.split(';')[0]], [200, 'image/svg+xml']);
		}
		return `${urls.length} pictures`;
	});
	await proveCredentials(scene, proof);
}
