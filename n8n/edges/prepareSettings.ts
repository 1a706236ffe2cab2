import { DateTime } from 'luxon';

import { SettingError } from '../../core/http/settingError';
import { PLAIN_CHARACTERS } from '../../core/input/plainCharacters';
import { describe } from '../../core/input/schema';
import { isZone } from '../../core/input/time';
import type { AllowedHours } from '../../core/prepare/allowedHours';
import type { Checks, Hours, Price } from '../../core/prepare/prepare';
import { CHECKS } from '../editor/prepareFields';
import { countryIn, entriesOf, isMissing, limitOf, oneOf, sameForAll, yesOrNo } from './options';
import type { Parameters } from './parameters';

/** The checks of one execution, except the list of opt-outs. */
export interface PrepareSettings {
	checks: Omit<Checks, 'optOuts'>;
	/** The column of the second input with numbers or addresses; null for all columns. */
	optOutColumn: string | null;
	summary: boolean;
	/** The time zone that the author gives for an item; null if another clock counts. @throws SettingError */
	zoneOf(item: number): string | null;
}

const HOURS = 'allowedHours.hours';
const DAYS = 'Checks > Allowed Hours > Days';
const HOLIDAYS = 'Checks > Allowed Hours > Holidays';
const COUNTRIES = 'Checks > Allowed Countries';
const PRICES = 'Checks > Prices';

/**
 * @param count items of the execution
 * @throws SettingError
 */
export function readPrepareSettings(parameters: Parameters, timeZone: string, count: number): PrepareSettings {
	const value = (name: string, label: string) => sameForAll(parameters, `${CHECKS}.${name}`, `Checks > ${label}`, count);
	// An expression that gives nothing is refused: the user meant a limit.
	const whole = (name: string, label: string) => {
		const given = value(name, label);
		return isMissing(given) && !parameters.isExpression(`${CHECKS}.${name}`) ? null : limitOf(`Checks > ${label}`, given);
	};
	const clock = oneOf('Checks > Clock', value(`${HOURS}.clock`, 'Clock') ?? 'recipient', ['recipient', 'workflow', 'given'] as const);
	const zonePath = `${CHECKS}.${HOURS}.timeZone`;
	const hasHours = parameters.has(`${CHECKS}.${HOURS}`);
	const column = value('optOutColumn', 'Opt-Out Column');
	return {
		checks: {
			hours: hasHours ? hoursOf(value, clock === 'recipient', timeZone) : null,
			twice: oneOf('Checks > Same Person Twice', value('twice', 'Same Person Twice') ?? 'send', ['send', 'recipient', 'recipientAndText'] as const),
			plainCharacters: oneOf('Checks > Plain Characters', value('plainCharacters', 'Plain Characters') ?? 'off', PLAIN_CHARACTERS),
			maxParts: whole('maxSegments', 'Maximum SMS Parts'),
			maxMessages: whole('maxMessages', 'Maximum Messages'),
			maxPerCountry: whole('maxPerCountry', 'Maximum per Country'),
			countries: countriesOf(value('allowedCountries', 'Allowed Countries'), parameters.isExpression(`${CHECKS}.allowedCountries`)),
			mobileOnly: yesOrNo('Checks > Mobile Numbers Only', value('mobileOnly', 'Mobile Numbers Only') ?? false),
			prices: pricesOf(value('prices.price', 'Prices')),
		},
		optOutColumn: isMissing(column) ? null : String(column as string),
		summary: value('summary', 'Summary') === true,
		zoneOf: hasHours && clock === 'given' ? (item) => zone(parameters.read(zonePath, item)) : () => null,
	};
}

