/** Two kinds of charts, as SVG for light and dark backgrounds. */

export interface Bar {
	label: string;
	value: number;
	/** The text after the bar. */
	note: string;
	/** Whether the picture highlights this one. */
	ours?: boolean;
}

export interface Line {
	label: string;
	points: Array<[x: number, y: number]>;
	ours?: boolean;
}

const WIDTH = 860;
const FONT = 'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"';
const STYLE =
	'<style>.ink{fill:#24292f}.soft{fill:#57606a}.grid{stroke:#d0d7de}.paper{fill:#ffffff}' +
	'@media (prefers-color-scheme:dark){.ink{fill:#e6edf3}.soft{fill:#9198a1}.grid{stroke:#3d444d}.paper{fill:#0d1117}}</style>';
const OURS = '#d9480f';
/** These also differ in lightness, for people who cannot see colours. */
const OTHERS = ['#1c7ed6', '#2b8a3e', '#9c36b5', '#868e96', '#b08900'];

/** Bars from a common start, on a scale of powers of ten. */
export function bars(title: string, unit: string, given: readonly Bar[]): string {
	const left = 250;
	const right = WIDTH - 150;
	const row = 34;
	const top = 64;
	const [low, high] = decades(given.map(({ value }) => value));
	const at = (value: number) => left + ((Math.log10(value) - low) / (high - low)) * (right - left);
	const height = top + given.length * row + 40;
	const grid = ticks(low, high).map((value) => rule(at(value), top - 8, at(value), height - 34) + text(at(value), height - 16, 'soft', label(value), 'middle'));
	const drawn = given.map(({ label: name, value, note, ours }, i) => {
		const y = top + i * row;
		return (
			text(left - 10, y + 17, 'ink', name, 'end', ours ? 600 : 400) +
			`<rect x="${left}" y="${y + 2}" width="${round(Math.max(2, at(value) - left))}" height="22" rx="3" fill="${ours ? OURS : OTHERS[0]}"/>` +
			text(at(value) + 8, y + 18, 'ink', note, 'start')
		);
	});
	return picture(height, title, unit, [...grid, ...drawn]);
}

/** Lines over powers of ten in both directions. */
export function lines(title: string, unit: string, across: string, given: readonly Line[]): string {
	const [left, right, top, bottom] = [70, WIDTH - 210, 64, 400];
	const points = given.flatMap((line) => line.points);
	const [lowX, highX] = decades(points.map(([x]) => x));
	const [lowY, highY] = decades(points.map(([, y]) => y));
	const atX = (x: number) => left + ((Math.log10(x) - lowX) / (highX - lowX)) * (right - left);
	const atY = (y: number) => bottom - ((Math.log10(y) - lowY) / (highY - lowY)) * (bottom - top);
	const grid = [
		...ticks(lowX, highX).map((x) => rule(atX(x), top, atX(x), bottom) + text(atX(x), bottom + 20, 'soft', label(x), 'middle')),
		...ticks(lowY, highY).map((y) => rule(left, atY(y), right, atY(y)) + text(left - 8, atY(y) + 4, 'soft', label(y), 'end')),
		text((left + right) / 2, bottom + 42, 'soft', across, 'middle'),
	];
	const names = apart(given.map((line) => atY(line.points.at(-1)![1])));
	let other = 0;
	const drawn = given.map(({ label: name, points: own, ours }, i) => {
		const colour = ours ? OURS : OTHERS[other++ % OTHERS.length]!;
		const path = own.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${round(atX(x))} ${round(atY(y))}`).join('');
		const end = own.at(-1)!;
		return (
			`<path d="${path}" fill="none" stroke="${colour}" stroke-width="${ours ? 3 : 2}"/>` +
			own.map(([x, y]) => `<circle cx="${round(atX(x))}" cy="${round(atY(y))}" r="3.5" fill="${colour}"/>`).join('') +
			`<path d="M${round(atX(end[0]) + 5)} ${round(atY(end[1]))}L${right + 12} ${round(names[i]!)}" stroke="${colour}" stroke-width="0.7" stroke-dasharray="2 3"/>` +
			text(right + 16, names[i]! + 4, 'ink', name, 'start', ours ? 600 : 400)
		);
	});
	return picture(bottom + 56, title, unit, [...grid, ...drawn]);
}

function picture(height: number, title: string, unit: string, parts: readonly string[]): string {
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}" ${FONT} font-size="13">`,
		STYLE,
		`<rect class="paper" width="${WIDTH}" height="${height}"/>`,
		text(20, 28, 'ink', title, 'start', 600, 16),
		text(20, 48, 'soft', unit, 'start'),
		...parts,
		'</svg>\n',
	].join('\n');
}

/** The powers of ten around the values. */
function decades(values: readonly number[]): [number, number] {
	const low = Math.floor(Math.log10(Math.min(...values)));
	const high = Math.ceil(Math.log10(Math.max(...values)));
	return [low, Math.max(high, low + 1)];
}

function ticks(low: number, high: number): number[] {
	return Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
}

/** Moves labels that would cover each other. */
function apart(heights: readonly number[]): number[] {
	const order = heights.map((height, i) => ({ height, i })).sort((a, b) => a.height - b.height);
	const moved = [...heights];
	order.forEach(({ height, i }, place) => (moved[i] = place === 0 ? height : Math.max(height, moved[order[place - 1]!.i]! + 18)));
	return moved;
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
	return `<line class="grid" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

function text(x: number, y: number, ink: 'ink' | 'soft', words: string, anchor: 'start' | 'middle' | 'end', weight = 400, size = 13): string {
	return `<text class="${ink}" x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-weight="${weight}" font-size="${size}">${escape(words)}</text>`;
}

function label(value: number): string {
	return value >= 1 ? value.toLocaleString('en') : String(Number(value.toPrecision(1)));
}

const round = (value: number) => Math.round(value * 10) / 10;

function escape(words: string): string {
	return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
