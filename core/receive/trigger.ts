import type { Connections, Credential } from '../http/connection';
import type { Transport } from '../http/http';
import type { Receipt, ReceiptStatus } from '../records/receipt';
import { isUnreadable, type ReceiveOperation } from './receive';

/** The user name if a provider signs in with HTTP basic authentication. The secret is the password. */
export const CALLBACK_USER = 'n8n';

/** A step of the instructions for setting up callbacks. */
export interface Step {
	say: string;
	/** Values to copy in this step. */
	copies?: readonly Copy[];
}

export interface Copy {
	label: string;
	value: string;
	isSecret?: boolean;
}

export const CHOOSE_CREDENTIAL: Step = { say: 'Choose or create the Credential for Callbacks above. Then switch on Show Secret below.' };
export const PUBLISH: Step = { say: 'Publish this workflow.' };

/** A parameter of the trigger, as the user set it. */
export type Parameter = (name: string, otherwise?: unknown) => unknown;

/** The tools of a trigger when a callback comes in. */
export interface TriggerContext {
	parameter: Parameter;
	/**
	 * The secret that authenticates callbacks, made from the user's secret for this one trigger and stored nowhere. If the user's secret is missing or too
	 * short, it is empty while callbacks come in, so that none passes.
	 * @throws if the user's secret is missing or too short, when the trigger is published
	 */
	secret(): Promise<string>;
	/** The user's secret itself, if the provider signs with it. Empty or an exception as above. */
	signingSecret(): Promise<string>;
	/**
	 * A secret that is stored nowhere, made from the credential for the provider: see derivedSecret.ts.
	 * @param salt kept in `store`; an empty salt gives no secret
	 * @throws if there is no credential
	 */
	derived(connections: Connections, salt: string, ...purpose: readonly string[]): Promise<string>;
	/** Data that n8n keeps while the trigger is published; a test run has a store of its own. Anyone who may read the workflow may read it. */
	store: Record<string, unknown>;
}

/** Requests to the provider about its callbacks. */
interface ProviderApi {
	baseUrl: string;
	transport: Transport;
	credential: Credential;
}

/** The tools of a trigger when the workflow is published, tested or unpublished. */
export interface PublishContext extends TriggerContext {
	/** Where callbacks come in. */
	url: string;
	workflow: { id: string; name: string };
	/** @param secrets values that the provider knows and might repeat in an answer */
	connect(connections: Connections, secrets: readonly string[]): Promise<ProviderApi>;
}

/** A trigger that a provider calls: its setup, and how to read its callbacks. */
export interface Trigger<Auth = unknown> {
	operation: ReceiveOperation<Auth>;
	/** The values that authenticate callbacks. */
	auth(context: TriggerContext): Promise<Auth>;
	/** Which records start the workflow, beyond kinds and statuses. */
	wants?(parameter: Parameter): (record: Receipt) => boolean;
	/**
	 * Whether the provider already calls here as the user wants. If the user registers by hand: whether callbacks could pass at all.
	 * @throws SettingError
	 */
	isRegistered(context: PublishContext): Promise<boolean>;
	/**
	 * The steps that the user takes until callbacks come in.
	 * @param given the choices so far, where callbacks come in, and their secret
	 */
	steps(given: { parameter: Parameter; url: string; secret: string }): Step[];
	/** @throws SettingError */
	register?(context: PublishContext): Promise<void>;
	/** @throws SettingError */
	unregister?(context: PublishContext): Promise<void>;
	/** Fetches the choices of a field from the provider, by the field's key. Never throws. */
	choices?: Readonly<Record<string, (context: Pick<PublishContext, 'connect'>) => Promise<string[]>>>;
}

/** Which records the user wants, by kind and status. An unreadable callback counts as every kind, with status `unknown`. */
export function wantedRecords(parameter: Parameter): (record: Pick<Receipt, 'kind' | 'status'>) => boolean {
	const kinds = parameter('kinds', ['receipt', 'inbound', 'event']) as Array<Receipt['kind']>;
	const only = parameter('only', []) as ReceiptStatus[];
	const wantedStatus = (status: ReceiptStatus) => only.length === 0 || only.includes(status);
	return (record) => (isUnreadable(record) ? wantedStatus('unknown') : kinds.includes(record.kind) && (record.kind !== 'receipt' || wantedStatus(record.status)));
}
