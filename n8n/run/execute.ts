import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock';
import { failure, type Failure } from '../../core/http/failure';
import { isProblem, type Problem } from '../../core/input/read';
import { dryRun } from '../../core/send/dryRun';
import type { Message } from '../../core/send/message';
import type { SendOperation } from '../../core/send/operation';
import { unreadOutcome, type Result } from '../../core/send/outcome';
import { send } from '../../core/send/send';
import { tally } from '../../core/tally';
import { openClaims } from '../edges/claims';
import { connect } from '../edges/connect';
import { onErrorOf, plainError, showTally, toError, toItems, type Failed } from '../edges/emit';
import { asFailure, heldBack } from '../edges/failures';
import { cancelSignalOf } from '../edges/host';
import { openLedger } from '../edges/ledgerPage';
import { Parameters } from '../edges/parameters';
import { readItems } from '../edges/readItems';
import { readSettings, type Settings } from '../edges/settings';

/**
 * Runs a send operation over all input items: reads and checks every item, sends what is good, and gives one output item an
 * input item. With On Error set to stop, nothing is sent when an item is bad, and one error tells of all that failed.
 * @throws NodeOperationError only when On Error is stop
 */
export async function executeSend<Content>(
	context: IExecuteFunctions,
	operation: SendOperation<Content>,
): Promise<INodeExecutionData[][]> {
	const input = context.getInputData();
	const onError = onErrorOf(context);
	let results: Result[];
	try {
		results = await run(context, operation, input.length, onError === 'stop');
	} catch (error) {
		const whole = asFailure(error);
		if (onError === 'stop') {
			throw plainError(context, whole.what, { description: whole.fix, itemIndex: 0 });
		}
		// n8n would pass the input to the success output if this were thrown.
		results = input.map((_, item) => unsent(operation, item, whole));
	}
	showTally(context, results);
	const failed = results.filter((result): result is Result & Failed => result.failure !== null);
	if (failed.length > 0 && onError === 'stop') throw toError(context, tally(results.map(({ outcome }) => outcome)), failed);
	return [toItems(results, { onError, input })];
}

async function run<Content>(context: IExecuteFunctions, operation: SendOperation<Content>, count: number, allOrNothing: boolean): Promise<Result[]> {
	const parameters = new Parameters(context);
	const settings = readSettings(operation, parameters, context.getTimezone(), systemClock.now());
	const ledger = openLedger(context);
	const readings = readItems(context, operation, parameters, settings.read, ledger.seed, count);
	const problems = readings.filter(isProblem);
	const messages = readings.filter((reading): reading is Message<Content> => !isProblem(reading));

	const bad = problems.map((problem) => unsent(operation, problem.item, toFailure(problem)));
	if (problems.length > 0 && allOrNothing) {
		return inOrder([...bad, ...messages.map((message) => unsent(operation, message.item, heldBack))]);
	}
	const { baseUrl, maskedHeaders, transport } = await connect(context, operation.connections, parameters, settings.timeoutMs);
	if (settings.dryRun) return inOrder([...bad, ...(await dryRun(operation, messages, { ...settings.send, baseUrl, maskedHeaders }))]);

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

function unsent<Content>(operation: SendOperation<Content>, item: number, failed: Failure): Result {
	return { item, outcome: unreadOutcome(operation.provider), failure: failed };
}

function toFailure({ what, fix }: Problem): Failure {
	return failure({ status: 'notSent', code: 'invalidMessage', what, fix });
}
