// Installs the real n8n that the demo and the proofs run in, if it is not there yet.
import { ensureHost } from './host/install.mts';
import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';

runMain(async () => {
	await ensureHost(new Report());
	return 0;
});
