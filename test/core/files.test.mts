/**
 * Files of the items: the node finds them by the names of binary fields, loads them when their batch is due, and never loads more than one request may
 * have.
 */
import type { IBinaryKeyData } from 'n8n-workflow';

import { bytesOf, isMissing, type Attachment, type MissingAttachment } from '../../core/input/attachment.ts';
import { fits, withContents } from '../../core/send/files.ts';
import type { Message } from '../../core/send/message.ts';
import { attempt, files } from '../../core/input/fields.ts';
import { filesOf } from '../../n8n/edges/files.ts';
import { fakeContext } from './context.mts';
import { message, plain } from './scripted-provider.mts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const file = (text: string, given: Partial<Attachment> = {}): Attachment => ({ name: `${text}.txt`, mimeType: 'text/plain', bytes: text.length, read: async () => await Promise.resolve(base64(text)), ...given });

describe('binary fields', () => {
	const binaries: IBinaryKeyData[] = [
		{
			invoice: { fileName: 'march.pdf', mimeType: 'application/pdf', data: base64('12345') },
			photo: { fileExtension: 'png', mimeType: 'image/png', data: base64('1234') },
			bare: { mimeType: 'text/plain', data: '' },
			stored: { fileName: 'stored.pdf', mimeType: 'application/pdf', data: 'filesystem', id: 'filesystem:1', bytes: 99 },
			old: { fileName: 'old.pdf', mimeType: 'application/pdf', data: 'filesystem', id: 'filesystem:2' },
		},
	];
	const { context } = fakeContext({ binaries, items: [{}, {}] });
	const found = (given: unknown, item = 0) => filesOf(context, item, given) as Array<Attachment | MissingAttachment>;
	const names = (given: unknown) => found(given).map((one) => ('name' in one ? one.name : `no ${one.missing}`));

	test.each<[unknown, string[]]>([
		['invoice', ['march.pdf']],
		[' invoice , photo,', ['march.pdf', 'photo.png']],
		[['bare', ' stored '], ['bare', 'stored.pdf']],
		[' ["invoice","photo"]', ['march.pdf', 'photo.png']],
		['["invoice"', ['no ["invoice"']],
		['gone, invoice', ['no gone', 'march.pdf']],
		['', []],
		[[], []],
		[['', ' '], []],
	])('%j', (given, expected) => expect(names(given)).toEqual(expected));

	const { invoice, stored } = binaries[0]!;
	/** The binary as an expression gets it, without its content. */
	const reference = (one: IBinaryKeyData[string]) => ({ ...one, data: undefined });

	test.each<[string, unknown, string[]]>([
		['a reference', reference(invoice!), ['march.pdf']],
		['a list of references', [reference(invoice!), reference(stored!)], ['march.pdf', 'stored.pdf']],
		['a list within a list', [[reference(invoice!), 'photo']], ['march.pdf', 'photo.png']],
		['all that the item has', Object.fromEntries(Object.entries(binaries[0]!).map(([name, one]) => [name, reference(one)])), ['march.pdf', 'photo.png', 'bare', 'stored.pdf', 'old.pdf']],
		['a reference to the file of somebody else', [{ ...reference(stored!), id: 'filesystem:3' }], ['no stored.pdf']],
		['an id alone', [{ id: 'filesystem:9' }], ['no filesystem:9']],
	])('%s', (_case, given, expected) => expect(names(given)).toEqual(expected));

	test('a reference to one of two identical files is ambiguous', () => {
		const twins = fakeContext({ binaries: [{ one: { fileName: 'a.txt', mimeType: 'text/plain', data: 'eA==' }, two: { fileName: 'a.txt', mimeType: 'text/plain', data: 'eQ==' } }] }).context;
		expect(filesOf(twins, 0, [{ fileName: 'a.txt', mimeType: 'text/plain' }])).toEqual([{ missing: 'a.txt', known: ['one', 'two'] }]);
	});

	test.each([null, undefined, '', 'text', ' ', 'a/'])('the media type %p becomes the general one', (mimeType) => {
		const odd = fakeContext({ binaries: [{ file: { fileName: '', mimeType: mimeType as string, data: 'eA==' } }] }).context;
		expect(filesOf(odd, 0, 'file')).toMatchObject([{ name: 'file', mimeType: 'application/octet-stream' }]);
	});

	test.each([[[null]], [{ read: 1 }], [['invoice', null]], [[{ missing: 1, read: 2 }, 7]]])('%j is refused by the reader', (given) => {
		expect(attempt(files(9), filesOf(context, 0, given))).toMatchObject({ what: `is ${JSON.stringify(given)}, which names no binary fields` });
	});

	test.each([{ invoice: 1 }, ['invoice', 7], [null], 7, null])('%j names none, and is given back for the schema to refuse', (given) => {
		expect(filesOf(context, 0, given)).toBe(given);
	});

	test('their size comes from the content, if it is in memory, or from n8n', () => {
		expect((found('invoice,photo,bare,stored,old') as Attachment[]).map(({ bytes, mimeType }) => [bytes, mimeType])).toEqual([
			[5, 'application/pdf'],
			[4, 'image/png'],
			[0, 'text/plain'],
			[99, 'application/pdf'],
			[null, 'application/pdf'],
		]);
	});

	test('the content is read as Base64 on request', async () => {
		expect(await (found('invoice')[0] as Attachment).read()).toBe(base64('12345'));
	});

	test('for a name without a file, lists the existing names', () => {
		const [missing] = found('gone');
		expect(missing).toEqual({ missing: 'gone', known: ['invoice', 'photo', 'bare', 'stored', 'old'] });
		expect([isMissing(missing!), isMissing(found('invoice')[0]!)]).toEqual([true, false]);
		expect(found('gone', 1)).toEqual([{ missing: 'gone', known: [] }]);
	});
});

