/** The vendor's rules for senders by country: a warning on the outcome, never a reason not to send. */
import type { ReadSettings } from '../../core/input/settings.ts';
import { senderAdvice } from '../../providers/wiraya/enqueue/advice.ts';
import { messageReader } from '../../providers/wiraya/enqueue/message.ts';

const settings: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2026-11-22T03:00:00Z') };
const read = messageReader(settings);
const warnings = (recipient: string, fields: object = { contentType: 'SMSFromAlpha', from: 'Wiraya', text: 'Hi' }) => read({ to: recipient, ...fields }).warnings;

// Invented numbers of the right length.
test.each<[string, string, RegExp[]]>([
	['Canada', '+1 613 555 0100', [/^Wiraya's help centre, read in November 2026: in Canada an alphanumeric sender must be registered\.$/]],
	['the United States, with the same country code', '+1 212 555 0100', []],
	['Kazakhstan', '+7 701 000 00 00', [/in Kazakhstan .* registered/]],
	['Russia, with the same country code', '+7 916 000 00 00', []],
	['Namibia', '+264 81 000 0000', [/in Namibia .* registered/]],
	['Belarus, in both lists', '+375 29 000 00 00', [/: in Belarus an alphanumeric sender must be registered\.$/, /in Belarus opt-in and opt-out .* 9:00 to 21:00/]],
	['Belgium', '+32 470 00 00 00', [/in Belgium .* not allowed, and a short code takes its place\.$/]],
	['Argentina', '+54 11 0000 0000', [/in Argentina there are short codes only\.$/]],
	['Australia', '+61 400 000 000', [/in Australia .* authorisation first\.$/]],
	['Austria, where there is nothing to do', '+43 664 000 0000', []],
	['Sweden', '+46 70 174 06 05', []],
	['Britain', '+44 7700 900123', []],
])('%s', (_name, recipient, expected) => {
	const given = warnings(recipient);
	expect(given).toEqual(expected.map((words) => expect.stringMatching(words) as string));
});

// Made from the country's calling code, with the usual number of digits.
test.each([
	['93700000000', 'Afghanistan'],
	['37477000000', 'Armenia'],
	['38761000000', 'Bosnia and Herzegovina'],
	['8801700000000', 'Bangladesh'],
	['375290000000', 'Belarus'],
	['16135550100', 'Canada'],
	['243810000000', 'the Democratic Republic of Congo'],
	['5350000000', 'Cuba'],
	['35796000000', 'Cyprus'],
	['420601000000', 'the Czech Republic'],
	['213550000000', 'Algeria'],
	['201000000000', 'Egypt'],
	['33600000000', 'France'],
	['995555000000', 'Georgia'],
	['50250000000', 'Guatemala'],
	['85250000000', 'Hong Kong'],
	['50490000000', 'Honduras'],
	['628110000000', 'Indonesia'],
	['972500000000', 'Israel'],
	['919000000000', 'India'],
	['989120000000', 'Iran'],
	['962790000000', 'Jordan'],
	['254700000000', 'Kenya'],
	['996700000000', 'Kyrgyzstan'],
	['96550000000', 'Kuwait'],
	['77010000000', 'Kazakhstan'],
	['8562020000000', 'Laos'],
	['212600000000', 'Morocco'],
	['38267000000', 'Montenegro'],
	['525500000000', 'Mexico'],
	['60120000000', 'Malaysia'],
	['264810000000', 'Namibia'],
	['50370000000', 'El Salvador'],
	['23560000000', 'Chad'],
])('%s is in a country where senders must be registered: %s', (recipient, country) => {
	expect(senderAdvice(recipient)[0]).toBe(`Wiraya's help centre, read in November 2026: in ${country} an alphanumeric sender must be registered.`);
});

test.each([
	['5491100000000', 'in Argentina there are short codes only'],
	['61400000000', 'in Australia an alphanumeric sender needs authorisation first'],
	['32470000000', 'in Belgium an alphanumeric sender is not allowed, and a short code takes its place'],
	['375290000000', 'in Belarus opt-in and opt-out must be in the text, it is sent from 9:00 to 21:00, and general sender names are not allowed'],
])('%s is in a country with a rule: %s', (recipient, rule) => {
	expect(senderAdvice(recipient).at(-1)).toBe(`Wiraya's help centre, read in November 2026: ${rule}.`);
});

test('comes after the other warnings, and only for alphanumeric senders: a project has its own sender', () => {
	expect(warnings('+16135550100', { contentType: 'SMSFromAlpha', from: 'W', text: 'Hi' })).toEqual([expect.stringContaining('may not reach every phone'), expect.stringContaining('in Canada')]);
	expect(warnings('+16135550100', { contentType: 'SMSProject', projectId: 1 })).toEqual([]);
});
