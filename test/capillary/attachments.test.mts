/** Files of the input items travel with emails, in the real engine: from memory and from n8n's stores, and never more at once than one request takes. */
import { createHash } from 'node:crypto';
import type { IBinaryData, IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { limits } from '../../providers/capillary/send/form.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { storedBinary } from '../engine/engine.mts';
import { failureOf } from '../failed.mts';
import { runCapillary, statuses, type CapillaryRun } from './capillary.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const email = { channel: 'email', to: 'jo@example.com', from: 'shop@example.com', subject: 'Invoice', body: 'Here it is.' };
const png = Buffer.from('iVBORw0KGgo=', 'base64');
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const inMemory = (fileName: string, mimeType: string, content: Buffer): IBinaryData => ({ fileName, mimeType, data: content.toString('base64'), bytes: content.length });
const inStore = (fileName: string, mimeType: string, content: Buffer): IBinaryData => storedBinary(fileName, mimeType, content.length, () => content);

async function mail(items: IDataObject[], binaries: Array<IBinaryKeyData | undefined>, given: CapillaryRun = {}) {
	return await runCapillary(sandbox, items, { binaries, ...given, parameters: { options: { messageFrom: 'item' }, channel: 'variesByItem', ...given.parameters } });
}

const pdf = Buffer.from([0, 1, 2, 0xff, 0xfe]);
test.each([
	['memory', 'json', inMemory],
	['memory', 'xml', inMemory],
	['a store', 'json', inStore],
	['a store', 'xml', inStore],
] as const)('from %s in %s, however the message is given', async (_place, wireFormat, binary) => {
	const binaries = [{ invoice: binary('invoice.pdf', 'application/pdf', pdf), photo: binary('photo.png', 'image/png', png), other: binary('no.txt', 'text/plain', png) }];
	const ways = [
		{ options: { messageFrom: 'item' }, channel: 'variesByItem' },
		{ options: { messageFrom: 'json' }, channel: 'variesByItem', messageJson: '={{ $json }}' },
		{ ...email, attachments: '={{ $json.attachments }}' },
	];
	for (const parameters of ways) {
		for (const attachments of [['invoice', 'photo'], ' invoice ,photo', '["invoice","photo"]']) {
			sandbox.reset();
			const { success } = await mail([{ ...email, attachments }], binaries, { parameters, options: { wireFormat } });
			expect(statuses(success)).toEqual(['accepted']);
			expect(sandbox.accepted()[0]!.details.attachments).toEqual([
				{ name: 'invoice.pdf', type: 'pdf', encoding: 'base64', bytes: pdf.length, sha256: sha256(pdf) },
				{ name: 'photo.png', type: 'png', encoding: 'base64', bytes: png.length, sha256: sha256(png) },
			]);
			expect(JSON.stringify(success)).not.toContain(pdf.toString('base64'));
		}
	}
});

test.each(['={{ $binary.invoice }}', '={{ [$binary.invoice] }}', '={{ $binary["invoice"] }}', '={{ Object.keys($binary)[0] }}'])("n8n's own %s is as good as the name of the file", async (attachments) => {
	for (const binary of [inMemory, inStore]) {
		sandbox.reset();
		const binaries = [{ invoice: binary('invoice.pdf', 'application/pdf', pdf), photo: binary('photo.png', 'image/png', png) }];
		const { success } = await mail([email], binaries, { parameters: { options: {}, ...email, attachments } });
		expect(statuses(success)).toEqual(['accepted']);
		expect(sandbox.accepted()[0]!.details.attachments).toMatchObject([{ name: 'invoice.pdf', sha256: sha256(pdf) }]);
	}
});

test('a name without a file is refused with the existing names; other channels ignore it', async () => {
	const binaries = [{ invoice: inMemory('a.pdf', 'application/pdf', pdf), photo: inMemory('b.png', 'image/png', png) }, undefined, undefined];
	const sms = { channel: 'sms', to: '447700900123', body: 'Hi', attachments: 'gone' };
	const { success, errors } = await mail([{ ...email, attachments: 'invoice, gone' }, { ...email, attachments: 'gone' }, sms, { ...email, attachments: { invoice: 1 } }], binaries);
	expect(errors.map(failureOf).map(({ message, fix }) => `${message}. ${fix}`)).toEqual([
		'Attachments names the binary field "gone", which is missing. The files of this item are named invoice, photo: give one of these names.',
		'Attachments names the binary field "gone", which is missing. The item has no files: check what the node before returns.',
		'Attachments is {"invoice":1}, which names no binary fields. Give the names of binary fields of the item, separated by commas or as a list.',
	]);
	expect(statuses(success)).toEqual(['accepted']);
});

test('an unreadable file holds back only its own message', async () => {
	const broken = storedBinary('gone.pdf', 'application/pdf', 5, () => {
		throw new Error('ENOENT: no such file');
	});
	const binaries = [{ file: inStore('a.pdf', 'application/pdf', pdf) }, { file: broken }, undefined];
	const items = [{ ...email, attachments: 'file' }, { ...email, attachments: 'file' }, { ...email, to: 'ann@example.com' }];
	const { success, errors } = await mail(items, binaries);
	expect(statuses(success)).toEqual(['accepted', 'accepted']);
	expect(errors[0]!.json.error).toMatchObject({ message: 'The file "gone.pdf" could not be read: ENOENT: no such file', status: 'notSent', code: 'fileUnreadable', attempts: 0 });
	expect(sandbox.requests()).toHaveLength(1);
});

test('files over the limit of a mail are refused before anything is sent, also if the size is known only after loading', async () => {
	const large = Buffer.alloc(limits.fileBytes + 1);
	const lying = storedBinary('lying.bin', 'application/octet-stream', 10, () => large);
	const items = [{ ...email, attachments: 'file' }, { ...email, attachments: 'file' }, email];
	const { success, errors } = await mail(items, [{ file: inStore('large.bin', 'application/octet-stream', large) }, { file: lying }]);
	expect(errors.map(failureOf).map(({ message, status }) => [message, status])).toEqual([
		['Attachments are 5000001 bytes together, more than the 5000000 allowed', 'notSent'],
		['The files of the message are larger than the 5000000 bytes of files that a request may have', 'notSent'],
	]);
	expect(statuses(success)).toEqual(['accepted']);
});

test('files are read when their batch is due, and a batch never exceeds the limit of a request', async () => {
	const megabyte = 1_000_000;
	const events: string[] = [];
	const binaryOf = (i: number) =>
		storedBinary(`${i}.bin`, 'application/octet-stream', 2 * megabyte, () => {
			events.push(`read after ${sandbox.accepted().length}`);
			return Buffer.alloc(2 * megabyte, i);
		});
	const items = Array.from({ length: 6 }, (_, i) => ({ ...email, to: `c${i}@example.com`, attachments: 'file' }));
	const { success } = await mail(items, items.map((_, i) => ({ file: binaryOf(i) })), { options: { concurrency: 1 } });
	expect(statuses(success)).toEqual(Array(6).fill('accepted'));
	expect(events).toEqual([0, 0, 2, 2, 4, 4].map((accepted) => `read after ${accepted}`));
	expect(sandbox.requests().map(({ accepted, status }) => [accepted, status])).toEqual([[2, 200], [2, 200], [2, 200]]);
});

test('mails with files of unknown size go one per request; mails without files stay together', async () => {
	const unknown = () => storedBinary('old.pdf', 'application/pdf', undefined, () => pdf);
	const items = [email, { ...email, to: 'a@example.com', attachments: 'file' }, { ...email, to: 'b@example.com', attachments: 'file' }, { ...email, to: 'c@example.com' }];
	const { success } = await mail(items, [undefined, { file: unknown() }, { file: unknown() }], { options: { concurrency: 1 } });
	expect(statuses(success)).toEqual(Array(4).fill('accepted'));
	expect(sandbox.requests().map(({ accepted }) => accepted)).toEqual([1, 1, 2]);
});

test('a dry run reads no file: it shows their names and sizes', async () => {
	const untouched = storedBinary('gone.pdf', 'application/pdf', 5, () => {
		throw new Error('read');
	});
	const items = [{ ...email, attachments: 'file' }, { ...email, attachments: 'file' }];
	const { success, errors } = await mail(items, [{ file: inMemory('a.pdf', 'application/pdf', pdf) }, { file: untouched }], { options: { dryRun: true, batchSize: 1 } });
	expect(success.map(({ json }) => (json.request as IDataObject).body)).toEqual([
		expect.stringMatching(/"file_name":"a\.pdf".*"file_data":"\(\d+ bytes\)"/),
		expect.stringMatching(/"file_name":"gone\.pdf".*"file_data":"\(5 bytes\)"/),
	]);
	expect(errors).toEqual([]);
	expect(sandbox.requests()).toEqual([]);
});
