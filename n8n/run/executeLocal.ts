import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { declared } from '../../core/input/form';
import type { Problem } from '../../core/input/read';
import type { LocalEntry } from '../../core/provider';
import type { LocalOperation } from '../../core/request/local';
import type { Reply } from '../../core/request/runRequests';
import { showCallTally, toError } from '../edges/emit';
import { toCallItems } from '../edges/items';
import { Parameters } from '../edges/parameters';
import { shownFields, unreadable } from '../edges/readItems';
import { overItems } from './overItems';

interface Done {
	item: number;
	records: object[];
}

/**
 * Runs an operation that asks no provider on every input item: one output item per record. See `overItems`.
 * @throws NodeOperationError only when On Error is stop
 */
export async function executeLocal(context: IExecuteFunctions, { form }: LocalEntry, operation: LocalOperation): Promise<INodeExecutionData[][]> {
	const { provider } = operation;
	return await overItems<Done, Reply>(context, {
		read: () => ({
			readings: read(context, form, operation),
			run: async (all) => await Promise.resolve(all.map(({ item, records }): Reply => ({ item, status: 'answered', records: records.map((record) => ({ record, raw: null })), failure: null, about: {}, attempts: 0 }))),
		}),
		unread: (item, why) => ({ item, status: why.status, records: [], failure: why, about: {}, attempts: 0 }),
		show: (replies) => showCallTally(context, replies),
		stopped: (replies) => {
			const failed = replies.flatMap(({ item, failure }) => (failure ? [{ item, failure, recipient: null }] : []));
			return toError(context, { count: replies.length, failed, title: `${failed.length} of ${replies.length} rows can't be used`, next: '' });
		},
		toItems: (replies, output) => toCallItems(provider, replies, false, output),
	});
}

function read(context: IExecuteFunctions, form: LocalEntry['form'], operation: LocalOperation): Array<Done | Problem> {
	const { fields } = declared(form);
	const fieldsOf = shownFields(fields, new Parameters(context));
	return context.getInputData().map((_, item) => {
		try {
			return { item, records: operation.run(fieldsOf(item) as Record<string, unknown>) };
		} catch (error) {
			return { item, ...unreadable(fields, error as Error) };
		}
	});
}
