/**
 * Compares in a process of its own, because a process can have only one expression engine:
 *
 *   node --import tsx test/expressions/main.mts <file from which n8n-core resolves> <engine> <pairs> <seed>
 *
 * Prints a Comparison as JSON, with its difference as text.
 */
import { inspect } from 'node:util';

import { compare } from './differences.mts';
import { openN8n, type ExpressionEngine } from './evaluation.mts';

const [from, engine, pairs, seed] = process.argv.slice(2);
const open = await openN8n(from!, engine as ExpressionEngine);
const { difference, ...counts } = compare(open, Number(pairs), Number(seed));
process.stdout.write(JSON.stringify({ ...counts, difference: difference && inspect(difference, { depth: 9 }) }));
// The engines keep the process alive.
process.exit(0);
