import type { Connections, Credential } from '../http/connection';
import type { Transport } from '../http/http';
import type { Receipt, ReceiptStatus } from '../records/receipt';
import { isUnreadable, type ReceiveOperation } from './receive';

/** Of HTTP basic authentication, where a provider signs in with user and password: the secret is the password. */
export const CALLBACK_USER = 'n8n';

/** A step by which the user sets callbacks up. */
export interface Step {
	say: string;
	/** What the user copies in it. */
	copies?: readonly Copy[];
}

export interface Copy {
	label: string;
	value: string;
	isSecret?: boolean;
}

export const CHOOSE_CREDENTIAL: Step = { say: 'Choose or create the Credential for Callbacks above. Then switch on Show Secret below.' };
export const PUBLISH: Step = { say: 'Publish this workflow.' };

/** Why a trigger cannot be published, or a registration at the provider not be changed. */
export class SetUpError extends Error {
	/**
	 * @param what one sentence without its full stop
	 * @param fix what to do about it: one sentence with its full stop
	 */
	constructor(
		readonly what: string,
		readonly fix: string,
	) {
		super(what);
	}
}

/** A parameter of the trigger, as the user set it. */
export type Parameter = (name: string, otherwise?: unknown) => unknown;

/** What a trigger has to work with when a callback comes in. */
export interface TriggerContext {
	parameter: Parameter;
	/**
	 * What callbacks prove themselves by: made from the user's secret for this one trigger, and stored nowhere. With a callback it is empty
	 * where the user's secret is missing or too short, so that nothing passes.
	 * @throws where it is missing or too short, when the trigger is published
	 */
	secret(): Promise<string>;
	/** The user's secret as it stands, where the provider signs with it: empty or thrown as above. */
	signingSecret(): Promise<string>;
	/**
	 * A secret that is stored nowhere, made from the credential for the provider: see derivedSecret.ts.
	 * @param salt kept in `store`; empty where there is none yet, which gives no secret
	 * @throws where there is no credential
	 */
	derived(connections: Connections, salt: string, ...purpose: readonly string[]): Promise<string>;
	/** Kept for the trigger while it is published; a test of it has a store of its own. Whoever may read the workflow may read it. */
	store: Record<string, unknown>;
}

/** A provider that is asked about its callbacks. */
export interface ProviderApi {
	baseUrl: string;
	transport: Transport;
	credential: Credential;
}

/** What a trigger has to work with when it is published, tested or unpublished. */
export interface PublishContext extends TriggerContext {
	/** Where callbacks come in. */
	url: string;
	workflow: { id: string; name: string };
	/** @param secrets what the provider was told, and might repeat in an answer */
	connect(connections: Connections, secrets: readonly string[]): Promise<ProviderApi>;
}

/** A trigger that a provider calls: how it is set up, and what it reads. */
export interface Trigger<Auth = unknown> {
	operation: ReceiveOperation<Auth>;
	/** What callbacks prove themselves by. */
	auth(context: TriggerContext): Promise<Auth>;
	/** Which records start the workflow, beyond kinds and statuses. */
	wants?(parameter: Parameter): (record: Receipt) => boolean;
	/**
	 * Whether the provider already calls here, as the user wants it. Where the user registers by hand, whether callbacks could ever pass.
	 * @throws SetUpError
	 */
	isRegistered(context: PublishContext): Promise<boolean>;
	/**
	 * What the user does until callbacks come in.
	 * @param given the choices so far, where callbacks come in, and their secret
	 */
	steps(given: { parameter: Parameter; url: string; secret: string }): Step[];
	/** @throws SetUpError */
	register?(context: PublishContext): Promise<void>;
	/** @throws SetUpError */
	unregister?(context: PublishContext): Promise<void>;
	/** The choices of a field that the provider is asked for, by its key. Never throws. */
	choices?: Readonly<Record<string, (context: Pick<PublishContext, 'connect'>) => Promise<string[]>>>;
}

/** Which records the user wants, by kind and status. What cannot be read is of any kind and of status `unknown`. */
export function wantedRecords(parameter: Parameter): (record: Pick<Receipt, 'kind' | 'status'>) => boolean {
	const kinds = parameter('kinds', ['receipt', 'inbound', 'event']) as Array<Receipt['kind']>;
	const only = parameter('only', []) as ReceiptStatus[];
	const wantedStatus = (status: ReceiptStatus) => only.length === 0 || only.includes(status);
	return (record) => (isUnreadable(record) ? wantedStatus('unknown') : kinds.includes(record.kind) && (record.kind !== 'receipt' || wantedStatus(record.status)));
}
