import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../../core/http/clock';
import { failure, type Failure } from '../../core/http/failure';
import { SettingError } from '../../core/http/settingError';
import type { Audience } from '../../core/input/audience';
import { declared, mail, phone, smsText, text } from '../../core/input/form';
import { formReader } from '../../core/input/formReader';
import { plainKey } from '../../core/input/keys';
import { isProblem, readFields } from '../../core/input/read';
import { remember } from '../../core/input/remember';
import { describe, type Reader } from '../../core/input/schema';
import { parseDateTime, timeTrouble } from '../../core/input/time';
import { readOptOuts, type OptOuts, type OptOutRow } from '../../core/prepare/optOuts';
import { isByPhone, prepare, type Candidate, type Given, type Prepared, type Summary, type Unread } from '../../core/prepare/prepare';
import type { Channel } from '../../core/records/channel';
import { preparedTally } from '../../core/prepare/tally';
import { number } from '../../core/send/tally';
import { plainError } from '../edges/emit';
import { asFailure } from '../edges/failures';
import { isTool, onErrorOf, showHint } from '../edges/host';
import { withoutUnknown } from '../edges/items';
import { countryOption } from '../edges/options';
import { Parameters } from '../edges/parameters';
import { readPrepareSettings, type PrepareSettings } from '../edges/prepareSettings';
import { unreadable } from '../edges/readItems';

/** Keys of an item that a send reads, by their meaning. */
export interface SendKeys {
	to: readonly string[];
	text: readonly string[];
}

const CHANNELS: ReadonlySet<Channel> = new Set(['email', 'sms', 'voice', 'whatsapp', 'zalo']);

/**
 * Checks a message for every input item and sends none. Items leave by Send, Later or Skip, each with the result of its checks. An AI agent sees only
 * one output, so it gets all items there.
 * @param keys other names of the recipient and the text in sends. If To or Text came from such a column, the column is changed to match
 * @throws NodeOperationError only when On Error is stop
 */
export async function executePrepare(context: IExecuteFunctions, keys: SendKeys): Promise<INodeExecutionData[][]> {
	const input = context.getInputData();
	if (input.length === 0) return [[], [], []];
	try {
		const { prepared, summary, stop, settings, optOuts } = checked(context, input);
		showHint(context, hintOf(summary, optOuts));
		if (stop !== null) return stopped(context, input, failure({ status: 'notSent', code: 'tooMany', ...stop }));
		const items = itemsOf(prepared, input, keys);
		if (isTool(context)) return [items.map(({ item }) => item)];
		const by = (decision: string) => items.filter((one) => one.decision === decision).map(({ item }) => item);
		const outputs = [by('send'), by('later'), by('skip')];
		return settings.summary ? [...outputs, [{ json: summary as unknown as IDataObject, pairedItem: input.map((_, item) => ({ item, input: 0 })) }]] : outputs;
	} catch (error) {
		return stopped(context, input, asFailure(error));
	}
}

function checked(context: IExecuteFunctions, input: readonly INodeExecutionData[]) {
	const parameters = new Parameters(context);
	const settings = readPrepareSettings(parameters, context.getTimezone(), input.length);
	const optOuts = optOutsOf(context, parameters, settings);
	const now = systemClock.now();
	const read = candidateReader(context, parameters, settings, now);
	return { settings, optOuts, ...prepare(input.map(({ json }, item) => read(json, item)), { ...settings.checks, optOuts }, now) };
}

function hintOf(summary: Summary, optOuts: OptOuts | null) {
	const lost = optOuts?.unread.length ?? 0;
	const unread = lost === 0 ? '' : `; ${number(lost)} ${lost === 1 ? 'row' : 'rows'} of the second input have no number or address`;
	const isOdd = lost > 0 || (summary.reasons.unreadable ?? 0) > 0;
	return { message: `${preparedTally(summary)}${unread}`, type: isOdd ? 'warning' : 'info', location: 'outputPane' } as const;
}

/** The people on the second input; null if nothing is connected to it or nothing came. */
function optOutsOf(context: IExecuteFunctions, parameters: Parameters, { optOutColumn }: PrepareSettings): OptOuts | null {
	const rows = secondInput(context);
	if (rows.length === 0) return null;
	const wanted = optOutColumn === null ? null : plainKey(optOutColumn);
	const named = rows.map(({ json }): OptOutRow => {
		const keys = Object.keys(json).filter((key) => wanted === null || plainKey(key) === wanted);
		return { values: keys.map((key) => json[key]), isNamed: wanted !== null };
	});
	if (wanted !== null && named.every(({ values }) => values.length === 0)) {
		throw new SettingError(`Checks > Opt-Out Column is ${describe(optOutColumn)}, and no row of the second input has it`, `Its columns are ${Object.keys(rows[0]!.json).join(', ')}.`);
	}
	return readOptOuts(named, parameters.variesByItem('defaultCountry') ? null : countryOption(parameters.read('defaultCountry', 0)));
}

function secondInput(context: IExecuteFunctions): readonly INodeExecutionData[] {
	try {
		// If the input has no entry, n8n throws or returns undefined.
		return (context.getInputData(1) as INodeExecutionData[] | undefined) ?? [];
	} catch {
		return [];
	}
}

