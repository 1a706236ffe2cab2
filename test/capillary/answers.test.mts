/** Answers beyond the page's examples: other orders, changed numbers, codes, counts, and bodies that are not answers. */
import { decode, read, verdicts } from './reading.mts';

const sms = (to: string, body: string, rest: object = {}) => read({ channel: 'sms', to, body, ...rest });
const A = '447700900001';
const B = '447700900002';

interface Given {
	code?: number | string | null;
	count?: number;
	successCount?: number;
	success?: boolean;
	message?: string;
}

/** A JSON answer to SMS: rows of number, words and errors. */
function answer(rows: Array<[to: string, body: string, ...errors: object[]]>, { code = 200, message = 'Success', ...status }: Given = {}) {
	const smsList = rows.map(([to, body, ...errors]) => ({ sms: { to, body, scheduledTime: '2024-02-22T00:25:06+05:30', sender: '' }, errors, warnings: [] }));
	return { status: { count: rows.length, message, code, success: code === 200, ...status }, smsList };
}

const bad = (code: number) => ({ status: false, code, message: 'Bad' });

describe('rows are matched by the parts of a message that they repeat', () => {
	const batch = [sms(A, 'one'), sms(B, 'two'), sms(A, 'three')];

	test.each([
		['in order', answer([[A, 'one'], [B, 'two'], [A, 'three']])],
		['in another', answer([[A, 'three'], [A, 'one'], [B, 'two']])],
		['with a digit before every number', answer([[`9${A}`, 'three'], [`9${A}`, 'one'], [`9${B}`, 'two']])],
		['with 91 before every number', answer([[`91${A}`, 'three'], [`91${A}`, 'one'], [`91${B}`, 'two']])],
		['without country code', answer([['7700900001', 'three'], ['7700900001', 'one'], ['7700900002', 'two']])],
		['with a plus', answer([[`+${A}`, 'three'], [`+${A}`, 'one'], [`+${B}`, 'two']])],
		['with trimmed words', answer([[A, ' three '], [A, 'one'], [B, 'two\r\n']])],
		['with fewer words than were sent, one message a number', answer([[A, 'one'], [A, 'three'], [B, '']])],
	])('%s', (_name, body) => expect(verdicts(decode(body, batch))).toEqual(['accepted', 'accepted', 'accepted']));

	test.each([
		['other words', answer([[A, 'ONE'], [B, 'two'], [A, 'three']]), ['unknown', 'accepted', 'accepted']],
		['another number', answer([['447700900009', 'one'], [B, 'two'], [A, 'three']]), ['unknown', 'accepted', 'accepted']],
		['four digits before the number', answer([[`1234${A}`, 'one'], [B, 'two'], [A, 'three']]), ['unknown', 'accepted', 'accepted']],
		['a row missing', answer([[A, 'three'], [B, 'two']]), ['unknown', 'accepted', 'accepted']],
		['the same row twice', answer([[A, 'one'], [A, 'one'], [B, 'two'], [A, 'three']]), ['unknown', 'accepted', 'accepted']],
		['a number that is only text', answer([['someone', 'one'], [B, 'two'], [A, 'three']]), ['unknown', 'accepted', 'accepted']],
		['a number too short to be one', answer([['900001', 'one'], [B, 'two'], [A, 'three']]), ['unknown', 'accepted', 'accepted']],
		['a word that stands for nothing elsewhere', answer([[B, 'null'], [A, 'one'], [A, 'three']]), ['accepted', 'unknown', 'accepted']],
		['none', answer([]), ['unknown', 'unknown', 'unknown']],
		['none, and no success', answer([], { successCount: 0 }), ['unknown', 'unknown', 'unknown']],
	])('%s: unknown', (_name, body, expected) => expect(verdicts(decode(body, batch))).toEqual(expected));

	test('a phone number may come as a JSON number, and is matched by its end only with seven digits or more', () => {
		const short = [{ ...sms(A, 'one'), recipient: '12345678' }];
		const smsList = (to: unknown) => ({ status: { code: 200, success: true }, smsList: [{ sms: { to, body: 'one' }, errors: [], warnings: [] }] });
		expect([12345678, ' 12345678 ', '2345678', '345678', {}].map((to) => verdicts(decode(smsList(to), short)))).toEqual([['accepted'], ['accepted'], ['accepted'], ['unknown'], ['unknown']]);
	});

	test.each<[string, unknown]>([
		['two  words', ' two words'],
		['two\tlines', 'two\r\n\u007flines'],
		['caf\u00e9', 'cafe\u0301'],
		['123456', 123456],
	])('%j comes back as %j', (words, body) => {
		// Made without the fields' readers, which refuse control characters. An answer may still lose other characters.
		const sent = (text: string) => ({ ...sms(A, 'x'), content: { ...sms(A, 'x').content, body: text } }) as ReturnType<typeof sms>;
		expect(verdicts(decode({ status: { code: 200, success: true }, smsList: [{ sms: { to: A, body }, errors: [], warnings: [] }] }, [sent(words)]))).toEqual(['accepted']);
		expect(verdicts(decode({ status: { code: 200, success: true }, smsList: [{ sms: { to: A, body }, errors: [], warnings: [] }] }, [sent(`${words}s`)]))).toEqual(['unknown']);
	});

	test('a row without the words may belong to every message to its number', () => {
		const rows = (...bodies: unknown[]) => ({ status: { code: 200, success: true }, smsList: bodies.map((body) => ({ sms: { to: A, body }, errors: [], warnings: [] })) });
		expect(verdicts(decode(rows({}, undefined), batch))).toEqual(['accepted', 'unknown', 'accepted']);
		expect(verdicts(decode(rows(null), batch))).toEqual(['unknown', 'unknown', 'unknown']);
	});

	test('the id of a row may be a number or missing', () => {
		const idOf = (nsAdminId: unknown) => decode({ status: { code: 200, success: true }, smsList: [{ sms: { to: A, body: 'one', nsAdminId } }] }, [sms(A, 'one')]);
		expect([17, '17', '', null, {}, undefined].map((id) => idOf(id)![0])).toMatchObject(['17', '17', null, null, null, null].map((messageId) => ({ accepted: true, messageId })));
	});

	test('a refused row is matched by its words, in any position', () => {
		const rows = decode(answer([[A, 'three'], [B, 'two'], [A, 'one', bad(4203)]], { code: 201, successCount: 2 }), batch);
		expect(verdicts(rows)).toEqual(['rejected nothing', 'accepted', 'accepted']);
		expect(rows![0]).toMatchObject({ failure: { code: '4203', providerMessage: '4203 Bad' } });
	});
});

