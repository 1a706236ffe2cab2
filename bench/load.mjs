// Loads every file that a package's manifest names, as n8n does when it starts. Prints how long that took and how much memory it keeps, and how long all
// the other files take, which n8n loads with the first execution that needs them.
// Plain Node: a process of its own, with nothing but the package in it.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const [folder] = process.argv.slice(2);
const requireHere = createRequire(join(folder, 'package.json'));
const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const heap = () => {
	global.gc();
	return process.memoryUsage().heapUsed;
};

// n8n has these in memory long before. Only our own time counts.
for (const name of ['n8n-workflow', 'luxon', 'zod']) requireHere(name);
const before = heap();
const began = performance.now();
for (const file of [...n8n.nodes, ...n8n.credentials]) new (requireHere(join(folder, file))[basename(file).split('.')[0]])();
const ms = performance.now() - began;
const kept = heap() - before;
const laterFrom = performance.now();
for (const file of readdirSync(join(folder, 'dist'), { recursive: true })) if (file.endsWith('.js')) requireHere(join(folder, 'dist', file));
console.log(JSON.stringify({ ms, laterMs: performance.now() - laterFrom, heap: kept }));
