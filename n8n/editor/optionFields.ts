import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Limits } from '../../core/http/limits';
import type { RequestLimits } from '../../core/request/operation';
import { AUTHOR_FIELDS } from './authorFields';
import { defaultCountryField } from './countryField';
import { messageFromField } from './messageFields';
import { simplifyField } from './receiveFields';

/** Name of the option that keeps the input item's fields. */
export const INCLUDE_INPUT = 'includeInputFields';

/**
 * The Options every send has, with the provider's limits as defaults and ceilings. Alphabetical, as n8n's rules want.
 * @param wireFormats the formats the user may choose from, the default first; no field when there is only one
 * @param mayRepeat see `SendPanel`
 */
export function sendOptions(limits: Limits, wireFormats: INodePropertyOptions[], wireFormatHint = '', mayRepeat = false): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			AUTHOR_FIELDS.allowedCountries!,
			AUTHOR_FIELDS.allowedRecipients!,
			{
				displayName: 'Batch Size',
				name: 'batchSize',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: limits.batchSize.max },
				default: limits.batchSize.default,
				description: 'How many messages to send in one request',
			},
			concurrency(limits),
			{
				displayName: 'Deduplication History Size',
				name: 'deduplicationHistorySize',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 10_000,
				description: "How many messages to remember for Don't Send Twice, at least. The oldest are forgotten first.",
			},
			defaultCountryField,
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				noDataExpression: true,
				default: false,
				description: 'Whether to return the requests as they would be sent, with the credential masked, and send nothing',
			},
			includeInputFields('An item that was accepted'),
			longestWait('Messages that would have to wait longer are not sent.'),
			AUTHOR_FIELDS.maxAddresses!,
			AUTHOR_FIELDS.maxMessages!,
			AUTHOR_FIELDS.maxPerRecipient!,
			{
				displayName: 'Maximum SMS Parts',
				name: 'maxSegments',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 255 },
				default: 0,
				description: 'How many SMS parts a text may take. A longer one is not sent. With 0 there is no limit.',
			},
			maxTries(`How often to try a message that was certainly not accepted. One that may have been accepted is ${mayRepeat ? 'tried again only where the provider takes a key once' : 'never tried again'}.`),
			messageFromField,
			plainCharacters('off'),
			AUTHOR_FIELDS.allowCostly!,
			requestsPerSecond(limits),
			{
				displayName: 'Same Message Twice',
				name: 'sameMessageTwice',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Send', value: 'send', description: 'Both are sent' },
					{ name: 'Skip', value: 'skip', description: 'Only the first is sent; the others come out as duplicate' },
					{ name: 'Warn', value: 'warn', description: 'Both are sent, the second with a warning' },
				],
				default: 'warn',
				description: 'What to do when two items of one run have the same words for the same recipient, however the number is written',
			},
			simplifyField,
			timeout(limits, 'How many seconds a request may take until its answer is complete. After that it is unknown whether the messages were accepted.'),
			...wireFormatField(wireFormats, wireFormatHint),
		],
	};
}

/**
 * The Options of a call that is no send, with its limits as defaults and ceilings.
 * @param idempotent as the operation says
 * @param withCountry whether a field of it takes phone numbers
 */
export function callOptions(limits: RequestLimits, idempotent: boolean, withCountry = false): INodeProperties {
	const tried = idempotent
		? 'How often to ask until a good answer comes'
		: 'How often to make a request that the provider certainly did not take. One that it may have taken is never repeated.';
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			...(withCountry ? [AUTHOR_FIELDS.allowedCountries!] : []),
			concurrency(limits),
			...(withCountry ? [defaultCountryField] : []),
			includeInputFields('An item that was found'),
			longestWait('Items that would have to wait longer are not asked for.'),
			...(idempotent ? [] : [AUTHOR_FIELDS.maxMessages!]),
			maxTries(tried),
			...(withCountry ? [AUTHOR_FIELDS.allowCostly!] : []),
			requestsPerSecond(limits),
			simplifyField,
			timeout(limits, 'How many seconds a request may take until its answer is complete'),
		],
	};
}

/** Hours to look back at first, and minutes that windows overlap. */
export const POLL_LIMITS = { lookBackHours: 120, overlap: { default: 10, max: 1440 } };

/** The Options of a trigger that polls. */
export const pollOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Look Back',
			name: 'lookBack',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: POLL_LIMITS.lookBackHours },
			default: 0,
			description: 'How many hours back the very first poll looks. With 0, only what is new from then on starts the workflow.',
		},
		{
			displayName: 'Overlap',
			name: 'overlap',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: POLL_LIMITS.overlap.max },
			default: POLL_LIMITS.overlap.default,
			description: 'How late, in minutes, a record may appear and still be found. Nothing starts the workflow twice.',
		},
	],
};

/** @param usual where nothing is chosen */
export const plainCharacters = (usual: 'off' | 'plain'): INodeProperties => ({
	displayName: 'Plain Characters',
	name: 'plainCharacters',
	type: 'options',
	options: [
		{ name: 'Leave as They Are', value: 'off' },
		{ name: 'Plain', value: 'plain', description: 'Typographic quotes, dashes, dots and blanks become plain ones if that makes the whole SMS GSM-7' },
		{ name: 'Plain, and Without Accents', value: 'accents', description: 'Letters lose the accents that GSM-7 lacks, too. This changes words.' },
	],
	default: usual,
	description: 'A single typographic quote can more than double the cost of an SMS. Warnings say what was replaced.',
});

const concurrency = (limits: RequestLimits): INodeProperties => ({
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: limits.concurrency.max },
	default: limits.concurrency.default,
	description: 'How many requests may run at the same time',
});

const includeInputFields = (subject: string): INodeProperties => ({
	displayName: 'Include Input Fields',
	name: INCLUDE_INPUT,
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description: `Whether to keep the fields of the input item. ${subject} then has them, and its result as <code>outcome</code>.`,
});

const longestWait = (beyond: string): INodeProperties => ({
	displayName: 'Longest Wait',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3600 },
	default: 60,
	description: `How many seconds to wait at most when the provider asks for a pause. ${beyond}`,
});

const maxTries = (description: string): INodeProperties => ({
	displayName: 'Maximum Tries',
	name: 'maxTries',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 3,
	description,
});

const requestsPerSecond = (limits: RequestLimits): INodeProperties => ({
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1000 },
	default: limits.requestsPerSecond,
	description: 'How many requests may begin in a second. With 0 there is no limit.',
});

const timeout = (limits: RequestLimits, description: string): INodeProperties => ({
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 600 },
	default: limits.timeoutMs / 1000,
	description,
});

function wireFormatField(wireFormats: INodePropertyOptions[], hint: string): INodeProperties[] {
	const [first, second] = wireFormats;
	if (!first || !second) return [];
	return [
		{
			displayName: 'Wire Format',
			name: 'wireFormat',
			type: 'options',
			options: wireFormats,
			default: first.value,
			description: 'The format in which the messages are sent',
			hint,
		},
	];
}
