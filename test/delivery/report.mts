import type { Cell } from './matrix.mts';
import { TROUBLES } from './matrix.mts';
import type { Pacing } from './pacing.mts';
import type { Proof } from './schedules.mts';

const BEGIN = '<!-- Written by: npm run verify -- --part matrix --update-docs -->';
const END = '<!-- End of the table. -->';

/**
 * The fault matrix as a table in Markdown: one line per trouble, one column for all operations with the same results. If settings of On Error disagree,
 * a cell lists them all.
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

/** Replaces the table between the page's marks. */
export function withTable(page: string, table: string): string {
	const [before, rest] = page.split(BEGIN, 2);
	const after = rest?.split(END, 2)[1];
	if (before === undefined || after === undefined) throw new Error(`The page has no table between ${BEGIN} and ${END}`);
	return `${before}${BEGIN}\n${table}\n${END}${after}`;
}

/** The number of broken promises, for the line R1. */
const broken = (proofs: readonly Proof[], promise: RegExp) => proofs.filter(({ counterExample }) => counterExample && promise.test(counterExample.seen)).length;

const sum = (proofs: readonly Proof[], key: 'schedules' | 'messages' | 'requests' | 'accepted') =>
	countOf(proofs.reduce((total, proof) => total + proof[key], 0));

const countOf = (count: number) => count.toLocaleString('en-US');
const byProvider = (proofs: readonly Proof[]) => proofs.map(({ provider, schedules }) => `${provider} ${countOf(schedules)}`).join(', ');

/** R1 to R3: the measured numbers of the delivery promises. */
export const numbers = {
	schedules: (proofs: readonly Proof[], where: string): string[] => [
		`R1  ${sum(proofs, 'schedules')} schedules ${where} (${byProvider(proofs)}): ${sum(proofs, 'messages')} messages read, ${sum(proofs, 'requests')} requests, ${sum(proofs, 'accepted')} accepted`,
		`    duplicates of accepted messages ${broken(proofs, /never twice|accepted twice|was accepted \d+ times/)}, lost or double-counted items ${broken(proofs, /one outcome an item|output items|waits, and for nothing/)}, false "accepted" ${broken(proofs, /false "accepted"|called accepted/)}, providers with any broken promise ${broken(proofs, /(?:)/)}`,
	],
	pacing: ({ extra, extraOfFew, pace, pauses }: Pacing): string[] => [
		`R2  requests under a 503 that does not end: ${extra.toFixed(3)} for each first one (at most 1.10), where ten or more are sent; ${extraOfFew.toFixed(2)} where fewer are`,
		`    pace: ${countOf(pace.schedules)} settings, ${countOf(pace.requests)} requests, ${pace.counterExample ? 'BROKEN' : 'never above the setting'}; Retry-After: ${countOf(pauses.schedules)} answers, ${pauses.counterExample ? 'BROKEN' : 'never early, never late by more than a tenth and the jitter'}`,
	],
	forgeries: (proofs: readonly Proof[]): string[] => [`R3  ${sum(proofs, 'schedules')} forged callbacks (${byProvider(proofs)}): ${sum(proofs, 'accepted')} let in`],
};

/** A counter-example with the command that replays it. */
export function toldCounterExample(part: string, { provider, seed, counterExample }: Proof): string {
	if (!counterExample) return '';
	const { path, schedule, seen } = counterExample;
	return `${part}, ${provider}: ${seen}\n    ${schedule}\n    Replay: npm run verify -- --part ${part} --provider ${provider} --seed ${seed} --path "${path}"`;
}
