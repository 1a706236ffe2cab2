import { flagOf, idOf, valueOf } from '../../../core/http/answer';
import { isGood, JSON_HEADERS, type Answer, type Transport } from '../../../core/http/http';
import type { Mask } from '../../../core/http/mask';
import { SettingError } from '../../../core/http/settingError';
import { jsonIn } from '../../../core/wire/json';
import { z } from '../../../vendor/zod';
import { fieldsOf, issuesOf, wordsOf } from '../shared/issues';
import { spelled } from '../shared/spelling';

/** "Webhooks" of the API's third version: which addresses get which events. Its paths are spelled with a capital H. */
const PATH = '/v3/webHooks';

/** The API, ready for requests. */
export interface Api {
	baseUrl: string;
	transport: Transport;
	/** Masks the callbacks' secret in quoted answers: Capillary knows it, and lists it. */
	mask: Mask;
}

/** The registration that the trigger wants. */
export interface Wanted {
	/** The address for events. */
	url: string;
	eventNames: readonly string[];
	/** Sent along with every event. */
	headers: Readonly<Record<string, string>>;
	/** How many events Capillary may send at the same time; at least 1. */
	maxAllowedConnections: number;
	/** Which data of the customer is added to events, such as `mobile`. The vendor publishes no list. */
	customerIdentifiers: readonly string[];
}

/** A webhook as Capillary lists it. A missing value does not equal a wanted one. */
const registration = z.object({
	webHookId: z.unknown().transform(idOf).refine((given): given is string => given !== null),
	active: z.unknown(),
	webHookUrl: z.unknown(),
	webHookType: z.unknown(),
	methodType: z.unknown(),
	webHookHeaders: z.record(z.unknown()).nullish().catch(null),
	eventNames: z.array(z.unknown()).nullish().catch(null),
	maxAllowedConnections: z.unknown(),
	customerIdentifiersToBeEnriched: z.array(z.unknown()).nullish().catch(null),
});
export type Registration = z.infer<typeof registration>;

/**
 * The active webhooks that lead to the address. Deleting only makes them inactive, and the list keeps showing them.
 * @throws SettingError
 */
export async function registrationsOf(api: Api, url: string): Promise<Registration[]> {
	const data = await ask(api, 'GET', PATH);
	if (!Array.isArray(data)) throw unreadable('the list of webhooks');
	return data.flatMap((one) => {
		const { data: read } = registration.safeParse(one);
		return read !== undefined && flagOf(read.active) === true && read.webHookUrl === url ? [read] : [];
	});
}

/** Whether a webhook is the wanted one: the same events, to the same address, with the same headers. */
export function fulfils(found: Registration, wanted: Wanted): boolean {
	return (
		flagOf(found.active) === true &&
		found.webHookUrl === wanted.url &&
		found.webHookType === 'HTTP' &&
		found.methodType === 'POST' &&
		idOf(found.maxAllowedConnections) === String(wanted.maxAllowedConnections) &&
		sameSet(found.eventNames, wanted.eventNames) &&
		sameSet(found.customerIdentifiersToBeEnriched, wanted.customerIdentifiers) &&
		Object.entries(wanted.headers).every(([name, value]) => valueOf(found.webHookHeaders, name) === value)
	);
}

/**
 * @param name a name that nobody on the cluster has ever used
 * @returns the id, 24 hexadecimal digits
 * @throws SettingError
 */
export async function register(api: Api, wanted: Wanted, name: string): Promise<string> {
	const { url: webHookUrl, eventNames, headers: webHookHeaders, maxAllowedConnections, customerIdentifiers } = wanted;
	const body = {
		active: true,
		name,
		eventNames,
		webHookUrl,
		webHookType: 'HTTP',
		methodType: 'POST',
		webHookHeaders,
		maxAllowedConnections,
		customerIdentifiersToBeEnriched: customerIdentifiers,
	};
	const { data } = registration.safeParse(await ask(api, 'POST', PATH, body));
	if (data === undefined) throw unreadable('what it registered');
	return data.webHookId;
}

/**
 * Makes it inactive for good.
 * @throws SettingError
 */
export async function unregister(api: Api, id: string): Promise<void> {
	await ask(api, 'DELETE', `${PATH}/${encodeURIComponent(id)}`);
}

/**
 * Names of the events the organisation has.
 * @throws SettingError
 */
export async function eventNamesOf(api: Api): Promise<string[]> {
	const data = await ask(api, 'GET', `${PATH}/eventMetaData`);
	if (!Array.isArray(data)) throw unreadable('the list of events');
	return data.map(fieldsOf).flatMap(({ active, eventName }) => (flagOf(active) !== false && typeof eventName === 'string' && eventName !== '' ? [eventName] : []));
}

/** The `data` of an answer: `{ data, errors, warnings }`, where `errors` is null if there are none. */
async function ask({ baseUrl, transport, mask }: Api, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
	const answer = await transport({ method, url: `${baseUrl}${path}`, headers: { ...JSON_HEADERS }, body: body ? JSON.stringify(body) : '' });
	const { data, errors } = bodyOf(answer);
	const issues = issuesOf(errors ?? []).map(wordsOf);
	if ('status' in answer && isGood(answer) && issues.length === 0) return data;
	throw refusal(answer, mask(issues.join('; ')));
}

function refusal(answer: Answer, words: string): SettingError {
	const said = words && `: ${words}`;
	if ('networkCode' in answer) return new SettingError(`Capillary gave no answer (${answer.networkCode})`, 'Check the region or base URL of the credential, then publish the workflow again.');
	const { status } = answer;
	if (status === 401 || status === 403) {
		return new SettingError(`Capillary refused the credential (HTTP ${status})${said}`, 'Check the credential, and that it may read and write the access group resource Webhook; or set Registration to By Hand.');
	}
	if (status === 404) return new SettingError(`Capillary has no webhooks at this address (HTTP 404)${said}`, 'Check the region or base URL of the credential; or set Registration to By Hand.');
	return new SettingError(`Capillary refused (HTTP ${status})${said}`, 'Correct what it names, then publish the workflow again; or set Registration to By Hand.');
}

function unreadable(what: string): SettingError {
	return new SettingError(`Capillary's answer could not be read: it does not hold ${what}`, 'Publish the workflow again; or set Registration to By Hand.');
}

function bodyOf(answer: Answer) {
	return 'networkCode' in answer ? {} : fieldsOf(spelled(jsonIn(answer.body)));
}

function sameSet(found: readonly unknown[] | null | undefined, wanted: readonly string[]): boolean {
	const names = new Set(found ?? []);
	return names.size === new Set(wanted).size && wanted.every((name) => names.has(name));
}
