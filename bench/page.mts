/** Writes docs/benchmarks.md and its pictures from the measurements. */
import { ownMicroseconds, short, formatSeen, type Goal } from './goals.mts';
import type { Sample } from './job.mts';
import { seen } from './measure.mts';
import { bars, lines, type Bar } from './plot.mts';
import type { Further, Results } from './studies.mts';

const KB = 1024;
const MB = KB * KB;

/** The contestants' titles, in the order of the tables. */
const NAMES = {
	item: 'Our node, the item itself',
	two: 'Our node, drag and drop',
	twoByN8n: 'Our node, n8n evaluates',
	expert: "The expert's workflow",
	http: 'HTTP Request, no batching',
	httpBatched: 'HTTP Request, its batching',
	oneByOne: 'One awaited request an item',
} as const;
type Name = keyof typeof NAMES;

/** Measured apart from the rest, in whole processes of n8n, before and after the node read dragged columns itself. */
const CAMPAIGN = `## A hundred thousand customers in a real n8n

The customers of [customers.csv](../examples/customers.csv), repeated, with the two fields of [wiraya-bulk-sms.json](../examples/wiraya-bulk-sms.json): a phone number, and a text with three columns, all dragged. One execution of a
whole n8n 2.41 with its default settings, including reading the file (\`scripts/proofs/memory.mts\`, on two cores that had other work to do; 2026-11-29).

${table(
	['', 'seconds', 'requests', 'n8n at its largest'],
	[
		['reading the file alone', '7.7', '', '1,149 MB'],
		['sending, dragged columns read by the node', '13.4', '100', '1,364 MB'],
		['the same, each evaluated by n8n (commit 53e53dc)', '411', '100', '1,775 MB'],
		['sending, the item itself', '10.9', '100', '1,234 MB'],
	],
)}
`;

export function picturesOf({ compared, further }: Results): Record<string, string> {
	const { growth, tls } = further!;
	const bar = (label: string, samples: readonly Sample[], ours = false): Bar => {
		const value = middle(samples, 'ms');
		return { label, value, note: `${time(value)}, ${requests(samples)}`, ours };
	};
	const names = Object.keys(compared.rounds) as Name[];
	const sorted = names.sort((a, b) => middle(compared.rounds[a], 'ms') - middle(compared.rounds[b], 'ms'));
	const perItem = (name: keyof Further['growth']) => growth[name].map(({ count, samples }): [number, number] => [count, (middle(samples, 'cpuMs') * 1_000) / count]);
	const grown = (name: keyof Further['growth']) => growth[name].map(({ count, samples }): [number, number] => [count, middle(samples, 'ms')]);
	const all = Object.keys(growth) as Array<keyof Further['growth']>;
	const line = (points: (name: keyof Further['growth']) => Array<[number, number]>) => all.map((name) => ({ label: NAMES[name], points: points(name), ours: name === 'item' || name === 'two' }));
	const overTls = (Object.keys(tls.rounds) as Array<keyof typeof tls.rounds>).sort((a, b) => middle(tls.rounds[a], 'ms') - middle(tls.rounds[b], 'ms'));
	return {
		'bench-side-by-side.svg': bars(
			`${compared.count.toLocaleString('en')} messages, a provider that takes 20 ms`,
			'milliseconds, each step ten times the one before; shorter is better',
			sorted.map((name) => bar(NAMES[name], compared.rounds[name], name === 'item' || name === 'two')),
		),
		'bench-tls.svg': bars(
			`The same over TLS`,
			'milliseconds, each step ten times the one before; shorter is better',
			overTls.map((name) => bar(NAMES[name], tls.rounds[name], name === 'item')),
		),
		'bench-growth.svg': lines('How long a run takes', 'milliseconds, a provider that answers at once; lower is better', 'messages', line(grown)),
		'bench-processor.svg': lines('What a message costs the processor', 'microseconds a message, in the process of n8n; lower is better', 'messages', line(perItem)),
	};
}

