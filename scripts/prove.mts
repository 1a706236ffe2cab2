/**
 * The proof of delivery. Plays every fault and random schedules, forges callbacks, looks how much the tests notice, prints the table of
 * docs/delivery.md and the numbers R1 to R4, and ends with 1 where a promise does not hold.
 *
 *   npm run prove                                long form
 *   npm run prove -- --short                     a fiftieth of it, without R4
 *   npm run prove -- --update-docs               writes the table into docs/delivery.md
 *   npm run prove -- --part schedules --provider wavy --seed 7 --path "12:0:3"     replays a counter-example
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import type { Proof } from '../test/delivery/schedules.mts';
import { proveCoverage, proveMutation } from './quality.mts';

// The engine would log every error the proof provokes. It is loaded after this, by import().
process.env.N8N_LOG_LEVEL = 'silent';

const PAGE = fileURLToPath(new URL('../docs/delivery.md', import.meta.url));
const PARTS = ['matrix', 'pacing', 'engine', 'schedules', 'forgeries', 'coverage', 'mutation'] as const;
/** Played in a process a provider. */
type Apart = 'schedules' | 'forgeries';

const { values } = parseArgs({
	options: {
		short: { type: 'boolean', default: false },
		'update-docs': { type: 'boolean', default: false },
		part: { type: 'string' },
		provider: { type: 'string' },
		seed: { type: 'string' },
		path: { type: 'string' },
		/** For a process that plays a part with one provider for another process: prints its proof as JSON. */
		json: { type: 'boolean', default: false },
	},
});
if (values.part !== undefined && !PARTS.includes(values.part as never)) throw new Error(`--part ${values.part}: choose one of ${PARTS.join(', ')}`);

const counts = values.short ? { schedules: 200, engine: 10, pacing: 100, forgeries: 2_000 } : { schedules: 10_000, engine: 100, pacing: 1_000, forgeries: 100_000 };
const seed = values.seed === undefined ? Date.now() % 2_147_483_647 : Number(values.seed);
const chance = (count: number) => ({ count, seed, ...(values.path !== undefined && { path: values.path }) });
const wanted = (part: (typeof PARTS)[number]) => values.part === undefined || values.part === part;
/** Of the long form alone, unless it is asked for. */
const wantedAtLength = (part: (typeof PARTS)[number]) => (values.short ? values.part === part : wanted(part));

async function main(): Promise<boolean> {
	const { PROVIDERS } = await import('../test/delivery/schedules.mts');
	const providers = PROVIDERS.filter((name) => values.provider === undefined || values.provider === name);
	if (values.json) {
		process.stdout.write(JSON.stringify(await playApart(values.part as Apart, providers[0]!)));
		return true;
	}
	const report = await import('../test/delivery/report.mts');
	const problems: string[] = [];
	const note = (part: string, proofs: readonly Proof[]) => {
		problems.push(...proofs.map((proof) => report.toldCounterExample(part, proof)).filter((text) => text !== ''));
		return proofs;
	};
	console.log(`Seed ${seed}`);
	if (wanted('matrix')) problems.push(...(await timed('Fault matrix', proveMatrix)));
	const { provePacing } = await import('../test/delivery/pacing.mts');
	const pacing = wanted('pacing') ? await timed('Pacing', async () => await provePacing(chance(counts.pacing))) : null;
	if (pacing) note('pacing', [pacing.pace, pacing.pauses]);
	if (pacing && pacing.extra > 1.1) problems.push(`pacing: ${pacing.extra} requests for each first one under 503`);
	const { proveInEngine } = await import('../test/delivery/engine.mts');
	const inEngine = async () => await Promise.all(providers.map(async (name) => await proveInEngine(name, chance(counts.engine))));
	const engine = wanted('engine') ? note('engine', await timed("Schedules in n8n's engine", inEngine)) : [];
	const virtual = wanted('schedules') ? note('schedules', await timed('Schedules in virtual time', async () => await inProcesses('schedules', providers))) : [];
	const forged = wanted('forgeries') ? note('forgeries', await timed('Forged callbacks', async () => await inProcesses('forgeries', providers))) : [];

	const noticed = [
		...(wantedAtLength('coverage') ? [await timed('Coverage', proveCoverage)] : []),
		...(wantedAtLength('mutation') ? [await timed('Mutation', proveMutation)] : []),
	];
	problems.push(...noticed.flatMap((one) => one.problems));

	if (pacing && values.part === undefined) console.log(`\n${report.numbersOf(virtual, engine, pacing, forged).join('\n')}`);
	for (const { told } of noticed) console.log(told);
	for (const problem of problems) console.error(`\nBROKEN  ${problem}`);
	console.log(problems.length === 0 ? '\nEvery promise held.' : `\n${problems.length} broken.`);
	return problems.length === 0;
}

/** Prints the table; gives what is wrong with its cells, and with the page where it is out of date. */
async function proveMatrix(): Promise<string[]> {
	const { runMatrix } = await import('../test/delivery/matrix.mts');
	const { tableOf, withTable } = await import('../test/delivery/report.mts');
	const cells = await runMatrix();
	const table = tableOf(cells);
	console.log(`\n${table}\n\n${cells.length} cells`);
	const page = readFileSync(PAGE, 'utf8');
	const updated = withTable(page, table);
	if (values['update-docs']) writeFileSync(PAGE, updated);
	const stale = updated === page || values['update-docs'] ? [] : ['docs/delivery.md has another table: npm run prove -- --update-docs'];
	return [...stale, ...cells.flatMap(({ operation, trouble, onError, breaches }) => breaches.map((breach) => `matrix, ${operation}, ${trouble.name}, ${onError}: ${breach}`))];
}

async function playApart(part: Apart, provider: string): Promise<Proof> {
	if (part === 'forgeries') return await (await import('../test/delivery/forgeries.mts')).proveForgeries(provider, chance(counts.forgeries));
	return await (await import('../test/delivery/schedules.mts')).proveSchedules(provider, chance(counts.schedules));
}

/** One process a provider, as many at once as there are cores. */
async function inProcesses(part: Apart, providers: readonly string[]): Promise<Proof[]> {
	const proofs: Proof[] = [];
	const queue = providers.values();
	const work = async () => {
		for (const provider of queue) proofs.push(await inProcess(part, provider));
	};
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	return proofs.sort((a, b) => (a.provider < b.provider ? -1 : 1));
}

async function inProcess(part: Apart, provider: string): Promise<Proof> {
	const given = ['--json', '--part', part, '--provider', provider, '--seed', String(seed), ...(values.short ? ['--short'] : []), ...(values.path === undefined ? [] : ['--path', values.path])];
	const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
	let printed = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(`The ${part} of ${provider} ended with ${code}`);
	return JSON.parse(printed) as Proof;
}

async function timed<Value>(title: string, work: () => Promise<Value>): Promise<Value> {
	const began = Date.now();
	const value = await work();
	console.log(`${title}: ${((Date.now() - began) / 1_000).toFixed(1)} s`);
	return value;
}

// n8n's engine keeps timers of its own.
void main().then(
	(good) => process.exit(good ? 0 : 1),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
