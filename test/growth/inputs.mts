/** The worst inputs of a reader, by shape. Each takes a length below 10,000. */

type Shape<Value> = Readonly<Record<string, (n: number) => Value>>;

/** Always the same length. */
const numbered = (i: number) => `c${String(i).padStart(4, '0')}`;

const within = (open: string, inner: string, close: string) => (n: number) => open + inner.repeat(n) + close;

/** Texts that a search may walk through again and again. */
export const TEXTS: Shape<string> = {
	letters: (n) => 'a'.repeat(n),
	digits: (n) => '4'.repeat(n),
	'digits behind a plus': (n) => `+${'4'.repeat(n)}`,
	zeros: (n) => '0'.repeat(n),
	blanks: (n) => `a${' '.repeat(n)}a`,
	'blanks at the ends': (n) => `${' '.repeat(n)}a${' '.repeat(n)}`,
	dashes: (n) => '+44-'.repeat(n),
	brackets: (n) => '('.repeat(n),
	dots: (n) => 'a.'.repeat(n),
	ats: (n) => 'a@'.repeat(n),
	'an address without end': (n) => `a@${'a.'.repeat(n)}`,
	commas: (n) => ','.repeat(n),
	'a list': (n) => entries(n).join(', '),
	pairs: (n) => Array.from({ length: n }, (_, i) => `${numbered(i)}=1`).join('&'),
	braces: (n) => '{1'.repeat(n),
	quotes: (n) => '"'.repeat(n),
	'escaped quotes': (n) => '\\"'.repeat(n),
	lines: (n) => '\r\n'.repeat(n),
	'half characters': (n) => '\ud83d'.repeat(n),
	emoji: (n) => '😀'.repeat(n),
	'composed characters': (n) => 'e\u0301'.repeat(n),
	'a date': (n) => `2031-01-15T10:30:00${'0'.repeat(n)}`,
	percent: (n) => '%25'.repeat(n),
	'a reference': (n) => `&#${'0'.repeat(n)}`,
};

/** Whole bodies. */
export const BODIES: Shape<string> = {
	'a large number, and escaped quotes in a string without end': (n) => `[1234567890123456789,"${'\\"'.repeat(n)}`,
	'a large number, and backslashes without end': (n) => `[1234567890123456789,"${'\\'.repeat(n)}`,
	'large numbers': (n) => `[${Array.from({ length: n }, () => '1234567890123456789').join()}]`,
	'one long number': (n) => `{"a":${'1'.repeat(n)}}`,
	'numbers without commas': (n) => `[${'1234567890123456 '.repeat(n)}]`,
	'strings that hold numbers': (n) => `[1234567890123456789${',":1234567890123456789"'.repeat(n)}]`,
	ones: (n) => JSON.stringify(Array.from({ length: n }, () => 1)),
	'empty objects': (n) => JSON.stringify(Array.from({ length: n }, () => ({}))),
	'empty lists': (n) => JSON.stringify(Array.from({ length: n }, () => [])),
	keys: (n) => JSON.stringify(Object.fromEntries(Array.from({ length: n }, (_, i) => [numbered(i), 'a']))),
	'one key again and again': (n) => `{${Array.from({ length: n }, () => '"a":1').join()}}`,
	'lists within lists': (n) => '['.repeat(n) + ']'.repeat(n),
	'objects within objects': (n) => '{"a":'.repeat(n),
	'blanks before nothing': (n) => ' '.repeat(n),
	'blanks in JSON': within('[', ' ', '1]'),
	'elements within elements': (n) => '<a>'.repeat(n) + '</a>'.repeat(n),
	'elements without end': (n) => '<a>'.repeat(n),
	elements: within('<a>', '<b>1</b>', '</a>'),
	'elements of other names': (n) => `<a>${Array.from({ length: n }, (_, i) => `<${numbered(i)}>1</${numbered(i)}>`).join('')}</a>`,
	'empty elements': within('<a>', '<b/>', '</a>'),
	attributes: (n) => `<a ${Array.from({ length: n }, (_, i) => `${numbered(i)}="1"`).join(' ')}/>`,
	'an attribute without end': within('<a b="', 'c', ''),
	'blanks in an element': within('<a', ' ', '/>'),
	entities: within('<a>', '&amp;', '</a>'),
	ampersands: within('<a>', '&', '</a>'),
	'character references': within('<a>', '&#228;', '</a>'),
	comments: within('<a>', '<!--b-->', '</a>'),
	'comments without end': within('<a>', '<!--', '</a>'),
	sections: within('<a>', '<![CDATA[b]]>', '</a>'),
	'sections without end': within('<a>', '<![CDATA[', '</a>'),
	instructions: within('', '<?b ', '<a/>'),
	'closing brackets': within('<a>', '>', '</a>'),
	'opening brackets': within('<a>', '<', '</a>'),
};

/** Many entries. */
export const entries = (n: number): string[] => Array.from({ length: n }, (_, i) => numbered(i));

/** JSON with one inflated value: a list repeated, a text or an object lengthened. */
export function inflated(body: string): Shape<string> {
	let root: unknown;
	try {
		root = JSON.parse(body) as unknown;
	} catch {
		return {};
	}
	const shapes: Record<string, (n: number) => string> = {};
	const visit = (value: unknown, path: string, put: (value: unknown) => unknown): void => {
		const blown = (name: string, blow: (n: number) => unknown) => void (shapes[`${path} ${name}`] = (n) => JSON.stringify(put(blow(n))));
		if (typeof value === 'string') {
			blown('lengthened', (n) => value + 'a'.repeat(n));
			blown('of digits', (n) => '1'.repeat(n));
		} else if (Array.isArray(value)) {
			const [first = 1] = value as unknown[];
			blown('of its first entry', (n) => Array.from({ length: n }, () => first));
			blown('repeated', (n) => Array.from({ length: n }, (_, i) => (value as unknown[])[i % value.length] ?? 1));
			value.forEach((one: unknown, i) => visit(one, `${path}[${i}]`, (changed) => put((value as unknown[]).map((kept, at) => (at === i ? changed : kept)))));
		} else if (typeof value === 'object' && value !== null) {
			blown('with keys', (n) => ({ ...value, ...Object.fromEntries(Array.from({ length: n }, (_, i) => [numbered(i), 1])) }));
			for (const [key, one] of Object.entries(value)) visit(one, `${path}.${key}`, (changed) => put({ ...value, [key]: changed }));
		}
	};
	visit(root, '', (value) => value);
	return shapes;
}
