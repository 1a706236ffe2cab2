import { DateTime } from 'luxon';

import { costOf } from '../input/audience';
import { writtenAs } from '../input/fields';
import { countryOf, isMobile } from '../input/phone';
import type { PlainCharacters } from '../input/plainCharacters';
import { remember } from '../input/remember';
import type { Obstacle } from '../input/schema';
import { tooManyParts, type Replaced, type Segments } from '../input/segments';
import type { Channel } from '../records/channel';
import { numbered } from '../send/tally';
import { firstAllowed, type AllowedHours } from './allowedHours';
import type { OptOuts } from './optOuts';
import { timeZonesOf } from './timeZones';

/** Recipient and text as the item gave them. */
export interface Given {
	to: unknown;
	text: unknown;
}

/** One message after reading, before the checks. */
export interface Candidate {
	item: number;
	channel: Channel;
	/** A phone number in digits with country code, or an email address. */
	to: string;
	text: string;
	given: Given;
	/** When to send it, in milliseconds, if that is later than now. */
	at: number | null;
	/** The zone whose clock counts for allowed hours, if the author of the workflow gives one. */
	zone: string | null;
	/** Warnings about its fields. */
	warnings: readonly string[];
}

/** An item that is no message. */
export interface Unread {
	item: number;
	channel: Channel | null;
	given: Given;
	what: string;
	fix: string;
}

/** What happens to a message outside the allowed hours. */
export type Outside = 'later' | 'schedule' | 'skip';

export interface Hours {
	allowed: AllowedHours;
	/** Whether the recipient's own clock counts; otherwise the candidate's zone counts. */
	byRecipient: boolean;
	/** The clock for recipients without a known zone: email addresses, and numbers of no country. */
	otherwise: string;
	outside: Outside;
}

/** The price of an SMS part, or of a message on a channel without parts. */
export interface Price {
	amount: number;
	currency: string;
}

export interface Checks {
	hours: Hours | null;
	optOuts: OptOuts | null;
	twice: 'send' | 'recipient' | 'recipientAndText';
	plainCharacters: PlainCharacters;
	/** Limits; null for none. */
	maxParts: number | null;
	maxMessages: number | null;
	maxPerCountry: number | null;
	countries: ReadonlySet<string> | null;
	mobileOnly: boolean;
	/** By country; `*` for all others. Null without prices. */
	prices: ReadonlyMap<string, Price> | null;
}

type Decision = 'send' | 'later' | 'skip';

/** Why a message is not sent now. */
export type Reason = 'unreadable' | 'optedOut' | 'country' | 'noCountry' | 'notMobile' | 'costly' | 'tooLong' | 'twice' | 'countryLimit' | 'outsideHours' | 'neverAllowed';

/** The result of the checks of one message. */
export interface Check {
	decision: Decision;
	channel: Channel | null;
	/** ISO 3166-1; null for addresses, and for numbers of no country. */
	country: string | null;
	/** All zones in which the recipient may be; empty if unknown. */
	timeZones: readonly string[];
	/** Only for an SMS. */
	encoding: Segments['encoding'] | null;
	parts: number | null;
	price: number | null;
	currency: string | null;
	/** The first allowed instant, if that is not now. */
	sendAt: string | null;
	reason: Reason | null;
	message: string | null;
	fix: string | null;
	/** By *Plain Characters*. */
	replaced?: readonly Replaced[];
	savedParts?: number;
	warnings?: readonly string[];
}

export interface Prepared {
	item: number;
	/** As they will be sent; unchanged if the item is no message. */
	to: unknown;
	text: unknown;
	given: Given;
	check: Check;
}

/** The totals of a run. */
export interface Summary {
	items: number;
	/** Messages that may be sent, with their totals. */
	send: number;
	countries: Record<string, number>;
	parts: number;
	prices: Record<string, number>;
	/** Messages that may be sent but have no price, although the user gave prices. */
	unpriced: number;
	later: number;
	skip: number;
	reasons: Partial<Record<Reason, number>>;
	/** By *Plain Characters*. */
	savedParts: number;
}

const PHONES: ReadonlySet<Channel> = new Set(['sms', 'voice', 'whatsapp', 'zalo']);

/** Whether recipients of the channel have phone numbers; otherwise they have email addresses. */
export function isByPhone(channel: Channel): boolean {
	return PHONES.has(channel);
}

/**
 * Decides for each message whether to send it, let it wait, or leave it out, and returns what it found out. It sends nothing and keeps the order of the input.
 * @param now in milliseconds
 * @returns with `stop`, no message goes on: the list is probably the wrong one
 */
