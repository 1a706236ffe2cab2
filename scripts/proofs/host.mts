// Proves in a real n8n what a stand-in cannot: n8n serves our node correctly, its retries reach nobody twice, the examples do what they say, all
// providers' outcomes are alike, and no secret is left anywhere. With names of parts as arguments, only these run: `nodeTypes`, `retries`, `stops`,
// `capillary`, `capillaryTrigger`, `examples`, `presets`, `receipts`,
// `wavyTrigger`, `wavyInboundTrigger`, `wiraya`, `outcomes`, `secrets`. `--update-docs` renews the tables of docs/results.md. `--n8n 1.123` uses an older n8n.
import { parseArgs } from 'node:util';

import { hostVersions } from '../host/install.mts';
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { buildScene } from '../host/testBed.mts';
import { proveCapillary } from './capillary.mts';
import { proveCapillaryTrigger } from './capillaryTrigger.mts';
import { Proof } from './proof.mts';
import { proveExamples } from './examples.mts';
import { proveOutcomes } from './outcomes.mts';
import { provePresets } from './presets.mts';
import { proveReceipts } from './receipts.mts';
import { proveRetries } from './retry.mts';
import { proveSecrets } from './secrets.mts';
import { proveNodeTypes } from './nodeTypes.mts';
import { proveStops } from './stops.mts';
import { proveWavyInboundTrigger } from './wavyInboundTrigger.mts';
import { proveWavyTrigger } from './wavyTrigger.mts';
import { proveWiraya } from './wiraya.mts';

const { values: flags, positionals: wanted } = parseArgs({
	allowPositionals: true,
	options: { 'update-docs': { type: 'boolean', default: false }, n8n: { type: 'string', default: hostVersions[0] } },
});

const parts = { nodeTypes: proveNodeTypes, retries: proveRetries, stops: proveStops, capillary: proveCapillary, capillaryTrigger: proveCapillaryTrigger, examples: proveExamples, presets: provePresets, receipts: proveReceipts, wavyTrigger: proveWavyTrigger, wavyInboundTrigger: proveWavyInboundTrigger, wiraya: proveWiraya, outcomes: proveOutcomes, secrets: proveSecrets };

runMain(async () => {
	const unknown = wanted.filter((name) => !Object.hasOwn(parts, name));
	if (unknown.length > 0) throw new Error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}.`);
	const report = new Report();
	const proof = new Proof(report);
	const version = hostVersions.find((one) => one === flags.n8n);
	if (version === undefined) throw new Error(`No such n8n: ${flags.n8n}. There are ${hostVersions.join(', ')}.`);
	const scene = await buildScene(report, `proof-host-${version}`, {}, version);
	for (const [name, prove] of Object.entries(parts)) {
		if (wanted.length === 0 || wanted.includes(name)) await prove(scene, proof, flags['update-docs']);
	}
	return proof.result();
});
