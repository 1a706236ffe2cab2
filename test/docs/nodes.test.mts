/** One page per node: its tables name every field and every limit of every operation, as in the provider's data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { panelOf, type FormField } from '../../core/input/form.ts';
import type { OperationEntry } from '../../core/provider.ts';
import { REGISTRY } from '../registry.mts';
import type { Samples } from '../samples.mts';

/** The row that applies to every send. */
const ALL = 'every send';

const pageOf = ({ node }: Samples) => readFileSync(join(__dirname, '..', '..', 'docs', node.description.documentationUrl!.split('/').at(-1)!), 'utf8');

/** The rows below a heading, cell by cell, without the head of the table. */
function rowsOf(page: string, heading: string): string[][] {
	const [, section = ''] = page.split(`\n## ${heading}\n`);
	const lines = section.split(/\n## /)[0]!.split('\n').filter((line) => line.startsWith('|'));
	return lines.slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

const namesIn = (cell: string) => cell.split('<br>');
const rowsFor = (rows: readonly string[][], { label, kind }: OperationEntry) => rows.filter(([first = '']) => namesIn(first).includes(label) || (kind === 'send' && first === ALL));
const listed = (rows: readonly string[][], column: number) => rows.flatMap((cells) => (cells[column] ?? '').split(', ')).filter((name) => name !== '').sort();

const number = (value: number) => value.toLocaleString('en-US');
const range = ({ default: usual, max }: { default: number; max: number }) => (usual === max ? number(usual) : `${number(usual)}, up to ${number(max)}`);

const OPERATIONS = REGISTRY.flatMap((samples) => samples.provider.operations.map((entry) => [`${samples.provider.name}, ${entry.label}`, pageOf(samples), entry] as const));
const PACED = OPERATIONS.flatMap(([name, page, entry]) => (entry.kind === 'local' ? [] : [[name, page, entry] as const]));

function fieldsOf(entry: OperationEntry): FormField[] {
	const [selector, preset, settings = {}] = entry.kind === 'send' ? [entry.selector, entry.preset, entry.settings] : [];
	return [...panelOf(entry.form, selector, preset), ...panelOf(settings)].map(({ field }) => field).filter(({ control }) => control !== 'notice');
}

test.each(OPERATIONS)('%s: the fields', (_name, page, entry) => {
	const labels = (more: boolean) => fieldsOf(entry).filter((field) => (field.more ?? false) === more).map(({ label }) => label).sort();
	const rows = rowsFor(rowsOf(page, 'Fields'), entry);
	expect([listed(rows, 1), listed(rows, 2)]).toEqual([labels(false), labels(true)]);
});

test.each(PACED)('%s: how much, how fast', (_name, page, entry) => {
	const { concurrency, requestsPerSecond, timeoutMs, ...others } = entry.limits;
	const { batchSize = { default: 1, max: 1 } } = others as { batchSize?: { default: number; max: number } };
	const rows = rowsFor(rowsOf(page, 'How much, how fast'), entry).map((cells) => cells.slice(1));
	expect(rows).toEqual([[range(batchSize), range(concurrency), number(requestsPerSecond), `${timeoutMs / 1000} s`]]);
});

// HTTP Messages has no vendor.
const VENDORS = REGISTRY.filter(({ provider }) => provider.name !== 'http').map((samples) => [samples.provider.name, pageOf(samples)] as const);

test.each(VENDORS)('%s: one page for users, and another for what the vendor leaves unsaid', (name, page) => {
	for (const heading of ['Send an SMS', 'Send to 10,000 from a sheet', 'When it fails']) expect(page).toContain(`\n## ${heading}\n`);
	expect(page).toContain(`](${name}-notes.md)`);
});

test('the README links to the page of every provider', () => {
	const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
	const pages = REGISTRY.map(({ node }) => node.description.documentationUrl!.split('/').at(-1)!);
	expect(pages.filter((page) => !readme.includes(`](docs/${page})`))).toEqual([]);
});
