import type { ListedCallback } from './callbacks/callbacks.mts';
import type { Delivery } from './callbacks/line.mts';
import { callbackBody, callbackChange, type CallbackChange, type CallbackOptions } from './callbacks/schema.mts';
import type { AcceptedMessage, InboundMessage, RecordedAct } from './contract.mts';
import { inboundBody, statusRule } from './control/schema.mts';
import { faultSchema, refusalSchema, type Fault, type RefusedRecipient } from './faults/schema.mts';
import type { ScheduledFault } from './faults/schedule.mts';
import type { InboundRule } from './inbound.mts';
import type { Counts, Duplicate, RecordedRequest } from './records.mts';
import type { SandboxState } from './state.mts';
import type { StatusRule } from './statuses.mts';

/** The controls of a sandbox, whether it listens on a port or is called directly. */
export interface Controls {
	readonly providers: readonly string[];
	/** The base URL to put in the provider's credential. */
	providerUrl(provider: string): string;
	/** Accepted messages, oldest first. */
	accepted(): readonly AcceptedMessage[];
	/** Everything else that was accepted, oldest first: contacts in campaigns, events, tries of codes. */
	acts(): readonly RecordedAct[];
	/** Requests to providers, oldest first; the last 5,000. */
	requests(): readonly RecordedRequest[];
	duplicates(): readonly Duplicate[];
	counts(): Counts;
	/** Returns the fault's id. @throws {ZodError} for an invalid fault */
	addFault(fault: Fault): number;
	faults(): ScheduledFault[];
	/** Removes all faults, or the one with this id; returns how many. */
	clearFaults(id?: number): number;
	refuseRecipient(rule: RefusedRecipient): void;
	clearRefusedRecipients(): void;
	/** Sets the status of matching messages; all others change by their age. */
	setStatus(rule: StatusRule): void;
	/** A customer writes to a provider's number. */
	write(message: InboundRule): InboundMessage;
	/** Gives a provider an address to call back; returns its id. */
	callBack(options: CallbackOptions): string;
	changeCallback(id: string, change: CallbackChange): void;
	callbacks(): ListedCallback[];
	/** Finished callbacks, oldest first; the last 5,000. */
	deliveries(): readonly Delivery[];
	/** Resolves when every callback was delivered or given up. */
	settled(): Promise<void>;
	/** Makes all tokens that providers gave so far invalid. */
	expireTokens(): void;
	/**
	 * Forgets messages, requests, counters, faults, refused recipients, statuses, addresses for callbacks and what customers wrote, and restores the
	 * latency of the start.
	 */
	reset(): void;
}

/** @param url the address of the providers, without a slash at its end */
export function controlsOf(state: SandboxState, url: string): Controls {
	const { journal, faults, refusedRecipients, statuses, inbound, callbacks } = state;
	return {
		providers: state.providers.map(({ name }) => name),
		providerUrl(name) {
			if (!state.providers.some((provider) => provider.name === name)) throw new Error(`The sandbox has no provider "${name}".`);
			return `${url}/${name}`;
		},
		accepted: () => journal.messages.slice(),
		acts: () => journal.acts.slice(),
		requests: () => journal.requests.slice(),
		duplicates: () => state.duplicates(),
		counts: () => state.counts(),
		addFault: (fault) => faults.add(faultSchema.parse(fault)),
		faults: () => faults.list(),
		clearFaults: (id) => faults.clear(id),
		refuseRecipient: (rule) => refusedRecipients.add(refusalSchema.parse(rule)),
		clearRefusedRecipients: () => refusedRecipients.clear(),
		setStatus: (rule) => {
			const parsed = statusRule.parse(rule);
			statuses.set(parsed);
			callbacks.statusSet(parsed);
		},
		write: (message) => {
			const written = inbound.add(inboundBody.parse(message));
			callbacks.messageReceived(written);
			return written;
		},
		callBack: (options) => callbacks.put(callbackBody.parse(options)),
		changeCallback: (id, change) => void callbacks.change(id, callbackChange.parse(change)),
		callbacks: () => callbacks.list(),
		deliveries: () => callbacks.deliveries.slice(),
		settled: async () => await callbacks.settled(),
		expireTokens: () => state.expireTokens(),
		reset: () => state.reset(),
	};
}
