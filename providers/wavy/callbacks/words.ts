import { identifier, textual } from '../../../core/receive/content';
import { momentOf } from '../../../core/records/receipt';
import { z } from '../../../vendor/zod';

/** Ids are texts in the vendor's tables, and numbers in some of its samples. */
export const id = identifier.nullish().catch(undefined);

/** Without an id nobody can match it to a message. */
export const requiredId = identifier.refine((given) => given !== '');

export const words = textual.nullish().catch(undefined);

/** 0 counts as no code: no table has it, and a client with plain number fields writes it for "nothing yet". */
export const code = z
	.union([z.number(), z.string()])
	.transform((given) => (String(given) === '0' ? undefined : String(given)))
	.nullish()
	.catch(undefined);

/**
 * The first valid time, in UTC. The pages have milliseconds since 1970 beside a date. The tables only say "Unix time", so seconds are read as well, and
 * digits as text, because a query holds only text.
 */
export function firstTime(...given: unknown[]): string | null {
	return given.map(momentOf).find((time) => time !== null) ?? null;
}
