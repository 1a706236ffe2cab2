import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Every country with a numbering plan, by ISO 3166-1. The numbering plans know it too, but n8n loads this file when it starts. */
const CODES =
	'AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN ' +
	'CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN ' +
	'HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ' +
	'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW ' +
	'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI ' +
	'VN VU WF WS XK YE YT ZA ZM ZW';

/** By their English names; n8n finds them as they are typed. */
export const countries: readonly INodePropertyOptions[] = namesOf(CODES.split(' '));

/** The list of countries; an expression may give the code or the English name. */
export const defaultCountryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	options: [{ name: 'None', value: '', description: 'Every number has its country code' }, ...countries],
	default: '',
	description: 'Country of phone numbers that are written without a country code; an expression may give SE or Sweden',
};

function namesOf(codes: readonly string[]): INodePropertyOptions[] {
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	return codes.map((value) => ({ name: names.of(value) ?? value, value })).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
