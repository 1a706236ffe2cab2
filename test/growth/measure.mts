/** Made into a program of its own, and run, by growth.test.mts. */
import { readFileSync, writeFileSync } from 'node:fs';

import { cases, type Answers, type Case } from './readers.mts';
import { MOST, SIZE, type Measured } from './size.mts';
import { workOf } from './work.mts';

/** @param size of the input; another has twice as many */
function measured(one: Case, size: number): Measured {
	return { reader: one.reader, input: one.input, once: workOf(one.prepare(size)), twice: workOf(one.prepare(2 * size)) };
}

const [, , from = '', to = ''] = process.argv;
const results = cases(JSON.parse(readFileSync(from, 'utf8')) as Answers).map((one): Measured => {
	// What is kept from the first reading, such as tables, is not made again.
	workOf(one.prepare(3));
	const small = measured(one, SIZE);
	// A text beyond the length of one SMS part is looked through once more: of long ones, once and twice are alike in this.
	return small.twice > MOST * small.once ? measured(one, 8 * SIZE) : small;
});
writeFileSync(to, JSON.stringify(results));
