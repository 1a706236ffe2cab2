import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock';
import { isProblem, type Problem, readFields } from '../../core/input/read';
import type { ReadSettings } from '../../core/input/settings';
import { call, type Reply } from '../../core/request/call';
import { asCallFailure, callFailure, type CallFailure } from '../../core/request/failure';
import type { CallOperation, Question } from '../../core/request/operation';
import { callTally, number } from '../../core/tally';
import { connect } from '../edges/connect';
import { plainError, showCallTally, toError, type Failed } from '../edges/emit';
import { asFailure, heldBack } from '../edges/failures';
import { cancelSignalOf } from '../edges/host';
import { outputOf, toCallItems } from '../edges/items';
import { sameForAll } from '../edges/options';
import { Parameters } from '../edges/parameters';
import { readersBy, shownFields, unreadable } from '../edges/readItems';
import { readCallOptions } from '../edges/settings';

const GO_ON_WITH_THE_OTHERS =
	'Correct these rows. Or set On Error to "Continue (using error output)" in the settings of the node: then the others go on, and these leave by an output of their own.';
const DO_NOT_RUN_AGAIN =
	'Running the workflow again does it again for all. Set On Error to "Continue (using error output)" in the settings of the node, and go on with the failed rows alone.';

/**
 * Asks the provider once for every input item, and gives one output item for everything it tells: none where the answer holds
 * nothing, an error item where there is none. With On Error set to stop, nothing is asked when an item is bad, and one error tells of
 * all that failed.
 * @throws NodeOperationError only when On Error is stop
 */
export async function executeCall<Asked>(context: IExecuteFunctions, operation: CallOperation<Asked>): Promise<INodeExecutionData[][]> {
	const parameters = new Parameters(context);
	const output = outputOf(context);
	const stops = output.onError === 'stop';
	let replies: Reply[];
	let keepRaw = false;
	try {
		keepRaw = sameForAll(parameters, 'simplify', 'Simplify', context.getInputData().length) === false;
		replies = await run(context, operation, parameters, stops);
	} catch (error) {
		const whole = asFailure(error);
		if (stops) throw plainError(context, whole.what, { description: whole.fix, itemIndex: 0 });
		// n8n would pass the input to the success output if this were thrown.
		replies = output.input.map((_, item) => unasked(item, asCallFailure(whole)));
	}
	showCallTally(context, replies);
	if (stops && replies.some(({ failure }) => failure !== null)) throw stopped(context, operation.repeatable, replies);
	return [toCallItems(operation.provider, replies, keepRaw, output)];
}

/** The error that stops the execution. What can be done next depends on whether something was done. */
function stopped(context: IExecuteFunctions, repeatable: boolean, replies: readonly Reply[]) {
	const failed = replies.flatMap(({ item, failure, about }): Failed[] => (failure && failure.code !== heldBack.code ? [{ item, failure, recipient: nameOf(about) }] : []));
	const count = replies.length;
	if (replies.every(({ attempts }) => attempts === 0)) {
		const title = `${number(failed.length)} of ${number(count)} rows can't be used, no request was made`;
		return toError(context, { count, failed, title, next: GO_ON_WITH_THE_OTHERS });
	}
	return toError(context, { count, failed, title: callTally(replies), next: repeatable ? '' : DO_NOT_RUN_AGAIN });
}

/** What the question was about, in a word or two. */
function nameOf(about: Reply['about']): string | null {
	return Object.values(about).filter((value) => typeof value === 'string' && value !== '').join(' ') || null;
}

async function run<Asked>(context: IExecuteFunctions, operation: CallOperation<Asked>, parameters: Parameters, allOrNothing: boolean): Promise<Reply[]> {
	const settings = readCallOptions(operation, parameters, context.getTimezone(), systemClock.now(), context.getInputData().length);
	const readings = readQuestions(context, operation, parameters, settings.read);
	const problems = readings.filter(isProblem);
	const questions = readings.filter((reading): reading is Question<Asked> => !isProblem(reading));

	const bad = problems.map(({ item, what, fix }) => unasked(item, callFailure({ status: 'notAsked', code: 'invalidFields', what, fix })));
	if (problems.length > 0 && allOrNothing) {
		const held = asCallFailure(heldBack);
		return inOrder([...bad, ...questions.map(({ item }) => unasked(item, held))]);
	}
	const { baseUrl, transport } = await connect(context, operation.connections, parameters, settings.timeoutMs);
	const tools = { transport, clock: systemClock, signal: cancelSignalOf(context) };
	return inOrder([...bad, ...(await call(operation, questions, { ...settings.pace, baseUrl }, tools))]);
}

/** Reads every item as a question, or says why it is none. Never throws for one item. */
function readQuestions<Asked>(
	context: IExecuteFunctions,
	operation: CallOperation<Asked>,
	parameters: Parameters,
	settings: (item: number) => ReadSettings,
): Array<Question<Asked> | Problem> {
	const readers = readersBy(settings, (one) => operation.reader(one));
	const fieldsOf = shownFields(operation.fields, parameters);
	return context.getInputData().map((_, item) => {
		try {
			const read = readFields(operation.fields, readers(item), item, fieldsOf(item), { isStrict: true });
			return isProblem(read) ? read : { item, asked: read.value };
		} catch (error) {
			return { item, ...unreadable(operation.fields, error as Error) };
		}
	});
}

function inOrder(replies: Reply[]): Reply[] {
	return replies.sort((a, b) => a.item - b.item);
}

function unasked(item: number, failure: CallFailure): Reply {
	return { item, findings: [], failure, about: {}, attempts: 0 };
}
