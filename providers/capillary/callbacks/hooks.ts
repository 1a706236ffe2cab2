import { randomBytes } from 'node:crypto';

import type { IHookFunctions, ILoadOptionsFunctions, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';

import { maskOf } from '../../../core/http/mask';
import { isHeaderName } from '../../../core/receive/receive';
import { connect } from '../../../n8n/edges/connect';
import { plainError } from '../../../n8n/edges/emit';
import { SettingError } from '../../../n8n/edges/settings';
import type { Caller } from '../../../n8n/edges/transport';
import { callbackSecret, requireCallbackSecret } from '../../../n8n/editor/callbackCredential';
import { connections } from '../connection';
import { KNOWN_EVENTS } from './events';
import type { Trust } from './operation';
import { HEADER } from './parameters';
import { eventNamesOf, fulfils, Refusal, register, registrationsOf, unregister, type Api, type Wanted } from './registrations';

const TIMEOUT_MS = 30_000;

/** What n8n keeps for the node while the workflow is published or listens for a test; the two do not see each other's. */
interface Kept {
	secret?: string;
}

/** Whether Capillary already does what is wanted; with the user's own registration, whether the node can tell its events from others. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await explained(context, async () => {
		if (isByHand(context)) {
			headerOf(context);
			await requireCallbackSecret(context);
			return true;
		}
		const { secret } = keptOf(context);
		const wanted = wantedOf(context, secret ?? '');
		const found = await registrationsOf(await apiOf(context, secretsOf(context)), wanted.url);
		// Two would tell everything twice, and all but one with another secret.
		return secret !== undefined && found.length === 1 && fulfils(found[0]!, wanted);
	});
}

/** Registers anew, in the place of what leads to the same address. A registration keeps its name for ever, so each gets one of its own. */
export async function registerAnew(context: IHookFunctions): Promise<boolean> {
	return await explained(context, async () => {
		if (isByHand(context)) return true;
		const secret = randomBytes(32).toString('hex');
		const wanted = wantedOf(context, secret);
		const api = await apiOf(context, [secret, ...secretsOf(context)]);
		await unregisterAll(api, wanted.url);
		await register(api, wanted, nameOf(context));
		keptOf(context).secret = secret;
		return true;
	});
}

export async function endRegistration(context: IHookFunctions): Promise<boolean> {
	return await explained(context, async () => {
		if (isByHand(context)) return true;
		await unregisterAll(await apiOf(context, secretsOf(context)), urlOf(context));
		delete keptOf(context).secret;
		return true;
	});
}

/** By what a callback is known as Capillary's. Without a secret it is never. */
export async function trustOf(context: IWebhookFunctions): Promise<Trust> {
	if (isByHand(context)) return { header: String(context.getNodeParameter('header', HEADER)).trim(), secret: (await callbackSecret(context)).secret };
	return { header: HEADER, secret: keptOf(context).secret ?? '' };
}

/** The organisation's events, and those that are published; these alone where Capillary does not say. */
export async function listEvents(context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const own = await apiOf(context).then(eventNamesOf).catch(() => []);
	const names = [...new Set([...own, ...KNOWN_EVENTS])];
	return names.sort((a, b) => a.localeCompare(b, 'en')).map((name) => ({ name, value: name }));
}

async function unregisterAll(api: Api, url: string): Promise<void> {
	for (const { webHookId } of await registrationsOf(api, url)) await unregister(api, webHookId);
}

/** @param secrets what Capillary was told, and might repeat */
async function apiOf(context: Caller, secrets: readonly string[] = []): Promise<Api> {
	const parameters = { read: (name: string): unknown => (context as IHookFunctions).getNodeParameter(name, undefined) };
	return { ...(await connect(context, connections, parameters, TIMEOUT_MS)), mask: maskOf(secrets) };
}

/** @throws SettingError when no event is chosen */
function wantedOf(context: IHookFunctions, secret: string): Wanted {
	const { customerIdentifiers = '', maxAllowedConnections = 10 } = context.getNodeParameter('options', {}) as { customerIdentifiers?: string; maxAllowedConnections?: number };
	const eventNames = [...new Set([...(context.getNodeParameter('events', []) as string[]), ...namesIn(context.getNodeParameter('otherEvents', ''))])];
	if (eventNames.length === 0) throw new SettingError('No event is chosen', 'Choose Event Names or IDs, or name them in Other Events.');
	return { url: urlOf(context), eventNames, headers: { [HEADER]: secret }, maxAllowedConnections, customerIdentifiers: namesIn(customerIdentifiers) };
}

function namesIn(text: unknown): string[] {
	return String(text).split(',').map((name) => name.trim()).filter(Boolean);
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default')!;
}

/** Tells the console's reader where it comes from; unique on the whole cluster. */
function nameOf(context: IHookFunctions): string {
	const workflow = String(context.getWorkflow().id ?? '').replace(/[^\w-]/g, '');
	return `n8n-${workflow}-${randomBytes(6).toString('hex')}`;
}

/** @throws SettingError */
function headerOf(context: IHookFunctions): string {
	const header = String(context.getNodeParameter('header', HEADER)).trim();
	if (!isHeaderName(header)) throw new SettingError(`Header Name "${header}" is no name of a header`, `Give it as in ${HEADER}: letters, digits and hyphens.`);
	return header;
}

function isByHand(context: IHookFunctions | IWebhookFunctions): boolean {
	return context.getNodeParameter('registration', 'byNode') === 'byHand';
}

function keptOf(context: IHookFunctions | IWebhookFunctions): Kept {
	return context.getWorkflowStaticData('node') as Kept;
}

function secretsOf(context: IHookFunctions): string[] {
	const { secret } = keptOf(context);
	return secret === undefined ? [] : [secret];
}

/** n8n shows the message where the workflow is published, and the description below it. */
async function explained<T>(context: IHookFunctions, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		// What is neither is n8n's own, of a credential that is missing or an expression, and says itself what to do.
		const { message, description = '' } = error as Error & { description?: string };
		throw plainError(context, message, { description: error instanceof Refusal || error instanceof SettingError ? error.fix : description });
	}
}
