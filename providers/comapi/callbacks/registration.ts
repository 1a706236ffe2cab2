import { createHash } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';

import { judge } from '../../../core/http/failure';
import type { Receipt } from '../../../core/records/receipt';
import { parseJson } from '../../../core/wire/json';
import { reach } from '../../../n8n/edges/connect';
import { plainError } from '../../../n8n/edges/emit';
import { CALLBACK_CREDENTIAL, requireCallbackSecret } from '../../../n8n/editor/callbackCredential';
import { z } from '../../../vendor/zod';
import { connection } from '../connection';
import { EVENTS } from './events';
import { settingsOf } from './settings';

/** What a webhook is told to be. Source: OpenAPI "Webhook API" 1.0.1, `WebhookConfigurationCreateUpdate`. */
interface Configuration {
	name: string;
	url: string;
	secret: string;
	subscriptions: Array<{ type: string; filters: [] }>;
	batch: true;
	maxBatchSize: number;
	batchTimeout: number;
}

/** "We strongly encourage using batching": at most this many events, gathered for at most this many seconds. */
const BATCH = { batch: true, maxBatchSize: 100, batchTimeout: 1 } as const;

const TIMEOUT_MS = 30_000;

/** What the requests are made for, in the words of an error. */
type Purpose = 'added' | 'removed';

/** `WebhookConfiguration`, as far as it is looked at. */
const listed = z.array(z.object({ id: z.string().min(1), url: z.string().catch(''), subscriptions: z.array(z.object({ type: z.string() })).catch([]) }));
type Listed = z.infer<typeof listed>[number];

/** Whether Comapi already reports here, all that is wanted and with the secret as it is now. By hand, only the secret can be looked at. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	const wish = await wishOf(context);
	if (!isByNode(context)) return true;
	const [webhook, ...others] = await ownWebhooks(context, wish.url, 'added');
	const types = (subscriptions: Listed['subscriptions']) => subscriptions.map(({ type }) => type).sort().join();
	const same = webhook !== undefined && others.length === 0 && types(webhook.subscriptions) === types(wish.subscriptions);
	return same && context.getWorkflowStaticData('node').told === digestOf(wish);
}

/** Makes Comapi report here: anew, or by putting right what is there, so that there is never more than one webhook for an address. */
export async function register(context: IHookFunctions): Promise<boolean> {
	if (!isByNode(context)) return true;
	const wish = await wishOf(context);
	const [webhook, ...others] = await ownWebhooks(context, wish.url, 'added');
	await (webhook ? ask(context, 'added', 'PUT', `/${encodeURIComponent(webhook.id)}`, wish) : ask(context, 'added', 'POST', '', wish));
	for (const other of others) await ask(context, 'added', 'DELETE', `/${encodeURIComponent(other.id)}`);
	context.getWorkflowStaticData('node').told = digestOf(wish);
	return true;
}

/** Makes Comapi report here no more. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	if (!isByNode(context)) return true;
	for (const { id } of await ownWebhooks(context, urlOf(context), 'removed')) await ask(context, 'removed', 'DELETE', `/${encodeURIComponent(id)}`);
	delete context.getWorkflowStaticData('node').told;
	return true;
}

function isByNode(context: IHookFunctions): boolean {
	return context.getNodeParameter('registration') === 'byNode';
}

/** The address of this node: of production, or of a test while one is listened for. */
function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

async function wishOf(context: IHookFunctions): Promise<Configuration> {
	const { secret } = await requireCallbackSecret(context);
	const { wanted } = settingsOf(context);
	const subscriptions = EVENTS.filter(({ kind, status }) => wanted({ kind, status, channel: null } satisfies Partial<Receipt>)).map(({ type }) => ({ type, filters: [] as [] }));
	if (isByNode(context) && subscriptions.length === 0) {
		throw plainError(context, 'No event is chosen', {
			description: 'A webhook of the node never tells of Queued, Rejected or Unknown alone: choose other statuses under Only Statuses, or set Registration to By Hand.',
		});
	}
	const { name: workflow, id } = context.getWorkflow();
	return { name: `n8n: ${workflow ?? id ?? ''}`.slice(0, 100), url: urlOf(context), secret, subscriptions, ...BATCH };
}

async function ownWebhooks(context: IHookFunctions, url: string, purpose: Purpose): Promise<Listed[]> {
	const read = listed.safeParse(parsed(await ask(context, purpose, 'GET', '?includeDeleted=false')));
	if (!read.success) throw plainError(context, 'Comapi gave no list of its webhooks', { description: 'Check Base URL in the credential Comapi API, or set Registration to By Hand.' });
	return read.data.filter((webhook) => webhook.url === url);
}

/**
 * One request to `/cpaas/webhooks`; gives the body of a good answer. A webhook that is to be deleted and not there is as good as deleted.
 * @throws NodeOperationError with what to do
 */
async function ask(context: IHookFunctions, purpose: Purpose, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, told?: Configuration): Promise<string> {
	const { mode } = await context.getCredentials(connection.credential);
	if (mode !== 'region') {
		throw plainError(context, 'Comapi takes no webhooks from this credential', {
			description: 'Only a Dotdigital region has a published way to add them. Set Registration to By Hand, or choose a credential of a region.',
		});
	}
	const { secret } = await context.getCredentials(CALLBACK_CREDENTIAL);
	const { baseUrl, transport } = await reach(context, connection, TIMEOUT_MS, [String(secret)]);
	const headers = { Accept: 'application/json', ...(told && { 'Content-Type': 'application/json' }) };
	const answer = await transport({ method, url: `${baseUrl}/webhooks${path}`, headers, body: told ? JSON.stringify(told) : '' });
	if ('status' in answer && ((answer.status >= 200 && answer.status < 300) || (method === 'DELETE' && answer.status === 404))) return answer.body;
	const { what, fix, providerMessage } = judge(answer, Date.now());
	throw plainError(context, `The webhook could not be ${purpose}: ${what}`, {
		description: [purpose === 'removed' && 'Remove it in the portal.', fix, providerMessage && `The provider said: ${providerMessage}`].filter(Boolean).join(' '),
	});
}

function parsed(body: string): unknown {
	try {
		return parseJson(body);
	} catch {
		return undefined;
	}
}

/** Of what the provider was told last; the secret is in it, and cannot be had back out of it. */
function digestOf(wish: Configuration): string {
	return createHash('sha256').update(JSON.stringify(wish)).digest('hex');
}
