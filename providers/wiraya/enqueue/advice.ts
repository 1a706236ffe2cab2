import { countryOf } from '../../../core/input/phone';
import { table } from '../../../core/wire/table';

/** When we read the vendor's pages; none of them has a date. */
const READ = 'November 2026';

/**
 * Countries where an alphanumeric sender must be registered. Source: "Register alphanumeric sender" of Wiraya's help centre, of which we could read the
 * part up to Namibia. Abkhazia, the first of its 35, has no code of its own.
 */
const REGISTERED = table<string>({
	AF: 'Afghanistan',
	AM: 'Armenia',
	BA: 'Bosnia and Herzegovina',
	BD: 'Bangladesh',
	BY: 'Belarus',
	CA: 'Canada',
	CD: 'the Democratic Republic of Congo',
	CU: 'Cuba',
	CY: 'Cyprus',
	CZ: 'the Czech Republic',
	DZ: 'Algeria',
	EG: 'Egypt',
	FR: 'France',
	GE: 'Georgia',
	GT: 'Guatemala',
	HK: 'Hong Kong',
	HN: 'Honduras',
	ID: 'Indonesia',
	IL: 'Israel',
	IN: 'India',
	IR: 'Iran',
	JO: 'Jordan',
	KE: 'Kenya',
	KG: 'Kyrgyzstan',
	KW: 'Kuwait',
	KZ: 'Kazakhstan',
	LA: 'Laos',
	MA: 'Morocco',
	ME: 'Montenegro',
	MX: 'Mexico',
	MY: 'Malaysia',
	NA: 'Namibia',
	SV: 'El Salvador',
	TD: 'Chad',
});

/**
 * Other rules for alphanumeric senders. Source: "SMS Regulations/Information" of the same, of which we could read the first five countries. Austria
 * demands nothing that is not checked anyway.
 */
const RULES = table<string>({
	AR: 'in Argentina there are short codes only',
	AU: 'in Australia an alphanumeric sender needs authorisation first',
	BE: 'in Belgium an alphanumeric sender is not allowed, and a short code takes its place',
	BY: 'in Belarus opt-in and opt-out must be in the text, it is sent from 9:00 to 21:00, and general sender names are not allowed',
});

/** The vendor's rules for alphanumeric senders in the recipient's country; empty for most countries. They are only warnings. */
export function senderAdvice(recipient: string): readonly string[] {
	return ADVICE[countryOf(recipient) ?? ''] ?? NONE;
}

const NONE: readonly string[] = [];
const ADVICE = table<readonly string[]>(Object.fromEntries(Object.keys({ ...REGISTERED, ...RULES }).map((country) => [country, adviceFor(country)])));

function adviceFor(country: string): readonly string[] {
	const registered = REGISTERED[country] && `in ${REGISTERED[country]} an alphanumeric sender must be registered`;
	return [registered, RULES[country]].flatMap((words) => (words ? [`Wiraya's help centre, read in ${READ}: ${words}.`] : []));
}