describe('messages with the same number and words', () => {
	const twice = [sms(A, 'one'), sms(B, 'one'), sms(A, ' one\n')];

	test('are unknown if the answer has fewer rows than messages, although it says that none was taken', () => {
		const short = answer([[A, 'one', bad(1)], [B, 'one', bad(1)]], { code: 500, success: false, successCount: 0 });
		expect(verdicts(decode(short, twice))).toEqual(['unknown', 'rejected nothing', 'unknown']);
	});

	test('share a result if their rows agree, without repeated words', () => {
		expect(verdicts(decode(answer([[A, 'one'], [A, 'one'], [B, 'one']]), twice))).toEqual(['accepted', 'accepted', 'accepted']);
		const refused = answer([[A, 'one', bad(1)], [A, 'one', bad(1)], [B, 'one']], { code: 201, successCount: 1 });
		expect(verdicts(decode(refused, twice))).toEqual(['rejected nothing', 'accepted', 'rejected nothing']);
		expect(decode(refused, twice)![0]).toMatchObject({ failure: { providerMessage: '1 Bad' } });
	});

	test('get no id, with a warning; both get the raw rows of both', () => {
		const row = (id: number) => ({ sms: { nsAdminId: id, to: A, body: 'one' }, errors: [], warnings: [bad(7)] });
		const other = { sms: { nsAdminId: '', to: B, body: 'one' }, errors: [], warnings: [] };
		const rows = decode({ status: { code: 200, success: true }, smsList: [row(1), other, row(2)] }, twice);
		const alike = { accepted: true, messageId: null, warnings: ['Capillary: 7 Bad', 'Another message has the same recipient and text, so it is not known which ID is whose.'], raw: [row(1), row(2)] };
		expect(rows).toEqual([alike, { accepted: true, messageId: null, warnings: [], raw: other }, alike]);
		const one = decode({ status: { code: 200, success: true }, smsList: [row(1), { ...other, sms: { ...other.sms, to: A } }, other] }, twice);
		expect(one![0]).toMatchObject({ messageId: null, warnings: ['Capillary: 7 Bad', expect.stringContaining('Another message')] });
		const none = decode(answer([[A, 'one'], [A, 'one'], [B, 'one']]), twice);
		expect(none!.map((row_) => row_?.accepted && row_.warnings)).toEqual([[], [], []]);
	});

	test('are unknown if their rows disagree or one is missing', () => {
		const partly = answer([[A, 'one'], [A, 'one', bad(1)], [B, 'one']], { code: 201, successCount: 2 });
		expect(verdicts(decode(partly, twice))).toEqual(['unknown', 'accepted', 'unknown']);
		expect(verdicts(decode(answer([[A, 'one'], [B, 'one']]), twice))).toEqual(['unknown', 'accepted', 'unknown']);
	});

	test('are also those whose number is the end of another, if a row may belong to either', () => {
		// 79700900001 may come back as 4479700900001, if Capillary puts 44 before it.
		const long = { ...sms(A, 'one'), recipient: '4479700900001' };
		const short = { ...sms(B, 'one'), recipient: '79700900001' };
		expect(verdicts(decode(answer([['4479700900001', 'one'], ['79700900001', 'one']]), [short, long]))).toEqual(['accepted', 'accepted']);
		expect(verdicts(decode(answer([['4479700900001', 'one']]), [short, long]))).toEqual(['unknown', 'unknown']);
		const partly = answer([['4479700900001', 'one'], ['79700900001', 'one', bad(1)]], { code: 201, successCount: 1 });
		expect(verdicts(decode(partly, [short, long]))).toEqual(['unknown', 'unknown']);
	});
});