export function pageOf(results: Results, goals: readonly Goal[]): string {
	const { machine, further } = results;
	return `# Benchmarks

\`npm run bench\` measures all of this and writes this page. Numbers are of ${machine.day}, on ${machine.cores} cores of ${machine.cpu} with ${machine.gigabytes} GB; n8n ${machine.n8n}
on Node ${machine.node}. Times differ from machine to machine, ratios little.

![Messages side by side](pictures/bench-side-by-side.svg)

## Goals

Medians of paired runs, with the least and the most that we saw.

${table(['', 'what', 'at least, or at most', 'here', ''], goals.map(({ id, measure, goal, here, reached }) => [id, measure, goal, here, goal === '' ? '' : reached ? 'reached' : '**not reached**']))}
${further === undefined ? '' : restOf(results, further)}
## How it is measured

Every way runs in n8n's own engine (n8n-core and n8n-nodes-base of an installed n8n, on the Node it is run by) against the [sandbox](sandbox.md), which
is a separate process and as strict as the provider. All send the same messages through Wiraya's one endpoint; a run that loses one does not count. They
take turns, round after round in changing order, so that whatever else the machine does happens to all; what is compared is compared within a round.

| way | what it is |
|---|---|
| our node | Wiraya, Enqueue, 1,000 messages a request, without a pace, otherwise with default settings |
| the expert's workflow | Loop Over Items by 1,000 → Aggregate → one HTTP Request → Split Out. Checks nothing, and its items come out in the provider's order without their input items |
| HTTP Request | one request an item, all at once, or with its own batching: 50 items, then a second |
| one awaited request an item | a small node, written like most messaging nodes of n8n: reads four parameters, sends, waits |
| raw undici | no n8n at all: sends the bodies of our node over two kept-alive connections and parses the answers |
| the bare node | reads the same parameters as our node and passes on as many items, which shows n8n's own cost |

The time covers the whole workflow. The processor time covers the whole process, with all threads and garbage collection, until it is at
rest: behind an execution n8n makes the isolate for the expressions of the next one. Our own time is the difference to the bare node. Memory is that of a fresh process, above what it holds with the input in place, as V8 itself traces it. Loading is done by n8n's Node in a
fresh process in which n8n-workflow, luxon and zod are loaded already, as they are in n8n.

Two things are cheaper here than in a real n8n: it does not decrypt credentials for every request, and saves no data. Both favour the ways with many
requests. \`.ci/run\` repeats the ratios in short, with room for noise, and sends 100,000 messages through a whole n8n (\`scripts/proofs/memory.mts\`).
`;
}

function restOf(results: Results, further: Further): string {
	return `
## Side by side

${sideBySide(results, further)}

![The same over TLS](pictures/bench-tls.svg)

n8n opens a connection for every request. Over TLS each has a handshake, which one request in a thousand hardly feels.

## How it grows

![How long a run takes](pictures/bench-growth.svg)

![What a message costs the processor](pictures/bench-processor.svg)

${growthTable(further, 'time, and processor a message', (samples, count) => `${time(middle(samples, 'ms'))}, ${short((middle(samples, 'cpuMs') * 1_000) / count)} µs`)}

n8n does everything in one thread. The longest time in which it can do nothing else, such as answering the editor:

${growthTable(further, 'longest without a pause', (samples) => time(middle(samples, 'blockedMs')))}

${CAMPAIGN}
## Ways to give a message

${waysTable(results, further)}

The node reads a dragged column, text with \`{{ $json.column }}\` in it, straight from the item. n8n evaluates any other expression for every
item, which takes most of the time of such a run: compare the bare node. Since version 2 n8n evaluates expressions in an isolate (\`N8N_EXPRESSION_ENGINE=vm\`,
its default); \`legacy\` is how it was done before. To be compared, the same fields are given with an empty comment in each expression, which the node leaves to n8n.

## Memory

${memoryTable(results, further)}

*Kept* is the memory at the end with the whole result, which n8n keeps until it has stored the execution; *live* is the most that a full collection left; *fullest* is the largest heap, including garbage; *process* is how much
it grew, which is up to V8 as long as nobody else wants the memory.

## Slow providers

${latencyTable(further)}

## Where the time goes

Microseconds per message, by the code that used the processor.

${profileTable(further)}

*Native* is V8 and Node outside of JavaScript: parsing and writing JSON, sockets, n8n's isolate for expressions. A message with two dragged fields spends its time like this:

| share | on |
|---|---|
| 26 % | collecting garbage, most of it in V8's own threads: they move the message, its outcome, its ledger entry and its output item |
| 14 % | JSON: 8 % for the request, 6 % for the answer |
| 13 % | Node: sockets, and one hash per message, which gives its ID and its name in the ledger |
| 8 % | n8n's own passes over the items |
| 39 % | our own code: reading and checking the fields, then the answer, the ledger, the repeated messages and the summary. No function takes more than 4 % |

## Loading

${short(results.load.ms.median)} ms for all nodes and credentials, which n8n loads when it starts; ${short(results.load.heap / MB)} MB of heap stay. What runs them is loaded with the first execution that needs it, all of it together in
${short(results.load.laterMs.median)} ms, the bundled libraries included. ${short(results.load.unpacked / 1_000)} KB on disk.
`;
}

function sideBySide({ compared }: Results, { tls }: Further): string {
	const overTls: Partial<Record<Name, Sample[]>> = tls.rounds;
	const rows = (Object.keys(NAMES) as Name[]).map((name) => {
		const samples = compared.rounds[name];
		const secure = overTls[name];
		return [
			NAMES[name],
			time(middle(samples, 'ms')),
			secure === undefined ? '' : time(middle(secure, 'ms')),
			samples[0]!.requests.toLocaleString('en'),
			String(Math.max(...samples.map(({ connections }) => connections))),
			`${short((middle(samples, 'cpuMs') * 1_000) / compared.count)} µs`,
		];
	});
	return table([`${compared.count.toLocaleString('en')} messages, 20 ms`, 'HTTP', 'TLS', 'requests', 'connections at once', "processor's time a message"], rows);
}

