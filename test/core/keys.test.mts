import { keysReader } from '../../core/input/keys.ts';
import { Refusal } from '../../core/input/schema.ts';
import type { SendOperation } from '../../core/send/operation.ts';
import { generate } from '../../providers/capillary/generateOtp/operation.ts';
import { resend } from '../../providers/capillary/resend/operation.ts';
import { send as capillary } from '../../providers/capillary/send/operation.ts';
import { send as comapi } from '../../providers/comapi/send/operation.ts';
import { sendBatch } from '../../providers/comapi/sendBatch/operation.ts';
import { send as wavy } from '../../providers/wavy/send/operation.ts';
import { sendBulk } from '../../providers/wavy/sendBulk/operation.ts';
import { enqueue as wiraya } from '../../providers/wiraya/enqueue/operation.ts';

const settings = { timeZone: 'Europe/Stockholm', defaultCountry: null, maxSegments: null, now: Date.parse('2026-11-22T03:00:00Z') };

/** The fields that an operation reads from an item, or `<field> <what> | <fix>`. */
function read(operation: unknown, given: object, source: 'item' | 'json' = 'item') {
	const known = operation as SendOperation;
	try {
		return known.reader(settings)(keysReader(known.fields, known.keys ?? {}, source)(given));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return `${error.field ?? 'Message'} ${error.what} | ${error.fix}`;
	}
}

const at = '2031-01-15T10:30:00Z';
const common = { to: '+44 7700 900123', text: 'Hi', from: 'Shop', correlationId: 'a-1' };

describe('the keys that all providers share', () => {
	it.each([
		['Wiraya', wiraya, { ...common, contentType: 'SMSFromAlpha', channel: 'sms' }],
		['Capillary', capillary, { ...common, channel: 'SMS' }],
		['Wavy', wavy, common],
		['Wavy, in bulk', sendBulk, common],
		['Comapi', comapi, { ...common, channel: 'sms' }],
		['Comapi, in a batch', sendBatch, { ...common, channel: 'sms' }],
	])('%s reads them in JSON and Input Item', (_name, operation, given) => {
		for (const source of ['item', 'json'] as const) {
			expect(read(operation, given, source)).toMatchObject({ channel: 'sms', recipient: '447700900123', correlationId: 'a-1', segments: { count: 1 } });
			expect(JSON.stringify(read(operation, given, source))).toContain('Hi');
			if (operation !== (wavy as never) && operation !== (sendBulk as never)) expect(JSON.stringify(read(operation, given, source))).toContain('Shop');
		}
	});

	it.each([
		['Wiraya', wiraya, { to: common.to, contentType: 'SMSProject', projectId: 1 }],
		['Capillary', capillary, { ...common, channel: 'whatsapp' }],
		['Wavy', wavy, common],
	])('%s reads the time of sending', (_name, operation, given) => {
		expect((read(operation, { ...given, sendAt: at }) as { scheduledAt: { toMillis(): number } }).scheduledAt.toMillis()).toBe(Date.parse(at));
	});

	it('an email has its subject and addresses', () => {
		expect(read(capillary, { channel: 'email', to: 'ann@example.com', from: 'shop@example.com', subject: 'Hello', text: 'Hi' })).toMatchObject({ recipient: 'ann@example.com', content: { from: 'shop@example.com', subject: 'Hello', body: 'Hi' } });
		expect(read(comapi, { channel: 'email', to: 'ann@example.com', subject: 'Hello', text: 'Hi' })).toMatchObject({ recipient: 'ann@example.com', content: { to: { email: 'ann@example.com' }, title: 'Hello', body: 'Hi' } });
	});

	it('Wavy and Comapi take when a message expires', () => {
		expect(read(comapi, { ...common, channel: 'sms', expiresAt: at })).toMatchObject({ content: { expiresOn: at } });
		expect(read(wavy, { ...common, expiresAt: at })).toMatchObject({ content: { request: { expiresDate: '2031-01-15T11:30:00' } } });
	});

	it('a message that cannot be scheduled is not sent at once', () => {
		expect(read(comapi, { ...common, channel: 'sms', sendAt: at })).toBe('sendAt cannot be given: Comapi only schedules through a custom body | Remove it, or give customBody: { "sms": { "body": "Hello", "deliverAfter": "2031-01-15T10:30:00Z" } }.');
		for (const operation of [resend, generate]) expect(read(operation, { sendAt: at }, 'json')).toMatch(/^Message has the key "sendAt", which the node does not know \| /);
	});

	it('a channel that contradicts the content type is refused', () => {
		expect(read(wiraya, { ...common, contentType: 'SMSFromAlpha', channel: 'whatsapp' })).toBe('channel is "whatsapp", and SMSFromAlpha is sent as sms | Choose a content type of that channel, or leave the channel out.');
	});

	it('that a provider does not use are ignored', () => {
		expect(read(wavy, { ...common, subject: 'Hello', attachments: '' }, 'json')).toMatchObject({ recipient: '447700900123' });
	});
});

