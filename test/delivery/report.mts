import type { Cell } from './matrix.mts';
import { TROUBLES } from './matrix.mts';
import type { Pacing } from './pacing.mts';
import type { Proof } from './schedules.mts';

const BEGIN = '<!-- Written by: npm run prove -- --update-docs -->';
const END = '<!-- End of the table. -->';

/**
 * The fault matrix as a table in Markdown: a line a trouble, a column for operations that agree in all of it. Settings of On Error
 * that disagree would all be told.
 */
export function tableOf(cells: readonly Cell[]): string {
	const operations = [...new Set(cells.map(({ operation }) => operation))];
	const columnOf = (operation: string) => TROUBLES.map(({ name }) => told(cells.filter((cell) => cell.operation === operation && cell.trouble.name === name)));
	const columns = new Map<string, { operations: string[]; cells: string[] }>();
	for (const operation of operations) {
		const column = columnOf(operation);
		const key = column.join('\n');
		const known = columns.get(key);
		if (known) known.operations.push(operation);
		else columns.set(key, { operations: [operation], cells: column });
	}
	const groups = [...columns.values()];
	const line = (...parts: string[]) => `| ${parts.join(' | ')} |`;
	return [
		line('what goes wrong', ...groups.map((group) => group.operations.map((name) => name.replace(', ', ' ')).join('; '))),
		line('---', ...groups.map(() => '---')),
		...TROUBLES.map(({ name }, i) => line(name, ...groups.map((group) => group.cells[i]!))),
	].join('\n');
}

function told(cells: readonly Cell[]): string {
	const words = new Map<string, string[]>();
	for (const { user, taken, onError } of cells) {
		const said = `${user} · ${taken}`;
		words.set(said, [...(words.get(said) ?? []), onError]);
	}
	if (words.size <= 1) return [...words.keys()][0] ?? '–';
	return [...words].map(([said, settings]) => `${said} (${settings.join(', ')})`).join('; ');
}

/** The page with this table in place of the one between the marks. */
export function withTable(page: string, table: string): string {
	const [before, rest] = page.split(BEGIN, 2);
	const after = rest?.split(END, 2)[1];
	if (before === undefined || after === undefined) throw new Error(`The page has no table between ${BEGIN} and ${END}`);
	return `${before}${BEGIN}\n${table}\n${END}${after}`;
}

/** The number of what broke a promise, for the line of R1. */
const broken = (proofs: readonly Proof[], promise: RegExp) => proofs.filter(({ counterExample }) => counterExample && promise.test(counterExample.seen)).length;

const sum = (proofs: readonly Proof[], key: 'schedules' | 'messages' | 'requests' | 'accepted') =>
	proofs.reduce((total, proof) => total + proof[key], 0).toLocaleString('en-US');

/** R1 to R3 of the design, from what was measured. */
export function numbersOf(virtual: readonly Proof[], engine: readonly Proof[], pacing: Pacing, forged: readonly Proof[]): string[] {
	const all = [...virtual, ...engine];
	const rest = all.filter(({ counterExample }) => counterExample).length;
	return [
		`R1  ${sum(virtual, 'schedules')} schedules in virtual time (${virtual.map(({ provider, schedules }) => `${provider} ${schedules.toLocaleString('en-US')}`).join(', ')}): ${sum(virtual, 'messages')} messages read, ${sum(virtual, 'requests')} requests, ${sum(virtual, 'accepted')} accepted`,
		`    ${sum(engine, 'schedules')} schedules in n8n's engine over sockets: ${sum(engine, 'messages')} messages read, ${sum(engine, 'requests')} requests, ${sum(engine, 'accepted')} accepted`,
		`    duplicates of accepted messages ${broken(all, /never twice|accepted twice|was accepted \d+ times/)}, lost or double-counted items ${broken(all, /one outcome an item|output items|waits, and for nothing/)}, false "accepted" ${broken(all, /false "accepted"|called accepted/)}, providers with any broken promise ${rest}`,
		`R2  requests under a 503 that does not end: ${pacing.extra.toFixed(3)} for each first one (at most 1.10), where ten or more are sent; ${pacing.extraOfFew.toFixed(2)} where fewer are`,
		`    pace: ${pacing.pace.schedules.toLocaleString('en-US')} settings, ${pacing.pace.requests.toLocaleString('en-US')} requests, ${pacing.pace.counterExample ? 'BROKEN' : 'never above the setting'}; Retry-After: ${pacing.pauses.schedules.toLocaleString('en-US')} answers, ${pacing.pauses.counterExample ? 'BROKEN' : 'never early, never late by more than a tenth and the jitter'}`,
		`R3  ${sum(forged, 'schedules')} forged callbacks (${forged.map(({ provider, schedules }) => `${provider} ${schedules.toLocaleString('en-US')}`).join(', ')}): ${sum(forged, 'accepted')} let in`,
	];
}

/** A counter-example with the command that replays it. */
export function toldCounterExample(part: string, { provider, seed, counterExample }: Proof): string {
	if (!counterExample) return '';
	const { path, schedule, seen } = counterExample;
	return `${part}, ${provider}: ${seen}\n    ${schedule}\n    Replay: npm run prove -- --part ${part} --provider ${provider} --seed ${seed} --path "${path}"`;
}
