import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isLoopback } from '../callbacks/schema.mts';
import type { Answer, CallbackAddress, CallbackAddresses, KeyState, ProviderRequest, Reception } from '../contract.mts';
import { CREATOR, errorAnswer, invalidAnswer, json } from './answer.mts';
import { AVAILABLE } from './callback.mts';

/** `WebhookConfigurationCreateUpdate` of the OpenAPI "Webhook API" 1.0.1; the secret's length is that of the page. */
const configuration = z
	.object({
		name: z.string().min(1),
		url: z.string().url().refine(isLoopback, 'the sandbox calls addresses of this machine only'),
		secret: z.string().min(16, 'a secret has at least 16 characters').optional(),
		subscriptions: z
			.array(z.object({ type: z.enum(AVAILABLE as [string, ...string[]]), filters: z.array(z.object({ name: z.literal('channel'), value: z.string().min(1) }).strict()).optional() }).strict())
			.optional(),
		batch: z.boolean().optional(),
		maxBatchSize: z.number().int().min(1).max(500).optional(),
		batchTimeout: z.number().int().min(1).max(60).optional(),
	})
	.strict();
type Configuration = z.infer<typeof configuration>;

const WEBHOOKS = '/webhooks';

export const isWebhooks = (path: string) => path === WEBHOOKS || path.startsWith(`${WEBHOOKS}/`);

/** `/cpaas/webhooks`: where a customer registers addresses. A deleted one disappears here, while the real API still lists it. */
export function receiveWebhooks({ method, headers, query, body, callbacks }: ProviderRequest, key: KeyState, path: string): Reception {
	const settled = (answer: Answer, problem?: string, effect?: () => void): Reception => ({ kind: 'answer', key, answer, secretBody: true, ...(problem !== undefined && { problem }), ...(effect && { effect }) });
	const refuse = (status: number, problem: string) => settled(errorAnswer(status), problem);
	const id = path.slice(WEBHOOKS.length + 1);
	if (!/^(includeDeleted=(true|false)|includeSchemas=(true|false))?$/.test(query)) return refuse(400, 'an unknown query');
	if (method === 'GET' && id === 'availableevents') return settled(json(200, AVAILABLE.map((type) => ({ type, description: '', filters: [] }))));
	if (method === 'GET' && id === '') return settled(json(200, callbacks.all().map(shown)));

	const known = callbacks.all().find((address) => address.id === id);
	if (id !== '' && known === undefined) return refuse(404, 'no such webhook');
	if (method === 'GET') return settled(json(200, shown(known!)));
	if (method === 'DELETE' && known) return settled({ status: 204, contentType: 'application/json', body: '' }, undefined, () => callbacks.remove(id));
	if (method !== (known ? 'PUT' : 'POST')) return refuse(405, `${method} is not published here`);

	if (!/^application\/json(;\s*charset="?utf-8"?)?$/i.test(headers['content-type'] ?? '')) return refuse(415, 'the content type is not application/json');
	const read = configuration.safeParse(parsed(body));
	if (!read.success) {
		const failures = read.error.issues.map((issue) => ({ paramName: issue.path.join('.'), message: issue.message }));
		return settled(invalidAnswer(failures), failures.map(({ paramName, message }) => `${paramName}: ${message}`).join('; '));
	}
	const address = { id: known?.id ?? randomUUID(), ...addressOf(read.data, known) };
	return settled(json(known ? 200 : 201, shown(address)), undefined, () => keep(callbacks, address, read.data));
}

function keep(callbacks: CallbackAddresses, { id, ...address }: CallbackAddress & { id: string }, { batch = false, maxBatchSize = 500 }: Configuration): void {
	callbacks.put(id, address, batch ? maxBatchSize : 1);
}

/** Everything besides address and secret is kept as it came. */
function addressOf(told: Configuration, known: CallbackAddress | undefined): CallbackAddress {
	const { url, secret = '', subscriptions = [], batch = false, ...rest } = told;
	const now = new Date().toISOString();
	const settings = { subscriptions: JSON.stringify(subscriptions), batch: String(batch), told: JSON.stringify({ ...rest, batch }), createdOn: known?.settings.createdOn ?? now, updatedOn: now };
	return { url, secret, user: '', settings };
}

function shown({ id, url, secret, settings }: CallbackAddress & { id: string }) {
	const { told = '{"name":"control API"}', subscriptions = '[]', createdOn, updatedOn } = settings;
	return { id, ...(JSON.parse(told) as object), url, ...(secret && { secret }), subscriptions: JSON.parse(subscriptions) as unknown, _createdOn: createdOn, _createdBy: CREATOR, _updatedOn: updatedOn, _updatedBy: CREATOR };
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		return undefined;
	}
}
