import fc from 'fast-check';

import { classifyAnswer } from '../../core/http/classify.ts';
import { briefly } from '../../core/http/failure.ts';
import { maskOf, maskWithin } from '../../core/http/mask.ts';
import { claimedBefore } from '../../core/http/unknown.ts';
import { claimsUnavailable } from '../../core/send/notSent.ts';
import { checkWords } from '../words.mts';

const now = 0;

describe('what an answer without rows means', () => {
	test.each([
		['ECONNREFUSED', 'notSent', 'retry'],
		['ENOTFOUND', 'notSent', 'retry'],
		['EAI_AGAIN', 'notSent', 'retry'],
		['EHOSTUNREACH', 'notSent', 'retry'],
		['CERT_HAS_EXPIRED', 'notSent', 'nothing'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'notSent', 'nothing'],
		['ERR_INVALID_URL', 'notSent', 'nothing'],
		// This error may come from the other side, after the request.
		['ERR_SSL_WRONG_VERSION_NUMBER', 'unknown', 'nothing'],
		['ECONNRESET', 'unknown', 'nothing'],
		['ECONNABORTED', 'unknown', 'nothing'],
		['ETIMEDOUT', 'unknown', 'nothing'],
		['ERR_CANCELED', 'unknown', 'nothing'],
		['NETWORK', 'unknown', 'nothing'],
	])('%s: %s, then %s', (networkCode, status, next) => {
		const failed = classifyAnswer({ networkCode }, now);
		expect(failed).toMatchObject({ status, next, code: networkCode, httpStatus: null });
		checkWords(failed);
	});

	const CREDENTIAL = 'Check the credential, then run the workflow again: no further message was sent.';
	const LATER = 'Run the workflow again later.';
	test.each([
		['HTTP_401', 'HTTP 401', 'stop', CREDENTIAL],
		['HTTP_400', 'HTTP 400', 'stop', CREDENTIAL],
		['REFUSED', 'REFUSED', 'stop', CREDENTIAL],
		['HTTP_408', 'HTTP 408', 'retry', LATER],
		['HTTP_429', 'HTTP 429', 'retry', LATER],
		['HTTP_500', 'HTTP 500', 'retry', LATER],
		['ECONNREFUSED', 'ECONNREFUSED', 'retry', LATER],
		['REFUSED_FOR_NOW', 'REFUSED FOR_NOW', 'retry', LATER],
		['UNREADABLE', 'UNREADABLE', 'retry', LATER],
	])('no token, %s: nothing was sent', (why, told, next, fix) => {
		const failed = classifyAnswer({ networkCode: `TOKEN_${why}` }, now);
		expect(failed).toMatchObject({ status: 'notSent', code: `TOKEN_${why}`, what: `The provider gave no access token (${told})`, fix, next, retryable: true });
		checkWords(failed);
	});

	test('no token because the provider asked to wait: all requests wait', () => {
		expect(classifyAnswer({ networkCode: 'TOKEN_HTTP_429_AFTER_3000' }, now)).toMatchObject({ status: 'notSent', code: 'TOKEN_HTTP_429', next: 'retry', retryAfterMs: 3000 });
	});

	test('no token because the address moved: the run ends', () => {
		const moved = classifyAnswer({ networkCode: 'TOKEN_HTTP_301' }, now);
		expect(moved).toMatchObject({ status: 'notSent', next: 'stop', fix: 'Check Base URL in the credential: it may have to begin with https. The node follows no redirect.' });
		checkWords(moved);
	});

	test.each<[string, number, string, string, string]>([
		['http://a.example/b?c=1', 301, 'https://a.example/b?c=1', 'notSent', 'Change Base URL in the credential so that it begins with https.'],
		['http://a.example:8080/b', 302, 'https://a.example/b', 'notSent', 'Change Base URL in the credential so that it begins with https.'],
		['http://a.example/b', 303, 'https://a.example/b', 'unknown', ''],
		['http://a.example/b', 302, 'https://a.example/done', 'unknown', ''],
		['http://a.example/b', 302, 'https://b.example/b', 'unknown', ''],
		['http://a.example/b', 301, '/b', 'unknown', ''],
		['https://a.example/b', 301, 'https://a.example/b', 'unknown', ''],
		['http://a.example/b', 301, 'https://', 'unknown', ''],
	])('%s, answered with %i to %s: %s', (url, status, location, expected, fix) => {
		const judged = classifyAnswer({ status, headers: { location }, body: '' }, now, url);
		expect(judged.status).toBe(expected);
		if (fix !== '') expect(judged).toMatchObject({ fix, next: 'nothing' });
		checkWords(judged);
	});

	const expected = (status: number): [string, string] => {
		if (status === 401 || status === 403) return ['notSent', 'stop'];
		if (status === 429) return ['notSent', 'retry'];
		if ([400, 413, 422].includes(status)) return ['rejected', 'split'];
		if ([307, 308, 404, 405].includes(status)) return ['notSent', 'nothing'];
		if (status >= 400 && status < 500 && status !== 408) return ['rejected', 'nothing'];
		return ['unknown', 'nothing'];
	};

	test('every HTTP status', () => {
		for (let status = 200; status < 600; status += 1) {
			const failed = classifyAnswer({ status, headers: {}, body: '' }, now);
			expect([status, failed.status, failed.next]).toEqual([status, ...expected(status)]);
			checkWords(failed);
			expect([status, failed.code, failed.httpStatus, failed.providerMessage]).toEqual([status, `http${status}`, status, null]);
		}
	});

	const RESEND = 'Look the message up at the provider before you send it again: it may have been delivered.';
	test.each([
		[401, 'The provider refused the credential (HTTP 401)', 'Check the credential, then run the workflow again: no further request was made.', true],
		[403, 'The provider refused the credential (HTTP 403)', 'Check the credential, then run the workflow again: no further request was made.', true],
		[429, 'The provider received too many requests (HTTP 429)', 'Run the workflow again later, or lower Options > Requests per Second.', true],
		[400, 'The provider refused the request as invalid (HTTP 400)', 'Compare the fields with what the provider allows.', false],
		[307, "The provider's address has moved (HTTP 307), and the node follows no redirect", 'Set the new address as Base URL in the credential.', false],
		[404, 'The provider has nothing at this address (HTTP 404)', 'Check Base URL in the credential.', true],
		[402, 'The provider refused the request (HTTP 402)', 'Check the fields and the permissions of your account.', false],
		[500, 'The provider answered HTTP 500, which does not say whether it took the message', RESEND, false],
		[503, 'The provider answered HTTP 503, which does not say whether it took the message', RESEND, false],
		['ECONNREFUSED', 'The provider could not be reached (ECONNREFUSED)', 'Check Base URL in the credential and the network, then run the workflow again.', true],
		['ENETUNREACH', 'The provider could not be reached (ENETUNREACH)', 'Check Base URL in the credential and the network, then run the workflow again.', true],
		['ERR_INVALID_CHAR', 'The request could not be made (ERR_INVALID_CHAR)', 'Check Base URL in the credential.', true],
		['ERR_UNESCAPED_CHARACTERS', 'The request could not be made (ERR_UNESCAPED_CHARACTERS)', 'Check Base URL in the credential.', true],
		['ERR_SOCKET_BAD_PORT', 'The request could not be made (ERR_SOCKET_BAD_PORT)', 'Check Base URL in the credential.', true],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', "n8n does not trust the provider's certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)", 'Check Base URL in the credential and the certificates of this machine.', true],
		['NO_CERT_HERE', 'The connection ended without an answer (NO_CERT_HERE)', RESEND, false],
	])('%s, in words', (what, words, fix, retryable) => {
		const answer = typeof what === 'number' ? { status: what, headers: {}, body: '' } : { networkCode: what };
		expect(classifyAnswer(answer, now)).toMatchObject({ what: words, fix, retryable });
	});

	test('503 with a wait, in words', () => {
		expect(classifyAnswer({ status: 503, headers: { 'retry-after': '1' }, body: '' }, now).what).toBe('The provider is not available (HTTP 503)');
	});

	test('the deduplication store, in words', () => {
		expect(claimedBefore()).toMatchObject({
			what: "An earlier execution sent a message under this key of Don't Send Twice, and its result is not known",
			fix: `${RESEND} To send it anyway, give it another key.`,
			retryable: false,
		});
		expect(claimsUnavailable(new Error('gone')).fix).toBe("Save the workflow if it is new. Otherwise run it again later, or clear Don't Send Twice.");
	});

	test('an error is quoted shortly, on one line', () => {
		expect(briefly(new Error('a \n\t b'))).toBe('a b');
		expect(briefly(new Error('x'.repeat(200)))).toBe('x'.repeat(200));
		expect(briefly(new Error('x'.repeat(201)))).toBe(`${'x'.repeat(200)}…`);
	});

	test('503 means that nothing was accepted only with a readable Retry-After', () => {
		const judged = (header: string) => classifyAnswer({ status: 503, headers: { 'retry-after': header }, body: '' }, now);
		expect(judged('3')).toMatchObject({ status: 'notSent', next: 'retry', retryAfterMs: 3000, retryable: true });
		expect(judged('soon')).toMatchObject({ status: 'unknown', next: 'nothing', retryAfterMs: null });
	});

	test("the provider's words are shortened to one line", () => {
		const body = `<html><style>x</style>\n<h1>Bad   gateway</h1>${'<p>y</p>'.repeat(1000)}</html>`;
		const { providerMessage } = classifyAnswer({ status: 502, headers: {}, body }, now);
		expect(providerMessage).toMatch(/^x Bad gateway y y y/);
		expect(providerMessage!.length).toBeLessThanOrEqual(300);
	});
});

