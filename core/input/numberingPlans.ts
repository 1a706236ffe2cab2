import { countriesByCallingCode, newMetadata, type CountryCode } from '../../vendor/libphonenumber-js';
import { table } from '../wire/table';
import { remember } from './remember';

/** A numbering plan of the library. It has these methods, although its types declare only the first. */
interface LibraryPlan {
	possibleLengths(): number[];
	nationalNumberPattern(): string;
	nationalPrefixForParsing(): string | undefined;
	IDDPrefix(): string | undefined;
	nationalPrefix(): string | 0 | undefined;
	nationalPrefixTransformRule(): string | undefined;
	callingCode(): string;
	leadingDigits(): string | 0 | undefined;
	type(name: string): { pattern(): string | undefined; possibleLengths(): number[] | undefined } | undefined;
}

/** The numbers of one type in a plan: mobile, fixed line … */
interface Kind {
	name: string;
	isMobile: boolean;
	pattern: RegExp;
	lengths: readonly number[];
}

/** Patterns and lengths include the calling code, so that no number has to be cut to be looked at. */
interface Plan {
	country: CountryCode;
	/** The digits that begin every number of the plan, if it shares its calling code and the library knows them. */
	leading: RegExp | null;
	pattern: RegExp;
	kinds: readonly Kind[];
	/** Numbers for films and books. */
	fiction: RegExp | undefined;
}

/** Data that the countries of one calling code share. */
interface CallingCode {
	digits: string;
	plans: readonly Plan[];
	/** Numbers whose calling code is followed by a prefix that people in one of these countries dial at home. */
	prefixes: RegExp;
	/** Lengths that are possible in all these countries. */
	lengths: ReadonlySet<number>;
}

const KINDS = ['FIXED_LINE', 'MOBILE', 'TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER', 'VOICEMAIL', 'UAN', 'PAGER', 'VOIP', 'SHARED_COST'];

/** Types of numbers that no person has. They are checked first, because a plan's patterns may overlap. */
const SPECIAL_KINDS = KINDS.filter((kind) => kind !== 'FIXED_LINE' && kind !== 'MOBILE');

/** Calling codes of countries whose mobile numbers have area codes like fixed lines: Mexico, Argentina, Brazil, Indonesia, China. */
const GEOGRAPHIC_MOBILES: ReadonlySet<string> = new Set(['52', '54', '55', '62', '86']);

/**
 * Numbers reserved for films and books, which the library does not know. They belong to nobody. Source: Ofcom, "Telephone numbers for use in TV and
 * radio drama programmes".
 */
const FICTION = table<RegExp>({ GB: /^447700900\d{3}$/ });

const NO_PLANS: readonly Plan[] = [];

/** The key is the calling code as a number, which is quicker to look up. */
let callingCodes: ReadonlyMap<number, CallingCode> | undefined;

const ZERO = '0'.charCodeAt(0);

/** The calling code that begins the digits; undefined for a code without a country, such as that of satellites. */
export function callingCodeOf(digits: string): CallingCode | undefined {
	callingCodes ??= readCallingCodes();
	const one = digits.charCodeAt(0) - ZERO;
	if (one === 0) return undefined;
	const two = 10 * one + digits.charCodeAt(1) - ZERO;
	return callingCodes.get(one) ?? callingCodes.get(two) ?? callingCodes.get(10 * two + digits.charCodeAt(2) - ZERO);
}

/**
 * Whether digits with country code are valid in their numbering plan: the right length, and in a range that is in use.
 * @param kind `mobile` for numbers that may be mobile, as far as the plan tells them apart
 */
export function isInPlan(digits: string, kind: 'any' | 'mobile' = 'any'): boolean {
	for (const plan of callingCodeOf(digits)?.plans ?? NO_PLANS) if (isOf(plan, digits, kind)) return true;
	return false;
}

/**
 * The country of digits with country code, as two capital letters (ISO 3166-1). Null if several countries share the digits and none knows the number,
 * or if no country has them.
 */
export function countryOf(digits: string): string | null {
	return planOfNumber(digits)?.country ?? null;
}

/**
 * Whether the digits show where someone lives: fixed lines, and mobile phones whose numbers look like fixed lines. Source: libphonenumber's
 * isNumberGeographical.
 */
export function isGeographic(digits: string): boolean {
	const plan = planOfNumber(digits);
	const code = callingCodeOf(digits);
	if (!plan || !code) return false;
	if (!plan.pattern.test(digits)) return false;
	const kinds = new Set(plan.kinds.filter(({ lengths, pattern }) => lengths.includes(digits.length) && pattern.test(digits)).map(({ name }) => name));
	if (SPECIAL_KINDS.some((kind) => kinds.has(kind))) return false;
	return kinds.has('FIXED_LINE') || (GEOGRAPHIC_MOBILES.has(code.digits) && kinds.has('MOBILE'));
}

