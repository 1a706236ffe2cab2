import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock';
import { failure, type Failure } from '../../core/http/failure';
import { isProblem, type Problem } from '../../core/input/read';
import { dryRun } from '../../core/send/dryRun';
import type { Message } from '../../core/send/message';
import type { SendOperation } from '../../core/send/operation';
import { unreadOutcome, type Result } from '../../core/send/outcome';
import { markRepeats } from '../../core/send/repeats';
import { send } from '../../core/send/send';
import { number, tally } from '../../core/tally';
import { openClaims } from '../edges/claims';
import { connect } from '../edges/connect';
import { plainError, showTally, toError, type Failed } from '../edges/emit';
import { asFailure, heldBack } from '../edges/failures';
import { cancelSignalOf } from '../edges/host';
import { outputOf, toItems } from '../edges/items';
import { openLedger } from '../edges/ledgerPage';
import { Parameters } from '../edges/parameters';
import { readItems } from '../edges/readItems';
import { readSettings, type Settings } from '../edges/settings';

const GO_ON_WITH_THE_OTHERS =
	'Correct these rows. Or set On Error to "Continue (using error output)" in the settings of the node: then the others are sent, and these leave by an output of their own.';
const DO_NOT_RUN_AGAIN =
	"Do not run the workflow again: that sends again to those that were accepted. Use Retry of this execution, which sends only what is safe to send, or Options > Don't Send Twice. With On Error set to \"Continue (using error output)\" failed rows leave by an output of their own.";

/**
 * Runs a send operation over all input items: reads and checks every item, sends what is good, and gives one output item an
 * input item. With On Error set to stop, nothing is sent when an item is bad, and one error tells of all that failed.
 * @throws NodeOperationError only when On Error is stop
 */
export async function executeSend<Content>(
	context: IExecuteFunctions,
	operation: SendOperation<Content>,
): Promise<INodeExecutionData[][]> {
	const output = outputOf(context);
	const { input } = output;
	const stops = output.onError === 'stop';
	let results: Result[];
	try {
		results = await run(context, operation, input.length, stops);
	} catch (error) {
		const whole = asFailure(error);
		if (stops) throw plainError(context, whole.what, { description: whole.fix, itemIndex: 0 });
		// n8n would pass the input to the success output if this were thrown.
		results = input.map((_, item) => unsent(operation, item, whole));
	}
	showTally(context, results);
	if (stops && results.some(({ failure }) => failure !== null)) throw stopped(context, results);
	return [toItems(results, output)];
}

/** The error that stops the execution. What can be done next depends on whether something was sent. */
function stopped(context: IExecuteFunctions, results: readonly Result[]) {
	const failed = results.flatMap(({ item, outcome: { recipient }, failure }): Failed[] => (failure && failure.code !== heldBack.code ? [{ item, failure, recipient }] : []));
	const count = results.length;
	if (results.every(({ outcome }) => outcome.attempts === 0 && outcome.status === 'notSent')) {
		const title = `${number(failed.length)} of ${number(count)} rows can't be sent, nothing was sent`;
		return toError(context, { count, failed, title, next: GO_ON_WITH_THE_OTHERS });
	}
	const outcomes = results.map(({ outcome }) => outcome);
	const mayBeSent = outcomes.some(({ status }) => status !== 'notSent' && status !== 'rejected');
	return toError(context, { count, failed, title: tally(outcomes), next: mayBeSent ? DO_NOT_RUN_AGAIN : 'No message was accepted.' });
}

async function run<Content>(context: IExecuteFunctions, operation: SendOperation<Content>, count: number, allOrNothing: boolean): Promise<Result[]> {
	const parameters = new Parameters(context);
	const settings = readSettings(operation, parameters, context.getTimezone(), systemClock.now(), count);
	const ledger = openLedger(context);
	const readings = markRepeats(readItems(context, operation, parameters, settings.read, ledger.seed, count), settings.sameMessage);
	const problems = readings.filter(isProblem);
	const messages = readings.filter((reading): reading is Message<Content> => !isProblem(reading));

	const bad = problems.map((problem) => unsent(operation, problem.item, toFailure(problem), problem.recipient));
	if (problems.length > 0 && allOrNothing) {
		return inOrder([...bad, ...messages.map((message) => unsent(operation, message.item, heldBack))]);
	}
	const { baseUrl, maskedHeaders, transport } = await connect(context, operation.connections, parameters, settings.timeoutMs);
	if (settings.dryRun) return inOrder([...bad, ...dryRun(operation, messages, { ...settings.send, baseUrl, maskedHeaders })]);

	const sent = await send(operation, messages, { ...settings.send, baseUrl }, {
		transport,
		ledger,
		claims: claimsFor(context, settings, messages),
		clock: systemClock,
		signal: cancelSignalOf(context),
	});
	return inOrder([...bad, ...sent]);
}

function claimsFor(context: IExecuteFunctions, settings: Settings, messages: readonly Message[]) {
	const keyed = messages.filter(({ deduplicationKey }) => deduplicationKey !== null).length;
	// An execution must never forget its own first messages before its last.
	return keyed === 0 ? null : openClaims(context, Math.max(settings.historySize, 2 * keyed));
}

function inOrder(results: Result[]): Result[] {
	return results.sort((a, b) => a.item - b.item);
}

function unsent<Content>(operation: SendOperation<Content>, item: number, failed: Failure, recipient: string | null = null): Result {
	return { item, outcome: unreadOutcome(operation.provider, recipient), failure: failed };
}

function toFailure({ what, fix }: Problem): Failure {
	return failure({ status: 'notSent', code: 'invalidMessage', what, fix });
}
