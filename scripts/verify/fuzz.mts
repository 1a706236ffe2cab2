/**
 * Feeds malformed input to every reader of a provider's data. Exits with 1 if a reader throws, hangs, keeps more than 64 MB, or returns a word outside
 * of its vocabulary.
 *
 *   tsx scripts/verify/fuzz.mts                                    a minute each
 *   tsx scripts/verify/fuzz.mts --seconds 5
 *   tsx scripts/verify/fuzz.mts --target "wavy send, json answers" --seed 7 --cases 1     one case again
 */
import { availableParallelism } from 'node:os';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { feed, type Fed } from '../../test/fuzz/fuzz.mts';
import { targets } from '../../test/fuzz/targets.mts';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '60' },
		target: { type: 'string' },
		seed: { type: 'string' },
		cases: { type: 'string' },
		/** For a child process that feeds one target: prints the result as JSON. */
		json: { type: 'boolean', default: false },
	},
});
const seed = values.seed === undefined ? Date.now() % 2_147_483_647 : Number(values.seed);

/** Runs each target in its own process, so that memory is measured separately, as many at once as there are cores. */
async function inProcesses(names: readonly string[]): Promise<boolean> {
	const queue = names.values();
	let good = true;
	const work = async () => {
		for (const name of queue) {
			const { cases, slowestMs, grownBytes, broken } = await inProcess(name);
			console.log(`${name.padEnd(36)} ${String(cases).padStart(9)} cases   slowest ${String(Math.round(slowestMs)).padStart(5)} ms   memory ${((grownBytes ?? 0) / 1024 / 1024).toFixed(1).padStart(6)} MB`);
			if (broken) console.error(`BROKEN  ${name}: npx tsx scripts/verify/fuzz.mts --target "${name}" --seed ${broken.seed} --cases 1\n${broken.why}`);
			good &&= broken === null;
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	return good;
}

async function inProcess(name: string): Promise<Fed> {
	const given = ['--json', '--target', name, '--seed', String(seed), '--seconds', values.seconds, ...(values.cases === undefined ? [] : ['--cases', values.cases])];
	const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', fileURLToPath(import.meta.url), ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
	let printed = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	if (code !== 0) return { name, seed, cases: 0, slowestMs: 0, grownBytes: null, broken: { seed, why: `the process ended with ${code}` } };
	return JSON.parse(printed) as Fed;
}

const all = await targets();
const wanted = all.filter(({ name }) => values.target === undefined || name === values.target);
if (wanted.length === 0) throw new Error(`--target: choose one of ${all.map(({ name }) => name).join('; ')}`);
if (values.json) {
	const limits = values.cases === undefined ? { ms: Number(values.seconds) * 1000 } : { cases: Number(values.cases) };
	process.stdout.write(JSON.stringify(await feed(wanted[0]!, { seed, ...limits })));
} else {
	console.log(`Seed ${seed}`);
	process.exitCode = (await inProcesses(wanted.map(({ name }) => name))) ? 0 : 1;
}
