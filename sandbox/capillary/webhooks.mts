import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isLoopback } from '../callbacks/schema.mts';
import type { Answer, CallbackAddress, ProviderRequest, Reception } from '../contract.mts';
import { EVENTS, UNDELIVERED } from './callback.mts';
import { json, type Issue } from './single.mts';

const WEBHOOKS = '/v3/webHooks';

export const isWebhooks = (path: string) => path === WEBHOOKS || path.startsWith(`${WEBHOOKS}/`);

/** The error of a field, with the page's code if it has one. */
const issue = (code: number, message: string) => ({ message: JSON.stringify([code, message]) });

const connections = z.number({ required_error: issue(300004, 'maxAllowedConnections is missing').message }).int().min(1, issue(51007, 'maxAllowedConnections must be greater than zero'));

/** "Add webhook", with its table of required fields. The headers are an object in all examples, and an array in the table. */
const configuration = z
	.object({
		active: z.boolean(),
		name: z.string().min(1),
		eventNames: z.array(z.string().min(1), { required_error: issue(51003, 'eventNames can not be null').message, invalid_type_error: issue(51003, 'eventNames can not be null').message }).min(1, issue(51003, 'at least one event is required')),
		webHookUrl: z.string().url().refine(isLoopback, 'the sandbox calls addresses of this machine only'),
		webHookType: z.literal('HTTP'),
		methodType: z.literal('POST'),
		webHookHeaders: z.record(z.string()),
		maxAllowedConnections: connections,
		customerIdentifiersToBeEnriched: z.array(z.string()),
		slaInSeconds: z.number().int().optional(),
	})
	.strict();
type Configuration = z.infer<typeof configuration>;

type Address = CallbackAddress & { id: string };

/** "Webhooks" of the third version. Deleting only makes a webhook inactive, and its name stays taken. */
export function receiveWebhooks({ method, headers, path, query, body, callbacks }: ProviderRequest): Reception {
	const settled = (answer: Answer, problem?: string, effect?: () => void): Reception => ({ kind: 'answer', key: 'right', answer, secretBody: true, ...(problem !== undefined && { problem }), ...(effect && { effect }) });
	const refuse = (status: number, ...issues: Issue[]) => settled(answerOf(null, issues, status), issues.map(([, message]) => message).join('; '));
	const id = path.slice(WEBHOOKS.length + 1);
	const known = callbacks.all().find((address) => address.id === id);
	const put = (address: Address) => settled(answerOf(shown(address)), undefined, () => callbacks.put(address.id, withoutId(address), 1));

	if (query !== '') return refuse(400, [400, 'the pages know no parameters']);
	if (id === 'eventMetaData') return method === 'GET' ? settled(answerOf(EVENTS.map((eventName) => ({ active: true, eventName })))) : refuse(405, [405, 'only GET is published']);
	if (id === '' && method === 'GET') return settled(answerOf(callbacks.all().map(shown)));
	if (!(id === '' ? ['POST'] : ['PUT', 'DELETE']).includes(method)) return refuse(405, [405, `${method} is not published here`]);
	if (id !== '' && known === undefined) return refuse(400, [400, 'no webhook has this id']);
	if (method === 'DELETE') return put({ ...known!, settings: { ...known!.settings, active: 'false' } });

	if (!/^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')) return refuse(415, [415, 'the content type is not JSON in UTF-8']);
	const before = known && configurationOf(known);
	const told = configuration.safeParse({ ...before, ...parsed(body) });
	if (!told.success) return refuse(400, ...told.error.issues.map(issueOf));
	const taken = callbacks.all().some((other) => other.id !== id && configurationOf(other).name === told.data.name);
	if (taken) return refuse(400, [400, 'the name is taken']);
	return put(addressOf(told.data, known));
}

/** The one custom header authenticates the vendor. The others are kept as they came. */
function addressOf(told: Configuration, known: Address | undefined): Address {
	const { webHookUrl: url, webHookHeaders, eventNames, active, customerIdentifiersToBeEnriched, ...rest } = told;
	const header = Object.keys(webHookHeaders).find((name) => !/^(content-type|accept)$/i.test(name)) ?? '';
	const { [header]: secret = '', ...headers } = webHookHeaders;
	const now = timeOf(new Date());
	return {
		id: known?.id ?? randomBytes(12).toString('hex'),
		url,
		secret,
		user: '',
		settings: {
			active: String(active),
			events: eventNames.join(','),
			layout: customerIdentifiersToBeEnriched.length > 0 ? 'enriched' : 'documented',
			header,
			headers: JSON.stringify(headers),
			told: JSON.stringify({ ...rest, customerIdentifiersToBeEnriched }),
			consumerGroupId: known?.settings.consumerGroupId ?? randomUUID(),
			createdOn: known?.settings.createdOn ?? now,
			lastUpdatedOn: now,
		},
	};
}

/** Also for an address from the control API. */
function configurationOf({ id, url, secret, settings }: Address): Configuration {
	const { active = 'true', events = UNDELIVERED, header, headers = '{}', told } = settings;
	const rest = told === undefined ? { name: `control API ${id}`, webHookType: 'HTTP', methodType: 'POST', maxAllowedConnections: 10, customerIdentifiersToBeEnriched: [] } : (JSON.parse(told) as object);
	return { ...rest, active: active === 'true', eventNames: events.split(','), webHookUrl: url, webHookHeaders: { ...(header && { [header]: secret }), ...(JSON.parse(headers) as Record<string, string>) } } as Configuration;
}

function shown(address: Address) {
	const { createdOn, lastUpdatedOn, consumerGroupId } = address.settings;
	const till = { id: 75_000_001, code: 'sandbox-till', description: '', name: 'sandbox-till', type: 'TILL' };
	return {
		attribution: { createdOn, lastUpdatedOn, lastUpdatedBy: till, createdBy: till },
		webHookId: address.id,
		...configurationOf(address),
		noOfRetryAttempts: 0,
		consumerGroupId,
		tillDetailsEnrichmentEnabled: false,
		storeDetailsEnrichmentEnabled: false,
		awardedReferenceEnrichmentEnabled: false,
		availablePointsBalanceEnrichmentEnabled: false,
	};
}

/** `{ data, errors, warnings }`. The HTTP status of a refusal is not published. */
function answerOf(data: unknown, issues: readonly Issue[] = [], status = 200): Answer {
	const errors = issues.length === 0 ? null : issues.map(([code, message]) => ({ status: false, code, message }));
	return json(JSON.stringify({ data, errors, warnings: null }), status);
}

function issueOf({ path, message }: z.ZodIssue): Issue {
	return message.startsWith('[') ? (JSON.parse(message) as Issue) : [400, `${path.join('.')}: ${message}`];
}

function withoutId({ url, secret, user, settings }: Address): CallbackAddress {
	return { url, secret, user, settings };
}

function parsed(body: Buffer): object {
	try {
		const told: unknown = JSON.parse(body.toString('utf8'));
		return typeof told === 'object' && told !== null ? told : {};
	} catch {
		return {};
	}
}

/** "2024-10-28T08:05:44.665+0000". */
function timeOf(date: Date): string {
	return date.toISOString().replace('Z', '+0000');
}
