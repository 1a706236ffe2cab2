import { addressObstacle, ANYBODY } from '../../../core/input/audience';
import { describe, refuse } from '../../../core/input/schema';
import { addressOf, type AddressKey } from './channels';
import type { Fields } from './form';

const NAMES: Record<AddressKey, string> = {
	phoneNumber: 'Phone Number',
	email: 'Email',
	profileId: 'Profile ID',
	fbMessengerId: 'Messenger ID',
};

const NEEDED: Record<AddressKey, string> = { phoneNumber: 'a phone number', email: 'an email address', profileId: 'a Profile ID', fbMessengerId: 'a Messenger ID' };

/**
 * Who gets the message, and whether every rule can reach them. A profile stands for any address, because the provider takes missing ones from it.
 * Without a profile the provider skips a rule without an address. That is only a warning if another rule has an address. If no rule is left, nothing
 * can ever be sent, so the message is refused.
 */
export function reach(given: Fields, audience = ANYBODY): { to: Record<string, string>; recipient: string; warnings: string[] } {
	const to = addressesOf(given);
	for (const [key, value] of Object.entries(to)) {
		const obstacle = addressObstacle(value, audience);
		if (obstacle) refuse(`is ${describe(value)}, which ${obstacle.what}`, obstacle.fix, Object.hasOwn(NAMES, key) ? key : 'otherAddresses');
	}
	const anything = Object.keys(to).length > 0;
	const canReach = (rule: string) => {
		const address = addressOf(rule);
		return to.profileId !== undefined || (address === null ? anything : to[address] !== undefined);
	};
	const [first] = given.rules.filter(canReach);
	if (first === undefined) {
		const address = addressOf(given.rules[0]!) ?? 'profileId';
		const others = given.rules.length > 1 ? ', and so are the addresses of the other channels' : '';
		refuse(`is missing${others}`, given.rules.length > 1 ? 'Give the address for one of the channels, or a Profile ID that has it.' : `Give this row ${NEEDED[address]}${address === 'profileId' ? '' : ', or a Profile ID that has it'}. If every row lacks it, check which column the field reads.`, address);
		return { to, recipient: '', warnings: [] };
	}
	const warnings = given.rules
		.filter((rule) => !canReach(rule))
		.map((rule) => `Channel ${rule} cannot be tried: neither ${NAMES[addressOf(rule)!]} nor Profile ID is given.`);
	const address = addressOf(first);
	// A custom channel's own address comes under a key of the user's.
	const recipient = (address === null ? Object.values(given.otherAddresses ?? {})[0] : to[address]) ?? to.profileId ?? Object.values(to)[0]!;
	return { to, recipient: String(recipient), warnings };
}

function addressesOf({ phoneNumber, email, profileId, fbMessengerId, otherAddresses }: Fields): Record<string, string> {
	// Without a prototype: an address may have the name of an object's own method.
	const to = Object.create(null) as Record<string, string>;
	if (phoneNumber !== null) to.phoneNumber = phoneNumber;
	if (email !== null) to.email = email;
	if (profileId !== null) to.profileId = profileId;
	if (fbMessengerId !== null) to.fbMessengerId = fbMessengerId;
	for (const [key, value] of Object.entries(otherAddresses ?? {})) {
		if (Object.hasOwn(NAMES, key)) refuse(`has ${key}, which has a field of its own`, `Give it as ${NAMES[key as AddressKey]}.`, 'otherAddresses');
		else if (typeof value === 'string' || typeof value === 'number') to[key] ??= String(value);
		else refuse(`has ${key} ${describe(value)}, not text`, 'Give every address as text.', 'otherAddresses');
	}
	return to;
}
