import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Limits } from '../../core/http/limits';
import type { RequestLimits } from '../../core/request/operation';
import { AUTHOR_FIELDS } from './authorFields';
import { defaultCountryField } from './countryField';
import { choice, collection, flag, number } from './fields';
import { messageFromField } from './messageFields';
import { simplifyField } from './receiveFields';

/** Name of the option that keeps the input item's fields. */
export const INCLUDE_INPUT = 'includeInputFields';

const options = (fields: INodeProperties[]) => collection('Options', 'options', 'Add option', fields);

/**
 * The Options every send has, with the provider's limits as defaults and ceilings. Alphabetical, as n8n's rules demand.
 * @param wireFormats the formats that the user may choose from, the default first; no field if there is only one
 * @param mayRepeat see `SendPanel`
 */
export function sendOptions(limits: Limits, wireFormats: INodePropertyOptions[], wireFormatHint = '', mayRepeat = false) {
	const { batchSize } = limits;
	return options([
		AUTHOR_FIELDS.allowedCountries,
		AUTHOR_FIELDS.allowedRecipients,
		number('Batch Size', 'batchSize', { least: 1, most: batchSize.max, usual: batchSize.default }, 'How many messages to send in one request'),
		concurrency(limits),
		number('Deduplication History Size', 'deduplicationHistorySize', { least: 1, usual: 10_000 }, "How many messages to remember for Don't Send Twice, at least. The oldest are forgotten first."),
		defaultCountryField,
		flag('Dry Run', 'dryRun', 'Whether to return the requests as they would be sent, with the credential masked, and send nothing', { noDataExpression: true }),
		includeInputFields('An item that was accepted'),
		longestWait('Messages that would have to wait longer are not sent.'),
		AUTHOR_FIELDS.maxAddresses,
		AUTHOR_FIELDS.maxMessages,
		AUTHOR_FIELDS.maxPerRecipient,
		number('Maximum SMS Parts', 'maxSegments', { least: 0, most: 255, usual: 0 }, 'How many SMS parts a text may take. A longer one is not sent. With 0 there is no limit.'),
		maxTries(`How often to try a message that was certainly not accepted. One that may have been accepted is ${mayRepeat ? 'tried again only where the provider takes a key once' : 'never tried again'}.`),
		messageFromField,
		plainCharacters('off'),
		AUTHOR_FIELDS.allowCostly,
		requestsPerSecond(limits),
		choice(
			'Same Message Twice',
			'sameMessageTwice',
			'warn',
			'What to do when two items of one run have the same words for the same recipient, however the number is written',
			[
				{ name: 'Send', value: 'send', description: 'Both are sent' },
				{ name: 'Skip', value: 'skip', description: 'Only the first is sent; the others come out as duplicate' },
				{ name: 'Warn', value: 'warn', description: 'Both are sent, the second with a warning' },
			],
			{ noDataExpression: true },
		),
		simplifyField,
		timeout(limits, 'How many seconds a request may take until its answer is complete. After that it is unknown whether the messages were accepted.'),
		...wireFormatField(wireFormats, wireFormatHint),
	]);
}

/**
 * The Options of a call that sends no message, with its limits as defaults and ceilings.
 * @param idempotent as the operation says
 * @param withCountry whether one of its fields takes phone numbers
 */
export function callOptions(limits: RequestLimits, idempotent: boolean, withCountry = false) {
	const tried = idempotent
		? 'How often to ask until a good answer comes'
		: 'How often to make a request that the provider certainly did not take. One that it may have taken is never repeated.';
	return options([
		...(withCountry ? [AUTHOR_FIELDS.allowedCountries] : []),
		concurrency(limits),
		...(withCountry ? [defaultCountryField] : []),
		includeInputFields('An item that was found'),
		longestWait('Items that would have to wait longer are not asked for.'),
		...(idempotent ? [] : [AUTHOR_FIELDS.maxMessages]),
		maxTries(tried),
		...(withCountry ? [AUTHOR_FIELDS.allowCostly] : []),
		requestsPerSecond(limits),
		simplifyField,
		timeout(limits, 'How many seconds a request may take until its answer is complete'),
	]);
}

/** Hours that the first poll may look back, and minutes by which windows overlap. */
export const POLL_LIMITS = { lookBackHours: 120, overlap: { default: 10, max: 1440 } };

/** The Options of a trigger that polls. */
export const pollOptions = options([
	number('Look Back', 'lookBack', { least: 0, most: POLL_LIMITS.lookBackHours, usual: 0 }, 'How many hours back the very first poll looks. With 0, only what is new from then on starts the workflow.'),
	number('Overlap', 'overlap', { least: 1, most: POLL_LIMITS.overlap.max, usual: POLL_LIMITS.overlap.default }, 'How late, in minutes, a record may appear and still be found. Nothing starts the workflow twice.'),
]);

/** @param usual the default */
export const plainCharacters = (usual: 'off' | 'plain') =>
	choice('Plain Characters', 'plainCharacters', usual, 'A single typographic quote can more than double the cost of an SMS. Warnings say what was replaced.', [
		{ name: 'Leave as They Are', value: 'off' },
		{ name: 'Plain', value: 'plain', description: 'Typographic quotes, dashes, dots and blanks become plain ones if that makes the whole SMS GSM-7' },
		{ name: 'Plain, and Without Accents', value: 'accents', description: 'Letters lose the accents that GSM-7 lacks, too. This changes words.' },
	]);

const concurrency = ({ concurrency: { max, default: usual } }: RequestLimits) => number('Concurrency', 'concurrency', { least: 1, most: max, usual }, 'How many requests may run at the same time');

const includeInputFields = (subject: string) =>
	flag('Include Input Fields', INCLUDE_INPUT, `Whether to keep the fields of the input item. ${subject} then has them, and its result as <code>outcome</code>.`, { noDataExpression: true });

const longestWait = (beyond: string) => number('Longest Wait', 'longestWait', { least: 0, most: 3600, usual: 60 }, `How many seconds to wait at most when the provider asks for a pause. ${beyond}`);

const maxTries = (description: string) => number('Maximum Tries', 'maxTries', { least: 1, most: 10, usual: 3 }, description);

const requestsPerSecond = (limits: RequestLimits) =>
	number('Requests per Second', 'requestsPerSecond', { least: 0, most: 1000, usual: limits.requestsPerSecond }, 'How many requests may begin in a second. With 0 there is no limit.');

const timeout = ({ timeoutMs }: RequestLimits, description: string) => number('Timeout', 'timeout', { least: 1, most: 600, usual: timeoutMs / 1000 }, description);

function wireFormatField(wireFormats: INodePropertyOptions[], hint: string): INodeProperties[] {
	const [first, second] = wireFormats;
	if (!first || !second) return [];
	return [{ ...choice('Wire Format', 'wireFormat', String(first.value), 'The format in which the messages are sent', wireFormats), hint }];
}
