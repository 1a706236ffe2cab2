/** Made into a program of its own, and run, by growth.test.mts. */
import { readFileSync, writeFileSync } from 'node:fs';

import { cases, type Answers } from './readers.mts';
import { SIZE, type Measured } from './size.mts';
import { workOf } from './work.mts';

const [, , from = '', to = ''] = process.argv;
const results = cases(JSON.parse(readFileSync(from, 'utf8')) as Answers).map((one): Measured => {
	// What is kept from the first reading, such as tables, is not made again.
	workOf(one.prepare(3));
	return { reader: one.reader, input: one.input, once: workOf(one.prepare(SIZE)), twice: workOf(one.prepare(2 * SIZE)) };
});
writeFileSync(to, JSON.stringify(results));
