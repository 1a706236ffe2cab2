/** A short fuzzing of every reader; `npm run verify` feeds each for a minute. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { feed, GROWTH_BYTES, HANG_MS } from './fuzz.mts';
import { wireFormatsOf } from '../../core/send/operation.ts';
import { ANSWERS, CALLBACKS, SENDS } from '../registry.mts';
import { targets, type Target } from './targets.mts';

const { gc } = globalThis;
let all: Target[];
beforeAll(async () => {
	all = await targets();
});

test('the targets include every answer of each provider, in each wire format', () => {
	const names = all.map(({ name }) => name);
	const sends = Object.values(SENDS).flatMap(({ operation }) => wireFormatsOf(operation).map((wireFormat) => [operation.provider, `${wireFormat} answers`]));
	const others = [...ANSWERS, ...CALLBACKS].map(({ name }) => [name]);
	for (const words of [['JSON'], ['XML'], ...sends, ...others]) expect([words, names.some((name) => words.every((word) => name.includes(word)))]).toEqual([words, true]);
	expect(new Set(names).size).toBe(names.length);
});

test('no reader throws, loses a message, or uses a word outside of the vocabulary', async () => {
	for (const target of all) {
		const { broken, cases } = await feed(target, { seed: 7, cases: 60 });
		expect([target.name, broken]).toEqual([target.name, null]);
		expect(cases).toBe(60);
	}
});

test('a reader that throws is noticed, and its case can be repeated', async () => {
	const throwing: Target = {
		name: 'throwing',
		feed: async (random) => {
			await Promise.resolve();
			if (random() < 0.05) throw new TypeError('cannot read');
		},
	};
	const { broken } = await feed(throwing, { seed: 1, cases: 1000 });
	expect(broken?.why).toContain('cannot read');
	const again = await feed(throwing, { seed: broken!.seed, cases: 1 });
	expect(again.broken?.seed).toBe(broken!.seed);
});

test('a reader that is busy for too long is noticed', async () => {
	let now = 0;
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += HANG_MS + 1));
	const { broken } = await feed({ name: 'slow', feed: async () => await Promise.resolve() }, { seed: 1, cases: 3 });
	clock.mockRestore();
	expect(broken?.why).toMatch(/^busy for/);
});

test('a reader that keeps memory is noticed', async () => {
	const kept: Buffer[] = [];
	const keeping: Target = { name: 'keeping', feed: async () => void kept.push(await Promise.resolve(Buffer.alloc(2 * GROWTH_BYTES))) };
	// What other tests left behind must be gone before it is measured.
	setFlagsFromString('--expose-gc');
	globalThis.gc = runInNewContext('gc') as typeof gc;
	const { broken } = await feed(keeping, { seed: 1, cases: 1 });
	globalThis.gc = gc;
	expect(broken?.why).toMatch(/MB of memory are not given back$/);
	// Read last: what no later line reads may be collected before it is measured.
	expect(kept).toHaveLength(1);
});