function growthTable({ growth }: Further, title: string, cell: (samples: readonly Sample[], count: number) => string): string {
	const counts = [...new Set(Object.values(growth).flatMap((points) => points.map(({ count }) => count)))].sort((a, b) => a - b);
	const rows = (Object.keys(growth) as Array<keyof Further['growth']>).map((name) => [
		NAMES[name],
		...counts.map((count) => {
			const samples = growth[name].find((point) => point.count === count)?.samples;
			return samples === undefined ? '' : cell(samples, count);
		}),
	]);
	return table([title, ...counts.map((count) => count.toLocaleString('en'))], rows);
}

function waysTable({ own, dragged, inputs }: Results, { legacy }: Further): string {
	const { count, rounds } = inputs.at(-1)!;
	const row = (title: string, ours: readonly Sample[], bare: readonly Sample[] | undefined, of: number) => [
		title,
		time(middle(ours, 'ms')),
		`${short((middle(ours, 'cpuMs') * 1_000) / of)} µs`,
		bare === undefined ? '' : `${short((middle(bare, 'cpuMs') * 1_000) / of)} µs`,
		bare === undefined ? '' : formatSeen(ownMicroseconds(ours, bare, of), ' µs'),
	];
	return table(
		[`${count.toLocaleString('en')} messages, 0 ms`, 'time', 'processor a message', 'of it n8n (bare node)', 'ours'],
		[
			row('The item itself', own.rounds.item, own.rounds.bareItem, own.count),
			row('Fixed fields', own.rounds.fixed, own.rounds.bareFixed, own.count),
			...dragged.map(({ fields, count: of, againstItem }) => row(`Drag and drop, ${fields}`, againstItem.dragged, undefined, of)),
			row('One JSON expression', rounds.json, rounds.bareJson, count),
			row('Five fields evaluated by n8n', rounds.five, rounds.bareFive, count),
			row('Two fields evaluated by n8n, `legacy`', legacy.rounds.two, legacy.rounds.bareTwo, legacy.count),
			row('One JSON expression, `legacy`', legacy.rounds.json, undefined, legacy.count),
			row('Five fields evaluated by n8n, `legacy`', legacy.rounds.five, undefined, legacy.count),
		],
	);
}

function memoryTable({ weights }: Results, { expertWeights }: Further): string {
	const rows = [...weights.map((weight) => ({ who: 'Our node, the item itself', ...weight })), ...expertWeights.map((weight) => ({ who: NAMES.expert, ...weight }))];
	const per = (bytes: number, count: number) => `${short(bytes / KB / count)} KB`;
	return table(
		['above the input, a message', 'messages', 'input', 'kept', 'live', 'fullest', 'process, in all'],
		rows.map(({ who, count, input, kept, live, peak, resident }) => [
			who,
			count.toLocaleString('en'),
			per(input, count),
			per(kept, count),
			per(live, count),
			per(peak, count),
			`${short(resident / MB)} MB`,
		]),
	);
}

function latencyTable({ latency }: Further): string {
	const names = { ...NAMES, single: 'Our node, one message a request, 10 at a time' };
	const { count } = latency[0]!;
	const rows = (Object.keys(latency[0]!.rounds) as Array<keyof (typeof latency)[0]['rounds']>).map((name) => [
		names[name],
		...latency.map(({ rounds }) => time(middle(rounds[name], 'ms'))),
	]);
	return table([`${count} messages`, ...latency.map(({ ms }) => `${ms} ms`)], rows);
}

function profileTable({ profiles }: Further): string {
	const parts = [...new Set(profiles.flatMap(({ spent }) => Object.keys(spent)))];
	const whole = (part: string) => profiles.reduce((sum, { spent, count }) => sum + (spent[part] ?? 0) / count, 0);
	const rows = parts
		.sort((a, b) => whole(b) - whole(a))
		.map((part) => [part, ...profiles.map(({ spent, count }) => (spent[part] === undefined ? '' : short((spent[part] * 1_000) / count)))]);
	return table(['', ...profiles.map(({ title }) => title)], rows);
}

function table(head: readonly string[], rows: readonly string[][]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function middle(samples: readonly Sample[], of: 'ms' | 'cpuMs' | 'blockedMs'): number {
	return seen(samples.map((sample) => sample[of])).median;
}

function requests(samples: readonly Sample[]): string {
	const count = samples[0]!.requests;
	return count === 1 ? '1 request' : `${count.toLocaleString('en')} requests`;
}

function time(ms: number): string {
	return ms >= 1_000 ? `${short(ms / 1_000)} s` : `${short(ms)} ms`;
}