function planOfNumber(digits: string): Plan | undefined {
	const plans = callingCodeOf(digits)?.plans ?? NO_PLANS;
	if (plans.length === 1) return plans[0];
	for (const plan of plans) if (plan.leading ? plan.leading.test(digits) : isOf(plan, digits, 'any')) return plan;
	return undefined;
}

/** How numbers are dialled within a country. */
interface Home {
	callingCode: string;
	/** The prefix before another country's code; null if no call abroad is possible. */
	dialOut: RegExp | null;
	/** The prefix before the country's own numbers, mostly a zero; may be empty. */
	trunkPrefix: string;
	/** Whether the country has only this prefix, without carrier codes and rewriting. */
	hasPlainPrefix: boolean;
	/** Digits of the longest possible number, without calling code. */
	longest: number;
	/** Lengths of mobile and fixed-line numbers, without calling code. Other lengths are services, or numbers without their area code. */
	usualLengths: ReadonlySet<number>;
	/** Digits of the longest mobile number as dialled within the country. */
	longestMobile: number;
}

const homes = new Map<CountryCode, Home>();

export function home(country: CountryCode): Home {
	return remember(homes, country, () => readHome(planOf(country)));
}

function readHome(plan: LibraryPlan): Home {
	const prefix = plan.IDDPrefix();
	const trunkPrefix = plan.nationalPrefix() || '';
	return {
		callingCode: plan.callingCode(),
		dialOut: prefix ? new RegExp(`^(?:${prefix})`) : null,
		trunkPrefix,
		hasPlainPrefix: (plan.nationalPrefixForParsing() || '') === trunkPrefix && !plan.nationalPrefixTransformRule(),
		longest: Math.max(...plan.possibleLengths()),
		usualLengths: new Set(['FIXED_LINE', 'MOBILE'].flatMap((kind) => plan.type(kind)?.possibleLengths() ?? plan.possibleLengths())),
		longestMobile: trunkPrefix.length + Math.max(...(plan.type('MOBILE')?.possibleLengths() ?? plan.possibleLengths())),
	};
}

function isOf({ fiction, pattern, kinds }: Plan, digits: string, wanted: 'any' | 'mobile'): boolean {
	if (fiction?.test(digits)) return true;
	if (!pattern.test(digits)) return false;
	for (const kind of kinds) if ((wanted === 'any' || kind.isMobile) && kind.lengths.includes(digits.length) && kind.pattern.test(digits)) return true;
	return false;
}

function readCallingCodes(): ReadonlyMap<number, CallingCode> {
	return new Map(Object.entries(countriesByCallingCode).map(([digits, countries]) => [Number(digits), inCommon(digits, countries)]));
}

function inCommon(digits: string, countries: readonly CountryCode[]): CallingCode {
	const plans = countries.map(planOf);
	const prefixes = plans.flatMap((plan) => plan.nationalPrefixForParsing() ?? []);
	const [first, ...others] = plans.map((plan) => plan.possibleLengths());
	const lengths = first!.filter((length) => others.every((other) => other.includes(length)));
	return {
		digits,
		plans: countries.map((country, i) => readPlan(country, digits, plans[i]!)),
		prefixes: prefixes.length === 0 ? /^$/ : new RegExp(`^${digits}(?:${prefixes.join('|')})`),
		lengths: new Set(lengths.map((length) => length + digits.length)),
	};
}

function readPlan(country: CountryCode, code: string, plan: LibraryPlan): Plan {
	const whole = (pattern: string) => new RegExp(`^${code}(?:${pattern})$`);
	const leading = plan.leadingDigits();
	// The library leaves the mobile pattern empty if mobile numbers look like fixed lines, as in the United States.
	const isShared = plan.type('MOBILE')?.pattern() === '';
	const kinds = KINDS.flatMap((name): Kind[] => {
		const kind = plan.type(name);
		const pattern = kind?.pattern();
		if (!kind || !pattern) return [];
		const isMobile = name === 'MOBILE' || (name === 'FIXED_LINE' && isShared);
		const lengths = kind.possibleLengths() ?? plan.possibleLengths();
		return [{ name, isMobile, pattern: whole(pattern), lengths: lengths.map((length) => length + code.length) }];
	});
	return { country, leading: leading ? new RegExp(`^${code}(?:${leading})`) : null, pattern: whole(plan.nationalNumberPattern()), kinds, fiction: FICTION[country] };
}

function planOf(country: CountryCode): LibraryPlan {
	const metadata = newMetadata();
	metadata.selectNumberingPlan(country);
	return metadata.numberingPlan as unknown as LibraryPlan;
}
