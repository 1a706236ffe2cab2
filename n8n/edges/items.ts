import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Cause } from '../../core/http/failure';
import type { Reply } from '../../core/request/runRequests';
import type { Result } from '../../core/send/outcome';
import { reasonOf } from '../../core/send/tally';
import { INCLUDE_INPUT } from '../editor/optionFields';
import { onErrorOf, type OnError } from './host';

export interface Output {
	onError: OnError;
	/** The input items. */
	input: readonly INodeExecutionData[];
	/** Whether accepted items carry the keys of their input item. */
	includeInput: boolean;
}

/** The node's settings and options for its output items. */
export function outputOf(context: IExecuteFunctions): Output {
	const { parameters } = context.getNode();
	const options = parameters.options as Partial<Record<string, unknown>> | undefined;
	return {
		onError: onErrorOf(context),
		input: context.getInputData(),
		includeInput: options?.[INCLUDE_INPUT] === true,
	};
}

/** One output item per input item, in input order. */
export function toItems(results: readonly Result[], output: Output): INodeExecutionData[] {
	return results.map(({ item, outcome, failure }) => (failure === null ? dataItem(item, outcome, output) : errorItem(item, failure, outcome, output)));
}

/**
 * One output item per record, in input order: none for an answer without records, one for a failure.
 * @param keepRaw whether items carry the provider's own data
 */
export function toCallItems(provider: string, replies: readonly Reply[], keepRaw: boolean, output: Output): INodeExecutionData[] {
	return replies.flatMap(({ item, records, failure, about, attempts }) =>
		failure === null
			? records.map(({ record, raw }) => dataItem(item, keepRaw ? { ...record, raw } : record, output))
			: [errorItem(item, failure, { status: failure.status, ...about, provider, attempts }, output)],
	);
}

function dataItem(item: number, record: object, { includeInput, input }: Output): INodeExecutionData {
	if (!includeInput) return { json: record as IDataObject, pairedItem: { item } };
	const { json, binary } = input[item]!;
	return { json: { ...withoutError(json), outcome: record as IDataObject }, ...(binary && { binary }), pairedItem: { item } };
}

/**
 * A failed item. On the error output n8n writes it over the input item, so everything is in one key, `error`; every version of n8n treats an item with
 * only this key as a failure. n8n's table draws this key as a list with one line per key, so keys without a value are left out: otherwise one row fills
 * the screen. With *Continue* n8n merges nothing, and the item has the same keys as an accepted one, so a filter on `status`
 * sees all rows. The files of the input item are kept, so that the row can be sent another way.
 */
function errorItem<Known extends { status: string }>(item: number, failure: Cause, record: Known, { onError, input, includeInput }: Output): INodeExecutionData {
	const { fix, code, httpStatus, retryable, retryAfterMs, providerMessage } = failure;
	const { status, ...others } = record;
	const rest = { fix, ...others, code, httpStatus, retryable, retryAfterMs, providerMessage };
	const message = reasonOf(failure);
	const { json: given, binary } = input[item]!;
	const shape = () => {
		if (onError === 'errorOutput') return { error: withoutUnknown({ status, message, ...rest }) };
		return includeInput ? { ...withoutError(given), outcome: { status, ...rest }, error: message } : { status, error: message, ...rest };
	};
	return { json: shape() as unknown as IDataObject, ...(binary && { binary }), pairedItem: { item } };
}

/** Leaves out keys without a value, except the recipient, which is null if unknown. */
export function withoutUnknown(known: object): object {
	return Object.fromEntries(Object.entries(known).filter(([key, value]) => key === 'recipient' || (value !== null && !(Array.isArray(value) && value.length === 0))));
}

/** The input item may carry `error` from a previous node. n8n would treat it as a failure of this node. */
function withoutError(json: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'error'));
}
