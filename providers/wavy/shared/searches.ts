import { spelledAs } from '../../../core/http/answer';
import type { Failure } from '../../../core/http/failure';
import { isGood, type HttpAnswer } from '../../../core/http/http';
import { parseJson } from '../../../core/wire/json';
import { inboundSchema, statusSchema } from '../callbacks/sms';
import { rateLimited } from './rateLimit';

/** Keys may come in another case than on the page. */
export const spelled = spelledAs([...Object.keys(statusSchema.shape), ...Object.keys(inboundSchema.shape)]);

/**
 * The body of a search's answer, or its failure, or null if the status alone decides.
 * @throws SyntaxError if the body is not JSON
 */
export function readAnswer(answer: HttpAnswer): { body: unknown } | Failure | null {
	if (isGood(answer)) return { body: parseJson(answer.body) };
	return rateLimited(answer);
}
