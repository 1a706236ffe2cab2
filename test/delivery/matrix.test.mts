/** Every fault × every operation that must not be done twice, with the settings of On Error in turn, in n8n's engine; and the table of docs/delivery.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runMatrix, settingsOf, TROUBLES, type Cell } from './matrix.mts';
import { tableOf, withTable } from './report.mts';
import { ENGINE_ROWS } from './rows.mts';

let cells: Cell[];
beforeAll(async () => {
	cells = await runMatrix(false);
}, 600_000);

test.each(TROUBLES.map(({ name }) => name))('%s', (name) => {
	const here = cells.filter(({ trouble }) => trouble.name === name);
	const trouble = TROUBLES.find((one) => one.name === name)!;
	expect(here).toHaveLength(ENGINE_ROWS.reduce((sum, row) => sum + settingsOf(row, trouble, false).length, 0));
	expect(here.filter(({ breaches }) => breaches.length > 0).map(({ operation, onError, breaches }) => [operation, onError, breaches])).toEqual([]);
});

test('docs/delivery.md shows this run', () => {
	const page = readFileSync(join(__dirname, '..', '..', 'docs', 'delivery.md'), 'utf8');
	expect(withTable(page, tableOf(cells))).toBe(page);
});
