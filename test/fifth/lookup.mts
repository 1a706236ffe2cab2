/** A provider's code for a call that sends nothing: here, where a pigeon was seen. One ring, any number of sightings. */
import { failure } from '../../core/http/failure.ts';
import { formReader } from '../../core/input/formReader.ts';
import type { RequestOperation } from '../../core/request/operation.ts';
import { parseJson } from '../../core/wire/json.ts';
import { z } from '../../vendor/zod.ts';
import { connection } from './connection.mts';
import { sightingsForm as form, sightingsPanel as panel } from './form.mts';

const answer = z.array(z.object({ place: z.string(), at: z.string() }));

export const sightings: RequestOperation<{ ring: string }> = {
	provider: 'pigeon',
	connections: [connection],
	...panel,
	reader: (settings) => formReader(form, settings),
	about: ({ ring }) => ({ ring }),
	encode: ({ ring }, { baseUrl }) => ({ method: 'GET', url: `${baseUrl}/sightings/${encodeURIComponent(ring)}`, headers: { Accept: 'application/json' }, body: '' }),
	decode({ status, body }, { ring }) {
		if (status === 404) return failure({ status: 'notFound', code: 'noSuchRing', what: 'No pigeon wears this ring', fix: 'Check Ring.', httpStatus: 404 });
		if (status !== 200) return null;
		const raw = parseJson(body) as unknown[];
		return answer.parse(raw).map(({ place, at }, i) => ({ record: { provider: 'pigeon', ring, place, at }, raw: raw[i] }));
	},
};
