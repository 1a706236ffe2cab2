import { describe, refuse } from '../../../core/input/fields';
import { isEmpty } from '../../../core/input/formReader';
import { isObject, Refusal } from '../../../core/input/schema';
import { addressOf, ruleOf, type AddressKey } from './channels';
import type { JsonObject } from './values';

/**
 * Turns the keys that all providers share, and the vendor's own layout, into the fields: `to` as one address or an object of addresses, the sender and
 * the HTML as options of their channels.
 */
export function withFields({ to, from, html, sendAt, ...fields }: JsonObject): JsonObject {
	if (!isEmpty(sendAt)) refuse('cannot be given: Comapi only schedules through a custom body', 'Remove it, or give customBody: { "sms": { "body": "Hello", "deliverAfter": "2031-01-15T10:30:00Z" } }.', 'sendAt');
	const addressed = isEmpty(to) ? fields : withAddresses(isObject(to) ? addressesIn(to) : { [addressKey(to, fields.rules)]: to }, fields);
	const sent = isEmpty(from) ? addressed : withOption(['smsOptions', 'mmsOptions'], 'from', from, addressed);
	return isEmpty(html) ? sent : withOption(['emailOptions'], 'htmlBody', html, sent);
}

/** Reports the refusal of a value under the field that the user filled in: an address under To, an option with the sender under From. */
export function underOwnField(error: unknown, given: JsonObject): unknown {
	if (!(error instanceof Refusal)) return error;
	const { what, fix, field = '' } = error;
	if (ADDRESSES.includes(field as AddressKey) && isEmpty(given[field])) {
		if (!isObject(given.to)) return new Refusal(what, fix, 'to');
		if (what.startsWith('is missing')) return new Refusal(`is ${describe(given.to)}, without ${field}`, 'It is an object: give the field within it that has the address.', 'to');
	}
	const option = OPTIONS.find(({ key, label, groups }) => groups.includes(field) && !isEmpty(given[key]) && what.startsWith(`has ${label}`));
	if (option === undefined) return error;
	const rest = what.slice(`has ${option.label}`.length).replace(/^, which /, '');
	return new Refusal(rest.startsWith(' ') ? `is${rest}` : rest, fix, option.key);
}

/** Fields that travel as options of a channel. */
const OPTIONS = [
	{ key: 'from', label: 'From', groups: ['smsOptions', 'mmsOptions'] },
	{ key: 'html', label: 'HTML', groups: ['emailOptions'] },
];

const ADDRESSES: readonly AddressKey[] = ['phoneNumber', 'email', 'fbMessengerId'];

/** An address as `to` beside the same field with another value would leave open who gets the message. */
function withAddresses(to: JsonObject, fields: JsonObject): JsonObject {
	const all = { ...fields };
	for (const [name, address] of Object.entries(to)) {
		const own = fields[name];
		if (isEmpty(own)) all[name] = address;
		else if (!isEmpty(address) && textOf(own) !== textOf(address)) {
			refuse(`is given twice: ${describe(own)} as ${name}, and ${describe(address)} as to`, 'Leave one of them out.', name);
		}
	}
	return all;
}

function addressesIn({ phoneNumber, email, profileId, fbMessengerId, ...otherAddresses }: JsonObject): JsonObject {
	return { phoneNumber, email, profileId, fbMessengerId, ...(Object.keys(otherAddresses).length > 0 && { otherAddresses }) };
}

function textOf(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value as string);
}

/** The channel decides the kind of an address; without a channel, its form does. */
function addressKey(to: unknown, rules: unknown): AddressKey {
	const [rule, ...others] = [rules].flat();
	const key = others.length === 0 && typeof rule === 'string' ? addressOf(ruleOf(rule.trim())) : null;
	if (key !== null && ADDRESSES.includes(key)) return key;
	return typeof to === 'string' && to.includes('@') ? 'email' : 'phoneNumber';
}

function withOption(groups: readonly string[], key: string, value: unknown, fields: JsonObject): JsonObject {
	const known: JsonObject = { ...fields };
	for (const name of groups) {
		const own = known[name];
		if (isObject(own) ? isEmpty(own[key]) : isEmpty(own)) known[name] = { ...(isObject(own) && own), [key]: value };
	}
	return known;
}