describe('column names in tables', () => {
	it.each(['destination', 'Destination', ' DESTINATION ', '\ufeffdestination', 'To', '\ufeff to\u200b'])('%j is the destination', (key) => {
		for (const source of ['item', 'json'] as const) expect(read(wavy, { [key]: common.to, text: 'Hi' }, source)).toMatchObject({ recipient: '447700900123' });
	});

	it("the vendor's own names work as on its page", () => {
		expect(read(wiraya, { content: { $type: 'SMSFromAlpha', sender: 'Shop', text: 'Hi' }, recipient: common.to, clientMessageId: 'a-1' }, 'json')).toMatchObject({ correlationId: 'a-1', content: { sender: 'Shop' } });
		expect(read(comapi, { to: { phoneNumber: common.to }, rules: ['sms'], body: 'Hi' }, 'json')).toMatchObject({ recipient: '447700900123' });
		expect(read(capillary, { channel: 'whatsapp', receiver: common.to, template: 'Hi' }, 'json')).toMatchObject({ content: { template: 'Hi' } });
	});

	it.each([
		[wavy, { to: common.to, destination: '447700900124', text: 'Hi' }, 'to is given twice: "+44 7700 900123" as to, and "447700900124" as destination | Leave one of them out.'],
		[wavy, { Text: 'Hi', messageText: 'Ho', to: common.to }, 'text is given twice: "Hi" as Text, and "Ho" as messageText | Leave one of them out.'],
		[capillary, { channel: 'sms', to: common.to, receiver: '447700900124', text: 'Hi' }, 'to is given twice: "+44 7700 900123" as to, and "447700900124" as receiver | Leave one of them out.'],
		[comapi, { channel: 'sms', to: common.to, phoneNumber: '447700900124', text: 'Hi' }, 'phoneNumber is given twice: "447700900124" as phoneNumber, and "+44 7700 900123" as to | Leave one of them out.'],
	])('different values for one field are refused: %#', (operation, given, expected) => {
		for (const source of ['item', 'json'] as const) expect(read(operation, given, source)).toBe(expected);
	});

	it('two names of one field are allowed if they agree or one is empty', () => {
		expect(read(wavy, { to: common.to, destination: common.to, messageText: '', text: 'Hi' })).toMatchObject({ recipient: '447700900123' });
	});

	it('an unknown key in JSON is refused with the nearest', () => {
		expect(read(wavy, { ...common, mesageText: 'Hi' }, 'json')).toBe('Message has the key "mesageText", which the node does not know | Did you mean messageText?');
		expect(read(wavy, { ...common, zzzzzzzz: 1 }, 'json')).toMatch(/^Message has the key "zzzzzzzz", which the node does not know \| The node knows to, text, flowId, /);
		expect(read(wavy, { ...common, mesageText: 'Hi', zzzzzzzz: 1 })).toMatchObject({ recipient: '447700900123' });
	});

	it.each(['scheduleDate', 'schedule_date', 'Scheduled', 'send_at', 'sendAtt', 'snedAt', 'scheduled date', 'Scheduled At'])('the column %j is refused, because the message would go at once', (column) => {
		expect(read(wavy, { ...common, [column]: at })).toMatch(/^Message has the column ".+", which looks like a schedule but is not one: the message would be sent at once \| Call it (sendAt|scheduledDate), or remove it\.$/);
	});

	it('a delay that is misspelt, too', () => {
		expect(read(wavy, { ...common, delayInMinutes: 30 })).toMatch(/^Message has the column "delayInMinutes", which looks like a schedule but is not one/);
	});

	it.each(['sentAt', 'sent_at', 'createdAt', 'name', 'schoolDate'])('the column %j is ignored', (column) => {
		expect(read(wavy, { ...common, [column]: at })).toMatchObject({ scheduledAt: null });
	});

	it('an empty column that looks like a schedule gives no error', () => {
		expect(read(wavy, { ...common, scheduleDate: '' })).toMatchObject({ scheduledAt: null });
	});

	it('if no column is recognised, the error names the columns', () => {
		expect(read(wavy, { 'Phone No': '1', Nachricht: 'Hi' })).toMatch(/^Message has none of the columns of a message, but "Phone No", "Nachricht" \| Name the columns as the fields: to, text, .* An Edit Fields node/);
		expect(read(wavy, {})).toMatch(/^Message has no columns \| /);
	});
});
