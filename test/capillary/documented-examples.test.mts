/**
 * Every example of the vendor's page "Send message": fields in, body out; answer in, verdicts out. The page hides its email addresses; here they are at
 * example.com.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { decode, encode, read, verdicts } from './reading.mts';

interface Pair {
	page: string;
	wireFormat: string;
	fields: object[];
	body: unknown;
	answer: unknown;
	verdicts: string[];
	ids: Array<string | null>;
	leftOut?: string;
}

const folder = join(__dirname, 'fixtures');
const pairs = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Pair);

test('the page has eight requests and eight answers', () => {
	expect(pairs.map(({ page }) => page).sort()).toEqual([
		'JSON, WhatsApp',
		'JSON, Zalo',
		'JSON, email',
		'JSON, two SMS',
		'XML, SMS',
		'XML, WhatsApp',
		'XML, Zalo',
		'XML, email',
	]);
	// A number without country code could be another country's: the node does not send one.
	expect(pairs.filter(({ leftOut }) => leftOut).map(({ page }) => page)).toEqual(['XML, SMS']);
});

test.each(pairs.map((pair) => [pair.page, pair] as const))('request: %s', (_page, pair) => {
	const { body, headers, method, url } = encode(pair.fields.map((fields) => read(fields)), pair.wireFormat);
	if (pair.wireFormat === 'json') expect(JSON.parse(body)).toEqual(pair.body);
	else expect(body).toBe(pair.body);
	const channel = (pair.fields[0] as { channel: string }).channel;
	expect([method, url]).toEqual(['POST', `https://api.example.com/v1.1/communications/sendMessage?channel=${channel}`]);
	expect(headers).toEqual({ 'Content-Type': `application/${pair.wireFormat}`, Accept: `application/${pair.wireFormat}` });
});

test.each(pairs.map((pair) => [pair.page, pair] as const))('answer: %s', (_page, pair) => {
	const rows = decode(pair.answer, pair.fields.map((fields) => read(fields)));
	expect(verdicts(rows)).toEqual(pair.verdicts);
	expect(rows!.map((row) => (row?.accepted ? row.messageId : null))).toEqual(pair.ids);
});

test("the page's XML answer also belongs to its request, whose number had no country code", () => {
	const pair = pairs.find(({ page }) => page === 'XML, SMS')!;
	const message = { ...read(pair.fields[0]), recipient: '8971345617' };
	expect(verdicts(decode(pair.answer, [message]))).toEqual(['accepted']);
});