export function prepare(candidates: ReadonlyArray<Candidate | Unread>, checks: Checks, now: number): { prepared: Prepared[]; summary: Summary; stop: Obstacle | null } {
	const judge = new Judge(checks, now);
	const prepared = candidates.map((candidate) => judge.judge(candidate));
	const summary = summaryOf(prepared);
	const going = summary.send + summary.later;
	const beyond = checks.maxMessages !== null && going > checks.maxMessages;
	const stop = { what: `${going.toLocaleString('en-US')} messages are ready, more than the ${checks.maxMessages?.toLocaleString('en-US')} of Checks > Maximum Messages`, fix: 'Look at the list. If it is the right one, raise Maximum Messages.' };
	return { prepared, summary, stop: beyond ? stop : null };
}

type Objection = Pick<Check, 'reason' | 'message' | 'fix'>;

/** What is known about a recipient, which many items may share. */
interface Place {
	country: string | null;
	timeZones: readonly string[];
}

class Judge {
	private readonly firstRows = new Map<string, number>();
	private readonly perCountry = new Map<string, number>();
	private readonly instants = new Map<string, number | null>();
	private readonly names = new Map<readonly string[], string>();
	private readonly lists = new Map<string, readonly string[]>();
	private readonly written = new Map<string, string>();

	constructor(
		private readonly checks: Checks,
		private readonly now: number,
	) {}

	judge(candidate: Candidate | Unread): Prepared {
		if ('what' in candidate) return unread(candidate);
		const { item, channel, to, warnings } = candidate;
		const place = placeOf(candidate);
		const words: Words = channel === 'sms' ? writtenAs(candidate.text, this.checks.plainCharacters) : { text: candidate.text, segments: null };
		const objection = this.objectionTo(candidate, place, words);
		const hours = objection === null ? this.hoursFor(candidate, place) : GO;
		const { reason = null, message = null, fix = null } = objection ?? hours.objection ?? {};
		const check: Check = {
			decision: objection === null ? hours.decision : 'skip',
			channel,
			...place,
			encoding: words.segments?.encoding ?? null,
			parts: words.segments?.count ?? null,
			...this.priceOf(place.country, words.segments),
			sendAt: objection === null ? hours.sendAt : null,
			reason,
			message,
			fix,
		};
		const { replaced, saved } = words.segments ?? {};
		if (replaced) Object.assign(check, { replaced, savedParts: saved });
		if (warnings.length > 0) check.warnings = warnings;
		return { item, to, text: words.text, given: candidate.given, check };
	}

	/** The first reason to leave a message out. */
	private objectionTo({ item, channel, to }: Candidate, { country }: Place, { text, segments }: Words): Objection | null {
		const { optOuts, countries, mobileOnly, maxParts, maxPerCountry, twice } = this.checks;
		const byPhone = isByPhone(channel);
		if (optOuts?.has(to)) return objection('optedOut', `${shown(to)} has opted out`, 'Leave it out. If the person agreed again, remove the entry from the second input.');
		if (byPhone && countries !== null && country === null) return objection('noCountry', `${shown(to)} is not a number of any known country`, 'Check its digits, or remove it.');
		if (byPhone && countries !== null && !countries.has(country!)) return objection('country', `${shown(to)} is a number of ${country}, and only ${[...countries].join(', ')} are allowed`, 'Remove it, or add the country to Checks > Allowed Countries.');
		const cost = byPhone ? costOf(to) : null;
		if (cost !== null) return objection('costly', `${shown(to)} is a ${cost} number, which costs many times as much`, 'Remove it. Only a send with Options > Premium and Satellite Numbers reaches it.');
		if (byPhone && mobileOnly && !isMobile(to)) return objection('notMobile', `${shown(to)} is not a mobile number`, 'Remove it, or reach its owner by phone.');
		if (segments !== null && maxParts !== null && segments.count > maxParts) {
			const { what, fix } = tooManyParts(text, segments, maxParts);
			return objection('tooLong', `Text ${what}`, `${fix}, or raise Checks > Maximum SMS Parts.`);
		}
		const first = twice === 'send' ? undefined : this.firstRow(twice === 'recipient' ? keyOf(to) : `${keyOf(to)}\n${text}`, item);
		if (first !== undefined) return objection('twice', `${shown(to)} is also the recipient of row ${first + 1}`, 'Remove one of the rows.');
		if (maxPerCountry !== null && byPhone && this.countIn(country ?? '') > maxPerCountry) {
			return objection('countryLimit', `More than ${maxPerCountry} messages are for ${country ?? 'numbers of no country'}`, 'Look at the list. If it is the right one, raise Checks > Maximum per Country.');
		}
		return null;
	}

	/** The first row with a name; undefined for the first row itself. */
	private firstRow(name: string, item: number): number | undefined {
		const first = remember(this.firstRows, name, () => item);
		return first === item ? undefined : first;
	}

	private countIn(country: string): number {
		const count = (this.perCountry.get(country) ?? 0) + 1;
		this.perCountry.set(country, count);
		return count;
	}

