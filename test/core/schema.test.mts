/** Building blocks of all readers of the user's fields. */
import { attempt, describe as shown, object, reader, refuseAt, Refusal, type Reader } from '../../core/input/schema.ts';

const word = reader((value, refuse) => (typeof value === 'string' ? value : refuse(`is ${shown(value)}, not text`, 'Give text.')));

/** The result of a reader, or the refusal in one line. */
function read(reader: Reader<unknown>, given: unknown): unknown {
	const result = attempt(reader, given);
	return result instanceof Refusal ? [result.field ?? '', result.what, result.fix].join(' | ') : result.value;
}

const NO_OBJECT = 'not a JSON object | Give one JSON object an item.';

test('a field returns its value, or the problem', () => {
	expect(read(word, 'yes')).toBe('yes');
	expect(read(word, 1)).toBe(' | is 1, not text | Give text.');
});

test('null, a text and a list are not JSON objects', () => {
	expect(read(object, { one: 1 })).toEqual({ one: 1 });
	expect([null, 'x', ['x']].map((given) => read(object, given))).toEqual([` | is empty, ${NO_OBJECT}`, ` | is "x", ${NO_OBJECT}`, ` | is ["x"], ${NO_OBJECT}`]);
});

test('an exception in a reader is not a refusal', () => {
	const broken: Reader<string> = () => {
		throw new TypeError('a mistake of ours');
	};
	expect(() => attempt(broken, 1)).toThrow(TypeError);
	expect(() => refuseAt('broken', new TypeError('a mistake of ours'))).toThrow(TypeError);
});
