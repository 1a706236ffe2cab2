import type { Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import { parseJson } from '../../../core/wire/json';
import { rateLimited } from './rateLimit';

/**
 * The body of a search's answer; else what its status means, or null where the status alone says all.
 * @throws SyntaxError when the body is no JSON
 */
export function readAnswer(answer: HttpAnswer): { body: unknown } | Failure | null {
	if (answer.status >= 200 && answer.status <= 299) return { body: parseJson(answer.body) };
	return rateLimited(answer);
}
