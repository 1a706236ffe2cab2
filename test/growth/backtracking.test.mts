import { stepsOf } from './backtracking.mts';

const FINDS: Array<[RegExp, string]> = [
	[/a|bc|d/, 'xxbc'],
	[/(?:ab){2,3}c/, 'ababababc'],
	[/^[^"\\]*(?:\\.[^"\\]*)*$/, 'a\\"b'],
	[/(a*)*b/, 'aaac'],
	[/(\w)\1/, 'abccd'],
	[/a+?b/, 'aaab'],
	[/x(?=y)/, 'xzxy'],
	[/x(?!y)/, 'xyxz'],
	[/\bword\b/, 'a word.'],
	[/\d{16,}$/, 'a12345678901234567'],
	[/^b$/m, 'a\nb\nc'],
	[/ÄB/i, 'xäb'],
	[/[^]{3}/, 'ab'],
	[/(?<![\w.-])b/, 'ab b'],
	[/(?<=[a])b/, 'b ab'],
];

test.each(FINDS)('%s finds the same in %j as V8', (pattern, text) => {
	expect(stepsOf(pattern, text, 0).at).toBe(pattern.exec(text)?.index ?? -1);
});

test('a search that begins again at every quote takes four times the steps on twice the text', () => {
	const steps = (n: number) => stepsOf(/"[^"\\]*(?:\\.[^"\\]*)*"/, `"${'\\"'.repeat(n)}`, 0).steps;
	expect(steps(400) / steps(200)).toBeGreaterThan(3.9);
});

test('one that walks through the text once takes twice the steps', () => {
	const steps = (n: number) => stepsOf(/\d+/, 'a'.repeat(n), 0).steps;
	expect(steps(400) / steps(200)).toBeCloseTo(2, 1);
});

test('a lookbehind is counted, or refused if it is not supported', () => {
	expect(() => stepsOf(/(?<=ab)c/, 'abc', 0)).toThrow('looks behind');
});