describe('the size limits of a request', () => {
	test.each<[Array<number | null> | undefined, number]>([
		[undefined, 0],
		[[], 0],
		[[2, 3], 5],
		[[2, null], Infinity],
	])('files of %j bytes take %p', (sizes, expected) => {
		expect(bytesOf(sizes?.map((bytes) => file('x', { bytes })))).toBe(expected);
	});

	test('text and files are counted separately', async () => {
		const { loaded } = await withContents([message(0, { files: [file('123456')] }), message(1)], { ...plain.limits, fileBytes: 6 });
		const body = (textBytes: number) => ({ method: 'POST' as const, url: '', headers: {}, body: '.'.repeat(textBytes) + base64('123456') });
		expect([400, 401].map((bytes) => fits(body(bytes), loaded, plain.limits))).toEqual([true, false]);
		expect(fits({ ...body(0), body: 'ß'.repeat(201) }, [], plain.limits)).toBe(false);
	});
});

describe('a batch that is due', () => {
	const load = async (batch: Array<Message<string>>, fileBytes: number | undefined = 10) => await withContents(batch, { ...plain.limits, ...(fileBytes !== undefined && { fileBytes }) });

	test('without files stays the same', async () => {
		const batch = [message(0), message(1, { files: [] })];
		const { due, loaded, refused } = await load(batch);
		expect([due, loaded, refused]).toEqual([batch, batch, []]);
		expect([due === batch, loaded === batch]).toEqual([true, true]);
	});

	test('has the contents only in the loaded messages', async () => {
		const batch = [message(0, { files: [file('one'), file('two')] }), message(1)];
		const { due, loaded, refused } = await load(batch);
		expect(due).toEqual(batch);
		expect(due[0]!.files!.some(({ content }) => content !== undefined)).toBe(false);
		expect(loaded.map(({ item, files }) => [item, files?.map(({ name, content }) => [name, content])])).toEqual([[0, [['one.txt', base64('one')], ['two.txt', base64('two')]]], [1, undefined]]);
		expect(refused).toEqual([]);
	});

	test('goes without a message whose file cannot be read', async () => {
		const torn = file('torn', { read: async () => await Promise.reject(new Error('ENOENT: no such file')) });
		const batch = [message(0, { files: [torn] }), message(1, { files: [file('good')] })];
		const { due, loaded, refused } = await load(batch);
		expect([due.map(({ item }) => item), loaded.map(({ item }) => item)]).toEqual([[1], [1]]);
		expect(refused).toEqual([[batch[0], expect.objectContaining({ status: 'notSent', code: 'fileUnreadable', what: 'The file "torn.txt" could not be read: ENOENT: no such file', retryable: true })]]);
	});

	test.each([
		['just the room there is', ['12345', '67890'], 10, true],
		['a byte more', ['12345', '678901'], 10, false],
		['more, whatever n8n thinks', ['12345678901'], 10, false],
	])('%s', async (_name, texts, fileBytes, good) => {
		const { loaded, refused } = await load([message(0, { files: texts.map((text) => file(text, { bytes: 1 })) })], fileBytes);
		expect(loaded).toHaveLength(good ? 1 : 0);
		if (!good) expect(refused[0]![1]).toMatchObject({ status: 'notSent', code: 'tooLarge', what: 'The files of the message are larger than the 10 bytes of files that a request may have', retryable: false });
	});

	test('of an operation without a file limit takes no files', async () => {
		const { refused } = await withContents([message(0, { files: [file('x')] })], plain.limits);
		expect(refused[0]![1].what).toContain('than the 0 bytes');
	});
});
