import { flagOf, idOf, valueOf } from '../../../core/http/answer';
import { excerpt, failure, refusedForNow, type Failure } from '../../../core/http/failure';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { parseJson } from '../../../core/wire/json';

/** Shared by the calls of the communication flow. */

/** Values of `error` that mean no error. */
const NO: ReadonlySet<string> = new Set(['', '0', 'false', 'null', 'undefined']);

/**
 * Reads an answer. A success has one of two layouts: `{ id: ["…"], error: false, failures: {} }` for a contact, and `{ id: "…" }` for a campaign or an
 * event. `error: true` with HTTP 200 is a refusal; `retry` among `failures` means that another try may help. Any other `error` that does not mean no is
 * a refusal, too: the answers of campaigns and events are not published, and a refusal must not count as a success.
 * @param about the params that the record repeats
 * @throws Error if the body of a successful answer is not an object
 */
export function readFlow({ status, body }: HttpAnswer, about: object): ProviderRecord[] | Failure | null {
	if (!isGood({ status })) return null;
	const raw = body.trim() === '' ? {} : parseJson(body);
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Error('it is no object');
	const [id, error, failures] = ['id', 'error', 'failures'].map((key) => valueOf(raw, key));
	const ids = Array.isArray(id) ? (id as unknown[]) : id === undefined ? [] : [id];
	const isFailed = !NO.has(String(error).trim().toLowerCase()) || Object.keys(Object(failures) as object).length > 0;
	if (isFailed) return refused(failures, status, body);
	if (ids.includes(null)) throw new Error('it has no id');
	return [{ record: flowRecord(about, ids[0]), raw }];
}

/** The record of a successful call. */
export function flowRecord(about: object, id: unknown): object {
	return { provider: 'wiraya', ...about, id: idOf(id) };
}

/** The part of such a record that the ledger keeps. */
export function keepId({ id }: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return { id };
}

/** An unknown contact may get 404, which is not published; so may a wrong address. */
export function readOfContact(answer: HttpAnswer, about: object): ProviderRecord[] | Failure | null {
	if (answer.status !== 404) return readFlow(answer, about);
	return failure({
		status: 'notFound',
		code: 'http404',
		what: 'Wiraya knows no such contact, or has nothing at this address (HTTP 404)',
		fix: 'Create the contact first; if it is there, check Base URL in the credential.',
		httpStatus: 404,
		providerMessage: excerpt(answer.body),
	});
}

function refused(failures: unknown, httpStatus: number, body: string): Failure {
	const transient = Object.values(Object(failures) as object).some((failed) => flagOf(valueOf(failed, 'retry')) === true);
	const common = { httpStatus, providerMessage: excerpt(body) };
	if (transient) return refusedForNow({ ...common, code: 'transient', what: 'Wiraya could not take the request for the moment' });
	return failure({ ...common, status: 'rejected', code: 'rejected', what: 'Wiraya refused the request for good', fix: 'Compare the fields with what was agreed with Wiraya.' });
}
