// Proves in a real n8n what a stand-in cannot: that it serves our node as we mean it, and that its repeats reach nobody twice.
import { runMain } from '../host/processes.mts';
import { Report } from '../host/report.mts';
import { buildScene } from '../host/scene.mts';
import { proveCapillary } from './capillary.mts';
import { proveCapillaryTrigger } from './capillaryTrigger.mts';
import { Proof } from './check.mts';
import { proveExamples } from './examples.mts';
import { proveRetries } from './retry.mts';
import { proveServed } from './served.mts';

runMain(async () => {
	const report = new Report();
	const proof = new Proof(report);
	const scene = await buildScene(report, 'proof-host');
	await proveServed(scene, proof);
	await proveRetries(scene, proof);
	await proveCapillary(scene, proof);
	await proveCapillaryTrigger(scene, proof);
	await proveExamples(scene, proof);
	return proof.result();
});
