import type { Answer, ProviderRequest, Reception, Row, SettledReception } from '../contract.mts';

/** An error of the second version: a code of its tables and a text. */
export type Issue = readonly [code: number, message: string];

/** `{ errors: [{ status, code, message }] }`, as in the vendor's example of OTP. The HTTP status is not published: here 400. */
export function errorsAnswer(issues: readonly Issue[], status = 400): Answer {
	return json(JSON.stringify({ errors: issues.map(([code, message]) => ({ status: false, code, message })) }), status);
}

export function json(body: string, status = 200): Answer {
	return { status, contentType: 'application/json;charset=UTF-8', body };
}

export function refused(issues: readonly Issue[], status?: number): SettledReception {
	return { kind: 'answer', key: 'right', answer: errorsAnswer(issues, status), problem: issues.map(([, message]) => message).join('; ') };
}

/** The body as text, or a refusal: only JSON in UTF-8, and no parameter except `format=json`. */
export function textOf({ headers, query, body }: ProviderRequest): string | Reception {
	if (!/^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')) return refused([[415, 'the content type is not JSON in UTF-8']], 415);
	if (query !== '' && query !== 'format=json') return refused([[400, 'the page knows no such parameter']]);
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		return refused([[400, 'the body is not UTF-8']]);
	}
}

/** One message, its answer, and the refusals: for good, or for the moment. */
export function oneMessage(row: Row, encode: (row: Row) => string, no: Issue): Reception {
	return {
		kind: 'messages',
		key: 'right',
		rows: [row],
		encode: ([first]) => {
			// A fault removed the only row.
			if (first === undefined) return json('{"warnings":[]}');
			if (first.verdict === 'transient') return errorsAnswer([[521, 'another action runs for the same customer']]);
			return first.verdict === 'refused' ? errorsAnswer([no]) : json(encode(first));
		},
	};
}
