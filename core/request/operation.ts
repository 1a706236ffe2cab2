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

/** What the engine needs for a request that must not be made twice. Its records get a `status`: `duplicate` if an earlier try made it. */
export interface Once<Params> {
	/** The status of a record that is not a duplicate: `accepted`, or `answered`, which may be a no. */
	done: 'accepted' | 'answered';
	/** Who and what it is about. The same in every try of an item, so no time that could be `$now`. */
	identity(params: Params): readonly unknown[];
	/** What else distinguishes two calls of an AI agent. */
	details?(params: Params): readonly unknown[];
	/** What the ledger keeps of the record: IDs and statuses, no customer data. */
	keep(record: Readonly<Record<string, unknown>>): Record<string, unknown>;
	/** The record of a request that an earlier try made, from what was kept. */
	recall(params: Params, kept: Readonly<Record<string, unknown>>): object;
}

/** How often a request is made. Also the maximum of the user's options. */
export type RequestLimits = Pick<Limits, 'concurrency' | 'requestsPerSecond' | 'timeoutMs'>;

interface Operation<Params> {
	/** The provider's word in the records. */
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
	/** What of the params is secret, such as a code. It is masked wherever the provider repeats it. */
	secrets?(params: Params): readonly string[];
	encode(params: Params, settings: Pick<WireSettings, 'baseUrl'>): WireRequest;
	/**
	 * Reads an answer: its records, of which there may be none, or a failure. Returns null if the HTTP status says everything; the engine then
	 * classifies it. Throws if the answer cannot be read.
	 */
	decode(answer: HttpAnswer, params: Params): ProviderRecord[] | Failure | null;
}

/**
 * A request that does not send a message: a look-up, a search, a check, an enrolment. One request per item, and any number of output items per
 * answer.
 *
 * An idempotent request, such as a look-up, is made again if it gets no good answer. Any other is made once per execution, whatever is retried: the
 * ledger remembers it, and one that may have been made is not repeated.
 */
export type RequestOperation<Params = unknown> = Operation<Params> & ({ idempotent: true; once?: undefined } | { idempotent: false; once: Once<Params> });

/** The ledger's name for a request: see ledger.ts. */
export function ledgerKeyOf<Params>({ identity, details }: Once<Params>, item: number, params: Params, { isTool, runIndex }: Pick<Naming, 'isTool' | 'runIndex'>): string {
	return isTool ? keyInTool(item, [...identity(params), ...(details?.(params) ?? [])]) : keyInRun(runIndex, item, identity(params));
}
