/** The parts that prove delivery: see docs/delivery.md. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { proveInEngine } from '../../test/delivery/engine.mts';
import { proveForgeries } from '../../test/delivery/forgeries.mts';
import { runMatrix } from '../../test/delivery/matrix.mts';
import { provePacing } from '../../test/delivery/pacing.mts';
import { numbers, tableOf, toldCounterExample, withTable } from '../../test/delivery/report.mts';
import { proveSchedules, type Proof } from '../../test/delivery/schedules.mts';
import { PROVIDERS } from '../../test/registry.mts';
import type { Given, Shown } from './parts.mts';

const PAGE = fileURLToPath(new URL('../../docs/delivery.md', import.meta.url));
const VERIFY = fileURLToPath(new URL('../verify.mts', import.meta.url));

const chance = ({ seed, count, path }: Given) => ({ seed, count, ...(path !== undefined && { path }) });
const providersOf = ({ provider }: Given) => PROVIDERS.filter((name) => provider === undefined || provider === name);
const counterExamples = (part: string, proofs: readonly Proof[]) => proofs.map((proof) => toldCounterExample(part, proof)).filter((text) => text !== '');

const RUNS: Record<string, (given: Given) => Promise<Shown>> = {
	matrix,
	pacing: async (given) => {
		const pacing = await provePacing(chance(given));
		const tooMany = pacing.extra > 1.1 ? [`pacing: ${pacing.extra} requests for each first one under 503`] : [];
		return { numbers: numbers.pacing(pacing), problems: [...counterExamples('pacing', [pacing.pace, pacing.pauses]), ...tooMany] };
	},
	engine: async (given) => {
		const proofs = await Promise.all(providersOf(given).map(async (provider) => await proveInEngine(provider, chance(given))));
		return { numbers: numbers.schedules(proofs, "in n8n's engine over sockets"), problems: counterExamples('engine', proofs) };
	},
	schedules: async (given) => {
		const proofs = await inProcesses('schedules', given);
		return { numbers: numbers.schedules(proofs, 'in virtual time'), problems: counterExamples('schedules', proofs) };
	},
	forgeries: async (given) => {
		const proofs = await inProcesses('forgeries', given);
		return { numbers: numbers.forgeries(proofs), problems: counterExamples('forgeries', proofs) };
	},
};

/** Runs a part of delivery. */
export async function run(name: string, given: Given): Promise<Shown> {
	return await RUNS[name]!(given);
}

/** Computes the table of docs/delivery.md. Reports bad cells, and a page with another table. */
async function matrix({ updateDocs }: Given): Promise<Shown> {
	const cells = await runMatrix(true);
	const table = tableOf(cells);
	console.log(`\n${table}\n\n${cells.length} cells`);
	const page = readFileSync(PAGE, 'utf8');
	const updated = withTable(page, table);
	if (updateDocs) writeFileSync(PAGE, updated);
	const stale = updated === page || updateDocs ? [] : ['docs/delivery.md has another table: npm run verify -- --part matrix --update-docs'];
	const breaches = cells.flatMap(({ operation, trouble, onError, breaches: broken }) => broken.map((breach) => `matrix, ${operation}, ${trouble.name}, ${onError}: ${breach}`));
	return { numbers: [], problems: [...stale, ...breaches] };
}

/** The work of a child process: a part with one provider. */
export async function proofOf(part: string, given: Given): Promise<Proof> {
	const prove = part === 'forgeries' ? proveForgeries : proveSchedules;
	return await prove(given.provider!, chance(given));
}

/** One process per provider, as many at once as there are processors. */
async function inProcesses(part: string, given: Given): Promise<Proof[]> {
	const proofs: Proof[] = [];
	const queue = providersOf(given).values();
	const work = async () => {
		for (const provider of queue) proofs.push(await inProcess(part, { ...given, provider }));
	};
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	return proofs.sort((a, b) => (a.provider < b.provider ? -1 : 1));
}

async function inProcess(part: string, { provider, seed, count, path }: Given): Promise<Proof> {
	const given = ['--json', '--part', part, '--provider', provider!, '--seed', String(seed), '--count', String(count), ...(path === undefined ? [] : ['--path', path])];
	const child = spawn(process.execPath, ['--import', 'tsx', VERIFY, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
	let printed = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(`The ${part} of ${provider} ended with ${code}`);
	return JSON.parse(printed) as Proof;
}
