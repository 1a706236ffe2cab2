/** Formats of callbacks, the same for all providers. */
import { readCallback, type Callback, type ReceiveOperation } from '../../core/receive/receive.ts';
import { formPairs, parseForm } from '../../core/wire/urlencoded.ts';
import { callbacks as capillary } from '../../providers/capillary/callbacks/operation.ts';
import { receiveEvents as comapi } from '../../providers/comapi/callbacks/operation.ts';
import { receive as wavy } from '../../providers/wavy/callbacks/operation.ts';
import { receive as wiraya } from '../../providers/wiraya/callbacks/operation.ts';

const auth = { secret: 'x'.repeat(20), header: 'X-Secret', user: 'u', layout: {} };

const callback = (given: Partial<Callback>): Callback => ({ method: 'POST', query: {}, headers: {}, body: Buffer.alloc(0), ...given });
const read = (operation: unknown, given: Partial<Callback>) => readCallback(operation as ReceiveOperation, callback(given), auth).map(({ record }) => record as Record<string, unknown>);

/** An incoming message in each provider's layout. */
const inbound: Record<string, [operation: unknown, told: (text: unknown) => unknown]> = {
	Wavy: [wavy, (messageText) => ({ id: 'i-1', source: '5511900000003', shortCode: '27182', messageText })],
	'Wavy, of WhatsApp': [wavy, (messageText) => ({ id: 'i-1', source: '5511900000003', origin: '5511900000000', message: { messageText } })],
	Wiraya: [wiraya, (text) => ({ type: 'incomingSms', sender: '46701740605', recipient: '46700000000', text })],
	Comapi: [comapi, (body) => ({ name: 'message.inbound', eventId: 'e-1', payload: { id: 'i-1', channel: 'sms', from: { phoneNumber: '447700900123' }, body } })],
};

describe.each(Object.entries(inbound))('%s', (_name, [operation, told]) => {
	it.each([
		['iso-8859-1', 'latin1', 'Olá, não recebi'],
		['ISO-8859-1', 'latin1', 'Smörgås på väg'],
		['windows-1252', 'latin1', 'é ü'],
		['utf-16le', 'utf16le', 'Ja 😀'],
		['utf-8', 'utf8', 'Ja 😀 ã'],
		['"utf-8"', 'utf8', 'ã'],
		['nobody-knows', 'utf8', 'ã'],
	])('reads the charset %s that it declares', (charset, encoding, text) => {
		const body = Buffer.from(JSON.stringify(told(text)), encoding as BufferEncoding);
		expect(read(operation, { headers: { 'content-type': `application/json; charset=${charset}` }, body })).toMatchObject([{ kind: 'inbound', text }]);
	});

	it.each([
		[1, '1'],
		[0.5, '0.5'],
		[true, 'true'],
		['1', '1'],
	])('reads the text %p, as a customer answers', (given, text) => {
		expect(read(operation, { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(told(given))) })).toMatchObject([{ kind: 'inbound', text }]);
	});

	it('reads a text of digits as they are, however many', () => {
		const body = JSON.stringify(told(0)).replace(/:0([,}])/, ':12345678901234567890$1');
		expect(read(operation, { headers: { 'content-type': 'application/json' }, body: Buffer.from(body) })).toMatchObject([{ text: '12345678901234567890' }]);
	});
});

// In an address a plus means a blank, so an unescaped number begins with a blank.
describe('by GET', () => {
	it.each([
		['Wavy', wavy, { id: 'i-1', source: ' 5511900000003', shortCode: '27182', messageText: ' Sim' }, { sender: '5511900000003', text: ' Sim' }],
		['Wavy, a status', wavy, { id: ' d-1', destination: ' 5511900000003', messageStatusId: '2' }, { messageId: 'd-1', recipient: '5511900000003' }],
		['Wiraya', wiraya, { type: 'incomingSms', sender: ' 46701740605', text: 'Ja' }, { sender: '46701740605', text: 'Ja' }],
	])('%s reads a plus', (_name, operation, query, expected) => {
		expect(read(operation, { method: 'GET', query })).toMatchObject([expected]);
	});
});

describe('a form', () => {
	it.each([
		['Wavy', wavy, 'id=i-1&source=%2B5511900000003&shortCode=27182&messageText=Ol%E1+voc%EA', { sender: '+5511900000003', text: 'Olá você' }],
		['Wiraya', wiraya, 'type=incomingSms&sender=46701740605&text=Sm%F6rg%E5s', { sender: '46701740605', text: 'Smörgås' }],
	])('of %s is read in its charset', (_name, operation, body, expected) => {
		expect(read(operation, { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=ISO-8859-1' }, body: Buffer.from(body) })).toMatchObject([expected]);
	});

	it.each([
		['a=1&b=%C3%A9+x&c', 'utf-8', { a: '1', b: 'é x', c: '' }],
		['a=%E9', 'latin1', { a: 'é' }],
		['a=%E9', undefined, { a: '\ufffd' }],
		['a=%zz%', 'utf-8', { a: '%zz%' }],
		['a=b=c&a=d&&', 'nobody-knows', { a: 'd' }],
	])('%s in %s', (text, charset, expected) => expect(parseForm(text, charset)).toEqual(expected));

	test('names that come several times stay, in their order', () => {
		expect(formPairs('b=2&a=1&&b=+%31&c', undefined)).toEqual([['b', '2'], ['a', '1'], ['b', ' 1'], ['c', '']]);
		expect(parseForm('b=2&b=1', undefined)).toEqual({ b: '1' });
	});
});

describe('an event of Comapi with an ID in digits', () => {
	it.each([7, '7', 900719925474, 'a-7'])('%p is read', (id) => {
		const event = { name: 'message.delivered', eventId: 1, payload: { id, details: { channel: 'sms' } } };
		expect(read(comapi, { body: Buffer.from(JSON.stringify(event)) })).toMatchObject([{ status: 'delivered', messageId: String(id) }]);
		const answered = { name: 'message.sent', payload: { messageId: id } };
		expect(read(comapi, { body: Buffer.from(JSON.stringify(answered)) })).toMatchObject([{ status: 'sent', messageId: String(id) }]);
	});
});

test('an event of Capillary is read in its charset', () => {
	const body = Buffer.from(JSON.stringify({ eventName: 'customerAdded', eventId: 'e-1', data: { firstName: 'José' } }), 'latin1');
	expect(read(capillary, { headers: { 'content-type': 'application/json;charset=ISO-8859-1' }, body })).toMatchObject([{ eventName: 'customerAdded', data: { firstName: 'José' } }]);
});
