import type { Channel } from '../../../core/records/channel';
import { table } from '../../../core/wire/table';

/** Keys of `to`, the set of identifiers of one recipient. Source: OpenAPI "Omnichannel API" 1.3.1, `to`. */
export type AddressKey = 'phoneNumber' | 'email' | 'profileId' | 'fbMessengerId';

/** A channel that a rule may name. */
interface KnownChannel {
	/** The channel's name in the outcome. */
	channel: Channel;
	/**
	 * Where the channel finds the recipient in `to`. A profile stands for all of them: it is "used for App Messaging or to resolve
	 * other details from saved profiles". Null if no page says it.
	 */
	address: AddressKey | null;
}

/** The vendor's channels, by their names in `rules`. Any other name is a custom channel of the account. */
export const CHANNELS = table<KnownChannel>({
	appMessaging: { channel: 'appMessaging', address: 'profileId' },
	email: { channel: 'email', address: 'email' },
	fbMessenger: { channel: 'messenger', address: 'fbMessengerId' },
	mms: { channel: 'mms', address: 'phoneNumber' },
	nativePush: { channel: 'push', address: 'profileId' },
	rcs: { channel: 'rcs', address: 'phoneNumber' },
	sms: { channel: 'sms', address: 'phoneNumber' },
	twitter: { channel: 'twitter', address: null },
	whatsApp: { channel: 'whatsapp', address: 'phoneNumber' },
});

const RULES = new Map(Object.entries(CHANNELS).flatMap(([rule, { channel }]) => [[rule.toLowerCase(), rule], [channel.toLowerCase(), rule]]));

/** The provider's name of a channel, from that name in any case or from the outcome's name (`whatsapp`, `push`). */
export function ruleOf(word: string): string {
	return RULES.get(word.toLowerCase()) ?? word;
}

/** The outcome's name of a channel. A custom channel keeps its name. */
export function channelOf(rule: string): Channel {
	return known(rule)?.channel ?? rule;
}

/** The key of `to` that a rule needs, or null if any may do. */
export function addressOf(rule: string): AddressKey | null {
	return known(rule)?.address ?? null;
}

function known(rule: string): KnownChannel | undefined {
	return CHANNELS[rule];
}
