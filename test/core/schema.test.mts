/** What an operation's schema is made of: types of zod that read by rules of our own. */
import { between, describe as shown, field, oneOf, readIfGood, readWith, shape, type Field } from '../../core/input/schema.ts';
import { z } from '../../vendor/zod.ts';

const word = field((value, refuse) => (typeof value === 'string' ? value : refuse(`is ${shown(value)}, not text`, 'Give text.')));
const even = z.number().refine((number) => number % 2 === 0, { message: 'is odd', params: { fix: 'Give an even number.' } });

/** What a schema reads, or all it says, mistake by mistake. */
function read(schema: Field<unknown>, given: unknown): unknown {
	const mistakes: string[] = [];
	const value = readWith(schema, given, (what, fix, name) => {
		mistakes.push([name ?? '', what, fix].join(' | '));
		return undefined as never;
	});
	return mistakes.length > 0 ? mistakes : value;
}

/** The same by zod itself, which knows the types as its own. */
function parsed(schema: Field<unknown>, given: unknown): unknown {
	const result = schema.safeParse(given);
	return result.success ? result.data : result.error.issues.map(({ path, message, ...issue }) => [path.join('.'), message, 'params' in issue ? (issue.params as { fix: string }).fix : ''].join(' | '));
}

const NO_OBJECT = 'not a JSON object | Give one JSON object an item.';

describe.each([
	['read as ours', read],
	['read by zod', parsed],
])('%s', (_, by) => {
	test('a field reads, or says what is wrong', () => {
		expect(by(word, 'yes')).toBe('yes');
		expect(by(word, 1)).toEqual([' | is 1, not text | Give text.']);
	});

	test('a shape has its fields and no others, and tells the first mistake', () => {
		const both = shape({ one: word, two: word });
		expect(by(both, { two: 'b', one: 'a', three: 'c' })).toEqual({ one: 'a', two: 'b' });
		expect(by(both, { one: 1, two: 2 })).toEqual(['one | is 1, not text | Give text.']);
		expect(by(both, { one: 'a' })).toEqual(['two | is empty, not text | Give text.']);
		expect([null, 'x', ['x']].map((given) => by(both, given))).toEqual([[` | is empty, ${NO_OBJECT}`], [` | is "x", ${NO_OBJECT}`], [` | is ["x"], ${NO_OBJECT}`]]);
	});

	test("zod's own types may be fields", () => {
		const mixed = shape({ one: word, number: even });
		expect(by(mixed, { one: 'a', number: 2 })).toEqual({ one: 'a', number: 2 });
		expect(by(mixed, { one: 'a', number: 3 })).toEqual(['number | is odd | Give an even number.']);
		expect(by(shape({ inner: shape({ one: word }).transform(({ one }) => one) }), { inner: { one: 'a' } })).toEqual({ inner: 'a' });
	});

	test('one of several is told by its field, which is part of what is read', () => {
		const choice = oneOf('kind', { letter: { to: word }, card: {} });
		expect(by(choice, { kind: 'letter', to: 'Ann', more: 1 })).toEqual({ kind: 'letter', to: 'Ann' });
		expect(by(choice, { kind: 'card', to: 5 })).toEqual({ kind: 'card' });
		expect(by(choice, { kind: 'letter', to: 5 })).toEqual(['to | is 5, not text | Give text.']);
		expect(by(choice, { kind: 'fax' })).toEqual(['kind | is "fax", which the provider does not know | Choose one of letter, card.']);
		expect(by(choice, 7)).toEqual([` | is 7, ${NO_OBJECT}`]);
	});

	test('between what comes before and after stands the schema', () => {
		expect(by(between((given) => String(given).trim(), word, ({ length }) => length), ' abc ')).toBe(3);
		const inner = between((given) => ({ one: given }), shape({ one: word }), ({ one }) => one);
		expect(by(inner, 5)).toEqual(['one | is 5, not text | Give text.']);
	});
});

test('after a mistake nothing is made of what was read', () => {
	const after = jest.fn();
	expect(read(between((given) => given, word, after), 5)).toEqual([' | is 5, not text | Give text.']);
	expect(after).not.toHaveBeenCalled();
});

test("a mistake of zod's own, that has no words of ours, is told in ours", () => {
	expect(read(z.number() as Field<unknown>, 'x')).toEqual([` | is "x", ${NO_OBJECT}`]);
	expect(read(even as Field<unknown>, 3)).toEqual([' | is odd | Give an even number.']);
	expect(read(z.number().refine(() => false, { message: 'is bad' }) as Field<unknown>, 3)).toEqual([' | is bad | ']);
	const nested = z.object({}).passthrough().superRefine((__, context) => context.addIssue({ code: 'custom', path: ['at', 0], message: 'is late', params: { fix: 'Hurry.' } }));
	expect(read(nested as Field<unknown>, {})).toEqual(['at | is late | Hurry.']);
});

test('what a schema does not take is nothing', () => {
	expect([readIfGood(word, 'a'), readIfGood(word, 1), readIfGood(even as Field<unknown>, 2), readIfGood(even as Field<unknown>, 3)]).toEqual(['a', undefined, 2, undefined]);
});
