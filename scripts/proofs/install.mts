// Proves the installation that users do: n8n's own Settings → Community nodes, with a stand-in for the public registry on loopback. It installs, updates
// without a restart, restarts, uninstalls, and installs again from the editor. Each time a send and a published trigger must work. `--update-pictures`
// renews docs/pictures; `--n8n 1.123` uses an older n8n.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ChatModel } from '../host/chatModel.mts';
import { npmEnvironment, runCommand } from '../host/command.mts';
import { createCredentials } from '../host/credentials.mts';
import { ensureHost, hostVersions } from '../host/install.mts';
import { newEncryptionKey, startProcess } from '../host/n8n.mts';
import { pack, readManifest, unpack } from '../host/pack.mts';
import { artifacts, packageName } from '../host/paths.mts';
import { freePorts } from '../host/ports.mts';
import { runMain } from '../host/processes.mts';
import { Registry } from '../host/registry.mts';
import { Report } from '../host/report.mts';
import { N8nRest } from '../host/rest.mts';
import { Sandbox } from '../host/sandbox.mts';
import type { Scene } from '../host/testBed.mts';
import { temporaryFolder } from '../host/userFolder.mts';
import { failureOf } from '../host/workflow.mts';
import { recordsOf, statusesOf } from './bulk.mts';
import { createSms, CUSTOMERS } from './capillary.mts';
import { createTrigger } from './capillaryTrigger.mts';
import { openBrowser } from './editor/browser.mts';
import { EditorPage } from './editor/editorPage.mts';
import { Pictures } from './editor/pictures.mts';
import { Proof, same, settles } from './proof.mts';

const { values: flags } = parseArgs({ options: { 'update-pictures': { type: 'boolean', default: false }, n8n: { type: 'string', default: hostVersions[0] } } });

const HIGHER = '99.0.0';
const CREDENTIAL = 'capillaryOAuthApi';

