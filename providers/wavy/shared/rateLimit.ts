import { excerpt, refusedForNow, SLOWER, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';

/** Rate limited, according to the vendor's WhatsApp pages for the same host. */
const RATE_LIMITED = 420;

/** The failure if an answer says in this vendor's own way that there were too many requests; null for every other answer. */
export function rateLimited({ status, body }: HttpAnswer): Failure | null {
	if (status !== RATE_LIMITED) return null;
	return refusedForNow({ code: `http${status}`, what: `Wavy received too many requests (HTTP ${status})`, fix: SLOWER, httpStatus: status, providerMessage: excerpt(body) });
}
