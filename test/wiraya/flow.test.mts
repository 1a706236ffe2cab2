/** Contacts, campaigns and events of the communication flow: the requests, and the meaning of the answers. */
import type { HttpAnswer } from '../../core/http/http.ts';
import { isProblem, readFields } from '../../core/input/read.ts';
import type { ReadSettings } from '../../core/input/settings.ts';
import { addToCampaign } from '../../providers/wiraya/addToCampaign/operation.ts';
import { sendEvent } from '../../providers/wiraya/sendEvent/operation.ts';
import { upsertContact } from '../../providers/wiraya/upsertContact/operation.ts';
import { checkWords } from '../words.mts';

const settings: ReadSettings = { timeZone: 'Europe/Stockholm', defaultCountry: 'SE', maxSegments: null, now: Date.parse('2031-01-15T10:30:00.123Z') };
const OPERATIONS = { upsert: upsertContact, addToCampaign, send: sendEvent };
type Name = keyof typeof OPERATIONS;

/** The request of an item, or the item's problem. */
function requestOf(name: Name, given: object) {
	const operation = OPERATIONS[name] as typeof upsertContact;
	const read = readFields(operation.fields, operation.reader(settings), 0, given);
	if (isProblem(read)) {
		checkWords(read);
		return `${read.what} | ${read.fix}`;
	}
	const { method, url, body, headers } = operation.encode(read.value, { baseUrl: 'https://api.example.com' });
	expect(headers).toEqual({ 'Content-Type': 'application/json', Accept: 'application/json' });
	return [`${method} ${url}`, JSON.parse(body) as unknown];
}

const attribute = (pairs: Record<string, unknown>) => ({ attribute: Object.entries(pairs).map(([name, value]) => ({ name, value })) });

