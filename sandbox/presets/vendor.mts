/**
 * Shared by the vendors of the presets: one path that takes messages, a key, a strict reader of the body, and an answer. Each folder here only holds
 * what its vendor's pages say about these.
 */
import type { z } from 'zod';
import type { Answer, CallbackRequest, CallbackWriter, KeyState, Provider, ProviderRequest, Reception, Row } from '../contract.mts';

/** The sources of a folder. */
export interface Source {
	/** Addresses of the vendor's public pages and descriptions. */
	pages: readonly string[];
	/** YYYY-MM-DD. */
	readOn: string;
	/** What no page says, so that the sandbox had to choose. */
	unknown: string;
}

/** Why a whole request is refused, before the vendor's own layout. */
export interface Problem {
	/** The HTTP status. */
	status: number;
	/** The bad field, with dots. */
	field?: string;
	/** The kind of error. */
	is?: 'unknown' | 'missing' | 'invalid';
	/** The vendor's own code, if the rule has one. */
	code?: string | number;
	words: string;
}

/** The request is refused; `receive` answers with it. */
export class Refused extends Error {
	constructor(readonly problem: Problem) {
		super(`${problem.field === undefined ? '' : `${problem.field}: `}${problem.words}`);
	}
}

export interface Vendor extends Pick<Provider, 'name' | 'title' | 'defaultKeys' | 'signIn' | 'secretHeaders'> {
	/** The path for messages, by POST; `read` gets its groups. */
	path: RegExp;
	body: 'json' | 'form';
	/** The request's key in the form of `defaultKeys`; undefined if it brings none. */
	keyOf(request: ProviderRequest): string | undefined;
	/** @throws {Refused} */
	read(body: unknown, path: RegExpExecArray, key: string): Row[];
	/** @param sent the rows as `read` returned them, before any fault */
	answer(rows: readonly Row[], sent: readonly Row[]): Answer;
	refuse(problem: Problem): Answer;
	callbacks: CallbackWriter;
}

/** Makes a sandbox provider from a vendor. */
export function providerOf(vendor: Vendor): Provider {
	const { name, title, defaultKeys, signIn, secretHeaders, callbacks } = vendor;
	const errorAnswer = (status: number) => vendor.refuse({ status, words: WORDS[status] ?? `status ${status}` });
	return { name, title, isPreset: true, defaultKeys, signIn, secretHeaders, callbacks, errorAnswer, receive: (request) => receive(vendor, request) };
}

const WORDS: Readonly<Record<number, string>> = { 401: 'the key is wrong', 413: 'the body is too large', 429: 'too many requests', 500: 'internal error', 503: 'service unavailable' };

const TYPES = { json: /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i, form: /^application\/x-www-form-urlencoded\s*(;\s*charset="?utf-8"?\s*)?$/i };

function receive(vendor: Vendor, request: ProviderRequest): Reception {
	const given = vendor.keyOf(request);
	const key: KeyState = given === undefined ? 'missing' : request.keys.includes(given) ? 'right' : 'wrong';
	const refuse = (problem: Problem, headers?: Record<string, string>): Reception => {
		const answer = vendor.refuse(problem);
		return { kind: 'answer', key, answer: { ...answer, ...(headers && { headers: { ...answer.headers, ...headers } }) }, problem: new Refused(problem).message };
	};
	const path = vendor.path.exec(request.path);
	if (path === null) return refuse({ status: 404, words: `no such path; messages go to ${vendor.path.source}` });
	if (request.method !== 'POST') return refuse({ status: 405, words: 'only POST is published' }, { allow: 'POST' });
	if (key !== 'right') return refuse({ status: 401, words: `the key is ${key}` });
	if (!TYPES[vendor.body].test(request.headers['content-type'] ?? '')) return refuse({ status: 415, words: `the content type is not that of ${vendor.body}` });
	try {
		if (request.query !== '') throw new Refused({ status: 400, words: 'the fields belong into the body' });
		const rows = vendor.read(vendor.body === 'json' ? readJson(request.body) : readForm(request.body), path, given!);
		return { kind: 'messages', key, rows, encode: (encoded) => vendor.answer(encoded, rows) };
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return refuse(error.problem);
	}
}

