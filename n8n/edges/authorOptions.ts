import { SettingError } from '../../core/http/settingError';
import { MOST_ADDRESSES, type Audience } from '../../core/input/audience';
import { readPhone } from '../../core/input/phone';
import type { Quota } from '../../core/send/quota';
import { AUTHOR_FIELDS, TOOL_QUOTA } from '../editor/authorFields';
import { countryIn, entriesOf, limitOf, yesOrNo } from './options';
import type { Parameters } from './parameters';

/** The options that only the author of a workflow may set. */
type Name = keyof typeof AUTHOR_FIELDS;

/** Whom the workflow may write to.
 * @throws SettingError for an option that is an expression or cannot be read
 */
export function readAudience(parameters: Parameters): Audience {
	return {
		countries: listOf(parameters, 'allowedCountries', countryIn),
		recipients: listOf(parameters, 'allowedRecipients', recipientOf),
		costly: yesOrNo(labelOf('allowCostly'), fixed(parameters, 'allowCostly') ?? false),
		mostAddresses: limit(parameters, 'maxAddresses') ?? MOST_ADDRESSES,
	};
}

/**
 * How much one execution may send: the author's setting, or a default if an AI agent calls the node. Zero means no limit.
 * @throws SettingError
 */
export function readQuota(parameters: Parameters, isTool: boolean): Quota {
	const usual = isTool ? TOOL_QUOTA : { messages: null, perRecipient: null };
	return { messages: limit(parameters, 'maxMessages') ?? usual.messages, perRecipient: limit(parameters, 'maxPerRecipient') ?? usual.perRecipient };
}

/** An expression may contain text that someone else wrote, and an agent may fill it in. */
function fixed(parameters: Parameters, name: Name): unknown {
	if (!parameters.varies(`options.${name}`)) return parameters.read(`options.${name}`, 0);
	throw new SettingError(`${labelOf(name)} is an expression`, 'Give a fixed value: what is allowed is up to the author of the workflow alone.');
}

function labelOf(name: Name): string {
	return `Options > ${AUTHOR_FIELDS[name].displayName}`;
}

function limit(parameters: Parameters, name: Name): number | null {
	return limitOf(labelOf(name), fixed(parameters, name) ?? 0);
}

/** Null if the list is empty. */
function listOf(parameters: Parameters, name: Name, read: (label: string, entry: string) => string): ReadonlySet<string> | null {
	const entries = entriesOf(labelOf(name), fixed(parameters, name));
	return entries.length === 0 ? null : new Set(entries.map((entry) => read(labelOf(name), entry)));
}

/** A phone number as it is sent, or anything else in lower case: an address, or an address ending from the at sign on. */
function recipientOf(_label: string, entry: string): string {
	if (entry.includes('@')) return entry.replace(/^\*/, '').toLowerCase();
	const number = readPhone(entry, null);
	return typeof number === 'string' ? number : entry.toLowerCase();
}
