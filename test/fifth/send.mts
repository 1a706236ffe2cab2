/**
 * A made-up fifth provider, "Pigeon Post": this file and the node beside it are all the code that a provider needs. It differs from the real ones as
 * much as possible: its own channel, one loft per request, an answer with a list in any order, bad letters named in a 422.
 */
import { spelledAs, spellingsOf } from '../../core/http/answer.ts';
import { failure } from '../../core/http/failure.ts';
import { text } from '../../core/input/fields.ts';
import { formReader } from '../../core/input/formReader.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import type { Row } from '../../core/send/outcome.ts';
import { parseJson } from '../../core/wire/json.ts';
import { z } from '../../vendor/zod.ts';
import { connection } from './connection.mts';
import { letterForm as form, letterPanel as panel } from './form.mts';

export interface Letter {
	loft: string;
	words: string;
}

/** Servers write digits as numbers, and keys in another case. */
const word = z.union([z.string(), z.number()]).transform(String);
const spelled = spelledAs(['bad', 'why', 'flight', 'letters', 'correlation', 'ring', 'state', 'at']);
const bad = z.object({ bad: z.array(z.object({ correlation: word, why: z.string() })) });
const flights = z.object({ flight: word, letters: z.array(z.object({ correlation: word, ring: word, state: word, at: z.unknown() })) });

export const post: SendOperation<Letter> = {
	provider: 'pigeon',
	...panel,
	connections: [connection],
	reader: (settings) => {
		const read = formReader(form, settings, { loft: text('Name a loft.') });
		return (given) => {
			const { loft, address, words, notBefore, ref } = read(given);
			return { channel: 'pigeon', recipient: address, correlationId: ref, scheduledAt: notBefore, warnings: [], content: { loft, words } };
		};
	},
	groupBy: ({ content }) => content.loft,
	encode: (batch, { baseUrl }) => ({
		method: 'PUT',
		url: `${baseUrl}/lofts/${encodeURIComponent(batch[0]!.content.loft)}/letters`,
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(
			batch.map(({ correlationId, recipient, scheduledAt, content }) => ({
				correlation: correlationId,
				address: recipient,
				words: content.words,
				...(scheduledAt && { notBefore: scheduledAt.toUnixInteger() }),
			})),
		),
	}),
	decode({ status, body }, batch) {
		if (status === 422) {
			const why = new Map(bad.parse(spelled(parseJson(body))).bad.map((one) => [one.correlation, one.why]));
			return batch.map(({ correlationId }) => refusedRow(why.get(correlationId)));
		}
		if (status < 200 || status > 299) return null;
		const { flight, letters } = flights.parse(spelled(parseJson(body)));
		const own = spellingsOf(batch);
		const byRef = new Map(letters.map((letter) => [own(letter.correlation), letter]));
		return batch.map(({ correlationId }): Row | undefined => {
			const letter = byRef.get(correlationId);
			if (letter?.state === 'flown') return { accepted: true, messageId: letter.ring, batchId: flight, ...(typeof letter.at === 'string' && { acceptedAt: letter.at }), raw: letter };
			if (letter?.state === 'tired') return { accepted: false, failure: tired, raw: letter };
			return undefined;
		});
	},
};

const tired = failure({ status: 'notSent', code: 'tired', what: 'The pigeon is tired', fix: 'Let it rest.', retryable: true, next: 'retry' });

/** A named letter is refused for good. A letter without a name was only in bad company. */
function refusedRow(why: string | undefined): Row {
	const named = why !== undefined;
	return {
		accepted: false,
		failure: failure({
			status: 'rejected',
			code: 'badLetter',
			what: 'The loft refused the letter',
			fix: 'Mend the letter.',
			providerMessage: why ?? null,
			next: named ? 'nothing' : 'split',
		}),
	};
}
