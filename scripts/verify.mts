/**
 * Runs the long forms of the tests: each part in a process of its own, and two side by side if they use one processor each. Prints the numbers R1 to R4,
 * and exits with 1 if a promise does not hold or a number falls short. A nightly workflow runs it.
 *
 *   npm run verify                                     every part except --hosts, with a new seed, which it prints
 *   npm run verify -- --part schedules,forgeries       only these parts
 *   npm run verify -- --short                          small counts, part after part, without those that need an installed n8n or a quarter of an hour
 *   npm run verify -- --hosts                          the proof in whole older n8n versions, the same as --part hosts
 *   npm run verify -- --part fuzz --count 5            another count: schedules, seconds, customers
 *   npm run verify -- --part schedules --provider wavy --seed 7 --path "12:0:3"     a counter-example again
 *   npm run verify -- --part matrix --update-docs      writes the table into docs/delivery.md
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { runMain } from './host/processes.mts';
import { Report } from './host/report.mts';
import { logOf, printSummary, runSteps, script, type Step } from './steps.mts';
import { PARTS, type Given, type Part } from './verify/parts.mts';

// n8n's engine would log every error that a part provokes. import() loads it later.
process.env.N8N_LOG_LEVEL = 'silent';

const { values } = parseArgs({
	options: {
		part: { type: 'string' },
		hosts: { type: 'boolean', default: false },
		short: { type: 'boolean', default: false },
		seed: { type: 'string' },
		count: { type: 'string' },
		provider: { type: 'string' },
		path: { type: 'string' },
		'update-docs': { type: 'boolean', default: false },
		/** For a child process: plays its part itself. */
		here: { type: 'boolean', default: false },
		/** For a child process that plays a part with one provider: prints its proof as JSON. */
		json: { type: 'boolean', default: false },
	},
});

const named = values.hosts ? ['hosts', ...(values.part?.split(',') ?? [])] : values.part?.split(',');
const unknown = named?.filter((name) => !PARTS.some((part) => part.name === name)) ?? [];
if (unknown.length > 0) throw new Error(`No such part: ${unknown.join(', ')}. There are ${PARTS.map(({ name }) => name).join(', ')}.`);
const seed = values.seed === undefined ? Date.now() % 2_147_483_647 : Number(values.seed);
if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is no whole number.`);

const parts = PARTS.filter(({ name, short, onlyByName }) => (named ? named.includes(name) : !onlyByName && (!values.short || short !== null)));

function givenTo(part: Part): Given {
	const own = values.short ? (part.short ?? part.long) : part.long;
	const { provider, path, 'update-docs': updateDocs } = values;
	return { seed, count: values.count === undefined ? own : Number(values.count), provider, path, updateDocs };
}

/** Plays the parts in this process, one after the other. */
async function playHere(report: Report): Promise<number> {
	report.line(`Seed ${seed}`);
	const numbers: string[] = [];
	const problems: string[] = [];
	for (const part of parts) {
		const shown = await report.step(part.title, () => part.run(givenTo(part), report)).catch((error: unknown) => ({ numbers: [], problems: [`${part.name}: ${String(error)}`] }));
		numbers.push(...shown.numbers);
		problems.push(...shown.problems);
	}
	console.log(`\n${numbers.join('\n')}`);
	for (const problem of problems) console.error(`\nBROKEN  ${problem}`);
	console.log(problems.length === 0 ? '\nEvery promise held.' : `\n${problems.length} broken.`);
	return problems.length === 0 ? 0 : 1;
}

/** Parts that pack the build need these steps. */
const before: readonly Step[] = [
	{ name: 'build', title: 'Build', command: ['npm', 'run', '--silent', 'build'] },
	{ name: 'install', title: 'n8n and its Node are installed', command: script('scripts/install-host.mts') },
];

/** Plays each part in a process of its own. */
async function playInProcesses(report: Report): Promise<number> {
	const given = Object.entries(values).flatMap(([name, value]) => (['part', 'seed', 'hosts'].includes(name) || value === false ? [] : value === true ? [`--${name}`] : [`--${name}`, value]));
	const steps = parts.map((part): Step => ({
		name: `part-${part.name}`,
		title: part.title,
		command: script('scripts/verify.mts', '--here', '--part', part.name, '--seed', String(seed), ...given),
		...(part.packs && { needs: before.map(({ name }) => name) }),
		...(part.isWide && { alone: true }),
	}));
	const ended = await runSteps(report, parts.some(({ packs }) => packs) ? [...before, ...steps] : steps, 2);
	const logs = await Promise.all(steps.map(async (step) => await readFile(logOf(step), 'utf8').catch(() => '')));
	console.log(`\nSeed ${seed}\n${logs.flatMap((log) => log.match(/^R\d .*$/gm) ?? []).join('\n')}`);
	return printSummary(ended);
}

async function playForAnother(): Promise<number> {
	const { proofOf } = await import('./verify/delivery.mts');
	process.stdout.write(JSON.stringify(await proofOf(values.part!, givenTo(parts[0]!))));
	return 0;
}

runMain(async () => {
	if (values.json) return await playForAnother();
	return await (values.short || values.here ? playHere : playInProcesses)(new Report());
});
