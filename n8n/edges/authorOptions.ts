import { MOST_ADDRESSES, type Audience } from '../../core/input/audience';
import { describe } from '../../core/input/fields';
import { isCountry, readPhone } from '../../core/input/phone';
import type { Quota } from '../../core/send/quota';
import { TOOL_QUOTA } from '../editor/authorFields';
import { SettingError } from './options';
import type { Parameters } from './parameters';


/** Names of the options that only the author of a workflow may set, as they are stored and as they are shown. */
const NAMES = {
	allowedCountries: 'Allowed Countries',
	allowedRecipients: 'Allowed Recipients',
	allowCostly: 'Premium and Satellite Numbers',
	maxAddresses: 'Maximum Addresses',
	maxMessages: 'Maximum Messages',
	maxPerRecipient: 'Maximum per Recipient',
} as const;

type Name = keyof typeof NAMES;

/**
 * Whom the author of the workflow allows it to reach.
 * @throws SettingError for an option that an expression would fill in, or that cannot be read
 */
export function readAudience(parameters: Parameters): Audience {
	const [countries, recipients] = [listOf(parameters, 'allowedCountries'), listOf(parameters, 'allowedRecipients')];
	return {
		countries: countries && new Set(countries.map(countryCode)),
		recipients: recipients && new Set(recipients.map(recipientOf)),
		costly: yesOrNo(parameters, 'allowCostly'),
		mostAddresses: wholeOf(parameters, 'maxAddresses') ?? MOST_ADDRESSES,
	};
}

/**
 * How much one execution may send: as the author set it, or what is usual where an AI agent calls the node. Zero is no limit of one's own.
 * @throws SettingError
 */
export function readQuota(parameters: Parameters, isTool: boolean): Quota {
	const usual = isTool ? TOOL_QUOTA : { messages: null, perRecipient: null };
	return { messages: wholeOf(parameters, 'maxMessages') ?? usual.messages, perRecipient: wholeOf(parameters, 'maxPerRecipient') ?? usual.perRecipient };
}

/** An expression may hold what somebody else wrote, and an agent may be asked for it. */
function fixed(parameters: Parameters, name: Name): unknown {
	if (!parameters.varies(`options.${name}`)) return parameters.read(`options.${name}`, 0);
	throw new SettingError(`Options > ${NAMES[name]} is an expression`, 'Give a fixed value: what is allowed is up to the author of the workflow alone.');
}

function yesOrNo(parameters: Parameters, name: Name): boolean {
	const value = fixed(parameters, name) ?? false;
	if (typeof value === 'boolean') return value;
	throw new SettingError(`Options > ${NAMES[name]} is ${describe(value)}`, 'Turn it on or off.');
}

function wholeOf(parameters: Parameters, name: Name): number | null {
	const value = fixed(parameters, name) ?? 0;
	if (Number.isSafeInteger(value) && (value as number) >= 0) return (value as number) || null;
	throw new SettingError(`Options > ${NAMES[name]} is ${describe(value)}`, 'Give a whole number, or 0.');
}

/** Null where nothing is listed. */
function listOf(parameters: Parameters, name: Name): string[] | null {
	const value = fixed(parameters, name) ?? '';
	if (typeof value !== 'string') throw new SettingError(`Options > ${NAMES[name]} is ${describe(value)}`, 'Give a text with commas between the entries.');
	const entries = value.split(/[,;\n]/).map((entry) => entry.trim()).filter((entry) => entry !== '');
	return entries.length === 0 ? null : entries;
}

function countryCode(entry: string): string {
	const code = entry.toUpperCase();
	if (isCountry(code)) return code;
	throw new SettingError(`Options > ${NAMES.allowedCountries} has ${describe(entry)}`, 'Give the two letters of each country, such as SE, GB.');
}

/** A phone number as it is sent, or anything else in lower case: an address, or its ending from the at sign on. */
function recipientOf(entry: string): string {
	if (entry.includes('@')) return entry.replace(/^\*/, '').toLowerCase();
	const number = readPhone(entry, null);
	return typeof number === 'string' ? number : entry.toLowerCase();
}
