import { dateTime, declared, id, own, text } from '../../core/input/form.ts';

export const letterForm = {
	/** If empty, every item names its own. */
	loft: own<string>()('text', { label: 'Loft' }),
	address: text({ label: 'Address', fix: 'Give an address.', required: true, recipient: true }),
	words: text({ label: 'Words', fix: 'A pigeon carries 200 characters.', longest: 200, required: true }),
	notBefore: dateTime({ label: 'Not Before' }),
	ref: id({ label: 'Reference', fix: 'Give the reference as text.' }),
};

export const letterPanel = {
	...declared(letterForm),
	selector: 'loft',
	example: { loft: 'north', address: 'The old tower', words: 'Hello' },
	limits: { batchSize: { default: 4, max: 10 }, bodyBytes: 2000, concurrency: { default: 3, max: 3 }, requestsPerSecond: 0, timeoutMs: 5000 },
};

export const sightingsForm = {
	ring: text({ label: 'Ring', fix: 'Give the number of the ring.', longest: 100, required: true }),
};

export const sightingsPanel = {
	...declared(sightingsForm),
	limits: { concurrency: { default: 3, max: 3 }, requestsPerSecond: 0, timeoutMs: 5000 },
	idempotent: true as const,
};
