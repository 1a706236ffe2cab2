import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock';
import { isProblem, type Problem, readFields } from '../../core/input/read';
import type { ReadSettings } from '../../core/input/settings';
import type { Naming } from '../../core/ledger/ledger';
import { runRequests, type Reply } from '../../core/request/runRequests';
import { ledgerKeyOf, type RequestOperation, type RequestItem } from '../../core/request/operation';
import { withinQuota, type Counted } from '../../core/send/quota';
import { number, tally } from '../../core/send/tally';
import { readQuota } from '../edges/authorOptions';
import { connect } from '../edges/connect';
import { showCallTally, toError, type Failed } from '../edges/emit';
import { heldBack } from '../edges/failures';
import { cancelSignalOf } from '../edges/host';
import { toCallItems } from '../edges/items';
import { openLedger, openQuotaPage } from '../edges/ledgerPage';
import { sameForAll } from '../edges/options';
import { Parameters } from '../edges/parameters';
import { namingOf, readersBy, shownFields, unreadable } from '../edges/readItems';
import { readCallOptions } from '../edges/settings';
import { overItems } from './overItems';

const GO_ON_WITH_THE_OTHERS =
	'Correct these rows. Or set On Error to "Continue (using error output)" in the settings of the node: the others then go on, and these leave by the error output.';
const DO_NOT_RUN_AGAIN =
	'Do not run the workflow again: that would repeat what is done. Retry this execution instead, which repeats only what is safe to repeat. With On Error set to "Continue (using error output)" failed rows leave by the error output.';

/**
 * Makes one request per input item and returns one output item per record of its answer: none if the answer has no records, an error item if there is
 * no answer. See `overItems`.
 * @throws NodeOperationError only when On Error is stop
 */
export async function executeRequests<Params>(context: IExecuteFunctions, operation: RequestOperation<Params>): Promise<INodeExecutionData[][]> {
	const parameters = new Parameters(context);
	let keepRaw = false;
	return await overItems<RequestItem<Params>, Reply>(context, {
		read() {
			keepRaw = sameForAll(parameters, 'options.simplify', 'Options > Simplify', context.getInputData().length) === false;
			return read(context, operation, parameters);
		},
		unread: (item, why) => ({ item, status: why.status, records: [], failure: why, about: {}, attempts: 0 }),
		show: (replies) => showCallTally(context, replies),
		stopped: (replies) => stopped(context, operation.idempotent, replies),
		toItems: (replies, output) => toCallItems(operation.provider, replies, keepRaw, output),
	});
}

function read<Params>(context: IExecuteFunctions, operation: RequestOperation<Params>, parameters: Parameters) {
	const settings = readCallOptions(operation, parameters, context.getTimezone(), systemClock.now(), context.getInputData().length);
	const ledger = operation.once && openLedger(context);
	const read = readQuestions(context, operation, parameters, settings.read, ledger && namingOf(context, ledger.seed));
	const { readings, reserve } = operation.idempotent ? { readings: read, reserve: () => undefined } : bounded(context, parameters, read);
	return {
		readings,
		run: async (items: ReadonlyArray<RequestItem<Params>>) => {
			// Before the first await: an agent may call the node several times at once.
			reserve();
			const { baseUrl, transport } = await connect(context, operation.connections, parameters, settings.timeoutMs);
			return await runRequests(operation, items, { ...settings.dispatch, baseUrl }, { transport, ledger, clock: systemClock, signal: cancelSignalOf(context) });
		},
	};
}

/** The error that stops the execution. The advice depends on whether something was changed. */
function stopped(context: IExecuteFunctions, idempotent: boolean, replies: readonly Reply[]) {
	const failed = replies.flatMap(({ item, failure, about }): Failed[] => (failure && failure.code !== heldBack.code ? [{ item, failure, recipient: nameOf(about) }] : []));
	const count = replies.length;
	if (replies.every(({ attempts }) => attempts === 0)) {
		const title = `${number(failed.length)} of ${number(count)} rows can't be used, no request was made`;
		return toError(context, { count, failed, title, next: GO_ON_WITH_THE_OTHERS });
	}
	return toError(context, { count, failed, title: tally(replies), next: idempotent ? '' : DO_NOT_RUN_AGAIN });
}

/** What the request was about, in a word or two. */
function nameOf(about: Reply['about']): string | null {
	return Object.values(about).filter((value) => typeof value === 'string' && value !== '').join(' ') || null;
}

/** A request that changes something counts like a message: an agent that may not send a hundred must not put a hundred into a campaign either. */
function bounded<Params>(context: IExecuteFunctions, parameters: Parameters, readings: Array<RequestItem<Params> | Problem>) {
	const { isTool: asTool, runIndex } = namingOf(context, '');
	const countedOf = ({ item, params, ledgerKey }: RequestItem<Params>): Counted => ({ item, name: ledgerKey ?? JSON.stringify(asTool ? [params] : [runIndex, item]), recipients: [] });
	return withinQuota(readings, countedOf, readQuota(parameters, asTool), openQuotaPage(context));
}

/** Reads every item as params, or says what is wrong with it. Never throws for one item. */
function readQuestions<Params>(
	context: IExecuteFunctions,
	operation: RequestOperation<Params>,
	parameters: Parameters,
	settings: (item: number) => ReadSettings,
	naming: Naming | undefined,
): Array<RequestItem<Params> | Problem> {
	const readers = readersBy(settings, (one) => operation.reader(one));
	const fieldsOf = shownFields(operation.fields, parameters);
	return context.getInputData().map((_, item) => {
		try {
			const read = readFields(operation.fields, readers(item), item, fieldsOf(item), { isStrict: true });
			if (isProblem(read)) return read;
			return { item, params: read.value, ...(operation.once && naming && { ledgerKey: ledgerKeyOf(operation.once, item, read.value, naming) }) };
		} catch (error) {
			return { item, ...unreadable(operation.fields, error as Error) };
		}
	});
}
