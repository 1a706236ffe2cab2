import type { IHookFunctions, ILoadOptionsFunctions, INodePropertyOptions, IWebhookFunctions, IWebhookResponseData, ResourceMapperFields } from 'n8n-workflow';

import { SettingError } from '../../core/http/settingError';
import type { TriggerEntry } from '../../core/provider';
import { derivedSecret } from '../../core/receive/derivedSecret';
import { wantedRecords, type Parameter, type PublishContext, type Trigger, type TriggerContext } from '../../core/receive/trigger';
import type { Receipt } from '../../core/records/receipt';
import { AUTHENTICATION, chosenConnection, connect } from '../edges/connect';
import { plainError } from '../edges/emit';
import { requireHost } from '../edges/guard';
import type { CallingContext } from '../edges/transport';
import { callbackSecret, requireCallbackSecret, requireSigningSecret, signingSecret } from './callbackSecret';
import { executeReceive } from './receive';
import { shownSteps } from './steps';

const TIMEOUT_MS = 30_000;

/** Starts the workflow with the content of a callback. */
export async function executeCallback(context: IWebhookFunctions, entry: TriggerEntry): Promise<IWebhookResponseData> {
	requireHost(context, 'receive');
	const trigger = await entry.load();
	const parameter = parameterOf(context);
	const given: TriggerContext = {
		parameter,
		secret: async () => await callbackSecret(context, trigger.operation.provider),
		signingSecret: async () => await signingSecret(context),
		derived: deriver(context, parameter),
		get store() {
			return context.getWorkflowStaticData('node');
		},
	};
	const [wanted, wants] = [wantedRecords(parameter), trigger.wants?.(parameter)];
	return await executeReceive(context, trigger.operation, await trigger.auth(given), {
		keepRaw: parameter('simplify', true) !== true,
		wanted: (record) => wanted(record as Receipt) && (wants?.(record as Receipt) ?? true),
	});
}

/** @throws NodeOperationError, which n8n shows when the user publishes the workflow */
export async function isRegistered(context: IHookFunctions, entry: TriggerEntry): Promise<boolean> {
	return await set(context, entry, async (trigger, given) => await trigger.isRegistered(given));
}

/** @throws NodeOperationError */
export async function register(context: IHookFunctions, entry: TriggerEntry): Promise<boolean> {
	await set(context, entry, async (trigger, given) => await trigger.register?.(given));
	return true;
}

/** @throws NodeOperationError */
export async function unregister(context: IHookFunctions, entry: TriggerEntry): Promise<boolean> {
	await set(context, entry, async (trigger, given) => await trigger.unregister?.(given));
	return true;
}

/** The choices of a field, fetched from the provider. */
export async function listChoices(context: ILoadOptionsFunctions, entry: TriggerEntry, key: string): Promise<INodePropertyOptions[]> {
	requireHost(context, 'list');
	const { choices = {} } = await entry.load();
	const names = (await choices[key]?.({ connect: connector(context, parameterOf(context as never)) })) ?? [];
	return names.map((name) => ({ name, value: name }));
}

/** How to set callbacks up, as text where n8n expects a list of fields. */
export async function listSteps(context: ILoadOptionsFunctions, entry: TriggerEntry): Promise<ResourceMapperFields> {
	requireHost(context, 'steps');
	return { fields: [], emptyFieldsNotice: await shownSteps(context, await entry.load()) };
}

async function set<Value>(context: IHookFunctions, entry: TriggerEntry, work: (trigger: Trigger, given: PublishContext) => Promise<Value>): Promise<Value> {
	requireHost(context, 'publish');
	try {
		const trigger = await entry.load();
		return await work(trigger, publishContext(context, trigger.operation.provider));
	} catch (error) {
		// Any other error is n8n's own (missing credential, bad expression) and already says what to do.
		const { message, description = '' } = error as Error & { description?: string };
		const own = error instanceof SettingError;
		throw plainError(context, own ? error.what : message, { description: own ? error.fix : description });
	}
}

/** Asks n8n only for what the provider uses. */
function publishContext(context: IHookFunctions, provider: string): PublishContext {
	const parameter = parameterOf(context);
	return {
		parameter,
		secret: async () => await requireCallbackSecret(context, provider, context.getNode().webhookId ?? ''),
		signingSecret: async () => await requireSigningSecret(context),
		derived: deriver(context, parameter),
		get store() {
			return context.getWorkflowStaticData('node');
		},
		get url() {
			return context.getNodeWebhookUrl('default') ?? '';
		},
		get workflow() {
			const { id = '', name = '' } = context.getWorkflow();
			return { id: String(id), name: name || String(id) };
		},
		connect: connector(context, parameter),
	};
}

function connector(context: CallingContext, parameter: Parameter): PublishContext['connect'] {
	return async (connections, secrets) => await connect(context, connections, { read: (name) => parameter(name) }, TIMEOUT_MS, secrets);
}

function deriver(context: IHookFunctions | IWebhookFunctions, parameter: Parameter): TriggerContext['derived'] {
	return async (connections, salt, ...purpose) => {
		if (salt === '') return '';
		const [only, other] = connections;
		const connection = other ? chosenConnection(connections, parameter(AUTHENTICATION)) : only;
		return await derivedSecret(connection, await context.getCredentials(connection.credential), salt, ...purpose);
	};
}

function parameterOf(context: { getNodeParameter(name: string, otherwise?: unknown): unknown }): Parameter {
	return (name, otherwise) => context.getNodeParameter(name, otherwise);
}
