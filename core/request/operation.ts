import type { Connections } from '../http/connection';
import type { Failure } from '../http/failure';
import type { HttpAnswer, WireRequest, WireSettings } from '../http/http';
import type { Limits } from '../http/limits';
import type { Reader } from '../input/schema';
import type { MessageField, ReadSettings } from '../input/settings';
import { keyInRun, keyInTool, type Naming } from '../ledger/ledger';
import type { ProviderRecord } from '../records/providerRecord';

/** One request, read from one input item. */
export interface RequestItem<Params = unknown> {
	/** Index of the input item. */
	item: number;
	params: Params;
	/** Its name in the ledger; needed if the operation has `once`. */
	ledgerKey?: string;
}

/** Describes a request that must not be made twice. Its records get a `status`: `duplicate` if an earlier try made the request. */
export interface Once<Params> {
	/** The status of a record that is not a duplicate: `accepted`, or `answered` if the answer may be a no. */
	done: 'accepted' | 'answered';
	/** Who and what it is about. The same in every try of an item, so no time that could be `$now`. */
	identity(params: Params): readonly unknown[];
	/** What else distinguishes two calls of an AI agent. */
	details?(params: Params): readonly unknown[];
	/** What the ledger keeps of the record: IDs and statuses, no customer data. */
	keep(record: Readonly<Record<string, unknown>>): Record<string, unknown>;
	/** Rebuilds the record of a request that an earlier try made, from what `keep` returned. */
	recall(params: Params, kept: Readonly<Record<string, unknown>>): object;
}

/** How often a request is made. Also the maximum of the user's options. */
export type RequestLimits = Pick<Limits, 'concurrency' | 'requestsPerSecond' | 'timeoutMs'>;

interface Operation<Params> {
	/** The provider's name in the records. */
	provider: string;
	/** One for every credential type the user may choose from; the first is the default. */
	connections: Connections;
	/** Every field; each is a parameter of the node. */
	fields: readonly MessageField[];
	limits: RequestLimits;
	/** Returns the reader for the fields of one item. */
	reader(settings: ReadSettings): Reader<Params>;
	/** What an error item repeats of the params, such as the ID. Never anything secret. */
	about(params: Params): Record<string, unknown>;
	/** Secret params, such as a code. They are masked wherever the provider repeats them. */
	secrets?(params: Params): readonly string[];
	encode(params: Params, settings: Pick<WireSettings, 'baseUrl'>): WireRequest;
	/**
	 * Reads an answer: its records, of which there may be none, or a failure. Returns null if the HTTP status alone decides; the engine then classifies
	 * it. Throws if the answer cannot be read.
	 */
	decode(answer: HttpAnswer, params: Params): ProviderRecord[] | Failure | null;
}

/**
 * A request that does not send a message: a look-up, a search, a check, an enrolment. One request per item, and any number of output items per
 * answer.
 *
 * The engine repeats an idempotent request, such as a look-up, if it gets no good answer. It makes any other request once per execution, whatever n8n
 * retries: the ledger remembers the request, and the engine does not repeat one that may have been made.
 */
export type RequestOperation<Params = unknown> = Operation<Params> & ({ idempotent: true; once?: undefined } | { idempotent: false; once: Once<Params> });

/** The ledger's name for a request: see ledger.ts. */
export function ledgerKeyOf<Params>({ identity, details }: Once<Params>, item: number, params: Params, { isTool, runIndex }: Pick<Naming, 'isTool' | 'runIndex'>): string {
	return isTool ? keyInTool(item, [...identity(params), ...(details?.(params) ?? [])]) : keyInRun(runIndex, item, identity(params));
}
