import { randomBytes } from 'node:crypto';

import { ChatModel } from './chatModel.mts';
import { createCredentials, type Credential } from './credentials.mts';
import { ensureHost, type Host } from './install.mts';
import { startN8n, type RunningN8n } from './n8n.mts';
import { pack } from './pack.mts';
import type { Report } from './report.mts';
import { N8nRest, type Owner } from './rest.mts';
import { Sandbox } from './sandbox.mts';
import { prepareUserFolder, temporaryFolder } from './userFolder.mts';

/** A real n8n with our packed package in it, its owner signed in, and credentials that lead to the sandbox and the model. */
export interface Scene {
	host: Host;
	n8n: RunningN8n;
	userFolder: string;
	rest: N8nRest;
	sandbox: Sandbox;
	/** Stands in for the model of the example with an AI agent. */
	model: ChatModel;
	owner: Owner;
	/** By credential type. */
	credentials: Record<string, Credential>;
}

/** Builds the scene that the demo and the proofs play in. `name` keeps their log files apart. */
export async function buildScene(report: Report, name: string): Promise<Scene> {
	const host = await ensureHost(report);
	const userFolder = await report.step('Pack the package and put the tarball into an n8n of its own', async () =>
		prepareUserFolder(await pack(await temporaryFolder('tarball'))),
	);
	const sandbox = await report.step('Start the sandbox', () => Sandbox.start(`${name}-sandbox.log`));
	const model = await ChatModel.start();
	const n8n = await report.step('Start n8n', () => startN8n(host, userFolder, `${name}-n8n.log`));
	const rest = new N8nRest(host, n8n);
	// A password of one run, for an n8n that only this machine can reach.
	const owner = { email: 'demo@example.com', password: `Demo-${randomBytes(6).toString('hex')}-1A` };
	const credentials = await report.step('Set up owner and credentials', async () => {
		await rest.setUpOwner(owner);
		return await createCredentials(rest, sandbox, model);
	});
	return { host, n8n, userFolder, rest, sandbox, model, owner, credentials };
}
