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
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { feed, type Fed } from '../../test/fuzz/fuzz.mts';
import { targets } from '../../test/fuzz/targets.mts';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '60' },
		target: { type: 'string', multiple: true },
		seed: { type: 'string' },
		cases: { type: 'string' },
		/** For a child process: feeds the targets itself, and prints a line of JSON for each. */
		json: { type: 'boolean', default: false },
	},
});
const seed = values.seed === undefined ? Date.now() % 2_147_483_647 : Number(values.seed);

/** Feeds the targets in as many processes as there are cores. A process that dies is replaced. */
async function inProcesses(names: readonly string[]): Promise<boolean> {
	const cores = availableParallelism();
	let good = true;
	const show = ({ name, cases, slowestMs, grownBytes, broken }: Fed) => {
		console.log(`${name.padEnd(36)} ${String(cases).padStart(9)} cases   slowest ${String(Math.round(slowestMs)).padStart(5)} ms   memory ${((grownBytes ?? 0) / 1024 / 1024).toFixed(1).padStart(6)} MB`);
		if (broken) console.error(`BROKEN  ${name}: npx tsx scripts/verify/fuzz.mts --target "${name}" --seed ${broken.seed} --cases 1\n${broken.why}`);
		good &&= broken === null;
	};
	const work = async (left: readonly string[]): Promise<void> => {
		if (left.length === 0) return;
		const { fed, code } = await inProcess(left, show);
		if (code === 0) return;
		show({ name: left[fed]!, seed, cases: 0, slowestMs: 0, grownBytes: null, broken: { seed, why: `the process ended with ${code}` } });
		await work(left.slice(fed + 1));
	};
	await Promise.all(Array.from({ length: cores }, async (_, lane) => await work(names.filter((_name, i) => i % cores === lane))));
	return good;
}

/** Returns the number of targets whose result came, and the exit code. */
async function inProcess(names: readonly string[], show: (result: Fed) => void): Promise<{ fed: number; code: number | null }> {
	const given = ['--json', ...names.flatMap((name) => ['--target', name]), '--seed', String(seed), '--seconds', values.seconds, ...(values.cases === undefined ? [] : ['--cases', values.cases])];
	const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', fileURLToPath(import.meta.url), ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	let fed = 0;
	for await (const line of createInterface(child.stdout)) {
		fed += 1;
		show(JSON.parse(line) as Fed);
	}
	return { fed, code: await ended };
}

const all = await targets();
const wanted = all.filter(({ name }) => values.target === undefined || values.target.includes(name));
if (wanted.length < (values.target?.length ?? 1)) throw new Error(`--target: choose from ${all.map(({ name }) => name).join('; ')}`);
if (values.json) {
	const limits = values.cases === undefined ? { ms: Number(values.seconds) * 1000 } : { cases: Number(values.cases) };
	for (const target of wanted) console.log(JSON.stringify(await feed(target, { seed, ...limits })));
} else {
	console.log(`Seed ${seed}`);
	process.exitCode = (await inProcesses(wanted.map(({ name }) => name))) ? 0 : 1;
}
