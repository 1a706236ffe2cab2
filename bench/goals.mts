/** The numbers to reach. On a shared machine only ratios and sizes are checked, with room for noise. */
import type { Sample } from './job.mts';
import { seen, timesFaster, type Seen } from './measure.mts';
import type { Prepared, Results } from './studies.mts';

export interface Goal {
	id: string;
	measure: string;
	goal: string;
	here: string;
	reached: boolean;
	/** Whether it holds with room for noise; absent if only a quiet machine can tell. */
	holds?: boolean;
}

type AtLeast = (id: string, measure: string, value: Seen, goal: number, floor: number) => Goal;
type AtMost = (id: string, measure: string, here: string, value: number, goal: number, unit: string, most?: number) => Goal;

const KB = 1024;

/** "2.3 (2.1 to 2.6)" */
export function formatSeen({ median, least, most }: Seen, unit = ''): string {
	return `${short(median)}${unit} (${short(least)} to ${short(most)})`;
}

export function short(value: number): string {
	if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en');
	return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function goalsOf(results: Results): Goal[] {
	const { compared, unbatched, expert, single, own, dragged, inputs, weights, load, prepared, dry } = results;
	const { item, oneByOne, http, httpBatched } = compared.rounds;
	const atLeast: AtLeast = (id, measure, value, goal, floor) => ({
		id,
		measure,
		goal: `${goal}×`,
		here: formatSeen(value, '×'),
		reached: value.median >= goal,
		holds: value.median >= floor,
	});
	const atMost: AtMost = (id, measure, here, value, goal, unit, most) => ({
		id,
		measure,
		goal: `${goal} ${unit}`,
		here,
		reached: value <= goal,
		...(most !== undefined && { holds: value <= most }),
	});
	const items = (count: number) => `${count.toLocaleString('en')} items`;
	const perItem = ownMicroseconds(own.rounds.fixed, own.rounds.bareFixed, own.count);
	const perGiven = ownMicroseconds(own.rounds.item, own.rounds.bareItem, own.count);
	const heaviest = weights.at(-1)!;
	const grown = weights.map(({ count, live }) => live / KB / count);
	const all = (samples: Sample[], most: (sample: Sample) => boolean) => samples.every(most);
	return [
		atLeast('P1', `Against one awaited request an item, ${items(compared.count)}, 20 ms`, timesFaster(oneByOne, item), 300, 30),
		atLeast('P2', `Against the HTTP Request node with its default batching, ${items(compared.count)}, 20 ms`, timesFaster(httpBatched, item), 250, 25),
		atLeast('P3', `Against the HTTP Request node without batching, ${items(compared.count)}, 20 ms`, timesFaster(http, item), 20, 1.3),
		atLeast('P3', `The same, ${items(unbatched.count)}`, timesFaster(unbatched.rounds.http, unbatched.rounds.item), 30, 1.3),
		exact('P3', 'Requests, of those of the HTTP Request node', '1/1,000', all(unbatched.rounds.item, ({ requests }) => requests * 1_000 <= unbatched.count), requestsOf(unbatched.rounds)),
		exact('P3', 'Connections at once', '4', all([...item, ...unbatched.rounds.item], ({ connections }) => connections <= 4), connectionsOf(unbatched.rounds)),
		atLeast('P4', `Against the expert's workflow, ${items(expert.count)}, 20 ms`, timesFaster(expert.at20.expert, expert.at20.item), 3, 0.5),
		atLeast('P4', 'The same, 0 ms', timesFaster(expert.at0.expert, expert.at0.item), 3, 0.5),
		atLeast('P5', `One message a request: 10 at a time against one, ${items(single.count)}, 20 ms`, timesFaster(single.at20.one, single.at20.ten), 7, 1.5),
		atLeast('P5', 'The same, 100 ms', timesFaster(single.at100.one, single.at100.ten), 9, 3),
		atLeast('P6', `Against raw undici with the same bodies, ${items(own.count)}, fixed fields`, timesFaster(own.rounds.undici, own.rounds.fixed), 0.4, 0.15),
		atMost('P7', `Our own time of the processor a message, fixed fields, ${items(own.count)}`, formatSeen(perItem, ' µs'), perItem.median, 15, 'µs'),
		atMost('P7', 'The same, the item itself', formatSeen(perGiven, ' µs'), perGiven.median, 15, 'µs'),
		...(dry === undefined ? [] : [atLeast('P7', `A dry run, against sending the same, by time of the processor, ${items(dry.count)}`, timesFaster(dry.rounds.send, dry.rounds.dry, 'cpuMs'), 1, 0.7)]),
		...dragged.flatMap(({ fields, goal, count, againstItem, againstN8n }) => [
			atLeast('P8', `Drag and drop, ${fields}, against the same evaluated by n8n, ${items(count)}`, timesFaster(againstN8n.byN8n, againstN8n.dragged), goal, goal / 4),
			atLeast('P8', 'The same against the item itself', timesFaster(againstItem.item, againstItem.dragged), 0.8, 0.5),
		]),
		...inputs.map(({ count, rounds }, i) =>
			atLeast('P8b', `JSON against five expression fields, ${items(count)}`, timesFaster(rounds.five, rounds.json), i === 0 ? 2.5 : 3.5, 1.7),
		),
		atMost(
			'P9',
			`Memory above the input, ${weights.map(({ count }) => count.toLocaleString('en')).join(', ')} items`,
			`${grown.map(short).join(', ')} KB an item`,
			Math.max(...grown),
			2,
			'KB an item',
			4,
		),
		...(prepared === undefined ? [] : preparedGoals(prepared, atLeast, atMost)),
		atMost('P10', 'Load all nodes and credentials', formatSeen(load.ms, ' ms'), load.ms.median, 40, 'ms'),
		atMost('P10', 'Unpacked size', `${short(load.unpacked / 1_000)} KB`, load.unpacked / 1_000, 1_000, 'KB', 1_000),
		{
			id: 'P9',
			measure: `Heap at its fullest, garbage and all, ${items(heaviest.count)}`,
			goal: '',
			here: `${short(heaviest.peak / KB / heaviest.count)} KB an item`,
			reached: true,
		},
	].sort((a, b) => parseInt(a.id.slice(1), 10) - parseInt(b.id.slice(1), 10));
}

/** Whether checking costs less than sending, and memory grows only with the items. */
function preparedGoals({ count, rounds, weights }: Prepared, atLeast: AtLeast, atMost: AtMost): Goal[] {
	const grown = weights.map(({ count: items, live }) => live / KB / items);
	return [
		atLeast('P12', `Prepare Messages with all checks, against sending the same, ${count.toLocaleString('en')} items`, timesFaster(rounds.send, rounds.prepare), 1, 0.7),
		atMost('P12', `Its memory above the input, ${weights.map(({ count: items }) => items.toLocaleString('en')).join(', ')} items`, `${grown.map(short).join(', ')} KB an item`, Math.max(...grown), 2, 'KB an item', 4),
	];
}

function exact(id: string, measure: string, goal: string, holds: boolean, here: string): Goal {
	return { id, measure, goal, here, reached: holds, holds };
}

function requestsOf({ item, http }: Results['unbatched']['rounds']): string {
	return `${item[0]!.requests} of ${http[0]!.requests.toLocaleString('en')}`;
}

function connectionsOf({ item, http }: Results['unbatched']['rounds']): string {
	const most = (samples: Sample[]) => Math.max(...samples.map(({ connections }) => connections));
	return `${most(item)}, against ${most(http).toLocaleString('en')}`;
}

/** Our node's own time: the difference to a node that reads the same parameters and passes on as many items, in microseconds per item. */
export function ownMicroseconds(ours: readonly Sample[], bare: readonly Sample[], count: number): Seen {
	return seen(ours.map(({ cpuMs }, round) => ((cpuMs - bare[round]!.cpuMs) * 1_000) / count));
}
