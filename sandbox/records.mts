import type { KeyState } from './contract.mts';
import type { FaultKind } from './faults/schema.mts';

/** One request to a provider, as it came, with the key replaced by a word about it. */
export interface RecordedRequest {
	sequence: number;
	provider: string;
	method: string;
	path: string;
	headers: Record<string, string>;
	key: KeyState;
	body: string;
	bytes: number;
	receivedAt: string;
	/** The status of the answer, or null if none was sent. */
	status: number | null;
	/** The number of accepted messages in the request. */
	accepted: number;
	fault: FaultKind | null;
	/** Why the sandbox refused the request. */
	problem: string | null;
}

/** A message that came twice: in one request, or in several requests by its id, or by recipient and content. */
export interface Duplicate {
	kind: 'inRequest' | 'byId' | 'byContent';
	provider: string;
	correlationId: string;
	recipient: string | null;
}

export interface Counts {
	requests: number;
	/** By status as text; `none` counts requests that got no answer. */
	byStatus: Record<string, number>;
	accepted: number;
	/** Contacts in campaigns, events and tries of codes that were accepted. */
	acts: number;
	acceptedByChannel: Record<string, number>;
	refused: number;
	transient: number;
	duplicates: { inRequest: number; byId: number; byContent: number };
	faults: Record<string, number>;
	/** Connections that carried at least one request to a provider. */
	connections: number;
	maxConcurrentConnections: number;
	maxConcurrentRequests: number;
	/** Held back right now by a `hold` fault. */
	held: number;
	redirectsFollowed: number;
	redirectsFollowedWithKey: number;
	/** Milliseconds since the epoch with fractions, one per request, for measuring the pace. */
	requestTimes: number[];
}

/** Counters of a sandbox to which nothing happened. */
export function emptyCounts(): Counts {
	return {
		requests: 0,
		byStatus: {},
		accepted: 0,
		acts: 0,
		acceptedByChannel: {},
		refused: 0,
		transient: 0,
		duplicates: { inRequest: 0, byId: 0, byContent: 0 },
		faults: {},
		connections: 0,
		maxConcurrentConnections: 0,
		maxConcurrentRequests: 0,
		held: 0,
		redirectsFollowed: 0,
		redirectsFollowedWithKey: 0,
		requestTimes: [],
	};
}
