import { failure, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { asList } from '../../../core/wire/xml';
import { codeAmong, CREDENTIAL, PASSING, said } from '../shared/codes';
import { fieldsOf, isFields, textOf, type Fields, type Issue } from '../shared/issues';
import { readSingle } from '../shared/single';
import type { Params } from './params';
import { receiptOf } from './record';

/** "Cannot find customer for provided mobile/external-id/e-mail/id". */
const NO_CUSTOMER = '1012';

/** Kinds of interaction whose list has the same name in the answer: the vendor's example asks for one of them and gets all. */
const LISTED = new Set(['email', 'line', 'viber', 'whatsapp', 'zalo']);

/**
 * Reads the messages of a customer: one receipt each, or none. The page shows two shapes, of the second and the first version, and both are read. In
 * its example every SMS is also in the list `phone`; a message with the same ID is returned once.
 * @throws Error when a good status comes with a body without interactions
 */
export function decode(answer: HttpAnswer, params: Params): ProviderRecord[] | Failure | null {
	const read = readSingle(answer, new Set([NO_CUSTOMER]));
	if (!read) return null;
	const errors = [...read.errors, ...oldErrors(read.result)];
	if (errors.length > 0) return refused(errors, answer);
	const wanted = params.type !== null && LISTED.has(params.type) ? params.type : null;
	const records = new Map<string, ProviderRecord>();
	for (const list of interactionsIn(read.result)) {
		const name = textOf(list.name) ?? textOf(list.type) ?? '';
		if (wanted !== null && name !== wanted) continue;
		for (const raw of asList(list.messageList ?? fieldsOf(list.messages).message)) {
			if (!isFields(raw)) throw new Error('it has a message that is no object');
			const record = receiptOf(raw, name, params);
			records.set(record.messageId ?? record.receiptId + records.size, { record, raw });
		}
	}
	return [...records.values()];
}

/** `{ interaction: [] }`, or `{ response: { customer: { interactions: { network: [{ interaction: [] }] } } } }`. */
function interactionsIn(result: Fields): Fields[] {
	const { network } = fieldsOf(fieldsOf(fieldsOf(result.response).customer).interactions);
	const lists = network === undefined ? result.interaction : asList(network).flatMap((one) => asList(fieldsOf(one).interaction));
	if (!Array.isArray(lists)) throw new Error('it has no interactions');
	return lists.filter(isFields);
}

/** How the first version says that something is wrong, with a status of 200. */
function oldErrors({ response }: Fields): Issue[] {
	const { status, customer } = fieldsOf(response);
	const bad = [fieldsOf(fieldsOf(customer).item_status), fieldsOf(status)].filter(({ success }) => String(success) === 'false');
	return bad.map(({ code, message }) => ({ code: textOf(code), message: textOf(message) })).slice(0, 1);
}

function refused(errors: readonly Issue[], answer: HttpAnswer): Failure {
	const common = { httpStatus: answer.status, providerMessage: said(errors, answer) };
	if (errors.some(({ code }) => code === NO_CUSTOMER)) {
		return failure({ ...common, status: 'notFound', code: NO_CUSTOMER, what: 'Capillary knows no such customer (code 1012)', fix: 'Check Identifier and Identifier Value.' });
	}
	const credential = codeAmong(errors, CREDENTIAL);
	if (credential) {
		const fix = 'Check the credential, and that it may read customers; then run the workflow again.';
		return failure({ ...common, status: 'notSent', code: `status${credential}`, what: `Capillary refused the credential (code ${credential})`, fix, retryable: true, next: 'stop' });
	}
	const passing = codeAmong(errors, PASSING);
	if (passing) {
		const fix = 'Run the workflow again later, or lower Options > Requests per Second.';
		return failure({ ...common, status: 'notSent', code: `status${passing}`, what: `Capillary could not answer for the moment (code ${passing})`, fix, retryable: true, next: 'retry' });
	}
	return failure({ ...common, status: 'rejected', code: errors[0]!.code ?? 'rejected', what: 'Capillary refused the request', fix: "Correct what Capillary's message names." });
}