describe('masking', () => {
	const secret = `ab+cd/efG=H"I&J.K`;
	const mask = maskOf([secret, 'abc', '']);

	test.each([
		['plain', secret],
		['JSON', JSON.stringify(secret).slice(1, -1)],
		['JSON as .NET and PHP write it', 'ab\\u002Bcd\\/efG\\u003dH\\u0022I\\u0026J.K'],
		['URL', encodeURIComponent(secret)],
		['XML', 'ab+cd/efG=H&quot;I&amp;J.K'],
		['XML by numbers', 'ab&#43;cd&#x2F;efG&#61;H&#34;I&#38;J.K'],
		['JSON within JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
		['URL within a URL', encodeURIComponent(encodeURIComponent(secret))],
		['XML within XML', 'ab+cd/efG=H&amp;quot;I&amp;amp;J.K'],
		['Base64', Buffer.from(secret).toString('base64')],
		['Base64 in a URL', encodeURIComponent(Buffer.from(secret).toString('base64'))],
	])('%s', (_name, spelling) => {
		expect(mask(`key ${spelling} was wrong, ${spelling}!`)).toBe('key *** was wrong, ***!');
	});

	test('in keys of objects, too', () => {
		expect(maskWithin({ [secret]: [secret, 1, null, { deep: `${secret}!` }] }, mask)).toEqual({ '***': ['***', 1, null, { deep: '***!' }] });
	});

	test('leaves everything else, and values that are too short for a secret', () => {
		expect(mask('abc ab+cd/efG=H"I&JxK')).toBe('abc ab+cd/efG=H"I&JxK');
	});
});
describe('secrets with other characters', () => {
	const secret = 'pä ss😀wörd–€';
	const mask = maskOf([secret]);
	const latin1 = 'pä wörd';

	test.each([
		['plain', secret],
		['JSON', '"p\\u00e4 ss\\ud83d\\ude00w\\u00F6rd\\u2013\\u20ac"'.slice(1, -1)],
		['a URL', encodeURIComponent(secret)],
		['a URL within a URL', encodeURIComponent(encodeURIComponent(secret))],
		['a form', new URLSearchParams({ a: secret }).toString().slice(2)],
		['XML by numbers', [...secret].map((one) => `&#${one.codePointAt(0)};`).join('')],
		['XML by hexadecimal numbers', [...secret].map((one) => `&#x${one.codePointAt(0)!.toString(16)};`).join('')],
		['Base64', Buffer.from(secret).toString('base64')],
		['Base64 without its end', Buffer.from(secret).toString('base64').replace(/=+$/, '')],
		['Base64 for URLs', Buffer.from(secret).toString('base64url')],
		['Base64 in a URL', encodeURIComponent(Buffer.from(secret).toString('base64'))],
	])('%s', (_name, spelling) => expect(mask(`<${spelling}> and ${spelling}`)).toBe('<***> and ***'));

	test('a URL in Latin-1', () => expect(maskOf([latin1])('key=p%E4%20w%f6rd&x')).toBe('key=***&x'));

	test('Base64 with characters that URLs escape', () => {
		const odd = '\u00fb\u00ff\u00be?>~~';
		for (const encoding of ['base64', 'base64url'] as const) expect(maskOf([odd])(`a ${Buffer.from(odd).toString(encoding)} b`)).toBe('a *** b');
	});

	test('any secret in any encoding, and another secret that it begins', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 8, maxLength: 20 }), fc.string({ minLength: 1, maxLength: 5 }), (one, more) => {
				const both = maskOf([one, one + more]);
				const spellings = (text: string) => [text, encodeURIComponent(text), new URLSearchParams({ a: text }).toString().slice(2), JSON.stringify(text).slice(1, -1), Buffer.from(text).toString('base64'), Buffer.from(text).toString('base64url')];
				for (const given of [...spellings(one + more), ...spellings(one)]) expect(both(`\n${given}\n`)).toMatch(/^\n\*\*\*=*\n$/);
			}),
			{ numRuns: 30, examples: [['       %', '2']] },
		);
	});
});

describe('a secret that may occur within an ID by chance', () => {
	const mask = maskOf(['1234', 'abcd12', '55119000']);

	test.each([
		['{"id":"0012340","trackingId":"a1234b","uuid":"d8e2-1234-4495"}', '{"id":"0012340","trackingId":"a1234b","uuid":"d8e2-1234-4495"}'],
		['{"to":"5511900012345"}', '{"to":"5511900012345"}'],
		['id xabcd12y', 'id xabcd12y'],
		['key=1234&x', 'key=***&x'],
		['{"key":"1234"}', '{"key":"***"}'],
		['Bearer abcd12, user:1234', 'Bearer ***, user:***'],
		['1234', '***'],
	])('%s is %s', (text, expected) => expect(mask(text)).toBe(expected));

	test('a longer one is masked wherever it stands', () => expect(maskOf(['abcd12345'])('xabcd12345y')).toBe('x***y'));
});

test('without secrets nothing is masked', () => {
	expect([maskOf([])('a text'), maskOf(['', 'abc'])('abcabc')]).toEqual(['a text', 'abcabc']);
});

