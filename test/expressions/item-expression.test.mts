import { isSameForAll, itemReader, LEFT_TO_N8N } from '../../n8n/edges/itemExpression.ts';

const own = { inherited: 'no' };
const json = {
	phone: '447700900123',
	count: 0,
	yes: false,
	empty: '',
	nothing: null,
	'First Name': 'Ana',
	"it's": 'its',
	'say "hi"': 'hi',
	'back\\slash': 'b',
	'a.b': 'dot',
	Größe: 'L',
	$: 'dollar',
	length: 'own',
	address: { city: 'Lund', lines: ['Main Street', 7] },
	date: new Date(0),
	map: new Map(),
	negative: -0,
	infinite: Infinity,
	half: '\ud800',
	nul: 'a\0b',
	long: 'x'.repeat(1_000_001),
	child: Object.create(own) as object,
	toString: 'own',
};

function read(raw: unknown): unknown {
	const reader = itemReader(raw);
	return reader === null ? 'n8n, always' : reader(json) === LEFT_TO_N8N ? 'n8n' : reader(json);
}

test.each<[unknown, unknown]>([
	['={{ $json.phone }}', '447700900123'],
	['={{$json.phone}}', '447700900123'],
	['={{\n\t$json . phone\r\n}}', '447700900123'],
	['={{ $json.count }}', 0],
	['={{ $json.yes }}', false],
	['={{ $json.nothing }}', null],
	['={{ $json.missing }}', undefined],
	['={{ $json["First Name"] }}', 'Ana'],
	["={{ $json['it\\'s'] }}", 'its'],
	['={{ $json["say \\"hi\\""] }}', 'hi'],
	['={{ $json["back\\\\slash"] }}', 'b'],
	['={{ $json["a.b"] }}', 'dot'],
	['={{ $json.Größe }}', 'L'],
	['={{ $json.length }}', 'own'],
	['={{ $json.address.city }}', 'Lund'],
	['={{ $json["address"].lines[1] }}', 7],
	['={{ $json.address.lines["0"] }}', 'Main Street'],
	['={{ $json.address.lines[2] }}', undefined],
	['={{ $json.phone }} ', '447700900123 '],
	['=Hi {{ $json["First Name"] }},\n{{ $json.count }}{{ $json.yes }}{{ $json.nothing }}{{ $json.missing }}!', 'Hi Ana,\n0false!'],
	['={ "to": "{{ $json.phone }}", "n": {"x":{{ $json.count }}}, "t": "a\\nb" }', '{ "to": "447700900123", "n": {"x":0}, "t": "a\\nb" }'],
	['=Hello', 'Hello'],
	['=', ''],
	[{ a: '={{ $json.phone }}', b: 'fixed', c: [{ d: '={{ $json.count }}' }, null] }, { a: '447700900123', b: 'fixed', c: [{ d: 0 }, null] }],
])('%j is read as n8n evaluates it', (raw, value) => {
	expect(read(raw)).toStrictEqual(value);
});

test.each<[unknown]>([
	['={{ $json }}'],
	['={{ $json.phone.toUpperCase() }}'],
	['={{ $json?.phone }}'],
	['={{ $json.phone ?? "" }}'],
	['={{ $json.phone; }}'],
	['={{ $json.phone /* it */ }}'],
	['={{ $json.address.lines[01] }}'],
	['={{ $json.address.lines[-1] }}'],
	['={{ $json["phone" + ""] }}'],
	['={{ $json["\\u0070hone"] }}'],
	['={{ $json.constructor }}'],
	['=write to x.constructor {{ $json.phone }}'],
	['={{ $json.__proto__ }}'],
	['={{ $json["toString"] }}'],
	['={{ $json.$ }}'],
	['={{ $json.window }}'],
	['={{ $json["x.first ("] }}'],
	['={{ $json.phone }'],
	['={{ $json.phone }} {{ $now }}'],
	['=\\{{ $json.phone }}'],
	['=a\\\\b {{ $json.phone }}'],
	['=a\0b'],
	['=toString'],
	['={{ $input.item.json.phone }}'],
	['={{ $jsonx.phone }}'],
	[{ a: '={{ $json.phone }}', b: '={{ $now }}' }],
	[JSON.parse('{ "__proto__": "={{ $json.phone }}" }')],
])('%j is left to n8n', (raw) => {
	expect(read(raw)).toBe('n8n, always');
});

test.each(['date', 'map', 'negative', 'infinite', 'half', 'nul', 'long', 'address', 'address.lines', 'date.x', 'child.inherited', 'phone.length', 'phone[0]', 'nothing.x', 'missing.x', 'address.lines.length'])(
	'the item with such a %s is left to n8n, alone and in a text and a collection',
	(path) => {
		expect([read(`={{ $json.${path} }}`), read(`=Hi {{ $json.${path} }}`), read({ a: [`={{ $json.${path} }}`] })]).toEqual(['n8n', 'n8n', 'n8n']);
	},
);

test('each item gets its own collection', () => {
	const reader = itemReader({ list: ['={{ $json.phone }}', { fixed: 1 }] })!;
	const [one, two] = [reader(json), reader(json)] as Array<{ list: unknown[] }>;
	expect(one).not.toBe(two);
	expect(one!.list[1]).not.toBe(two!.list[1]);
});

test.each<[unknown, boolean]>([
	['fixed', true],
	['={{ $vars.shop }}', true],
	['=Hello', false],
	['={{$vars.SHOP_2}} of {{ $env.CITY }}, {{ $workflow.name }} {{ $workflow.id }} {{ $workflow.active }} {{ $execution.id }} {{\n$execution.mode }}', true],
	[{ a: '={{ $vars.shop }}', b: ['fixed', 7, null] }, true],
	['={{ $json.name }}', false],
	['={{ $vars.shop }} {{ $json.name }}', false],
	[{ a: '={{ $vars.shop }}', b: ['={{ $json.name }}'] }, false],
	['={{ $vars.shop + Math.random() }}', false],
	['={{ $vars.shop.slice($itemIndex) }}', false],
	['={{ $vars[$json.name] }}', false],
	['={{ $now }}', false],
	['={{ $execution.customData.get("a") }}', false],
	['={{ $workflow.id; Math.random() }}', false],
	['={{ $runIndex }}', false],
	['={{ Math.random() }}', false],
	['={{ $vars.shop }}{{ {} }}', false],
])('whether %j is the same for all items: %p', (raw, isSame) => {
	expect(isSameForAll(raw)).toBe(isSame);
});
