import type { PaceSettings } from '../../core/http/retry';
import { describe } from '../../core/input/fields';
import { isCountry } from '../../core/input/phone';
import type { ReadSettings } from '../../core/input/settings';
import type { PollSettings } from '../../core/poll/poll';
import type { CallLimits, CallOperation } from '../../core/request/operation';
import { wireFormatsOf, type SendOperation } from '../../core/send/operation';
import { SAME_MESSAGE, type SameMessage } from '../../core/send/repeats';
import type { SendSettings } from '../../core/send/send';
import { POLL_LIMITS } from '../editor/optionFields';
import type { Parameters } from './parameters';

/** The options of one execution that sends, checked. */
export interface Settings {
	read: ReadSettings;
	send: Omit<SendSettings, 'baseUrl'>;
	dryRun: boolean;
	sameMessage: SameMessage;
	timeoutMs: number;
	/** Messages whose deduplication keys are remembered. */
	historySize: number;
}

/** The options of one execution that asks, checked. */
export interface CallOptions {
	read: ReadSettings;
	pace: PaceSettings;
	timeoutMs: number;
}

/** How a trigger polls. */
export type PollOptions = Pick<PollSettings, 'overlapMs' | 'lookBackMs'>;

/** A value of an option that cannot be: names the option and says what it may be. */
export class SettingError extends Error {
	constructor(
		what: string,
		readonly fix: string,
	) {
		super(what);
	}
}

/**
 * Reads the options, once for all items: an expression in them is evaluated for the first.
 * @throws SettingError
 */
export function readSettings<Content>(
	operation: SendOperation<Content>,
	parameters: Parameters,
	timeZone: string,
	now: number,
): Settings {
	const { limits } = operation;
	const { option, whole } = readerOf(parameters);
	const maxSegments = whole('maxSegments', 'Maximum SMS Parts', 0, 0, 255);
	return {
		read: { timeZone, defaultCountry: countryOf(option('defaultCountry')), maxSegments: maxSegments || null, now },
		send: {
			batchSize: whole('batchSize', 'Batch Size', limits.batchSize.default, 1, limits.batchSize.max),
			...readPace(limits, whole),
			keepRaw: parameters.read('simplify', 0) === false,
			wireFormat: oneOf('Wire Format', option('wireFormat') ?? wireFormatsOf(operation)[0]!, wireFormatsOf(operation)),
		},
		dryRun: yesOrNo(option('dryRun') ?? false),
		sameMessage: oneOf('Same Message Twice', option('sameMessageTwice') ?? 'warn', SAME_MESSAGE),
		timeoutMs: readTimeout(limits, whole),
		historySize: whole('deduplicationHistorySize', 'Deduplication History Size', 10_000, 1, 1_000_000),
	};
}

/**
 * The same for a call that is no send.
 * @throws SettingError
 */
export function readCallOptions({ limits }: Pick<CallOperation, 'limits'>, parameters: Parameters, timeZone: string, now: number): CallOptions {
	const { option, whole } = readerOf(parameters);
	return {
		read: { timeZone, defaultCountry: countryOf(option('defaultCountry')), maxSegments: null, now },
		pace: readPace(limits, whole),
		timeoutMs: readTimeout(limits, whole),
	};
}

/**
 * The same for a trigger that polls.
 * @throws SettingError
 */
export function readPollOptions(parameters: Pick<Parameters, 'read'>): PollOptions {
	const { whole } = readerOf(parameters);
	return {
		lookBackMs: whole('lookBack', 'Look Back', 0, 0, POLL_LIMITS.lookBackHours) * 3_600_000,
		overlapMs: whole('overlap', 'Overlap', POLL_LIMITS.overlap.default, 1, POLL_LIMITS.overlap.max) * 60_000,
	};
}

type Whole = (name: string, displayName: string, fallback: number, least: number, most: number) => number;

function readerOf(parameters: Pick<Parameters, 'read'>): { option: (name: string) => unknown; whole: Whole } {
	const option = (name: string) => parameters.read(`options.${name}`, 0);
	const whole: Whole = (name, displayName, fallback, least, most) => {
		const value = option(name) ?? fallback;
		if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return value as number;
		throw new SettingError(`Options > ${displayName} is ${describe(value)}`, `Give a whole number from ${least} to ${most}.`);
	};
	return { option, whole };
}

function readPace(limits: CallLimits, whole: Whole): PaceSettings {
	return {
		concurrency: whole('concurrency', 'Concurrency', limits.concurrency.default, 1, limits.concurrency.max),
		requestsPerSecond: whole('requestsPerSecond', 'Requests per Second', limits.requestsPerSecond, 0, 1000),
		retry: {
			tries: whole('maxTries', 'Maximum Tries', 3, 1, 10),
			longestWaitMs: whole('longestWait', 'Longest Wait', 60, 0, 3600) * 1000,
		},
	};
}

function readTimeout(limits: CallLimits, whole: Whole): number {
	return whole('timeout', 'Timeout', limits.timeoutMs / 1000, 1, 600) * 1000;
}

/** A Dry Run that was meant and not understood would send, so what is neither yes nor no is refused. */
function yesOrNo(value: unknown): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new SettingError(`Options > Dry Run is ${describe(value)}`, 'Give true or false.');
}

function countryOf(value: unknown): string | null {
	if (value === undefined || value === '') return null;
	const code = String(value).trim().toUpperCase();
	if (isCountry(code)) return code;
	throw new SettingError(`Options > Default Country is ${describe(value)}`, 'Give the two letters of a country, such as SE.');
}

function oneOf<Word extends string>(displayName: string, value: unknown, known: readonly Word[]): Word {
	if (known.includes(value as Word)) return value as Word;
	throw new SettingError(`Options > ${displayName} is ${describe(value)}`, `Choose one of ${known.join(', ')}.`);
}