describe('requests', () => {
	test("the vendor's example of a contact", () => {
		const personal = attribute({ phoneNumber: '070-174 06 05', givenName: 'Ann', surName: 'Lee', gender: 'Female', birthDate: '1980-02-29' });
		const general = attribute({ city: 'Uppsala', timeOfRegistration: '2017-06-20T10:06:31', forgotPasswdTimes: '2', nrLogins: 13, latestLogin: '2017-06-20 08:06:31Z' });
		expect(requestOf('upsert', { contactId: 123456, personal, general })).toEqual([
			'PUT https://api.example.com/api/Contact/123456',
			{
				schema: 1,
				personal: { phoneNumber: '46701740605', givenName: 'Ann', surName: 'Lee', gender: 'Female', birthDate: '1980-02-29' },
				general: { city: 'Uppsala', timeOfRegistration: '2017-06-20T08:06:31Z', forgotPasswdTimes: 2, nrLogins: 13, latestLogin: '2017-06-20T08:06:31Z' },
			},
		]);
	});

	test.each<[object, object]>([
		[{ personal: attribute({ phoneNumber: '+46701740605' }) }, { schema: 1, personal: { phoneNumber: '46701740605' } }],
		[{ general: { city: 'Uppsala', points: 7, isMember: true } }, { schema: 1, general: { city: 'Uppsala', points: 7, isMember: true } }],
		[{ general: attribute({ city: '', county: null, points: 0 }), personal: {} }, { schema: 1, general: { points: 0 } }],
		[{ personal: { attribute: [{ name: '*', otherName: ' username ', value: 'ann' }] } }, { schema: 1, personal: { username: 'ann' } }],
		[{ personal: attribute({ birthDate: '1980-02-29T23:59:00+01:00' }) }, { schema: 1, personal: { birthDate: '1980-02-29' } }],
		...['birthDate', 'gender', 'givenName', 'surName', 'title'].map((name): [object, object] => [{ personal: attribute({ [name]: ' 1980-02-29 ' }) }, { schema: 1, personal: { [name]: '1980-02-29' } }]),
		...['accountStatus', 'city', 'country', 'county', 'postCode'].map((name): [object, object] => [{ general: attribute({ [name]: ' 75 ' }) }, { schema: 1, general: { [name]: '75' } }]),
		...['forgotPasswdTimes', 'nrLogins'].map((name): [object, object] => [{ general: attribute({ [name]: ' 75 ' }) }, { schema: 1, general: { [name]: 75 } }]),
		...['latestClientDetailUpdate', 'latestLogin', 'timeOfRegistration'].map((name): [object, object] => [{ general: attribute({ [name]: '2031-01-15T11:30:00' }) }, { schema: 1, general: { [name]: '2031-01-15T10:30:00Z' } }]),
		[{ general: { ' own ': ' x ', yes: false, none: null, empty: '', gone: undefined }, personal: '' }, { schema: 1, general: { own: ' x ', yes: false } }],
		[{ general: { own: 1 }, personal: null }, { schema: 1, general: { own: 1 } }],
		[{ personal: { attribute: [{ name: 'title', otherName: 'username', value: 'Dr' }] } }, { schema: 1, personal: { title: 'Dr' } }],
		[{ personal: attribute({ constructor: 'a' }) }, { schema: 1, personal: { constructor: 'a' } }],
	])('%j', (given, body) => expect(requestOf('upsert', { contactId: 'a/b ö', ...given })).toEqual(['PUT https://api.example.com/api/Contact/a%2Fb%20%C3%B6', body]));

	test.each<[Name, object, unknown]>([
		['addToCampaign', { contactId: ' 1 ', campaign: ' Spring ', iteration: ' ' }, ['POST https://api.example.com/api/Contact/1/campaigns', { campaign: 'Spring' }]],
		['addToCampaign', { contactId: '1', campaign: 'Spring' }, ['POST https://api.example.com/api/Contact/1/campaigns', { campaign: 'Spring' }]],
		['addToCampaign', { contactId: '1', campaign: 'Spring', iteration: '2017-09' }, ['POST https://api.example.com/api/Contact/1/campaigns', { campaign: 'Spring', iteration: '2017-09' }]],
		['send', { contactId: '1', name: 'Conversion' }, ['POST https://api.example.com/api/Contact/1/events', { name: 'Conversion', at: '2031-01-15T10:30:00Z', schema: 1 }]],
		['send', { contactId: '1', name: 'Own', at: '2031-07-15T10:30:00' }, ['POST https://api.example.com/api/Contact/1/events', { name: 'Own', at: '2031-07-15T08:30:00Z', schema: 1 }]],
	])('%s %j', (name, given, expected) => expect(requestOf(name, given)).toEqual(expected));

	const some = { general: { city: 'Uppsala' } };
	test.each<[Name, object, RegExp]>([
		['upsert', some, /^Contact ID is missing \| Give your own ID/],
		['upsert', { contactId: '..', ...some }, /^Contact ID is "\.\.", which the address of a request cannot carry/],
		['upsert', { contactId: '\ud800', ...some }, /^Contact ID is .* which contains half a character/],
		['upsert', { contactId: { a: 1 }, ...some }, /^Contact ID is \{"a":1\}, not text/],
		['upsert', { contactId: '1' }, /^Personal Attributes has no value, and General Attributes neither \| Give at least one/],
		['upsert', { contactId: '1', general: attribute({ city: ' ' }), personal: attribute({ title: '' }) }, /^General Attributes has city, which is missing \| Give text/],
		['upsert', { contactId: '1', personal: 'Ann' }, /^Personal Attributes is "Ann", not a list/],
		['upsert', { contactId: '1', personal: ['Ann'] }, /^Personal Attributes is \["Ann"\], not a list/],
		['upsert', { contactId: '1', personal: { attribute: [{ name: '*', otherName: '', value: 'x' }] } }, /^Personal Attributes has an attribute without a name \| .*case matters/],
		['upsert', { contactId: '1', personal: { attribute: [null] } }, /^Personal Attributes has an attribute without a name/],
		['upsert', { contactId: '1', personal: { attribute: [{ name: 'title', value: 'a' }, { name: '*', otherName: 'title', value: 'b' }] } }, /^Personal Attributes has the attribute "title" twice/],
		['upsert', { contactId: '1', personal: attribute({ phoneNumber: '12' }) }, /^Personal Attributes has phoneNumber, which is "12", which has too few digits for a number of Sweden \| .+/],
		['upsert', { contactId: '1', personal: attribute({ birthDate: 'May' }) }, /^Personal Attributes has birthDate, which is "May", not a date-time \| .+/],
		['upsert', { contactId: '1', general: attribute({ nrLogins: 1.5 }) }, /^General Attributes has nrLogins, which is 1.5, not a whole number/],
		['upsert', { contactId: '.', ...some }, /^Contact ID is "\.", which the address of a request cannot carry \| Give your own ID/],
		['upsert', { contactId: '1', personal: 7 }, /^Personal Attributes is 7, not a list of names and values \| Give the name of the attribute/],
		['upsert', { contactId: '1', personal: { attribute: [{ name: 5, value: 'x' }] } }, /^Personal Attributes has an attribute without a name/],
		['upsert', { contactId: '1', general: attribute({ own: NaN }) }, /^General Attributes contains NaN, not a number \| Check the expression/],
		['upsert', { contactId: '1', general: attribute({ nrLogins: 'x' }) }, /^General Attributes has nrLogins, which is "x", .* \| Give a whole number\.$/],
		['upsert', { contactId: '1', personal: { title: 'a', ' title': 'b' } }, /^Personal Attributes has the attribute "title" twice \| Give each attribute once\.$/],
		['addToCampaign', { contactId: '1', campaign: 'c', iteration: {} }, /^Iteration is \{\}, not text \| It is an object/],
		['addToCampaign', { contactId: '1', campaign: {} }, /^Campaign is \{\}, not text \| It is an object/],
		['send', { contactId: '1', name: {} }, /^Event is \{\}, not text \| It is an object/],
		['upsert', { contactId: '1', general: attribute({ own: [1] }) }, /^General Attributes has own, which is \[1\], neither text/],
		['addToCampaign', { contactId: '1' }, /^Campaign is missing/],
		['send', { contactId: '1', name: '' }, /^Event is missing/],
		['send', { contactId: '1', name: 'Own', at: 'soon' }, /^At is "soon", not a date-time/],
	])('%s %j is refused', (name, given, what) => expect(requestOf(name, given)).toMatch(what));
});

