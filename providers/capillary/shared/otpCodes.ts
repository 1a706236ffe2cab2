import { failure, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import { said } from './codes';
import type { Issue } from './issues';
import { singleRefused } from './single';

/**
 * Codes of the API that mean it made no one-time password: action, entity type, entity value, channel (600 to 603), could not generate (606, 874, 875), bad
 * mobile (8056). Source: "Success and error codes".
 */
export const REFUSED: ReadonlySet<string> = new Set(['400', '600', '601', '602', '603', '606', '874', '875', '8056']);

/** Here 429 is the limit of one customer, so other customers need not wait. */
export function otpRefused(errors: readonly Issue[], answer: HttpAnswer): Failure {
	if (!errors.some(({ code }) => code === '429')) return singleRefused(errors, answer);
	return failure({
		status: 'notSent',
		code: 'status429',
		what: 'Capillary has made or checked too many codes for this customer (code 429)',
		fix: 'Try again later: Capillary limits how many codes a customer may get and try within a time.',
		httpStatus: answer.status,
		retryable: true,
		providerMessage: said(errors, answer),
	});
}
