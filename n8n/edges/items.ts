import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Cause } from '../../core/http/failure';
import type { Reply } from '../../core/request/runRequests';
import type { Result } from '../../core/send/outcome';
import { reasonOf } from '../../core/send/tally';
import { INCLUDE_INPUT } from '../editor/optionFields';
import { onErrorOf, type OnError } from './host';

/** What an output item needs beside its result. */
export interface Output {
	onError: OnError;
	/** The input items. */
	input: readonly INodeExecutionData[];
	/** Whether items that did not fail carry the keys of their input item. */
	includeInput: boolean;
}

/** What the node's settings and options say of its output items. */
export function outputOf(context: IExecuteFunctions): Output {
	const { parameters } = context.getNode();
	const options = parameters.options as Partial<Record<string, unknown>> | undefined;
	return {
		onError: onErrorOf(context),
		input: context.getInputData(),
		includeInput: options?.[INCLUDE_INPUT] === true,
	};
}

/** One output item for each input item, in input order. */
export function toItems(results: readonly Result[], output: Output): INodeExecutionData[] {
	return results.map(({ item, outcome, failure }) => (failure === null ? dataItem(item, outcome, output) : errorItem(item, failure, outcome, output)));
}

/**
 * One output item for each finding, in input order; none for a question whose answer holds nothing, one for a failure.
 * @param keepRaw whether the provider's own words come along
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
 * A failed item. n8n writes what leaves by the error output over the input item's own keys, so there everything is within one key:
 * `error`. Every version of n8n takes an item with this key alone for a failed one. With *Continue* n8n merges nothing, and the item has the
 * keys of an accepted one, so that a filter on `status` sees all. The files of the input item go on, for whoever sends it another way.
 */
function errorItem<Known extends { status: string }>(item: number, failure: Cause, record: Known, { onError, input, includeInput }: Output): INodeExecutionData {
	const { fix, code, httpStatus, retryable, retryAfterMs, providerMessage } = failure;
	const { status, ...others } = record;
	const rest = { fix, ...others, code, httpStatus, retryable, retryAfterMs, providerMessage };
	const message = reasonOf(failure);
	const { json: given, binary } = input[item]!;
	const shape = () => {
		if (onError === 'errorOutput') return { error: { status, message, ...rest } };
		return includeInput ? { ...withoutError(given), outcome: { status, ...rest }, error: message } : { status, error: message, ...rest };
	};
	return { json: shape() as unknown as IDataObject, ...(binary && { binary }), pairedItem: { item } };
}

/** An input item may have the failure of a node before under the key that n8n takes for one of this node. */
function withoutError(json: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([key]) => key !== 'error'));
}
