/** What the API answers to a code that is checked. */
import type { HttpAnswer } from '../../core/operation.ts';
import { validate } from '../../nodes/Capillary/otp/validate/operation.ts';

const asked = { entityType: 'MOBILE' as const, entityValue: '447700900123', action: 'POINTS', code: '538AD87' };

test.each<[string, unknown, number, unknown]>([
	['expired', { errors: [{ code: 605, message: 'Invalid' }] }, 400, [{ record: { valid: false, warnings: ['Capillary: 605 Invalid'] } }]],
	['validation failed, as 500', { errors: [{ code: 876, message: 'No' }] }, 500, [{ record: { valid: false } }]],
	['something else, as 500', { errors: [{ code: 999, message: 'No' }] }, 500, null],
	['bad mobile', { errors: [{ code: 8056, message: 'No' }] }, 400, { status: 'refused', code: '8056' }],
	['too many tries', { errors: [{ code: 429, message: 'Limit' }] }, 429, { status: 'notAsked', code: 'status429', next: 'nothing' }],
	['no permission', { errors: [{ code: 4000, message: 'No' }] }, 400, { status: 'notAsked', next: 'stop' }],
	['610 beside true', { entity: true, warnings: [{ code: 610, message: 'Validated' }] }, 200, [{ record: { valid: true, warnings: ['Capillary: 610 Validated'] } }]],
])('%s', (_name, body, status, expected) => {
	const answer: HttpAnswer = { status, headers: {}, body: JSON.stringify(body) };
	const read = validate.decode(answer, asked);
	if (expected === null) expect(read).toBeNull();
	else expect(read).toMatchObject(expected as object);
});

test.each(['{}', '{"entity":"true"}', '{"entity":null}', '[]', ''])('%p is no answer', (body) => {
	expect(() => validate.decode({ status: 200, headers: {}, body }, asked)).toThrow();
});
