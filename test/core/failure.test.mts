import { judge } from '../../core/failure.ts';
import { maskOf } from '../../core/mask.ts';

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
		// May come from the other side, after the request.
		['ERR_SSL_WRONG_VERSION_NUMBER', 'unknown', 'nothing'],
		['ECONNRESET', 'unknown', 'nothing'],
		['ECONNABORTED', 'unknown', 'nothing'],
		['ETIMEDOUT', 'unknown', 'nothing'],
		['ERR_CANCELED', 'unknown', 'nothing'],
		['NETWORK', 'unknown', 'nothing'],
	])('%s: %s, then %s', (networkCode, status, next) => {
		expect(judge({ networkCode }, now)).toMatchObject({ status, next, code: networkCode, httpStatus: null });
	});

	const expected = (status: number): [string, string] => {
		if (status === 401 || status === 403) return ['notSent', 'stop'];
		if (status === 429) return ['notSent', 'retry'];
		if ([400, 413, 422].includes(status)) return ['rejected', 'regroup'];
		if ([307, 308, 404, 405].includes(status)) return ['notSent', 'nothing'];
		if (status >= 400 && status < 500 && status !== 408) return ['rejected', 'nothing'];
		return ['unknown', 'nothing'];
	};

	test('every HTTP status', () => {
		for (let status = 200; status < 600; status += 1) {
			const failed = judge({ status, headers: {}, body: '' }, now);
			expect([status, failed.status, failed.next]).toEqual([status, ...expected(status)]);
			expect([status, failed.code, failed.httpStatus, failed.providerMessage]).toEqual([status, `http${status}`, status, null]);
		}
	});

	test('503 promises that nothing was accepted only with a Retry-After that can be read', () => {
		const judged = (header: string) => judge({ status: 503, headers: { 'retry-after': header }, body: '' }, now);
		expect(judged('3')).toMatchObject({ status: 'notSent', next: 'retry', retryAfterMs: 3000, retryable: true });
		expect(judged('soon')).toMatchObject({ status: 'unknown', next: 'nothing', retryAfterMs: null });
	});

	test("the provider's words are one short line", () => {
		const body = `<html><style>x</style>\n<h1>Bad   gateway</h1>${'<p>y</p>'.repeat(1000)}</html>`;
		const { providerMessage } = judge({ status: 502, headers: {}, body }, now);
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
	])('%s', (_name, spelling) => {
		expect(mask(`key ${spelling} was wrong, ${spelling}!`)).toBe('key *** was wrong, ***!');
	});

	test('leaves everything else, and secrets too short to be any', () => {
		expect(mask('abc ab+cd/efG=H"I&JxK')).toBe('abc ab+cd/efG=H"I&JxK');
	});
});
