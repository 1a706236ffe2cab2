import { failure, type Failure } from '../../../core/http/failure';
import type { HttpAnswer } from '../../../core/http/http';
import { isObject } from '../../../core/input/schema';
import type { ProviderRecord } from '../../../core/records/providerRecord';
import { asList } from '../../../core/wire/xml';
import { codeAmong, PASSING } from '../shared/codes';
import { fieldsOf, textOf, type Fields, type Issue } from '../shared/issues';
import { readSingle, singleRefused } from '../shared/single';
import type { Params } from './params';
import { receiptOf } from './record';

/** "Cannot find customer for provided mobile/external-id/e-mail/id". */
const NO_CUSTOMER = '1012';

/** Kinds of interaction whose list has the same name in the answer. The vendor's example asks for one kind and gets all. */
const LISTED = new Set(['email', 'line', 'viber', 'whatsapp', 'zalo']);

/**
 * Reads the messages of a customer: one receipt each, or none. The page shows two shapes, of the second and the first version, and both are read. In
 * its example every SMS is also in the list `phone`; a message with the same ID is returned once.
 * @throws Error if a successful answer has no interactions in its body
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
			if (!isObject(raw)) throw new Error('it has a message that is no object');
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
	return lists.filter(isObject);
}

/** Errors in the layout of the first version, which come with status 200. */
function oldErrors({ response }: Fields): Issue[] {
	const { status, customer } = fieldsOf(response);
	const bad = [fieldsOf(fieldsOf(customer).item_status), fieldsOf(status)].filter(({ success }) => String(success) === 'false');
	return bad.map(({ code, message }) => ({ code: textOf(code), message: textOf(message) })).slice(0, 1);
}

/** The words of a look-up, where the codes mean the same as for a message. */
function refused(errors: readonly Issue[], answer: HttpAnswer): Failure {
	const refusal = singleRefused(errors, answer);
	if (errors.some(({ code }) => code === NO_CUSTOMER)) {
		const { httpStatus, providerMessage } = refusal;
		return failure({ httpStatus, providerMessage, status: 'notFound', code: NO_CUSTOMER, what: 'Capillary knows no such customer (code 1012)', fix: 'Check Identifier and Identifier Value.' });
	}
	if (refusal.next === 'stop') return { ...refusal, fix: 'Check the credential, and that it may read customers; then run the workflow again.' };
	return refusal.next === 'retry' ? { ...refusal, what: `Capillary could not answer for the moment (code ${codeAmong(errors, PASSING)})` } : refusal;
}
