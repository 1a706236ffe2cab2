/** Every field on the wire, and the files of emails. */
import type { Attachment } from '../../core/input/attachment.ts';
import { withContents } from '../../core/send/files.ts';
import { limits } from '../../providers/capillary/send/form.ts';
import { encode, read } from './reading.mts';

const email = { channel: 'email', to: 'jo@example.com', from: 'shop@example.com', subject: 'Invoice', body: 'Here it is.' };

const file = (name: string, mimeType: string, text: string): Attachment => ({
	name,
	mimeType,
	bytes: text.length,
	read: async () => await Promise.resolve(Buffer.from(text).toString('base64')),
});

test('attachments on the wire match the page’s table, in JSON and XML, and all say that they are Base64', async () => {
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

test('without attachments there is no key', () => {
	expect(encode([{ ...read(email), files: [] }]).body).not.toContain('attachments');
});

describe('the request has exactly the given fields', () => {
	const sms = { channel: 'sms', to: '447700900123', body: 'Hello' };
	const chat = { receiver: '447700900123', text: 'Hello' };
	const at = { scheduledTime: '2031-01-15T10:30:00+05:30' };

	test.each<[string, object, object, string]>([
		['an SMS', sms, { to: '447700900123', body: 'Hello' }, '<sms><to>447700900123</to><body>Hello</body></sms>'],
		[
			'an SMS with all there is',
			{ ...sms, ...at, sender: 'SHOP' },
			{ to: '447700900123', body: 'Hello', sender: 'SHOP', scheduledTime: '2031-01-15T10:30:00+05:30' },
			'<sms><to>447700900123</to><body>Hello</body><sender>SHOP</sender><scheduled_time>2031-01-15T10:30:00+05:30</scheduled_time></sms>',
		],
		[
			'an email with nothing but a subject',
			{ ...email, body: '' },
			{ to: 'jo@example.com', cc: '', bcc: '', from: 'shop@example.com', subject: 'Invoice' },
			'<email><to>jo@example.com</to><from>shop@example.com</from><subject>Invoice</subject></email>',
		],
		[
			'an email with all there is',
			{ ...email, ...at, cc: 'ann@example.com; bo@example.com', bcc: ['archive@example.com'] },
			{
				to: 'jo@example.com',
				cc: 'ann@example.com,bo@example.com',
				bcc: 'archive@example.com',
				from: 'shop@example.com',
				subject: 'Invoice',
				body: 'Here it is.',
				scheduledTime: '2031-01-15T10:30:00+05:30',
			},
			'<email><to>jo@example.com</to><from>shop@example.com</from><cc>ann@example.com,bo@example.com</cc><bcc>archive@example.com</bcc>' +
				'<subject>Invoice</subject><body>Here it is.</body><scheduled_time>2031-01-15T10:30:00+05:30</scheduled_time></email>',
		],
		[
			'WhatsApp',
			{ ...chat, ...at, channel: 'whatsapp' },
			{ receiver: '447700900123', template: 'Hello', scheduledTime: '2031-01-15T10:30:00+05:30' },
			'<whatsappMessage><receiver>447700900123</receiver><template>Hello</template><scheduled_time>2031-01-15T10:30:00+05:30</scheduled_time></whatsappMessage>',
		],
		['Zalo', { ...chat, channel: 'zalo' }, { receiver: '447700900123', template: 'Hello' }, '<zaloMessage><receiver>447700900123</receiver><template>Hello</template></zaloMessage>'],
	])('%s', (_name, fields, json, xml) => {
		const message = read(fields);
		expect(Object.values((JSON.parse(encode([message]).body) as { root: object }).root)).toEqual([[json]]);
		expect(encode([message], 'xml').body).toBe(`<root>${xml}</root>`);
	});

	test('each message has its own time', () => {
		const times = ['2031-01-15T10:30:00Z', '2031-01-15T10:31:00Z'].map((scheduledTime) => read({ ...sms, scheduledTime }));
		const { root } = JSON.parse(encode([...times, times[0]!, read(sms)]).body) as { root: { sms: Array<{ scheduledTime?: string }> } };
		expect(root.sms.map(({ scheduledTime }) => scheduledTime)).toEqual(['2031-01-15T10:30:00+00:00', '2031-01-15T10:31:00+00:00', '2031-01-15T10:30:00+00:00', undefined]);
	});
});
