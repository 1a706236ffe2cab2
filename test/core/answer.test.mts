/** Helpers for readers of answers: keys in another case, ids as numbers, parts of the request that come back. */
import { flagOf, idOf, isOtherRecipient, isOtherWord, spelledAs, spellingsOf, valueOf } from '../../core/http/answer.ts';

const spelled = spelledAs(['messageId', 'status', 'to']);

test('keys get the page’s spelling, at every depth', () => {
	expect(spelled({ MessageID: 1, STATUS: [{ To: 'x' }, null, 7], other: { Other: 2 } })).toEqual({ messageId: 1, status: [{ to: 'x' }, null, 7], other: { Other: 2 } });
	expect(spelled([{ TO: 1 }])).toEqual([{ to: 1 }]);
	for (const value of [null, 7, 'Status', undefined]) expect(spelled(value)).toBe(value);
});

test('an object with the right spelling stays the same object; a key in both spellings stays', () => {
	const given = { messageId: 1, status: [{ to: 'x' }] };
	expect(spelled(given)).toBe(given);
	expect(spelled({ status: 1, Status: 2 })).toEqual({ status: 1, Status: 2 });
	const [kept] = spelled([{ to: 1 }, { To: 2 }]) as object[];
	expect(kept).toEqual({ to: 1 });
	expect(spelled(JSON.parse('{"__proto__":{"Status":1}}'))).toEqual(JSON.parse('{"__proto__":{"status":1}}'));
});

test('a value is found whatever the case of its key, the exact one first', () => {
	expect(valueOf({ Status: 1, status: 2 }, 'status')).toBe(2);
	expect(valueOf({ STATUS: 1 }, 'status')).toBe(1);
	for (const given of [null, undefined, 'status', 7, {}]) expect(valueOf(given, 'status')).toBeUndefined();
	expect(valueOf({}, 'constructor')).toBeUndefined();
});

test('ids and flags as text, number or boolean', () => {
	expect([idOf(17), idOf(' a '), idOf(''), idOf(' '), idOf(1.5), idOf(2 ** 60), idOf(null), idOf({}), idOf(true)]).toEqual(['17', 'a', null, null, null, null, null, null, null]);
	expect([flagOf(true), flagOf('TRUE '), flagOf(false), flagOf('False'), flagOf('yes'), flagOf(1), flagOf(null)]).toEqual([true, true, false, false, null, null, null]);
});

test.each<[unknown, string, boolean]>([
	['447700900123', '447700900123', false],
	[447700900123, '447700900123', false],
	['+44 7700 900123', '447700900123', false],
	['07700900123', '447700900123', false],
	['918971345617', '8971345617', false],
	['447700900124', '447700900123', true],
	['Jo@Example.com ', 'jo@example.com', false],
	['jo@example.org', 'jo@example.com', true],
	['27182', '447700927182', true],
	['44*****123', '447700900123', false],
	['•••123', '447700900123', false],
	['xxxxxx123', '447700900123', false],
	[null, '447700900123', false],
	['', '447700900123', false],
	['447700900124', '', false],
])('the recipient %p differs from %p: %p', (repeated, sent, other) => {
	expect(isOtherRecipient(repeated, sent)).toBe(other);
});

test('another word, whatever its case', () => {
	expect([isOtherWord('mobile', 'MOBILE'), isOtherWord(' Email', 'EMAIL'), isOtherWord(null, 'EMAIL'), isOtherWord('', 'EMAIL'), isOtherWord(17, '17')]).toEqual([false, false, false, false, false]);
	expect([isOtherWord('EMAIL', 'MOBILE'), isOtherWord(18, '17')]).toEqual([true, true]);
});

test('our id in another case matches if only one id fits', () => {
	const spelling = spellingsOf(['Order-1', 'order-1', 'Order-2'].map((correlationId) => ({ correlationId })));
	expect(['Order-1', 'order-1', 'ORDER-1', 'order-2', 'order-3'].map(spelling)).toEqual(['Order-1', 'order-1', null, 'Order-2', null]);
});
