// Measures over all countries how many phone numbers are read as somebody else's, and how many are refused: R5 and R6.
// `tsx scripts/verify/phones.mts [numbers of each country]`; exits with 1 if a number is not reached.
import { measure, type Measures } from '../../test/core/phones/measure.mts';

/** The goals, and the values from the time before the plan of the default country decided. */
const ROWS: ReadonlyArray<{ name: keyof Measures; words: string; most: number; before: string }> = [
	{ name: 'strangers', words: 'own notation, own Default Country: sent to somebody else', most: 0, before: '0 %' },
	{ name: 'refused', words: 'own notation, own Default Country: refused', most: 0.01, before: '63.8 %' },
	{ name: 'markedSent', words: 'bracket or trunk zero, no Default Country: sent', most: 0, before: '2.9 %' },
	{ name: 'nobodySent', words: 'no zero, no Default Country: sent where no plan knows it', most: 0, before: '15.8 %' },
	{ name: 'mistypedAbroad', words: 'one digit mistyped, own Default Country: sent abroad', most: 0.001, before: '0.8 %' },
	{ name: 'changed', words: 'with country code, in eight writings: not read as it stands', most: 0, before: '32.5 %' },
];

const perCountry = Number(process.argv[2] ?? 50);
const measures = measure(perCountry, 1);
const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;

console.log(`Phone numbers of every country, ${perCountry} of each, judged by Google's libphonenumber\n`);
for (const { name, words, most, before } of ROWS) {
	const { happened, tried, examples } = measures[name];
	const reached = happened / tried <= most;
	console.log(`${reached ? 'reached' : 'MISSED '}  ${words}: ${percent(happened / tried)} (${happened} of ${tried}); at most ${percent(most)}, before ${before}`);
	if (!reached) {
		for (const example of examples.slice(0, 10)) console.log(`         ${example}`);
		process.exitCode = 1;
	}
}
