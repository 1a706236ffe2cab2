import { credentialForms, type CredentialForm } from '../host/credentials.mts';
import { readManifest } from '../host/pack.mts';
import { root } from '../host/paths.mts';
import type { Scene } from '../host/testBed.mts';
import { same, type Proof } from './proof.mts';

interface CredentialType {
	name: string;
	properties: Array<{ name: string; required?: boolean }>;
}

/** A port where nobody listens. */
const closedPort = 'http://127.0.0.1:1';

/** Runs n8n's own credential test, as the editor's button does, for every credential type of the package. */
export async function proveCredentials(scene: Scene, proof: Proof): Promise<void> {
	const forms = credentialForms(scene.sandbox);
	await proof.holds('every credential type of the manifest, and every field it demands, is tried right and wrong', async () => {
		const { n8n } = await readManifest(root);
		const served = (await (await scene.rest.fetch('types/credentials.json')).json()) as CredentialType[];
		const types = n8n.credentials.map((file) => typeOf(file));
		same('tried', Object.keys(forms).sort(), types.sort());
		for (const type of types) {
			const { properties } = served.find(({ name }) => name === type)!;
			const required = properties.filter((property) => property.required).map(({ name }) => name);
			const filledIn = new Set(forms[type]!.flatMap(({ right }) => Object.keys(right)));
			same(`fields of ${type} that no form fills in`, required.filter((name) => !filledIn.has(name)), []);
			same(`forms of ${type} that are never spoiled`, forms[type]!.filter(({ wrong }) => Object.keys(wrong).length === 0), []);
		}
		return types.join(', ');
	});
	for (const [type, ofType] of Object.entries(forms)) {
		for (const form of ofType) {
			await proof.holds(`n8n's credential test of "${form.name}" takes what is right and refuses what is wrong`, () => proveForm(scene, type, form));
		}
	}
}

async function proveForm({ rest, sandbox, credentials }: Scene, type: string, { right, wrong, says }: CredentialForm): Promise<string> {
	const { id, name } = credentials[type]!;
	const test = (fields: Record<string, unknown>) => rest.testCredential(id, name, type, { ...right, ...fields });
	await sandbox.reset();
	same('right', await test({}), { status: 'OK', message: says ?? 'Connection successful!' });
	for (const [what, { fields, says }] of Object.entries(wrong)) same(what, await test(fields), { status: 'Error', message: says });
	if (says === undefined) {
		const { message } = await test({ baseUrl: closedPort });
		same('a port where nobody listens', message.replace(/: .*/, ''), 'Nothing answers at this address');
	}
	same('messages sent by testing', (await sandbox.counts()).accepted, 0);
	return Object.keys(wrong).join(', ');
}

/** `dist/credentials/WirayaApi.credentials.js` is the type `wirayaApi`. */
function typeOf(file: string): string {
	const [, name = file] = /(\w+)\.credentials\.js$/.exec(file) ?? [];
	return name.charAt(0).toLowerCase() + name.slice(1);
}