describe('emails', () => {
	const mail = (subject: string, body: string) => read({ channel: 'email', from: 'shop@example.com', to: 'Jo@Example.com', subject, body });
	const emails = (...rows: object[]) => ({ status: { code: 200, success: true, successCount: rows.length }, emails: rows.map((email) => ({ email, errors: [], warnings: [] })) });
	const batch = [mail('Hello', 'one'), mail('Hello', 'two'), mail('Bye', 'one')];
	const to = 'jo@example.com';

	test('are matched by address, subject and body', () => {
		const body = emails({ to, subject: 'Bye', body: 'one' }, { to, subject: 'Hello', body: 'one' }, { to, subject: 'Hello', body: 'two' });
		expect(verdicts(decode(body, batch))).toEqual(['accepted', 'accepted', 'accepted']);
		expect(verdicts(decode(emails({ to, subject: 'Hello', body: 'two' }), batch))).toEqual(['unknown', 'accepted', 'unknown']);
	});

	test('an address is always compared as a whole', () => {
		const one = [{ ...mail('Hello', 'one'), recipient: '12345678@example.com' }];
		expect(['12345678@EXAMPLE.com ', '2345678@example.com', '912345678@example.com'].map((given) => verdicts(decode(emails({ to: given, subject: 'Hello', body: 'one' }), one)))).toEqual([['accepted'], ['unknown'], ['unknown']]);
		const digits = [{ ...mail('Hello', 'one'), recipient: 'ann@example.h5' }];
		expect(['ann@example.h5', 'nn@example.h5', 'joann@example.h5'].map((given) => verdicts(decode(emails({ to: given, subject: 'Hello', body: 'one' }), digits)))).toEqual([['accepted'], ['unknown'], ['unknown']]);
	});

	test('with the same subject share a result if the answer does not repeat the body', () => {
		expect(verdicts(decode(emails({ to, subject: 'Hello' }, { to, subject: 'Hello', body: '' }), batch))).toEqual(['accepted', 'accepted', 'unknown']);
		expect(verdicts(decode(emails({ to, subject: 'Hello' }), batch))).toEqual(['unknown', 'unknown', 'unknown']);
	});
});

