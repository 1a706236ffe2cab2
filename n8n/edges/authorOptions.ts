import { MOST_ADDRESSES, type Audience } from '../../core/input/audience';
import { describe } from '../../core/input/fields';
import { isCountry, readPhone } from '../../core/input/phone';
import type { Quota } from '../../core/send/quota';
import { AUTHOR_FIELDS, TOOL_QUOTA } from '../editor/authorFields';
import { SettingError } from './options';
import type { Parameters } from './parameters';

/** The options that only the author of a workflow may set. */
type Name = keyof typeof AUTHOR_FIELDS;

/** Whom the workflow may write to.
 * @throws SettingError for an option that is an expression or cannot be read
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
 * How much one execution may send: the author's setting, or a default if an AI agent calls the node. Zero means no limit.
 * @throws SettingError
 */
export function readQuota(parameters: Parameters, isTool: boolean): Quota {
	const usual = isTool ? TOOL_QUOTA : { messages: null, perRecipient: null };
	return { messages: wholeOf(parameters, 'maxMessages') ?? usual.messages, perRecipient: wholeOf(parameters, 'maxPerRecipient') ?? usual.perRecipient };
}

/** An expression may contain text that someone else wrote, and an agent may fill it in. */
function fixed(parameters: Parameters, name: Name): unknown {
	if (!parameters.varies(`options.${name}`)) return parameters.read(`options.${name}`, 0);
	throw new SettingError(`Options > ${AUTHOR_FIELDS[name].displayName} is an expression`, 'Give a fixed value: what is allowed is up to the author of the workflow alone.');
}

function yesOrNo(parameters: Parameters, name: Name): boolean {
	const value = fixed(parameters, name) ?? false;
	if (typeof value === 'boolean') return value;
	throw new SettingError(`Options > ${AUTHOR_FIELDS[name].displayName} is ${describe(value)}`, 'Turn it on or off.');
}

function wholeOf(parameters: Parameters, name: Name): number | null {
	const value = fixed(parameters, name) ?? 0;
	if (Number.isSafeInteger(value) && (value as number) >= 0) return (value as number) || null;
	throw new SettingError(`Options > ${AUTHOR_FIELDS[name].displayName} is ${describe(value)}`, 'Give a whole number, or 0.');
}

/** Null if the list is empty. */
function listOf(parameters: Parameters, name: Name): string[] | null {
	const value = fixed(parameters, name) ?? '';
	if (typeof value !== 'string') throw new SettingError(`Options > ${AUTHOR_FIELDS[name].displayName} is ${describe(value)}`, 'Give a text separated by commas the entries.');
	const entries = value.split(/[,;\n]/).map((entry) => entry.trim()).filter((entry) => entry !== '');
	return entries.length === 0 ? null : entries;
}

function countryCode(entry: string): string {
	const code = entry.toUpperCase();
	if (isCountry(code)) return code;
	throw new SettingError(`Options > ${AUTHOR_FIELDS.allowedCountries.displayName} has ${describe(entry)}`, 'Give the two letters of each country, such as SE, GB.');
}

/** A phone number as it is sent, or anything else in lower case: an address, or an address ending from the at sign on. */
function recipientOf(entry: string): string {
	if (entry.includes('@')) return entry.replace(/^\*/, '').toLowerCase();
	const number = readPhone(entry, null);
	return typeof number === 'string' ? number : entry.toLowerCase();
}