function readJson(body: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) as unknown;
	} catch {
		throw new Refused({ status: 400, words: 'the body is not JSON in UTF-8' });
	}
}

/** Fields by name; a list if a name repeats. */
function readForm(body: Buffer): Record<string, string | string[]> {
	const text = body.toString('utf8');
	if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw new Refused({ status: 400, words: 'the form has a broken percent escape' });
	const given = new URLSearchParams(text);
	return Object.fromEntries([...new Set(given.keys())].map((name) => [name, given.getAll(name)]).map(([name, values]) => [name, values!.length === 1 ? values![0] : values]) as Array<[string, string | string[]]>);
}

/**
 * Checks a body against a schema. Reports only the first error.
 * @throws {Refused} with the field and the kind of error
 */
export function check<Value>(schema: z.ZodType<Value, z.ZodTypeDef, unknown>, given: unknown, status = 400): Value {
	const result = schema.safeParse(given);
	if (result.success) return result.data;
	const [issue] = result.error.issues as [z.ZodIssue];
	const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
	const field = [...issue.path, ...(unknown === undefined ? [] : [unknown])].join('.');
	const isMissing = issue.code === 'invalid_type' && issue.received === 'undefined';
	throw new Refused({ status, field, is: unknown !== undefined ? 'unknown' : isMissing ? 'missing' : 'invalid', words: unknown === undefined ? issue.message : 'no such field' });
}

/** User and password as Basic authentication joins them. */
export function basicKey({ headers }: ProviderRequest): string | undefined {
	const [, credentials] = /^basic +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
	return headers.authorization === undefined ? undefined : Buffer.from(credentials ?? '', 'base64').toString();
}

/** The part after the scheme in `Authorization`; empty for another scheme. */
export function authorizationKey({ headers }: ProviderRequest, scheme: string): string | undefined {
	const [, given = '', key = ''] = /^(\S+) +(\S+)$/.exec(headers.authorization ?? '') ?? [];
	return headers.authorization === undefined ? undefined : given.toLowerCase() === scheme.toLowerCase() ? key : '';
}

export function json(status: number, body: unknown, headers?: Record<string, string>): Answer {
	return { status, contentType: 'application/json', body: JSON.stringify(body), ...(headers && { headers }) };
}

/**
 * The answer to a request with one message; an empty object if a fault removed its row.
 * @param refused the answer for a message refused for good (with the vendor's own status, such as 422) or for the moment
 */
export function answerToOne(rows: readonly Row[], accepted: (row: Row) => Answer, refused: (verdict: 'refused' | 'transient') => Answer): Answer {
	const [row] = rows;
	if (row === undefined) return json(200, {});
	return row.verdict === 'accepted' ? accepted(row) : refused(row.verdict);
}

export function postJson(body: string, headers: Record<string, string> = {}): CallbackRequest {
	return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, query: {}, body };
}

/** Leaves out undefined fields. */
export function postForm(fields: Readonly<Record<string, string | undefined>>): CallbackRequest {
	const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
	return { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, query: {}, body: new URLSearchParams(given).toString() };
}

/** Adds headers to a callback. */
export function withHeaders(request: CallbackRequest, headers: Readonly<Record<string, string>>): CallbackRequest {
	return { ...request, headers: { ...request.headers, ...headers } };
}

/** Parts of an SMS: 160 or 153 characters each, or 70 or 67 if one is not ASCII. Exact enough for a number in an answer. */
export function partsOf(text: string): number {
	// eslint-disable-next-line no-control-regex
	const [alone, joined] = /^[\x00-\x7f]*$/.test(text) ? [160, 153] : [70, 67];
	return text.length <= alone! ? 1 : Math.ceil(text.length / joined!);
}
