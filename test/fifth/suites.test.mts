/**
 * Runs the suites of all providers with only the fifth. Its samples are in the registry, the sandbox finds its folder, and no suite names it. So a new
 * provider only needs its own samples.
 */
jest.mock('../registry.mts', () => {
	const { registryOf } = jest.requireActual<typeof import('../registry.mts')>('../registry.mts');
	return registryOf([jest.requireActual<typeof import('./samples.mts')>('./samples.mts').samples]);
});
jest.mock('../../sandbox/discovery.mts', () => ({
	discoverProviders: async () => await Promise.resolve([jest.requireActual<typeof import('./sandbox.mts')>('./sandbox.mts').pigeonPost]),
}));

import '../contract/contract.test.mts';
import '../contract/rows.test.mts';
import '../delivery/schedules.test.mts';
import '../fuzz/fuzz.test.mts';
import { runMatrix } from '../delivery/matrix.mts';
import { PROVIDERS } from '../registry.mts';

test('the registry has the fifth provider and no other', () => {
	expect(PROVIDERS).toEqual(['pigeon']);
});

test('every fault, with the settings of On Error in turn', async () => {
	const cells = await runMatrix(false);
	expect(cells.length).toBeGreaterThan(50);
	expect(cells.filter(({ breaches }) => breaches.length > 0)).toEqual([]);
});