describe('codes and counts of the whole answer', () => {
	const batch = [sms(A, 'one'), sms(B, 'two')];
	const clean: Array<[string, string]> = [[A, 'one'], [B, 'two']];

	test.each<[string, Given, string[]]>([
		['200 without a count', {}, ['accepted', 'accepted']],
		['the code as text', { code: '200', success: true }, ['accepted', 'accepted']],
		['201 with both', { code: 201, successCount: 2 }, ['accepted', 'accepted']],
		['200, and yet no success', { success: false }, ['unknown', 'unknown']],
		['201 with fewer successes than rows without errors', { code: 201, successCount: 1 }, ['unknown', 'unknown']],
		['200 with fewer successes', { successCount: 1 }, ['unknown', 'unknown']],
		['500 with no success, and a row for each', { code: 500, successCount: 0 }, ['rejected nothing', 'rejected nothing']],
		['500 without a count', { code: 500 }, ['unknown', 'unknown']],
		['500 with one success', { code: 500, successCount: 1 }, ['unknown', 'unknown']],
		['a code of no meaning', { code: 777 }, ['unknown', 'unknown']],
		['no code', { code: null }, ['unknown', 'unknown']],
		['no code, and no success', { code: null, successCount: 0 }, ['unknown', 'unknown']],
		['200, and no success in words', { success: 'false' as never }, ['unknown', 'unknown']],
		['a malformed request, beside rows', { code: 400 }, ['unknown', 'unknown']],
		['no permission, beside rows', { code: 401 }, ['unknown', 'unknown']],
		['too many requests, beside rows', { code: 429 }, ['unknown', 'unknown']],
		['a count that is only like one', { successCount: '1 of 2' as never }, ['accepted', 'accepted']],
		['a count that ends as one', { successCount: 'all 1' as never }, ['accepted', 'accepted']],
		['a count that is none', { successCount: {} as never }, ['accepted', 'accepted']],
	])('%s', (_name, status, expected) => expect(verdicts(decode(answer(clean, status), batch))).toEqual(expected));

	test('counts may have several digits', () => {
		const many = Array.from({ length: 12 }, (_, i) => sms(A, `text ${i}`));
		const rows = many.map((_, i): [string, string] => [A, `text ${i}`]);
		const accepted = (successCount: number) => new Set(verdicts(decode(answer(rows, { successCount }), many)));
		expect([accepted(12), accepted(11)]).toEqual([new Set(['accepted']), new Set(['unknown'])]);
	});

	test('a code for no work with a success count leaves all messages unknown', () => {
		for (const code of [400, 401, 429]) expect(verdicts(decode(answer([], { code, successCount: 1 }), batch))).toEqual(['unknown', 'unknown']);
	});

	test.each<[number, string]>([
		[400, 'rejected split'],
		[404, 'rejected split'],
		[405, 'rejected split'],
		[415, 'rejected split'],
		[1061, 'rejected split'],
		[1062, 'rejected split'],
		[1064, 'rejected split'],
		[4218, 'rejected split'],
		[503, 'notSent retry'],
		[401, 'notSent stop'],
		[403, 'notSent stop'],
		[4000, 'notSent stop'],
		[429, 'notSent retry'],
		[461, 'notSent retry'],
		[521, 'notSent retry'],
		[4001, 'notSent retry'],
		[1060, 'rejected split'],
		[4217, 'rejected split'],
	])('code %i inside HTTP 200, without rows', (code, expected) => {
		expect(verdicts(decode(answer([], { code }), batch))).toEqual([expected, expected]);
		expect(verdicts(decode({ errors: [{ status: false, code, message: 'No' }] }, batch))).toEqual([expected, expected]);
	});

	test('an unknown code leaves messages without rows unknown', () => {
		expect(verdicts(decode(answer([], { code: 777 }), batch))).toEqual(['unknown', 'unknown']);
		expect(verdicts(decode(answer([], { code: 777, successCount: 0 }), batch))).toEqual(['unknown', 'unknown']);
		expect(verdicts(decode(answer([], { code: 777, successCount: 0, count: 2 }), batch))).toEqual(['rejected split', 'rejected split']);
	});

	test('an error may have no number and any length', () => {
		const smsList = [{ sms: { to: A, body: 'one' }, errors: ['No such luck'], warnings: [] }, { sms: { to: B, body: 'two' }, errors: [{ why: 'x'.repeat(400) }], warnings: [] }];
		const rows = decode({ status: { code: 201, success: true, successCount: 0 }, smsList }, batch);
		expect(rows).toMatchObject([{ failure: { status: 'rejected', code: 'rejected', providerMessage: 'No such luck' } }, { failure: { providerMessage: `{"why":"${'x'.repeat(292)}` } }]);
		const said = (...errors: unknown[]) => decode({ status: { code: 201 }, smsList: [{ sms: { to: A, body: 'one' }, errors }] }, batch)![0];
		expect(said('x'.repeat(301))).toMatchObject({ failure: { providerMessage: 'x'.repeat(300) } });
		expect(said({ code: ' 5 ', message: ` ${'x'.repeat(301)}` })).toMatchObject({ failure: { code: '5', providerMessage: `5 ${'x'.repeat(300)}` } });
		expect(said({ code: '', message: ' ' })).toMatchObject({ failure: { code: 'rejected', providerMessage: '{"code":"","message":" "}' } });
		expect(said({ message: 7 }, [1, 2])).toMatchObject({ failure: { providerMessage: '7; 1,2' } });
	});

	test('after a passing trouble or a refused credential, sending again is safe', () => {
		for (const code of [429, 401]) expect(decode(answer([], { code }), batch)).toMatchObject([{ failure: { code: `status${code}`, httpStatus: 200, retryable: true } }, {}]);
	});

	test('an item is tried again only if its error may pass', () => {
		const rows = decode(answer([[A, 'one', bad(521)], [B, 'two']], { code: 201, successCount: 1 }), batch);
		expect(verdicts(rows)).toEqual(['notSent retry', 'accepted']);
		const later = { what: 'Capillary could not take the message for the moment', fix: 'Run the workflow again later.' };
		expect(rows![0]).toMatchObject({ failure: { ...later, code: '521', httpStatus: 200, retryable: true, providerMessage: '521 Bad' } });
		const [never] = decode(answer([[A, 'one', bad(4203), bad(4203)]], { code: 201, successCount: 0 }), batch)!;
		const mend = { what: 'Capillary refused the message', fix: "Correct what Capillary's message names." };
		expect(never).toMatchObject({ failure: { ...mend, code: '4203', httpStatus: 200, retryable: false, providerMessage: '4203 Bad' }, raw: { sms: { to: A } } });
	});

	test("a refusal of the whole request has the provider's words", () => {
		const whole = answer([], { code: 4218, message: 'Too many' });
		const failure = { what: 'Capillary took none of the messages of the request (code 4218)', code: 'status4218', httpStatus: 200, retryable: false, providerMessage: '4218 Too many' };
		expect(decode(whole, batch)).toMatchObject([{ failure, raw: JSON.stringify(whole) }, { failure }]);
		const long = answer([], { code: 400, message: 'x'.repeat(3000) });
		expect(decode(long, batch)).toMatchObject([{ failure: { providerMessage: `400 ${'x'.repeat(300)}` }, raw: JSON.stringify(long).slice(0, 2000) }, {}]);
		const spoken = { status: {}, errors: [{ code: 400, message: 'One' }, { message: 'Two' }] };
		expect(decode(spoken, batch)).toMatchObject([{ failure: { code: 'status400', providerMessage: '400 One; Two' } }, {}]);
	});

	test('a 5xx, in the body or as status, leaves messages without rows unknown, whatever it counts', () => {
		for (const count of [0, 1, 2]) {
			for (const code of [500, 502]) expect(verdicts(decode(answer([], { code, successCount: 0, count }), batch))).toEqual(['unknown', 'unknown']);
			expect(decode(answer([], { code: 500, successCount: 0, count }), batch, { status: 500 })).toBeNull();
			expect(decode(answer([], { code: 400, successCount: 0, count }), batch, { status: 500 })).toBeNull();
			expect(verdicts(decode(answer([], { code: 500, successCount: 0, count }), batch, { status: 400 }))).toBeNull();
		}
		const xml = '<response><status><code>500</code><success>false</success><totalCount>0</totalCount><successCount>0</successCount></status></response>';
		expect(verdicts(decode(xml, batch))).toEqual(['unknown', 'unknown']);
	});

	test.each([400, 500])('the same inside HTTP %i', (status) => {
		const partly = answer([[A, 'one', bad(4203)], [B, 'two']], { code: 201, successCount: 1 });
		expect(verdicts(decode(partly, batch, { status }))).toEqual(['rejected nothing', 'unknown']);
		const all = answer([[A, 'one', bad(521)], [B, 'two', bad(4203)]], { code: 500, successCount: 0 });
		expect(verdicts(decode(all, batch, { status }))).toEqual(['notSent retry', 'rejected nothing']);
		expect([decode('Oops', batch, { status }), decode(answer(clean), batch, { status }), decode({}, batch, { status })]).toEqual([null, null, null]);
	});

	test('for other statuses the HTTP status decides', () => {
		expect([401, 302, 503, 199, 300].map((status) => decode(answer(clean), batch, { status }))).toEqual([null, null, null, null, null]);
		expect([200, 201, 299].map((status) => verdicts(decode(answer(clean), batch, { status })))).toEqual(Array(3).fill(['accepted', 'accepted']));
		expect(() => decode('Oops', batch, { status: 299 })).toThrow();
	});

	test('warnings are passed on, and a refusal has the id of the call', () => {
		const warned = { status: { code: 200, success: true }, smsList: [{ sms: { to: A, body: 'one' }, errors: [], warnings: [bad(7), 'late'] }] };
		expect(decode(warned, batch)![0]).toMatchObject({ accepted: true, warnings: ['Capillary: 7 Bad', 'Capillary: late'] });
		const refused = decode(answer([[A, 'one', bad(8056), { why: 'x' }]], { code: 500, successCount: 0 }), batch, { headers: { 'x-cap-requestid': 'abc' } });
		expect(refused![0]).toMatchObject({ failure: { providerMessage: '8056 Bad; {"why":"x"}; X-Cap-Requestid abc' } });
	});
});

