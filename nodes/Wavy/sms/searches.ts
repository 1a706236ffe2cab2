import { asCallFailure, type CallFailure } from '../../../core/callFailure';
import type { CallLimits } from '../../../core/callOperation';
import type { HttpAnswer } from '../../../core/operation';
import { parseJson } from '../../../core/wire/json';
import { rateLimited } from '../rateLimit';

/** "1 request per second and IP" is the vendor's limit of searches for statuses; for received messages it names none. */
export const searchLimits: CallLimits = {
	concurrency: { default: 1, max: 4 },
	requestsPerSecond: 1,
	timeoutMs: 60_000,
};

/**
 * The body of a search's answer; else what its status means, or null where the status alone says all.
 * @throws SyntaxError when the body is no JSON
 */
export function readAnswer(answer: HttpAnswer): { body: unknown } | CallFailure | null {
	if (answer.status >= 200 && answer.status <= 299) return { body: parseJson(answer.body) };
	const limited = rateLimited(answer);
	return limited && asCallFailure(limited);
}
