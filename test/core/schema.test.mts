/** What all readers of the user's fields are made of. */
import { attempt, describe as shown, reader, discriminatedUnion, Refusal, objectOf, type Reader } from '../../core/input/schema.ts';

const word = reader((value, refuse) => (typeof value === 'string' ? value : refuse(`is ${shown(value)}, not text`, 'Give text.')));

/** What is read, or the refusal in one line. */
function read(reader: Reader<unknown>, given: unknown): unknown {
	const result = attempt(reader, given);
	return result instanceof Refusal ? [result.field ?? '', result.what, result.fix].join(' | ') : result.value;
}

const NO_OBJECT = 'not a JSON object | Give one JSON object an item.';

test('a field reads, or says what is wrong', () => {
	expect(read(word, 'yes')).toBe('yes');
	expect(read(word, 1)).toBe(' | is 1, not text | Give text.');
});

test('a shape has its fields and no others, and tells the first mistake', () => {
	const both = objectOf({ one: word, two: word });
	expect(read(both, { two: 'b', one: 'a', three: 'c' })).toEqual({ one: 'a', two: 'b' });
	expect(read(both, { one: 1, two: 2 })).toBe('one | is 1, not text | Give text.');
	expect(read(both, { one: 'a' })).toBe('two | is empty, not text | Give text.');
	expect([null, 'x', ['x']].map((given) => read(both, given))).toEqual([` | is empty, ${NO_OBJECT}`, ` | is "x", ${NO_OBJECT}`, ` | is ["x"], ${NO_OBJECT}`]);
});

test('one of several is told by its field, which is part of what is read', () => {
	const choice = discriminatedUnion('kind', { letter: { to: word }, card: {} });
	expect(read(choice, { kind: 'letter', to: 'Ann', more: 1 })).toEqual({ kind: 'letter', to: 'Ann' });
	expect(read(choice, { kind: 'card', to: 5 })).toEqual({ kind: 'card' });
	expect(read(choice, { kind: 'letter', to: 5 })).toBe('to | is 5, not text | Give text.');
	expect(read(choice, { kind: 'fax' })).toBe('kind | is "fax", which the provider does not know | Choose one of letter, card.');
	expect(read(choice, 7)).toBe(` | is 7, ${NO_OBJECT}`);
});

test('a reader that fails is not taken for a refusal', () => {
	const broken: Reader<string> = () => {
		throw new TypeError('a mistake of ours');
	};
	expect(() => attempt(broken, 1)).toThrow(TypeError);
	expect(() => attempt(objectOf({ broken }), {})).toThrow(TypeError);
});