function hoursOf(value: (name: string, label: string) => unknown, byRecipient: boolean, timeZone: string): Hours {
	const allowed: AllowedHours = {
		from: minutes('From', value(`${HOURS}.from`, 'From') ?? '09:00'),
		to: minutes('To', value(`${HOURS}.to`, 'To') ?? '20:00') % (24 * 60),
		days: daysOf(value(`${HOURS}.days`, 'Days') ?? [1, 2, 3, 4, 5, 6, 7]),
		holidays: new Set(entriesOf(HOLIDAYS, value(`${HOURS}.holidays`, 'Holidays')).map(date)),
	};
	return { allowed, byRecipient, otherwise: timeZone, outside: oneOf('Checks > Outside', value(`${HOURS}.outside`, 'Outside') ?? 'later', ['later', 'schedule', 'skip'] as const) };
}

/** 24:00 is the end of a day. */
function minutes(label: string, given: unknown): number {
	const [, hour, minute = '0'] = /^\s*(\d\d?)(?:[:.](\d\d))?(?::00)?\s*$/.exec(String(given as string)) ?? [];
	const total = Number(hour) * 60 + Number(minute);
	if (hour !== undefined && Number(minute) < 60 && (total < 24 * 60 || (label === 'To' && total === 24 * 60))) return total;
	throw new SettingError(`Checks > Allowed Hours > ${label} is ${describe(given)}`, 'Give a time from 00:00 to 23:59, such as 09:00.');
}

function daysOf(given: unknown): ReadonlySet<number> {
	const days = entriesOf(DAYS, given).map(Number);
	const bad = days.length === 0 || days.some((day) => !Number.isInteger(day) || day < 1 || day > 7);
	if (bad) throw new SettingError(`${DAYS} is ${describe(given)}`, 'Choose one day or more: 1 is Monday, 7 is Sunday.');
	return new Set(days);
}

function date(entry: string): string {
	const [text] = /^\d{4}-\d\d-\d\d/.exec(entry) ?? [];
	if (text !== undefined && DateTime.fromISO(text, { zone: 'utc' }).isValid) return text;
	throw new SettingError(`${HOLIDAYS} has ${describe(entry)}`, 'Give dates such as 2026-12-25, separated by commas.');
}

function zone(given: unknown): string {
	const name = String(given ?? '').trim();
	if (isZone(name)) return name;
	throw new SettingError(`Checks > Allowed Hours > Time Zone is ${describe(given)}`, 'Give the name of a time zone, such as Europe/Stockholm.');
}

/** If its expression gives nothing, every country would be allowed. */
function countriesOf(given: unknown, isMeant: boolean): ReadonlySet<string> | null {
	const entries = entriesOf(COUNTRIES, given);
	if (entries.length === 0 && isMeant) throw new SettingError(`${COUNTRIES} is empty: its expression gives nothing`, 'Correct the expression, or remove the check.');
	return entries.length === 0 ? null : new Set(entries.map((entry) => countryIn(COUNTRIES, entry)));
}

function pricesOf(given: unknown): ReadonlyMap<string, Price> | null {
	if (!Array.isArray(given) || given.length === 0) return null;
	const prices = new Map<string, Price>();
	for (const { country: where = '*', amount = 0, currency = 'EUR' } of given as Array<{ country?: unknown; amount?: unknown; currency?: unknown }>) {
		const unit = String(currency as string).trim().toUpperCase();
		const number = Number(amount);
		if (!/^[A-Z]{3}$/.test(unit)) throw new SettingError(`${PRICES} has the currency ${describe(currency)}`, 'Give the three letters of a currency, such as EUR.');
		if (!Number.isFinite(number) || number < 0 || isMissing(amount)) throw new SettingError(`${PRICES} has the price ${describe(amount)}`, 'Give a number, such as 0.06.');
		for (const entry of entriesOf(PRICES, where)) {
			const name = entry === '*' ? entry : countryIn(PRICES, entry);
			if (prices.has(name)) throw new SettingError(`${PRICES} has two prices for ${name === '*' ? 'all others' : name}`, 'Remove one of them.');
			prices.set(name, { amount: number, currency: unit });
		}
	}
	return prices;
}
