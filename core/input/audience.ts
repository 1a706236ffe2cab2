import { parsePhoneNumber } from '../../vendor/libphonenumber-js';
import { countryOf, isInPlan } from './numberingPlans';
import { describe, reader, type Obstacle, type Reader } from './schema';

/** The recipients that a workflow may reach. The author of the workflow sets this; the person who fills in the messages cannot extend it. */
export interface Audience {
	/** Countries of phone numbers, as two capital letters (ISO 3166-1); null for all. */
	countries: ReadonlySet<string> | null;
	/** Phone numbers in digits, addresses in lower case, and address endings that begin with an at sign; null for all. */
	recipients: ReadonlySet<string> | null;
	/** Whether premium-rate and satellite numbers may be reached. */
	costly: boolean;
	/** Addresses of one email: To, CC and BCC together. */
	mostAddresses: number;
}

/** Enough to copy a team, too few to send a mailing through someone else's form. */
export const MOST_ADDRESSES = 50;

/** The author set nothing. */
export const ANYBODY: Audience = { countries: null, recipients: null, costly: false, mostAddresses: MOST_ADDRESSES };

/**
 * Calling codes of satellite networks and of the networks that carry them. Source: ITU-T E.164, list of assigned country codes: 870 Inmarsat, 881
 * global mobile satellite system, 882 and 883 international networks (Thuraya, Iridium and ships' networks among them).
 */
const SATELLITE = /^(?:870|88[123])/;

/** 979 is the international premium-rate service, 808 the shared-cost one. Source: the same. */
const PREMIUM = /^(?:979|808)/;

/** Why a number is expensive; null if it does not look expensive. Within a country, libphonenumber's types decide. */
export function costOf(digits: string): 'premium-rate' | 'satellite' | null {
	if (SATELLITE.test(digits)) return 'satellite';
	if (PREMIUM.test(digits)) return 'premium-rate';
	if (isInPlan(digits, 'mobile')) return null;
	return parsePhoneNumber(`+${digits}`)?.getType() === 'PREMIUM_RATE' ? 'premium-rate' : null;
}

/** @param digits with country code, without plus */
export function phoneObstacle(digits: string, { countries, recipients, costly }: Audience): Obstacle | null {
	const cost = costly ? null : costOf(digits);
	if (cost !== null) return { what: `is a ${cost} number, which costs many times as much`, fix: 'Remove it, or turn on Options > Premium and Satellite Numbers.' };
	const country = countries && countryOf(digits);
	if (countries && !(country && countries.has(country))) {
		return { what: `is a number of ${country ?? 'no known country'}, and only ${[...countries].join(', ')} are allowed`, fix: 'Remove it, or add the country to Options > Allowed Countries.' };
	}
	return recipientObstacle(digits, recipients);
}

/** @param address an email address, or any other address of the provider */
export function addressObstacle(address: string, { recipients }: Audience): Obstacle | null {
	return recipientObstacle(address.toLowerCase(), recipients);
}

/** Reads an email address and refuses one that is not allowed. */
export function reachableAddress(read: Reader<string>, audience = ANYBODY): Reader<string> {
	return reader((value, refuse) => {
		const address = read(value);
		const obstacle = addressObstacle(address, audience);
		return obstacle ? refuse(`is ${describe(address)}, which ${obstacle.what}`, obstacle.fix) : address;
	});
}

/** The same for any number of addresses. */
export function reachableAddresses(read: Reader<string[]>, audience = ANYBODY): Reader<string[]> {
	return reader((value, refuse) => {
		const addresses = read(value);
		for (const address of addresses) {
			const obstacle = addressObstacle(address, audience);
			if (obstacle) return refuse(`has ${describe(address)}, which ${obstacle.what}`, obstacle.fix);
		}
		return addresses;
	});
}

/** Why the node does not send an email with this many addresses. */
export function addressesObstacle(count: number, { mostAddresses }: Audience): Obstacle | null {
	if (count <= mostAddresses) return null;
	return { what: `makes ${count} addresses of one email in To, CC and BCC, more than the ${mostAddresses} allowed`, fix: 'Send several emails, or raise Options > Maximum Addresses.' };
}

function recipientObstacle(recipient: string, recipients: Audience['recipients']): Obstacle | null {
	if (recipients === null || recipients.has(recipient)) return null;
	const at = recipient.lastIndexOf('@');
	if (at !== -1 && recipients.has(recipient.slice(at))) return null;
	return { what: 'is not among the allowed recipients', fix: 'Remove it, or add it to Options > Allowed Recipients.' };
}
