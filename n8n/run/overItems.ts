import type { IExecuteFunctions, INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { failure, type Failure } from '../../core/http/failure';
import { isProblem, type Problem } from '../../core/input/read';
import { plainError } from '../edges/emit';
import { asFailure, heldBack } from '../edges/failures';
import { outputOf, type Output } from '../edges/items';

/** How one of the engines runs over the input items. */
export interface Engine<Reading extends { item: number }, Result extends { item: number; failure: Failure | null }> {
	/** Reads the options, then every item. Never throws for one item. */
	read(): { readings: ReadonlyArray<Reading | Problem>; run(good: readonly Reading[]): Promise<Result[]> };
	/** The result of an item that never reached the engine. */
	unread(item: number, why: Failure, problem?: Problem): Result;
	/** Shows on the node how the items ended. */
	show(results: readonly Result[]): void;
	/** The error that stops the execution. */
	stopped(results: readonly Result[]): NodeOperationError;
	toItems(results: readonly Result[], output: Output): INodeExecutionData[];
}

/**
 * Runs an engine over all input items: reads and checks every item, runs the good ones, and returns the output items in input order. With On Error
 * set to stop, nothing is sent if an item is bad, and one error reports everything that failed.
 * @throws NodeOperationError only when On Error is stop
 */
export async function overItems<Reading extends { item: number }, Result extends { item: number; failure: Failure | null }>(
	context: IExecuteFunctions,
	engine: Engine<Reading, Result>,
): Promise<INodeExecutionData[][]> {
	const output = outputOf(context);
	const stops = output.onError === 'stop';
	let results: Result[];
	try {
		results = await resultsOf(engine, stops);
	} catch (error) {
		const whole = asFailure(error);
		if (stops) throw plainError(context, whole.what, { description: whole.fix, itemIndex: 0 });
		// If this threw, n8n would pass the input to the success output.
		results = output.input.map((_, item) => engine.unread(item, whole));
	}
	engine.show(results);
	if (stops && results.some(({ failure: why }) => why !== null)) throw engine.stopped(results);
	return [engine.toItems(results, output)];
}

async function resultsOf<Reading extends { item: number }, Result extends { item: number; failure: Failure | null }>(engine: Engine<Reading, Result>, allOrNothing: boolean): Promise<Result[]> {
	const { readings, run } = engine.read();
	const problems = readings.filter(isProblem);
	const good = readings.filter((reading): reading is Reading => !isProblem(reading));
	const bad = problems.map((problem) => engine.unread(problem.item, toFailure(problem), problem));
	const others = problems.length > 0 && allOrNothing ? good.map(({ item }) => engine.unread(item, heldBack)) : await run(good);
	return bad.length === 0 ? others : [...bad, ...others].sort((a, b) => a.item - b.item);
}

function toFailure({ what, fix }: Problem): Failure {
	return failure({ status: 'notSent', code: 'invalidMessage', what, fix });
}
