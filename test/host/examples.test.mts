import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';

import { ComapiTrigger } from '../../nodes/Comapi/ComapiTrigger.node.ts';
import { HttpMessagesTrigger } from '../../nodes/HttpMessages/HttpMessagesTrigger.node.ts';
import { PrepareMessages } from '../../nodes/PrepareMessages/PrepareMessages.node.ts';
import { WirayaTrigger } from '../../nodes/Wiraya/WirayaTrigger.node.ts';
import { SENDS } from '../registry.mts';
import type { Workflow } from '../../scripts/host/workflow.mts';

const OTHERS = [new ComapiTrigger(), new HttpMessagesTrigger(), new PrepareMessages(), new WirayaTrigger()];
const examples = join(__dirname, '../../examples');
const rows = readFileSync(join(examples, 'customers.csv'), 'utf8').trimEnd().split('\n');
const workflows = [...readdirSync(examples), 'queue-mode/campaign.json', ...readdirSync(join(examples, 'presets')).map((file) => `presets/${file}`)]
	.filter((file) => file.endsWith('.json'))
	.map((file) => [file, JSON.parse(readFileSync(join(examples, file), 'utf8')) as Workflow] as const);

describe('customers.csv', () => {
	const [header = '', ...customers] = rows;

	it('has 1,000 customers with a value in every column', () => {
		expect(customers).toHaveLength(1000);
		const columns = header.split(',').length;
		for (const customer of customers) expect(customer.split(',').filter(Boolean)).toHaveLength(columns);
	});

	it('has numbers that are reserved for fiction, each once', () => {
		const numbers = customers.map((customer) => customer.split(',')[2] ?? '');
		expect(new Set(numbers).size).toBe(1000);
		expect(numbers.filter((number) => !/^447700900\d{3}$/.test(number))).toEqual([]);
	});

	it('has a birthday on every day of the year', () => {
		expect(new Set(customers.map((customer) => customer.split(',')[7]?.slice(5))).size).toBe(366);
	});

	it('has a customer for every hour of the year whose birthday begins next in their time zone', () => {
		const known = new Set(customers.map((customer) => customer.split(',').slice(7, 9).join(' ').slice(5)));
		const zones = [...new Set(customers.map((customer) => customer.split(',')[8]!))];
		const begin = DateTime.utc(2028, 1, 1);
		const missed = Array.from({ length: 366 * 24 }, (_, hour) => begin.plus({ hours: hour })).filter((now) => {
			// The rule of the example.
			return !zones.some((zone) => known.has(`${now.setZone(zone).plus({ hours: 14 }).toFormat('MM-dd')} ${zone}`));
		});
		expect(missed.map(String)).toEqual([]);
	});

	it('has unused addresses, each once, and some customers for every channel', () => {
		const [addresses, channels] = [5, 6].map((column) => customers.map((customer) => customer.split(',')[column] ?? ''));
		expect(new Set(addresses).size).toBe(1000);
		expect(addresses!.filter((address) => !/^[a-z]+\.[a-z]+\.\d{5}@example\.com$/.test(address))).toEqual([]);
		expect([...new Set(channels)].sort()).toEqual(['email', 'sms', 'whatsapp', 'zalo']);
	});
});

describe.each(workflows)('%s', (_file, workflow) => {
	it('uses only parameters and options that our nodes have', () => {
		const nodes = [...Object.values(SENDS).map(({ node }) => node), ...OTHERS].map(({ description }) => description);
		const ours = workflow.nodes.filter(({ type }) => type.startsWith('n8n-nodes-communications.'));
		expect(ours).not.toHaveLength(0);
		for (const { type, typeVersion, parameters } of ours) {
			const { properties, version } = nodes.find(({ name }) => type.endsWith(`.${name}`) || type.endsWith(`.${name}Tool`))!;
			expect([type, typeVersion]).toEqual([type, version]);
			// n8n adds two parameters to a node that it turns into a tool.
			const ofTool = type.endsWith('Tool') ? ['descriptionType', 'toolDescription'] : [];
			const options = properties.filter(({ name }) => name === 'options').flatMap((property) => (property.options ?? []).map(({ name }) => name));
			expect([...properties.map(({ name }) => name), ...ofTool]).toEqual(expect.arrayContaining(Object.keys(parameters)));
			expect(options).toEqual(expect.arrayContaining(Object.keys(parameters.options ?? {})));
		}
	});

	it('connects existing nodes, and names each once', () => {
		const names = workflow.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const connected = JSON.stringify(workflow.connections).matchAll(/"node":"([^"]+)"/g);
		expect(names).toEqual(expect.arrayContaining([...connected].map(([, name]) => name)));
		expect(names).toEqual(expect.arrayContaining(Object.keys(workflow.connections)));
	});

	it('contains no credentials', () => {
		expect(workflow.nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
	});
});

test('examples/README.md says how many nodes each has', () => {
	const readme = readFileSync(join(examples, 'README.md'), 'utf8');
	const told = Object.fromEntries([...readme.matchAll(/^\| `([\w-]+\.json)` \| (\d+) \|/gm)].map(([, file, count]) => [file, Number(count)]));
	const counted = workflows.filter(([file]) => !file.includes('/')).map(([file, { nodes }]) => [file, nodes.filter(({ type }) => !type.endsWith('.stickyNote')).length]);
	expect(told).toEqual(Object.fromEntries(counted));
});

test('a proof in a real n8n runs each of them', () => {
	const folder = join(examples, '../scripts/proofs');
	const proofs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mts')).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
	const names = workflows.map(([file]) => file).filter((file) => !file.includes('/'));
	expect(names.filter((file) => !proofs.includes(`'${file}'`))).toEqual([]);
});