	private hoursFor({ at, zone }: Candidate, { timeZones }: Place): Timing {
		const { hours } = this.checks;
		if (hours === null) return GO;
		const zones = hours.byRecipient ? (timeZones.length > 0 ? timeZones : this.alone(hours.otherwise)) : this.alone(zone ?? hours.otherwise);
		const from = Math.max(at ?? 0, this.now);
		const first = this.firstAllowedIn(zones, hours.allowed, from);
		if (first === from) return GO;
		if (first === null) return { decision: 'skip', sendAt: null, objection: objection('neverAllowed', `No hour is allowed within 400 days in ${listed(zones)} at once`, 'Widen Checks > Allowed Hours.') };
		const sendAt = this.isoOf(first, zones[0]!);
		const message = `Outside the allowed hours in ${listed(zones)}: the first is ${sendAt}`;
		if (hours.outside === 'schedule') return { decision: 'send', sendAt };
		return { decision: hours.outside, sendAt, objection: objection('outsideHours', message, 'Send it then: a Wait node resumes at {{ $json.check.sendAt }}.') };
	}

	/** Remembers results, because many recipients share the same zones. */
	private firstAllowedIn(zones: readonly string[], allowed: AllowedHours, from: number): number | null {
		const name = remember(this.names, zones, () => zones.join(' '));
		return remember(this.instants, `${from} ${name}`, () => firstAllowed(allowed, from, zones));
	}

	/** A list with one zone; always the same list object, so that results can be found again. */
	private alone(zone: string): readonly string[] {
		return remember(this.lists, zone, () => [zone]);
	}

	private isoOf(instant: number, zone: string): string {
		return remember(this.written, `${instant} ${zone}`, () => DateTime.fromMillis(instant, { zone }).toISO({ suppressMilliseconds: true })!);
	}

	private priceOf(country: string | null, segments: Segments | null): Pick<Check, 'price' | 'currency'> {
		const price = this.checks.prices?.get(country ?? '*') ?? this.checks.prices?.get('*');
		if (price === undefined) return { price: null, currency: null };
		return { price: rounded(price.amount * (segments?.count ?? 1)), currency: price.currency };
	}
}

interface Words {
	text: string;
	/** Null if the channel is not SMS. */
	segments: Segments | null;
}

interface Timing {
	decision: Decision;
	sendAt: string | null;
	objection?: Objection;
}

const GO: Timing = { decision: 'send', sendAt: null };

const NOWHERE: readonly string[] = [];

function placeOf({ channel, to }: Candidate): Place {
	return isByPhone(channel) ? { country: countryOf(to), timeZones: timeZonesOf(to) } : { country: null, timeZones: NOWHERE };
}

function unread({ item, channel, given, what, fix }: Unread): Prepared {
	const nothing = { country: null, timeZones: NOWHERE, encoding: null, parts: null, price: null, currency: null, sendAt: null };
	return { item, ...given, given, check: { decision: 'skip', channel, ...nothing, reason: 'unreadable', message: what, fix } };
}

function objection(reason: Reason, message: string, fix: string): Objection {
	return { reason, message, fix };
}

function keyOf(to: string): string {
	return to.toLowerCase();
}

function shown(to: string): string {
	return to.includes('@') ? to : `+${to}`;
}

/** Some numbers may be in forty zones. */
function listed(zones: readonly string[]): string {
	return zones.length <= 3 ? zones.join(', ') : `${zones.slice(0, 3).join(', ')} and ${numbered(zones.length - 3, 'more time zone')}`;
}

/** Prices have up to six digits after the point; binary fractions have many more. */
function rounded(amount: number): number {
	return Math.round(amount * 1e6) / 1e6;
}

function summaryOf(prepared: readonly Prepared[]): Summary {
	const summary: Summary = { items: prepared.length, send: 0, countries: {}, parts: 0, prices: {}, unpriced: 0, later: 0, skip: 0, reasons: {}, savedParts: 0 };
	const add = <Key extends string>(counts: Partial<Record<Key, number>>, key: Key, count: number) => void (counts[key] = (counts[key] ?? 0) + count);
	for (const { check } of prepared) {
		summary[check.decision] += 1;
		if (check.decision === 'skip') add(summary.reasons, check.reason!, 1);
		if (check.decision !== 'send') continue;
		if (check.country !== null) add(summary.countries, check.country, 1);
		summary.parts += check.parts ?? 0;
		summary.savedParts += check.savedParts ?? 0;
		if (check.price === null) summary.unpriced += 1;
		else add(summary.prices, check.currency!, check.price);
	}
	for (const currency of Object.keys(summary.prices)) summary.prices[currency] = rounded(summary.prices[currency]!);
	return summary;
}
