/** What a provider writes for a call that is no send: here, where a pigeon was seen. One ring, any number of sightings. */
import { failure } from '../../core/http/failure.ts';
import { shape, text } from '../../core/input/fields.ts';
import type { CallOperation } from '../../core/request/operation.ts';
import { parseJson } from '../../core/wire/json.ts';
import { z } from '../../vendor/zod.ts';
import { post } from './send.mts';

const answer = z.array(z.object({ place: z.string(), at: z.string() }));

export const sightings: CallOperation<{ ring: string }> = {
	provider: 'pigeon',
	connections: post.connections,
	fields: [{ name: 'ring', displayName: 'Ring' }],
	limits: { concurrency: { default: 3, max: 3 }, requestsPerSecond: 0, timeoutMs: 5000 },
	repeatable: true,
	reader: () => shape({ ring: text('Give the number of the ring.', 100) }),
	about: ({ ring }) => ({ ring }),
	encode: ({ ring }, { baseUrl }) => ({ method: 'GET', url: `${baseUrl}/sightings/${encodeURIComponent(ring)}`, headers: { Accept: 'application/json' }, body: '' }),
	decode({ status, body }, { ring }) {
		if (status === 404) return failure({ status: 'notFound', code: 'noSuchRing', what: 'No pigeon wears this ring', fix: 'Check Ring.', httpStatus: 404 });
		if (status !== 200) return null;
		const raw = parseJson(body) as unknown[];
		return answer.parse(raw).map(({ place, at }, i) => ({ record: { provider: 'pigeon', ring, place, at }, raw: raw[i] }));
	},
};
