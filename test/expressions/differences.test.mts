/** n8n's own evaluation and the node's reading, side by side. `npm run verify` compares a hundred thousand pairs, in each of n8n's expression engines. */
import { itemReader, LEFT_TO_N8N, type ItemReader } from '../../n8n/edges/itemExpression.ts';
import { compare } from './differences.mts';
import { openN8n, type OpenContext } from './evaluation.mts';

const SEED = 20261129;

let open: OpenContext;
beforeAll(async () => {
	open = await openN8n(require.resolve('../../package.json'), 'legacy');
});

test('the node reads the same as n8n evaluates: value, type and error', () => {
	const { difference, compared, readHere } = compare(open, 1_200, SEED);

	expect(difference).toBeNull();
	expect(compared).toBe(1_200);
	// A reader that leaves everything to n8n would pass as well.
	expect(readHere).toBeGreaterThan(compared / 4);
});

/** A reader with one small bug. */
function planted(change: (value: unknown) => unknown): (raw: unknown) => ItemReader | null {
	return (raw) => {
		const read = itemReader(raw);
		return read && ((json) => change(read(json)));
	};
}

test.each<[string, (value: unknown) => unknown]>([
	['a number that becomes text', (value) => (typeof value === 'number' ? String(value) : value)],
	['a missing value that becomes null', (value) => value ?? null],
	['blanks that are cut off', (value) => (typeof value === 'string' ? value.trim() : value)],
	['an object that n8n must copy', (value) => (value === LEFT_TO_N8N ? {} : value)],
])('finds a planted difference: %s', (_what, change) => {
	expect(compare(open, 1_200, SEED, planted(change)).difference).not.toBeNull();
});
