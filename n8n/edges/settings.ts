import type { DispatchSettings } from '../../core/http/retry';
import { PLAIN_CHARACTERS } from '../../core/input/plainCharacters';
import type { ReadSettings } from '../../core/input/settings';
import type { PollSettings } from '../../core/poll/poll';
import type { RequestLimits, RequestOperation } from '../../core/request/operation';
import { wireFormatsOf, type SendOperation } from '../../core/send/operation';
import { SAME_MESSAGE, type SameMessage } from '../../core/send/repeats';
import type { SendSettings } from '../../core/send/send';
import { POLL_LIMITS } from '../editor/optionFields';
import { readAudience } from './authorOptions';
import { countryOption, oneOf, openOptions, partsReader, yesOrNo, type Options } from './options';
import type { Parameters } from './parameters';

/** The checked options of an execution that sends. */
export interface Settings {
	/** The settings for the reader of an item. @throws SettingError if this item's expression gives an option a bad value */
	read(item: number): ReadSettings;
	send: Omit<SendSettings, 'baseUrl'>;
	dryRun: boolean;
	sameMessage: SameMessage;
	timeoutMs: number;
	/** How many messages' deduplication keys to remember. */
	historySize: number;
}

/** The checked options of an execution that makes calls. */
interface CallOptions {
	/** The same as for a send. */
	read(item: number): ReadSettings;
	dispatch: DispatchSettings;
	timeoutMs: number;
}

/** How a trigger polls. */
export type PollOptions = Pick<PollSettings, 'overlapMs' | 'lookBackMs'>;

/**
 * Reads the options. Options that may differ from item to item are read for each item, all others once.
 * @param count items of the execution
 * @throws SettingError
 */
export function readSettings<Content>(
	operation: SendOperation<Content>,
	parameters: Parameters,
	timeZone: string,
	now: number,
	count: number,
): Settings {
	const { limits } = operation;
	const options = openOptions(parameters, count);
	return {
		read: readingOf(parameters, options, timeZone, now),
		send: {
			batchSize: options.whole('batchSize', 'Batch Size', limits.batchSize.default, 1, limits.batchSize.max),
			...readDispatch(limits, options),
			keepRaw: options.value('simplify', 'Simplify') === false,
			wireFormat: oneOf('Options > Wire Format', options.value('wireFormat', 'Wire Format') ?? wireFormatsOf(operation)[0]!, wireFormatsOf(operation)),
		},
		// The node refuses every other value. If it counted as false, the node would send messages.
		dryRun: yesOrNo('Options > Dry Run', options.value('dryRun', 'Dry Run') ?? false),
		sameMessage: oneOf('Options > Same Message Twice', options.value('sameMessageTwice', 'Same Message Twice') ?? 'warn', SAME_MESSAGE),
		timeoutMs: readTimeout(limits, options),
		historySize: options.whole('deduplicationHistorySize', 'Deduplication History Size', 10_000, 1, 1_000_000),
	};
}

/**
 * The same for a request that sends no message.
 * @throws SettingError
 */
export function readCallOptions({ limits }: Pick<RequestOperation, 'limits'>, parameters: Parameters, timeZone: string, now: number, count: number): CallOptions {
	const options = openOptions(parameters, count);
	return {
		read: readingOf(parameters, options, timeZone, now),
		dispatch: readDispatch(limits, options),
		timeoutMs: readTimeout(limits, options),
	};
}

/** Items with the same options share their settings, and so their reader. */
function readingOf(parameters: Parameters, options: Options, timeZone: string, now: number): (item: number) => ReadSettings {
	const country = options.each('defaultCountry', countryOption);
	const parts = options.each('maxSegments', partsReader(parameters));
	const plainCharacters = oneOf('Options > Plain Characters', options.value('plainCharacters', 'Plain Characters') ?? 'off', PLAIN_CHARACTERS);
	const audience = readAudience(parameters);
	// As many as there are countries and limits, which is one for nearly every execution.
	const all: ReadSettings[] = [];
	return (item) => {
		const defaultCountry = country(item);
		const maxSegments = parts(item);
		for (const known of all) if (known.defaultCountry === defaultCountry && known.maxSegments === maxSegments) return known;
		const settings = { timeZone, defaultCountry, maxSegments, plainCharacters, now, audience };
		all.push(settings);
		return settings;
	};
}

/**
 * The same for a trigger that polls.
 * @throws SettingError
 */
export function readPollOptions(parameters: Pick<Parameters, 'read'>): PollOptions {
	const options = openOptions(parameters);
	return {
		lookBackMs: options.whole('lookBack', 'Look Back', 0, 0, POLL_LIMITS.lookBackHours) * 3_600_000,
		overlapMs: options.whole('overlap', 'Overlap', POLL_LIMITS.overlap.default, 1, POLL_LIMITS.overlap.max) * 60_000,
	};
}

function readDispatch(limits: RequestLimits, options: Options): DispatchSettings {
	return {
		concurrency: options.whole('concurrency', 'Concurrency', limits.concurrency.default, 1, limits.concurrency.max),
		requestsPerSecond: options.whole('requestsPerSecond', 'Requests per Second', limits.requestsPerSecond, 0, 1000),
		retry: {
			tries: options.whole('maxTries', 'Maximum Tries', 3, 1, 10),
			longestWaitMs: options.whole('longestWait', 'Longest Wait', 60, 0, 3600) * 1000,
		},
	};
}

function readTimeout(limits: RequestLimits, options: Options): number {
	return options.whole('timeout', 'Timeout', limits.timeoutMs / 1000, 1, 600) * 1000;
}