runMain(async () => {
	const report = new Report();
	const proof = new Proof(report);
	const version = hostVersions.find((one) => one === flags.n8n);
	if (version === undefined) throw new Error(`No such n8n: ${flags.n8n}. There are ${hostVersions.join(', ')}.`);
	const host = await ensureHost(report, version);
	const userFolder = await temporaryFolder('home');
	const registry = await Registry.start(host, await temporaryFolder('registry'));
	const nodes = join(userFolder, '.n8n/nodes');
	await mkdir(nodes, { recursive: true });
	await writeFile(join(nodes, '.npmrc'), registry.npmrc);
	const { lower, higher } = await report.step('Pack the package twice, once with a higher version', () => packTwice());
	await registry.publish(lower.tarball, lower.manifest);

	const sandbox = await report.step('Start the sandbox', () => Sandbox.start('proof-install-sandbox.log'));
	const [port] = await freePorts(1);
	const encryptionKey = newEncryptionKey();
	const start = async () => await startProcess({ host, role: 'start', userFolder, encryptionKey, logName: `proof-install-${version}-n8n.log`, port: port!, env: registry.env });
	let n8n = await report.step('Start an n8n without the package', start);
	const rest = new N8nRest(host, { ...n8n, webhookUrl: n8n.url });
	const owner = { email: 'demo@example.com', password: `Demo-${encryptionKey.slice(0, 12)}-1A` };
	await rest.setUpOwner(owner);

	const names = lower.manifest.n8n.nodes.map((file) => /(\w+)\.node\.js$/.exec(file)![1]!);
	const isListed = async (installed: string | null) =>
		same('installed', (await rest.packages()).map(({ packageName: name, installedVersion, installedNodes }) => [name, installedVersion, installedNodes.length]), installed === null ? [] : [[packageName, installed, names.length]]);

	await proof.holds("n8n's own installation from the registry", async () => {
		const { installedVersion, installedNodes } = await rest.installPackage(packageName);
		same('version', installedVersion, lower.manifest.version);
		same('nodes', installedNodes.map(({ type }) => type).sort(), names.map((name) => `${packageName}.${name[0]!.toLowerCase()}${name.slice(1)}`).sort());
		await isListed(lower.manifest.version);
		return `${installedVersion}, ${installedNodes.length} nodes`;
	});

	const credentials = await createCredentials(rest, sandbox, await ChatModel.start());
	const scene = { rest, sandbox, credentials } as Pick<Scene, 'rest' | 'sandbox' | 'credentials'> as Scene;
	const trigger = await createTrigger(scene, CREDENTIAL);
	const send = await createSms(scene);
	let callback: { id: string; url: string } | undefined;

	/** Sends a message and gets its receipt. */
	const works = async () => {
		const before = (await rest.triggered(trigger)).length;
		const { success, failed } = recordsOf(await rest.run(send, 'Start'));
		same('sent', [statusesOf(success), statusesOf(failed)], [`${CUSTOMERS} accepted`, 'none']);
		await sandbox.settled();
		same('callbacks that started the workflow', (await rest.triggered(trigger)).length - before, CUSTOMERS);
		return `${CUSTOMERS} accepted, ${CUSTOMERS} callbacks`;
	};

	await proof.holds('A workflow sends, and a published trigger hears of it', async () => {
		await rest.publish(trigger);
		[callback] = await sandbox.callbacks();
		await sandbox.changeCallback(callback!.id, { course: ['sent', 'failed'] });
		return await works();
	});

	await proof.holds('A higher version is offered and installed; without a restart the workflow sends with it, and the trigger that was published hears of it', async () => {
		await registry.publish(higher.tarball, higher.manifest);
		same('offered', (await rest.packages()).map(({ updateAvailable }) => updateAvailable), [HIGHER]);
		same('updated', (await rest.updatePackage(packageName, HIGHER)).installedVersion, HIGHER);
		await isListed(HIGHER);
		same('description of the node', (await served()).every(({ description }) => description?.startsWith(HIGHER)), true);
		return `${lower.manifest.version} to ${HIGHER}; ${await works()}`;
	});

	await proof.holds('After a restart of n8n both work', async () => {
		await n8n.stop();
		n8n = await start();
		await isListed(HIGHER);
		return await works();
	});

	await proof.holds('Uninstalled, the workflow fails and says why, and callbacks are refused, so that their provider tells again', async () => {
		await rest.uninstallPackage(packageName);
		await isListed(null);
		const { accepted } = await sandbox.counts();
		const why = await rest.run(send, 'Start').then(failureOf, (error: Error) => error.message);
		if (!/unrecognized node type|not recognized/i.test(why)) throw new Error(`the execution says: ${why}`);
		const { status } = await fetch(callback!.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
		same('a callback is taken', status < 400, false);
		same('sent', (await sandbox.counts()).accepted, accepted);
		return `HTTP ${status}`;
	});

	await proof.holds('Installed again from the editor, by its name, both work as before', async () => {
		const pictures = new Pictures(flags['update-pictures']);
		const browser = await report.step('Open Chromium', openBrowser);
		const page = await browser.newPage();
		const editor = new EditorPage(page, n8n.url);
		await editor.signIn(owner);
		await editor.offerPackage(packageName);
		const picture = await pictures.take(page, 'install');
		await editor.installPackage(packageName);
		await settles('installed packages', async () => (await editor.installedPackages()).length, 1);
		await pictures.take(page, 'installed');
		await isListed(HIGHER);
		return `${await works()}; ${picture}`;
	});
	return proof.result();

	async function served(): Promise<Array<{ description?: string }>> {
		const types = (await (await rest.fetch('types/nodes.json')).json()) as Array<{ name: string; description?: string }>;
		return types.filter(({ name }) => name === `${packageName}.capillary`);
	}
});

/** Packs the package as it is, and as a higher version whose Capillary node shows the version in its description. */
async function packTwice() {
	const folder = await temporaryFolder('versions');
	const tarball = await pack(join(folder, 'lower'));
	const unpacked = join(folder, 'unpacked');
	await unpack(tarball, unpacked);
	const manifest = await readManifest(unpacked);
	const changed = { ...manifest, version: HIGHER };
	await writeFile(join(unpacked, 'package.json'), JSON.stringify(changed));
	const node = join(unpacked, 'dist/nodes/Capillary/Capillary.node.js');
	const code = await readFile(node, 'utf8');
	const marked = code.replace(/(description: ['"])/, `$1${HIGHER} `);
	if (marked === code) throw new Error('The description of the node was not found.');
	await writeFile(node, marked);
	const into = join(folder, 'higher');
	await mkdir(into);
	await runCommand('npm', ['pack', '--pack-destination', into, '--ignore-scripts'], { cwd: unpacked, logFile: join(artifacts, 'logs/pack.log'), env: npmEnvironment() });
	return { lower: { tarball, manifest }, higher: { tarball: join(into, `${packageName}-${HIGHER}.tgz`), manifest: changed } };
}
