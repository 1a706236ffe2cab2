import { spelledAs } from '../../../core/http/answer';
import { classifyAnswer } from '../../../core/http/classify';
import { isGood } from '../../../core/http/http';
import { SettingError } from '../../../core/http/settingError';
import { identifier } from '../../../core/receive/content';
import { newSalt } from '../../../core/receive/derivedSecret';
import type { SecretAuth } from '../../../core/receive/receive';
import { CHOOSE_CREDENTIAL, PUBLISH, wantedRecords, type PublishContext, type Trigger } from '../../../core/receive/trigger';
import { jsonIn } from '../../../core/wire/json';
import { z } from '../../../vendor/zod';
import { connection } from '../connection';
import { EVENTS } from './events';
import { receiveEvents } from './operation';

/** The wanted configuration of a webhook. Source: OpenAPI "Webhook API" 1.0.1, `WebhookConfigurationCreateUpdate`. */
type Configuration = Awaited<ReturnType<typeof wishOf>>;

/** "We strongly encourage using batching": at most this many events, gathered for at most this many seconds. */
const BATCH = { batch: true, maxBatchSize: 100, batchTimeout: 1 } as const;

/** The purpose of a request, as an error names it. */
type Purpose = 'added' | 'removed';

/** The parts of `WebhookConfiguration` that we read. */
const listed = z.array(z.object({ id: identifier.refine((given) => given !== ''), url: z.string().catch(''), subscriptions: z.array(z.object({ type: z.string() })).catch([]) }));
type Listed = z.infer<typeof listed>[number];

const spelled = spelledAs(['id', 'url', 'subscriptions', 'type']);

/** If the user registers by hand, the node can only check the secret. */
export const trigger: Trigger<SecretAuth> = {
	operation: receiveEvents,
	auth: async ({ secret }) => ({ secret: await secret() }),
	steps({ parameter, url, secret }) {
		if (parameter('registration', 'byHand') === 'byNode') {
			return [{ say: 'Choose or create both credentials above.' }, { say: 'Publish this workflow. The node then adds the webhook, for which n8n must be reachable from the internet.' }];
		}
		return [
			CHOOSE_CREDENTIAL,
			{ say: 'In the portal, open Webhooks of your API space, and add one with this URL and this secret.', copies: [{ label: 'URL', value: url }, { label: 'Secret', value: secret, isSecret: true }] },
			{ say: `Choose its events: ${EVENTS.map(({ type }) => type).join(', ')}. They may come in batches.` },
			PUBLISH,
		];
	},
	/** An event without a channel may belong to any channel. */
	wants(parameter) {
		const channels = parameter('channels', []) as string[];
		return ({ channel }) => channels.length === 0 || channel === null || channels.includes(channel);
	},
	/** Whether the webhook has all wanted settings and the current secret. */
	async isRegistered(context) {
		const wish = await wishOf(context);
		if (!isByNode(context)) return true;
		const [webhook, ...others] = await ownWebhooks(context, 'added');
		const types = (subscriptions: Listed['subscriptions']) => subscriptions.map(({ type }) => type).sort().join();
		const same = webhook !== undefined && others.length === 0 && types(webhook.subscriptions) === types(wish.subscriptions);
		const { registered } = context.store;
		return same && typeof registered === 'string' && registered === (await markOf(context, wish, registered.split(' ')[0]!));
	},
	/** Corrects existing webhooks, so that an address never has more than one. */
	async register(context) {
		if (!isByNode(context)) return;
		const wish = await wishOf(context);
		const [webhook, ...others] = await ownWebhooks(context, 'added');
		await (webhook ? ask(context, 'added', 'PUT', `/${encodeURIComponent(webhook.id)}`, wish) : ask(context, 'added', 'POST', '', wish));
		for (const other of others) await ask(context, 'added', 'DELETE', `/${encodeURIComponent(other.id)}`);
		context.store.registered = await markOf(context, wish, newSalt());
	},
	async unregister(context) {
		if (!isByNode(context)) return;
		for (const { id } of await ownWebhooks(context, 'removed')) await ask(context, 'removed', 'DELETE', `/${encodeURIComponent(id)}`);
		delete context.store.registered;
	},
};

function isByNode({ parameter }: PublishContext): boolean {
	return parameter('registration') === 'byNode';
}

async function wishOf(context: PublishContext) {
	const secret = await context.secret();
	const wanted = wantedRecords(context.parameter);
	const subscriptions = EVENTS.filter(wanted).map(({ type }) => ({ type, filters: [] as [] }));
	if (isByNode(context) && subscriptions.length === 0) {
		throw new SettingError('No event is chosen', "The node's webhook never reports Queued, Rejected or Unknown on their own: choose other statuses under Only Statuses, or set Registration to By Hand.");
	}
	return { name: `n8n: ${context.workflow.name}`.slice(0, 100), url: context.url, secret, subscriptions, ...BATCH };
}

async function ownWebhooks(context: PublishContext, purpose: Purpose): Promise<Listed[]> {
	const read = listed.safeParse(spelled(jsonIn(await ask(context, purpose, 'GET', '?includeDeleted=false'))));
	if (!read.success) throw new SettingError('Comapi gave no list of its webhooks', 'Check Base URL in the credential Comapi API, or set Registration to By Hand.');
	return read.data.filter((webhook) => webhook.url === context.url);
}

/**
 * Makes one request to `/cpaas/webhooks` and returns the body of a successful answer. Deleting a webhook that does not exist counts as success.
 * @throws SettingError
 */
async function ask(context: PublishContext, purpose: Purpose, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, configuration?: Configuration): Promise<string> {
	const secret = await context.secret().catch(() => '');
	const { baseUrl, transport, credential } = await context.connect([connection], [secret]);
	if (credential.mode !== 'region') {
		throw new SettingError('Comapi takes no webhooks from this credential', 'Only a Dotdigital region has a published way to add them. Set Registration to By Hand, or choose a credential of a region.');
	}
	const headers = { Accept: 'application/json', ...(configuration && { 'Content-Type': 'application/json' }) };
	const answer = await transport({ method, url: `${baseUrl}/webhooks${path}`, headers, body: configuration ? JSON.stringify(configuration) : '' });
	if ('status' in answer && (isGood(answer) || (method === 'DELETE' && answer.status === 404))) return answer.body;
	const { what, fix, providerMessage } = classifyAnswer(answer, Date.now());
	const advice = [purpose === 'removed' && 'Remove it in the portal.', fix, providerMessage && `The provider said: ${providerMessage}`].filter(Boolean);
	throw new SettingError(`The webhook could not be ${purpose}: ${what}`, advice.join(' '));
}

/**
 * A fingerprint of the last registration. Anyone who may read the workflow can read it. So it is slow to compute and includes the credential for
 * Comapi: nobody can find the secret by trying words.
 */
async function markOf({ derived }: PublishContext, wish: Configuration, salt: string): Promise<string> {
	return `${salt} ${await derived([connection], salt, 'comapi', 'registered', JSON.stringify(wish))}`;
}
