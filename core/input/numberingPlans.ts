import { countriesByCallingCode, newMetadata, type CountryCode } from '../../vendor/libphonenumber-js';
import { table } from '../wire/table';

/** A numbering plan of the library's; the library has these methods and declares only the first. */
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

/** The numbers of one kind in a plan: mobile, fixed line … */
interface Kind {
	name: string;
	isMobile: boolean;
	pattern: RegExp;
	lengths: readonly number[];
}

interface Plan {
	country: CountryCode;
	/** What every number of the plan begins with, where the plan shares its calling code and says so. */
	leading: RegExp | null;
	pattern: RegExp;
	kinds: readonly Kind[];
}

/** What the countries of one calling code have in common. */
export interface CallingCode {
	digits: string;
	plans: readonly Plan[];
	/** What is dialled at home before a number in one of them. */
	prefixes: RegExp;
	/** Lengths that are possible in all of them, without the calling code. */
	lengths: ReadonlySet<number>;
}

const KINDS = ['FIXED_LINE', 'MOBILE', 'TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER', 'VOICEMAIL', 'UAN', 'PAGER', 'VOIP', 'SHARED_COST'];

/** Numbers that nobody lives by; where the patterns of a plan overlap, these come first. */
const SPECIAL_KINDS = KINDS.filter((kind) => kind !== 'FIXED_LINE' && kind !== 'MOBILE');

/** RequestRun codes of countries whose mobile numbers have area codes, as those of fixed lines: Mexico, Argentina, Brazil, Indonesia, China. */
const GEOGRAPHIC_MOBILES: ReadonlySet<string> = new Set(['52', '54', '55', '62', '86']);

/**
 * Numbers that a plan reserves for films and books, which the library leaves out. They are nobody's.
 * Source: Ofcom, "Telephone numbers for use in TV and radio drama programmes".
 */
const FICTION = table<RegExp>({ GB: /^7700900\d{3}$/ });

let callingCodes: ReadonlyMap<string, CallingCode> | undefined;

/** The calling code that digits begin with; undefined for a code of no country, such as that of satellites. */
export function callingCodeOf(digits: string): CallingCode | undefined {
	callingCodes ??= readCallingCodes();
	return callingCodes.get(digits.slice(0, 1)) ?? callingCodes.get(digits.slice(0, 2)) ?? callingCodes.get(digits.slice(0, 3));
}

/**
 * Whether digits with country code are a number that its numbering plan knows: right in length and in a range that is in use.
 * @param kind `mobile` for numbers that may be a mobile phone's, where the plan tells them apart
 */
export function isInPlan(digits: string, kind: 'any' | 'mobile' = 'any'): boolean {
	const code = callingCodeOf(digits);
	if (!code) return false;
	const national = digits.slice(code.digits.length);
	return code.plans.some((plan) => isOf(plan, national, kind));
}

/**
 * The country of digits with country code, by its two letters in capitals (ISO 3166-1); null where several countries share the
 * digits and none of them knows the number, and for the numbers of no country.
 */
export function countryOf(digits: string): string | null {
	return planOfNumber(digits)?.country ?? null;
}

/**
 * Whether where somebody lives can be told by digits with country code: those of fixed lines, and of mobile phones where both look alike.
 * Source: libphonenumber's isNumberGeographical.
 */
export function isGeographic(digits: string): boolean {
	const plan = planOfNumber(digits);
	const code = callingCodeOf(digits);
	if (!plan || !code) return false;
	const national = digits.slice(code.digits.length);
	if (!plan.pattern.test(national)) return false;
	const kinds = new Set(plan.kinds.filter(({ lengths, pattern }) => lengths.includes(national.length) && pattern.test(national)).map(({ name }) => name));
	if (SPECIAL_KINDS.some((kind) => kinds.has(kind))) return false;
	return kinds.has('FIXED_LINE') || (GEOGRAPHIC_MOBILES.has(code.digits) && kinds.has('MOBILE'));
}

function planOfNumber(digits: string): Plan | undefined {
	const code = callingCodeOf(digits);
	if (!code) return undefined;
	if (code.plans.length === 1) return code.plans[0];
	const national = digits.slice(code.digits.length);
	return code.plans.find((plan) => (plan.leading ? plan.leading.test(national) : isOf(plan, national, 'any')));
}

/** What is particular to calling from within a country. */
export interface Home {
	callingCode: string;
	/** What is dialled before the country code of another country; null where nobody can. */
	dialOut: RegExp | null;
	/** What is dialled before the numbers of the country itself, mostly a zero; empty where nothing is. */
	trunkPrefix: string;
	/** Whether that is all there is to it: no codes of carriers, nothing to be written in another place. */
	hasPlainPrefix: boolean;
	/** Digits of the longest number that is possible, without calling code. */
	longest: number;
	/** Lengths of the numbers of mobile phones and fixed lines, without calling code. Other lengths are those of services, or of a number without its area. */
	usualLengths: ReadonlySet<number>;
	/** Digits of the longest mobile number as it is dialled at home. */
	longestMobile: number;
}

const homes = new Map<CountryCode, Home>();

export function home(country: CountryCode): Home {
	const known = homes.get(country) ?? readHome(planOf(country));
	homes.set(country, known);
	return known;
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

function isOf({ country, pattern, kinds }: Plan, national: string, wanted: 'any' | 'mobile'): boolean {
	if (FICTION[country]?.test(national)) return true;
	return pattern.test(national) && kinds.some(({ isMobile, lengths, pattern: own }) => (wanted === 'any' || isMobile) && lengths.includes(national.length) && own.test(national));
}

function readCallingCodes(): ReadonlyMap<string, CallingCode> {
	return new Map(Object.entries(countriesByCallingCode).map(([digits, countries]) => [digits, inCommon(digits, countries)]));
}

function inCommon(digits: string, countries: readonly CountryCode[]): CallingCode {
	const plans = countries.map(planOf);
	const prefixes = plans.flatMap((plan) => plan.nationalPrefixForParsing() ?? []);
	const [first, ...others] = plans.map((plan) => plan.possibleLengths());
	const lengths = first!.filter((length) => others.every((other) => other.includes(length)));
	return {
		digits,
		plans: countries.map((country, i) => readPlan(country, plans[i]!)),
		prefixes: prefixes.length === 0 ? /^$/ : new RegExp(`^(?:${prefixes.join('|')})`),
		lengths: new Set(lengths),
	};
}

function readPlan(country: CountryCode, plan: LibraryPlan): Plan {
	const leading = plan.leadingDigits();
	// The library leaves the mobile pattern empty where mobile numbers look like those of fixed lines, as in the United States.
	const isShared = plan.type('MOBILE')?.pattern() === '';
	const kinds = KINDS.flatMap((name): Kind[] => {
		const kind = plan.type(name);
		const pattern = kind?.pattern();
		if (!kind || !pattern) return [];
		const isMobile = name === 'MOBILE' || (name === 'FIXED_LINE' && isShared);
		return [{ name, isMobile, pattern: whole(pattern), lengths: kind.possibleLengths() ?? plan.possibleLengths() }];
	});
	return { country, leading: leading ? new RegExp(`^(?:${leading})`) : null, pattern: whole(plan.nationalNumberPattern()), kinds };
}

function planOf(country: CountryCode): LibraryPlan {
	const metadata = newMetadata();
	metadata.selectNumberingPlan(country);
	return metadata.numberingPlan as unknown as LibraryPlan;
}

function whole(pattern: string): RegExp {
	return new RegExp(`^(?:${pattern})$`);
}
