/** growth.test.mts turns this file into a program and runs it. */
import { readFileSync, writeFileSync } from 'node:fs';

import { cases, type Answers, type Case } from './readers.mts';
import { MOST, SIZE, type Measured } from './size.mts';
import { workOf } from './work.mts';

/** @param size the size of the input; a second input has twice the size */
function measured(one: Case, size: number): Measured {
	return { reader: one.reader, input: one.input, once: workOf(one.prepare(size)), twice: workOf(one.prepare(2 * size)) };
}

const [, , from = '', to = ''] = process.argv;
const results = cases(JSON.parse(readFileSync(from, 'utf8')) as Answers).map((one): Measured => {
	// Read once first, because tables and the like are only made on the first reading.
	workOf(one.prepare(3));
	const small = measured(one, SIZE);
	// A text longer than one SMS part is scanned once more, so measure such a case with longer texts.
	return small.twice > MOST * small.once ? measured(one, 8 * SIZE) : small;
});
writeFileSync(to, JSON.stringify(results));
