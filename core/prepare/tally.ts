import { number, numbered } from '../send/tally';
import type { Reason, Summary } from './prepare';

/** In the order of the checks. */
const LEFT_OUT: Record<Reason, string> = {
	optedOut: 'opted out',
	twice: 'twice',
	unreadable: 'unreadable',
	country: 'of other countries',
	noCountry: 'of no country',
	notMobile: 'no mobile numbers',
	costly: 'costly numbers',
	tooLong: 'too long',
	countryLimit: 'beyond the limit of their country',
	outsideHours: 'outside the allowed hours',
	neverAllowed: 'never within the allowed hours',
};

/**
 * The totals of prepared messages in words: "19,412 messages to 3 countries, 23,870 parts, about 1,432.20 EUR; 311 later, 277 skipped (201 opted out, 76
 * twice)".
 */
export function preparedTally({ send, countries: reached, parts, prices, unpriced, later, skip, reasons, savedParts }: Summary): string {
	const places = Object.keys(reached);
	const cost = Object.entries(prices).map(([currency, amount]) => `${amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`);
	const going = [
		`${numbered(send, 'message')}${places.length === 0 ? '' : ` to ${places.length === 1 ? places[0]! : `${number(places.length)} countries`}`}`,
		...(parts > 0 ? [numbered(parts, 'part')] : []),
		...(cost.length > 0 ? [`about ${cost.join(' and ')}`] : []),
		...(cost.length > 0 && unpriced > 0 ? [`${number(unpriced)} without a price`] : []),
	];
	const known = (Object.keys(LEFT_OUT) as Reason[]).filter((reason) => reasons[reason] !== undefined).sort((a, b) => reasons[b]! - reasons[a]!);
	const staying = [
		...(later > 0 ? [`${number(later)} later`] : []),
		...(skip > 0 ? [`${number(skip)} skipped (${known.map((reason) => `${number(reasons[reason]!)} ${LEFT_OUT[reason]}`).join(', ')})`] : []),
	];
	return [going.join(', '), staying.join(', '), savedParts > 0 ? `plain characters save ${numbered(savedParts, 'part')}` : ''].filter((part) => part !== '').join('; ');
}
