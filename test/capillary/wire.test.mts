/** Files of emails as they travel. */
import { withContents, type File } from '../../core/file.ts';
import { limits } from '../../nodes/Capillary/send/limits.ts';
import { encode, read } from './reading.mts';

const email = { channel: 'email', to: 'jo@example.com', from: 'shop@example.com', subject: 'Invoice', body: 'Here it is.' };

const file = (name: string, mimeType: string, text: string): File => ({
	name,
	mimeType,
	bytes: text.length,
	read: async () => await Promise.resolve(Buffer.from(text).toString('base64')),
});

test('on the wire as the table of the page has it, in JSON and XML; all that is Base64 says so', async () => {
	const { loaded } = await withContents([{ ...read(email), files: [file('a.PNG', 'image/png', 'image'), file('Terms & more', 'text/plain', 'terms')] }], limits);
	const attachment = [
		{ file_name: 'a.PNG', file_type: 'png', file_data: 'aW1hZ2U=', file_encoding_type: 'base64' },
		{ file_name: 'Terms & more', file_type: 'plain', file_data: 'dGVybXM=', file_encoding_type: 'base64' },
	];
	expect(JSON.parse(encode([...loaded]).body)).toEqual({
		root: { email: [{ to: 'jo@example.com', cc: '', bcc: '', from: 'shop@example.com', subject: 'Invoice', body: 'Here it is.', attachments: { attachment } }] },
	});
	expect(encode([...loaded], 'xml').body).toBe(
		'<root><email><to>jo@example.com</to><from>shop@example.com</from><subject>Invoice</subject><body>Here it is.</body><attachments>' +
			'<attachment><file_name>a.PNG</file_name><file_type>png</file_type><file_data>aW1hZ2U=</file_data><file_encoding_type>base64</file_encoding_type></attachment>' +
			'<attachment><file_name>Terms &amp; more</file_name><file_type>plain</file_type><file_data>dGVybXM=</file_data><file_encoding_type>base64</file_encoding_type></attachment>' +
			'</attachments></email></root>',
	);
});

test.each([
	['invoice.PDF', 'application/octet-stream', 'pdf'],
	['archive.tar.gz', 'application/gzip', 'gz'],
	['no ending', 'application/x-zip', 'zip'],
	['no ending', 'image/svg+xml', 'svg'],
	['no ending', 'text/plain; charset=utf-8', 'plain'],
	['dots. and blanks', 'text/csv', 'csv'],
	['too.longanending1', 'text/csv', 'csv'],
])('%s of type %s has the format %s', async (name, mimeType, format) => {
	const { loaded } = await withContents([{ ...read(email), files: [file(name, mimeType, 'x')] }], limits);
	expect(encode([...loaded]).body).toContain(`"file_type":"${format}"`);
});

test('none are no key at all', () => {
	expect(encode([{ ...read(email), files: [] }]).body).not.toContain('attachments');
});
