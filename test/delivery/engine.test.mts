/** A few random schedules in n8n's engine over sockets; `npm run verify` plays a hundred per provider. */
import { proveInEngine } from './engine.mts';
import { toldCounterExample } from './report.mts';
import { PROVIDERS } from '../registry.mts';

test('every provider keeps every promise with Retry On Fail, "Retry execution" and the Stop button', async () => {
	const proofs = await Promise.all(PROVIDERS.map(async (provider) => await proveInEngine(provider, { count: 12 })));
	expect(proofs.map((proof) => toldCounterExample('engine', proof)).filter((told) => told !== '')).toEqual([]);
});
