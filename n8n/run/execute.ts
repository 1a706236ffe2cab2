import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock';
import { withinQuota, type Counted } from '../../core/send/quota';
import { dryRun } from '../../core/send/dryRun';
import type { Message } from '../../core/send/message';
import type { SendEntry } from '../../core/provider';
import type { SendMaker, SendOperation } from '../../core/send/operation';
import { unreadOutcome, type Result } from '../../core/send/outcome';
import { markRepeats } from '../../core/send/repeats';
import { send } from '../../core/send/send';
import { number, tally } from '../../core/send/tally';
import { readQuota } from '../edges/authorOptions';
import { openClaims } from '../edges/claims';
import { connect } from '../edges/connect';
import { showTally, toError, type Failed } from '../edges/emit';
import { heldBack } from '../edges/failures';
import { cancelSignalOf, isTool } from '../edges/host';
import { toItems } from '../edges/items';
import { openLedger, openQuotaPage } from '../edges/ledgerPage';
import { madeFrom } from '../edges/madeFrom';
import { Parameters } from '../edges/parameters';
import { readItems } from '../edges/readItems';
import { readSettings, type Settings } from '../edges/settings';
import { overItems } from './overItems';

const GO_ON_WITH_THE_OTHERS =
	'Correct these rows. Or set On Error to "Continue (using error output)" in the settings of the node: the others are then sent, and these leave by the error output.';
const DO_NOT_RUN_AGAIN =
	"Do not run the workflow again: that would send accepted messages a second time. Retry this execution instead, which sends only what is safe to send, or use Don't Send Twice. With On Error set to \"Continue (using error output)\" failed rows leave by the error output.";

/**
 * Sends a message for every input item and returns one output item for each: see `overItems`.
 * @param loaded the operation, or the function that makes it from the user's settings
 * @throws NodeOperationError only when On Error is stop
 */
export async function executeSend(context: IExecuteFunctions, provider: string, { preset, settings = {} }: Pick<SendEntry, 'preset' | 'settings'>, loaded: SendOperation | SendMaker): Promise<INodeExecutionData[][]> {
	const parameters = new Parameters(context);
	return await overItems<Message, Result>(context, {
		read: () => read(context, typeof loaded === 'function' ? madeFrom(settings, loaded, parameters, context.getInputData().length) : loaded, preset, parameters),
		unread: (item, why, problem) => ({ item, outcome: unreadOutcome(provider, problem?.recipient ?? null), failure: why }),
		show: (results) => showTally(context, results),
		stopped: (results) => stopped(context, results),
		toItems,
	});
}

function read(context: IExecuteFunctions, operation: SendOperation, preset: string | undefined, parameters: Parameters) {
	const count = context.getInputData().length;
	const settings = readSettings(operation, parameters, context.getTimezone(), systemClock.now(), count);
	const ledger = openLedger(context);
	const readings = markRepeats(readItems(context, operation, preset, parameters, settings.read, ledger.seed, count), settings.sameMessage);
	const bounded = withinQuota(readings, countedOf, readQuota(parameters, isTool(context)), openQuotaPage(context));
	return {
		readings: bounded.readings,
		run: async (messages: readonly Message[]) => {
			// Before the first await: an agent may call the node several times at once.
			if (!settings.dryRun) bounded.reserve();
			const { baseUrl, maskedHeaders, transport } = await connect(context, operation.connections, parameters, settings.timeoutMs);
			if (settings.dryRun) return dryRun(operation, messages, { ...settings.send, baseUrl, maskedHeaders });
			const tools = { transport, ledger, claims: claimsFor(context, settings, messages), clock: systemClock, signal: cancelSignalOf(context) };
			return await send(operation, messages, { ...settings.send, baseUrl }, tools);
		},
	};
}

/** The error that stops the execution. Its advice depends on whether something was sent. */
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

function countedOf({ item, ledgerKey, recipient, reaches = recipient === '' ? [] : [recipient] }: Message): Counted {
	return { item, name: ledgerKey, recipients: reaches };
}

function claimsFor(context: IExecuteFunctions, settings: Settings, messages: readonly Message[]) {
	const keyed = messages.filter(({ deduplicationKey }) => deduplicationKey !== null).length;
	// An execution must never forget its own first messages before its last.
	return keyed === 0 ? null : openClaims(context, Math.max(settings.historySize, 2 * keyed));
}