function candidateReader(context: IExecuteFunctions, parameters: Parameters, { zoneOf }: PrepareSettings, now: number): (json: IDataObject, item: number) => Candidate | Unread {
	const { fields } = declared(formOf('sms'));
	const readers = new Map<string, Reader<{ to: string; text: unknown }>>();
	const timeZone = context.getTimezone();
	const readerFor = (channel: Channel, defaultCountry: string | null) =>
		remember(readers, `${channel} ${defaultCountry}`, () => formReader(formOf(channel), { timeZone, defaultCountry, maxSegments: null, now, audience: ANYBODY }));
	return (json, item) => {
		const given: Given = { to: null, text: null };
		let channel: Channel | null = null;
		try {
			given.to = parameters.read('to', item) ?? null;
			given.text = parameters.read('text', item) ?? null;
			channel = channelOf(parameters.read('channel', item) ?? 'sms');
			const reading = readFields(fields, readerFor(channel, countryOption(parameters.read('defaultCountry', item))), item, given);
			if (isProblem(reading)) return { item, channel, given, what: reading.what, fix: here(reading.fix) };
			const { to, text: words } = reading.value;
			return { item, channel, to, text: wordsOf(words), given, at: scheduleOf(json, timeZone), zone: zoneOf(item), warnings: reading.warnings };
		} catch (error) {
			const { what, fix } = unreadable(fields, error as Error);
			return { item, channel, given, what: here(what), fix: here(fix) };
		}
	};
}

/** The fields of a message on a channel. */
function formOf(channel: Channel) {
	return {
		to: isByPhone(channel) ? phone({ label: 'To', required: true }) : mail({ label: 'To', required: true }),
		text: channel === 'sms' ? smsText({ label: 'Text' }) : text({ label: 'Text', fix: 'Give the text of the message.', lines: 4 }),
	};
}

/** Costly numbers and the parts of a text are separate checks. */
const ANYBODY: Audience = { countries: null, recipients: null, costly: true, mostAddresses: 1 };

/** The text as the readers return it: alone, with its parts, or null. */
function wordsOf(words: unknown): string {
	if (typeof words === 'object' && words !== null) return (words as { text: string }).text;
	return typeof words === 'string' ? words : '';
}

function channelOf(given: unknown): Channel {
	const channel = typeof given === 'string' ? given.trim().toLowerCase() : given;
	if (CHANNELS.has(channel as Channel)) return channel as Channel;
	throw new SettingError(`Channel is ${describe(given)}`, `Give one of ${[...CHANNELS].join(', ')}.`);
}

/** In a send, Default Country is one of the options. */
function here(text: string): string {
	return text.replaceAll('Options > Default Country', 'Default Country');
}

/** When the item itself says to send its message; null if it says nothing. @throws SettingError */
function scheduleOf(json: IDataObject, timeZone: string): number | null {
	const key = 'sendAt' in json ? 'sendAt' : Object.keys(json).find((name) => plainKey(name) === 'sendat');
	const given = key === undefined ? undefined : json[key];
	if (given === undefined || given === null || given === '') return null;
	const time = parseDateTime(given, timeZone);
	if (time !== null) return time.toMillis();
	const { what, fix } = timeTrouble(given);
	throw new SettingError(`The column ${describe(key)} ${what}`, fix);
}

/** The meaning of an item's key in a send. */
type Role = 'to' | 'text' | 'sendAt' | null;

function itemsOf(prepared: readonly Prepared[], input: readonly INodeExecutionData[], keys: SendKeys) {
	const roles = new Map<string, Role>();
	const meanings = new Map<string, Role>([...keys.to.map((key) => [plainKey(key), 'to'] as const), ...keys.text.map((key) => [plainKey(key), 'text'] as const), ['sendat', 'sendAt']]);
	const roleOf = (key: string) => remember(roles, key, () => meanings.get(plainKey(key)) ?? null);
	return prepared.map(({ item, to, text, given, check }) => {
		const { json, binary } = input[item]!;
		const scheduled = check.decision === 'send' ? check.sendAt : null;
		// Key by key: an object that is copied and extended is slow to make and to read.
		const own: IDataObject = {};
		for (const key of Object.keys(json)) {
			// n8n would treat it as a failure of this node.
			if (key === 'error') continue;
			const role = roleOf(key);
			const value = json[key];
			if (role === 'to' && value === given.to) own[key] = to as string;
			else if (role === 'text' && value === given.text) own[key] = text as string;
			else own[key] = role === 'sendAt' && scheduled !== null && value ? scheduled : value;
		}
		own.to = to as string;
		if (text !== '' || 'text' in json) own.text = text as string;
		if (scheduled !== null) own.sendAt = scheduled;
		own.check = check as unknown as IDataObject;
		return { decision: check.decision, item: { json: own, ...(binary && { binary }), pairedItem: { item, input: 0 } } as INodeExecutionData };
	});
}

/** No message goes on. If On Error is not stop, the node must not throw: n8n would then pass the *input* to the first output. */
function stopped(context: IExecuteFunctions, input: readonly INodeExecutionData[], { what, fix, status, code, httpStatus, retryable, retryAfterMs, providerMessage }: Failure): INodeExecutionData[][] {
	const onError = onErrorOf(context);
	if (onError === 'stop') throw plainError(context, what, { description: fix });
	const error = withoutUnknown({ status, message: what, fix, code, httpStatus, retryable, retryAfterMs, providerMessage }) as IDataObject;
	const items = input.map(({ json, binary }, item): INodeExecutionData => ({
		json: onError === 'errorOutput' ? { error } : { ...json, check: { decision: 'skip', reason: 'stopped', message: what, fix } },
		...(binary && { binary }),
		pairedItem: { item, input: 0 },
	}));
	return [[], [], items];
}