describe('answers', () => {
	const asked = { contactId: '7', campaign: 'c', iteration: null, name: 'n', at: 'a' } as never;
	const decode = (name: Name, body: unknown, answer: Partial<HttpAnswer> = {}) =>
		(OPERATIONS[name] as typeof upsertContact).decode({ status: 200, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body), ...answer }, asked);

	test.each<[Name, unknown, string | null]>([
		['upsert', '{"id":["900719925474099312345"],"error":false,"failures":{}}', '900719925474099312345'],
		['upsert', '{"id":[900719925474099312345],"error":false}', '900719925474099312345'],
		['upsert', '{"id":[]}', null],
		['addToCampaign', { id: 'corr-1' }, 'corr-1'],
		['addToCampaign', '', null],
		['send', {}, null],
		['send', { id: ['e-1'] }, 'e-1'],
		['send', { id: 'e-1', error: null, failures: null }, 'e-1'],
		['send', { id: 'e-1', error: 'false', failures: [] }, 'e-1'],
		['send', { id: 'e-1', error: '' }, 'e-1'],
		['send', { id: 'e-1', error: 0 }, 'e-1'],
	])('%s %j is accepted', (name, body, id) => expect(decode(name, body)).toEqual([{ record: expect.objectContaining({ provider: 'wiraya', contactId: '7', id }) as object, raw: expect.anything() as object }]));

	test.each<[unknown, object]>([
		[{ id: [null], error: true, failures: { 7: { retry: true } } }, { status: 'notSent', code: 'transient', next: 'retry', retryable: true }],
		[{ id: [null], error: true, failures: { 7: { retry: false } } }, { status: 'rejected', code: 'rejected', next: 'nothing', retryable: false }],
		[{ error: true }, { status: 'rejected', next: 'nothing' }],
		[{ error: true, failures: [null] }, { status: 'rejected' }],
		[{ id: '1', error: 'true' }, { status: 'rejected' }],
		[{ error: 'Unknown campaign' }, { status: 'rejected', providerMessage: '{"error":"Unknown campaign"}' }],
		[{ error: { code: 5 } }, { status: 'rejected' }],
		[{ error: 1 }, { status: 'rejected' }],
		[{ id: ['1'], failures: { 7: { retry: true } } }, { status: 'notSent', next: 'retry' }],
	])('%j is a refusal inside HTTP 200', (body, failure) => {
		for (const name of Object.keys(OPERATIONS) as Name[]) expect(decode(name, body)).toMatchObject(failure);
	});

	test('404 may mean an unknown contact; for other statuses the HTTP status decides', () => {
		for (const name of ['addToCampaign', 'send'] as const) expect(decode(name, 'no', { status: 404 })).toMatchObject({ status: 'notFound', httpStatus: 404, providerMessage: 'no' });
		expect(decode('upsert', 'no', { status: 404 })).toBeNull();
		expect([400, 401, 403, 429, 500, 302].map((status) => decode('send', '{"id":"1"}', { status }))).toEqual(Array(6).fill(null));
	});

	test('the record repeats the params', () => {
		const of = (name: Name, given: object) => {
			const operation = OPERATIONS[name] as typeof upsertContact;
			const finding = operation.decode({ status: 201, headers: {}, body: '{"id":7}' }, given as never) as Array<{ record: object; raw: object }>;
			expect(finding[0]!.raw).toEqual({ id: 7 });
			expect(finding[0]!.record).toEqual({ provider: 'wiraya', ...operation.about(given as never), id: '7' });
			return operation.about(given as never);
		};
		expect(of('upsert', { contactId: '7', personal: { givenName: 'Ann' }, general: {} })).toEqual({ contactId: '7' });
		expect(of('addToCampaign', { contactId: '7', campaign: 'c', iteration: null })).toEqual({ contactId: '7', campaign: 'c', iteration: null });
		expect(of('send', { contactId: '7', name: 'n', at: { given: null, sent: 'a' } })).toEqual({ contactId: '7', event: 'n', at: 'a' });
		expect((Object.keys(OPERATIONS) as Name[]).map((name) => OPERATIONS[name].once !== undefined)).toEqual([false, true, true]);
	});

	test("a refusal and an unknown contact have Wiraya's words, at any length", () => {
		const long = { error: true, failures: { 7: { retry: true } }, why: 'x'.repeat(400) };
		expect(decode('upsert', ` ${JSON.stringify(long)}`, { status: 299 })).toMatchObject({ what: 'Wiraya could not take the request for the moment', fix: 'Run the workflow again later.', httpStatus: 299, providerMessage: JSON.stringify(long).slice(0, 300) });
		expect(decode('upsert', { error: true, failures: 5 })).toMatchObject({ what: 'Wiraya refused the request for good', fix: 'Compare the fields with what was agreed with Wiraya.', httpStatus: 200, providerMessage: '{"error":true,"failures":5}' });
		expect(decode('send', '  ', { status: 404 })).toMatchObject({ code: 'http404', what: 'Wiraya knows no such contact, or has nothing at this address (HTTP 404)', providerMessage: null });
		expect(decode('send', ` ${'x'.repeat(301)}`, { status: 404 })).toMatchObject({ providerMessage: 'x'.repeat(300) });
		expect([decode('send', '{}', { status: 300 }), decode('send', '{}', { status: 199 })]).toEqual([null, null]);
		expect(decode('send', { id: {} })).toMatchObject([{ record: { id: null } }]);
	});

	test.each(['7', '[]', 'null', '"ok"'])('%s is not an object', (body) => expect(() => decode('send', body)).toThrow(new Error('it is no object')));

	test.each(['<html>', '[]', '"ok"', 'null', '{"id":'])('%s cannot be read', (body) => expect(() => decode('send', body)).toThrow());
});