describe('XML', () => {
	const batch = [sms(A, 'one'), sms(B, 'two')];
	const head = '<status><message>Success</message><code>200</code><success>true</success><totalCount>2</totalCount><successCount>2</successCount></status>';
	const item = (id: number, to: string, body: string, status = 'Queued') => `<sms><status>${status}</status><nsAdminId>${id}</nsAdminId><to>${to}</to><body>${body}</body></sms>`;
	const idsOf = (xml: string) => decode(xml, batch)!.map((row) => (row?.accepted ? row.messageId : row));

	test('white space before it does not matter', () => {
		expect(idsOf(`\n <response>${head}<messages><smsData>${item(1, A, 'one')}</smsData></messages></response>`)).toEqual(['1', undefined]);
	});

	test('either inner element may repeat', () => {
		const each = `<smsData>${item(2, B, 'two')}</smsData><smsData>${item(1, A, 'one')}</smsData>`;
		const within = `<smsData>${item(2, B, 'two')}${item(1, A, 'one')}</smsData>`;
		expect([each, within].map((rows) => idsOf(`<response>${head}<messages>${rows}</messages></response>`))).toEqual([['1', '2'], ['1', '2']]);
	});

	test('an unknown status proves nothing; a 64-bit id keeps its digits', () => {
		const rows = `<smsData>${item(2, B, 'two', 'Blocked')}</smsData><smsData>${item(1, A, 'one').replace('>1<', '>12345678901234567890<')}</smsData>`;
		expect(idsOf(`<response>${head}<messages>${rows}</messages></response>`)).toEqual(['12345678901234567890', undefined]);
	});

	test('a row with a failed status is refused if the counts agree, otherwise unknown; the others are accepted', () => {
		const partly = (successCount: number) => `<response><status><code>201</code><success>true</success><totalCount>2</totalCount><successCount>${successCount}</successCount></status><messages>
			<smsData>${item(1, A, 'one')}</smsData><smsData>${item(2, B, 'two', 'FAILED')}</smsData></messages></response>`;
		expect(verdicts(decode(partly(1), batch))).toEqual(['accepted', 'rejected nothing']);
		expect(decode(partly(1), batch)![1]).toMatchObject({ failure: { code: 'rejected', providerMessage: 'FAILED' } });
		expect(verdicts(decode(partly(2), batch))).toEqual(['accepted', 'unknown']);
		expect(verdicts(decode(partly(0), batch))).toEqual(['unknown', 'unknown']);
		expect(verdicts(decode(partly(1).replace('FAILED', 'Pondered'), batch))).toEqual(['accepted', 'unknown']);
	});

	test.each(['Queued', 'sent', 'DELIVERED', 'scheduled', 'Accepted', 'submitted', ' success ', ''])('a status of success: %s', (status) => {
		expect(idsOf(`<response>${head}<messages><smsData>${item(1, A, 'one', status)}</smsData></messages></response>`)).toEqual(['1', undefined]);
	});

	test('a state in JSON may have blanks around it, or be missing', () => {
		const states = ['\tQueued ', 5, {}, 'Maybe'].map((status) => verdicts(decode({ status: { code: 200 }, smsList: [{ sms: { to: A, body: 'one', status } }] }, [sms(A, 'one')])));
		expect(states).toEqual([['accepted'], ['accepted'], ['accepted'], ['unknown']]);
	});

	test('`success` as a word, and as an invalid value', () => {
		const of = (success: string) => idsOf(`<response>${head.replace('>true<', `>${success}<`)}<messages><smsData>${item(1, A, 'one')}</smsData></messages></response>`)[0];
		expect([of('true'), of('false'), of(''), of('<x>1</x>')]).toEqual(['1', undefined, '1', '1']);
	});

	test('warnings beside an item, and within it', () => {
		const warning = (message: string) => `<warnings><warning><code>7</code><message>${message}</message></warning></warnings>`;
		const rows = `<smsData>${item(1, A, 'one').replace('</sms>', `${warning('Inside')}</sms>`)}${warning('Beside')}</smsData>`;
		expect(decode(`<response>${head}<messages>${rows}</messages></response>`, batch)![0]).toMatchObject({ warnings: ['Capillary: 7 Beside', 'Capillary: 7 Inside'] });
	});

	test('an error beside several items in one entry applies to each', () => {
		const rows = `<smsData>${item(1, A, 'one')}${item(2, B, 'two')}<errors><error><code>8056</code></error></errors></smsData>`;
		expect(verdicts(decode(`<response>${head}<messages>${rows}</messages></response>`, batch))).toEqual(['rejected nothing', 'rejected nothing']);
	});

	test('errors beside an item', () => {
		const rows = `<smsData>${item(2, B, 'two')}<errors><error><code>8056</code><message>Bad</message></error></errors></smsData><smsData>${item(1, A, 'one')}<errors></errors></smsData>`;
		const body = `<response>${head.replace('<code>200', '<code>201').replace('<successCount>2', '<successCount>1')}<messages>${rows}</messages></response>`;
		expect(verdicts(decode(body, batch))).toEqual(['accepted', 'rejected nothing']);
	});
});

test.each(['', 'null', '[]', '{}', '{"status":', '{"smsList":[]}', '<html><body>Welcome</body></html>', '<response/>', 'OK', '<!DOCTYPE x><response/>'])('%p is not an answer', (body) => {
	expect(() => decode(body, [sms(A, 'one')])).toThrow();
});

test.each([{ smsList: {} }, { smsList: [null, 1, {}, { sms: [] }, { sms: [null, 5] }, { sms: { body: 'one' } }] }, { smsList: 'x' }])('invalid rows: %p', (rows) => {
	expect(verdicts(decode({ status: { code: 200, success: true }, ...rows }, [sms(A, 'one')]))).toEqual(['unknown']);
});

test('an unreadable answer is described by what it lacks', () => {
	expect(() => decode({ status: 'fine' }, [sms(A, 'one')])).toThrow(new Error('it has no "status"'));
});
