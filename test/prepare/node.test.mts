import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { executePrepare } from '../../n8n/run/prepare.ts';
import { sendKeys } from '../../nodes/PrepareMessages/sendKeys.ts';
import { fakeContext, type Scene } from '../core/context.mts';
import { PrepareMessages } from '../nodes.ts';

const KEYS = sendKeys();
const COLUMNS = { to: '=phone', text: '=words' };

async function run(scene: Scene) {
	const { context, hints } = fakeContext({ ...scene, parameters: { ...COLUMNS, ...scene.parameters } });
	const outputs = await executePrepare(context, KEYS);
	return { outputs, hints: hints.map(({ message }) => message), ...named(outputs) };
}
const named = ([send = [], later = [], skip = [], summary = []]: INodeExecutionData[][]) => ({ send, later, skip, summary });
const json = (items: INodeExecutionData[]) => items.map((item) => item.json);
const error = async (scene: Scene) => await run(scene).then(() => 'no error', ({ message, description }: Error & { description: string }) => `${message} | ${description}`);

test('items leave as they came, with the recipient and the text as they will be sent', async () => {
	const { send, later, skip, hints } = await run({ items: [{ phone: '+44 7700 900123', words: 'Hi', name: 'Ann', error: 'of a node before' }], binaries: [{ file: { data: '', mimeType: 'text/plain' } }] });
	expect(send).toEqual([{ json: { phone: '+44 7700 900123', words: 'Hi', name: 'Ann', to: '447700900123', text: 'Hi', check: expect.objectContaining({ decision: 'send', country: 'GB' }) as object }, binary: { file: { data: '', mimeType: 'text/plain' } }, pairedItem: { item: 0, input: 0 } }]);
	expect([later, skip, hints]).toEqual([[], [], ['1 message to GB, 1 part']]);
});

test('unreadable items are skipped, and the others go on', async () => {
	const { send, skip, hints } = await run({ items: [{ phone: '07700 900123', words: 'Hi' }, { phone: '+44 7700 900123', words: '' }, { phone: '', words: 'Hi' }, { phone: '+44 7700 900124', words: 'Hi' }] });
	expect(json(send)).toMatchObject([{ to: '447700900124' }]);
	expect(json(skip)).toMatchObject([
		{ to: '07700 900123', check: { decision: 'skip', reason: 'unreadable', message: 'To is "07700 900123", which has no country code', fix: expect.stringMatching(/^Set Default Country to /) as string } },
		{ check: { message: 'Text is missing' } },
		{ check: { message: 'To is missing' } },
	]);
	expect(hints).toEqual(['1 message to GB, 1 part; 3 skipped (3 unreadable)']);
});

test('the fields may differ for each item', async () => {
	const { send, skip } = await run({
		parameters: { channel: '=channel', defaultCountry: '=country' },
		items: [
			{ phone: '07700 900123', words: 'Hi', channel: 'SMS', country: 'gb' },
			{ phone: '070-123 45 67', words: '', channel: 'whatsapp', country: 'SE' },
			{ phone: 'Ann <ann@example.com>', words: 'Hi', channel: 'email', country: '' },
			{ phone: '+44 7700 900123', words: 'Hi', channel: 'pigeon' },
			{ phone: '+44 7700 900123', words: 'Hi', channel: 'sms', country: 'Narnia' },
		],
	});
	expect(json(send).map(({ to }) => to)).toEqual(['447700900123', '46701234567', 'ann@example.com']);
	expect(json(skip).map(({ check }) => (check as { message: string }).message)).toEqual(['Channel is "pigeon"', 'Default Country is "Narnia"']);
});

describe('the second input', () => {
	const items = [{ phone: '+44 7700 900123', words: 'Hi' }, { phone: '+44 7700 900124', words: 'Hi' }];
	const reasons = (outputs: INodeExecutionData[]) => json(outputs).map(({ to, check }) => [to, (check as { reason: string }).reason]);

	test('holds back people on it, in any column and spelling', async () => {
		const { skip, send, hints } = await run({ items, second: [{ id: 1, createdAt: '2026-01-15T10:00:00.000Z', sender: '07700 900 123' }, { note: 'nobody' }] });
		expect([reasons(skip), json(send).map(({ to }) => to)]).toEqual([[['447700900123', 'optedOut']], ['447700900124']]);
		expect(hints).toEqual(['1 message to GB, 1 part; 1 skipped (1 opted out); 1 row of the second input have no number or address']);
	});

	test('counts only in the named column', async () => {
		const second = [{ Phone: '+44 7700 900123', friend: '+44 7700 900124' }];
		expect(reasons((await run({ items, second, parameters: { checks: { optOutColumn: 'phone' } } })).skip)).toEqual([['447700900123', 'optedOut']]);
		expect(reasons((await run({ items, second })).skip)).toHaveLength(2);
		expect(await error({ items, second, parameters: { checks: { optOutColumn: 'mobile' } } })).toBe('Checks > Opt-Out Column is "mobile", and no row of the second input has it | Its columns are Phone, friend.');
	});

	test('may be empty', async () => {
		expect((await run({ items, second: [] })).send).toHaveLength(2);
	});
});

describe('columns that a send also reads', () => {
	test('the column of To is changed to match `to`', async () => {
		const { send } = await run({ parameters: { to: '=destination', text: '=Text ', checks: { plainCharacters: 'plain' } }, items: [{ destination: '+44 7700 900123', 'Text ': 'It’s', TO: 'kept: it is not where To was taken from' }] });
		expect(json(send)).toMatchObject([{ destination: '447700900123', 'Text ': "It's", to: '447700900123', text: "It's", TO: 'kept: it is not where To was taken from' }]);
	});

	test('are known for every provider', () => {
		const source = new PrepareMessages();
		expect(source.description.name).toBe('prepareMessages');
		expect(KEYS.to).toEqual(expect.arrayContaining(['to', 'destination', 'recipient']));
		expect(KEYS.text).toEqual(expect.arrayContaining(['text', 'messageText', 'body']));
		const known = readdirSync(join(__dirname, '../../providers'));
		expect(providersIn('nodes/PrepareMessages/sendKeys.ts').sort()).toEqual(known.sort());
	});
});

/** The providers whose sends a file knows. */
function providersIn(file: string): string[] {
	return [...readFileSync(join(__dirname, '../..', file), 'utf8').matchAll(/providers\/(\w+)\/provider/g)].map(([, name]) => name!);
}

describe('allowed hours', () => {
	const dates = { now: Date.parse('2026-01-15T10:00:00Z') };
	beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(dates.now));
	afterEach(() => jest.restoreAllMocks());
	const items = [{ phone: '+12125550123', words: 'Hi' }, { phone: '+44 7700 900123', words: 'Hi' }];
	const hours = (given: object) => ({ checks: { allowedHours: { hours: { from: '09:00', to: '20:00', days: [1, 2, 3, 4, 5, 6, 7], holidays: '', clock: 'recipient', outside: 'later', ...given } } } });

	test('later, by the recipient’s clock', async () => {
		const { send, later } = await run({ items, parameters: hours({}) });
		expect(json(send)).toMatchObject([{ to: '447700900123', check: { sendAt: null } }]);
		expect(json(later)).toMatchObject([{ to: '12125550123', check: { decision: 'later', sendAt: '2026-01-15T09:00:00-05:00' } }]);
		expect(json(later)[0]).not.toHaveProperty('sendAt');
	});

	test('scheduled, also if the item has its own time', async () => {
		const { send, later } = await run({ items: [...items, { phone: '+44 7700 900124', words: 'Hi', SendAt: '2026-01-15T22:00:00Z' }], parameters: hours({ outside: 'schedule', holidays: '2026-01-16' }) });
		expect(json(send)).toMatchObject([{ sendAt: '2026-01-15T09:00:00-05:00' }, {}, { SendAt: '2026-01-17T09:00:00+00:00', sendAt: '2026-01-17T09:00:00+00:00' }]);
		expect(json(send)[1]).not.toHaveProperty('sendAt');
		expect(later).toEqual([]);
	});

	test('the workflow’s clock, or the item’s', async () => {
		// Stockholm, by test/core/context.mts.
		expect((await run({ items, parameters: hours({ clock: 'workflow', from: '11:30' }) })).later).toHaveLength(2);
		const { send, later, skip } = await run({ items: [{ ...items[0], zone: 'Asia/Tokyo' }, { ...items[1], zone: 'America/New_York' }, { ...items[1], zone: 'Atlantis' }], parameters: hours({ clock: 'given', timeZone: '=zone' }) });
		expect([json(send), json(later), json(skip)]).toMatchObject([[{ zone: 'Asia/Tokyo' }], [{ zone: 'America/New_York' }], [{ check: { message: 'Checks > Allowed Hours > Time Zone is "Atlantis"' } }]]);
	});

	test('an unreadable schedule of the item is ignored', async () => {
		const { skip } = await run({ items: [{ ...items[1], sendAt: 'tomorrow' }], parameters: hours({}) });
		expect(json(skip)).toMatchObject([{ check: { reason: 'unreadable', message: 'The column "sendAt" is "tomorrow", not a date-time' } }]);
	});
});

describe('the summary', () => {
	const items = [{ phone: '+44 7700 900123', words: 'It’s' }, { phone: '+44 7700 900123', words: 'Hi' }];
	const checks = { summary: true, twice: 'recipient', prices: { price: [{ country: 'gb, SE', amount: 0.04, currency: 'gbp' }] } };

	test('is a separate item, if turned on', async () => {
		const { summary, outputs, hints } = await run({ items, parameters: { checks } });
		expect(outputs).toHaveLength(4);
		expect(summary).toEqual([{ json: expect.objectContaining({ items: 2, send: 1, parts: 1, prices: { GBP: 0.04 }, skip: 1, reasons: { twice: 1 } }) as object, pairedItem: [{ item: 0, input: 0 }, { item: 1, input: 0 }] }]);
		expect(hints).toEqual(['1 message to GB, 1 part, about 0.04 GBP; 1 skipped (1 twice)']);
		expect((await run({ items, parameters: { checks: { ...checks, summary: false } } })).outputs).toHaveLength(3);
	});
});

test('an AI agent sees one output and gets every item there', async () => {
	const { outputs } = await run({ isTool: true, items: [{ phone: '+44 7700 900123', words: 'Hi' }, { phone: 'nobody', words: 'Hi' }] });
	expect(outputs.map(json)).toMatchObject([[{ check: { decision: 'send' } }, { check: { decision: 'skip' } }]]);
});

test('nothing in, nothing out', async () => {
	expect((await run({ items: [] })).outputs).toEqual([[], [], []]);
});

describe('if nothing may go on', () => {
	const scene: Scene = { items: [{ phone: '+44 7700 900123', words: 'Hi', name: 'Ann' }, { phone: '+44 7700 900124', words: 'Hi' }], parameters: { checks: { maxMessages: 1 } } };
	const what = '2 messages are ready, more than the 1 of Checks > Maximum Messages';

	test('the node stops', async () => {
		expect(await error(scene)).toBe(`${what} | Look at the list. If it is the right one, raise Maximum Messages.`);
	});

	test('with On Error set to continue, all are skipped', async () => {
		const { outputs } = await run({ ...scene, onError: 'continueRegularOutput' });
		expect(outputs.map(json)).toEqual([[], [], [
			{ ...scene.items![0], check: { decision: 'skip', reason: 'stopped', message: what, fix: expect.any(String) as string } },
			{ ...scene.items![1], check: { decision: 'skip', reason: 'stopped', message: what, fix: expect.any(String) as string } },
		]]);
	});

	test('with an error output, all are errors', async () => {
		const { outputs } = await run({ ...scene, onError: 'continueErrorOutput' });
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 2]);
		expect(outputs[2]![0]!.json).toEqual({ error: { status: 'notSent', message: what, fix: expect.any(String) as string, code: 'tooMany', retryable: false } });
	});

	test.each<[string, object, string]>([
		['a time', { allowedHours: { hours: { from: '9 o’clock' } } }, 'Checks > Allowed Hours > From is "9 o’clock"'],
		['an hour that no day has', { allowedHours: { hours: { from: '24:00' } } }, 'Checks > Allowed Hours > From is "24:00"'],
		['days', { allowedHours: { hours: { days: [] } } }, 'Checks > Allowed Hours > Days is []'],
		['a date', { allowedHours: { hours: { holidays: '25.12.2026' } } }, 'Checks > Allowed Hours > Holidays has "25.12.2026"'],
		['a date that no year has', { allowedHours: { hours: { holidays: '2026-02-30' } } }, 'Checks > Allowed Hours > Holidays has "2026-02-30"'],
		['a clock', { allowedHours: { hours: { clock: 'mine' } } }, 'Checks > Clock is "mine"'],
		['a country', { allowedCountries: 'SE, Narnia' }, 'Checks > Allowed Countries has "Narnia"'],
		['countries that an expression leaves out', { allowedCountries: '=nothing' }, 'Checks > Allowed Countries is empty: its expression gives nothing'],
		['a limit that an expression leaves out', { maxMessages: '=nothing' }, 'Checks > Maximum Messages is empty'],
		['a limit that differs', { maxPerCountry: '=n' }, 'Checks > Maximum per Country differs from item to item: 1 in row 1, 2 in row 2'],
		['a limit below zero', { maxSegments: -1 }, 'Checks > Maximum SMS Parts is -1'],
		['two prices of one country', { prices: { price: [{ country: 'SE', amount: 1, currency: 'SEK' }, { country: 'se', amount: 2, currency: 'SEK' }] } }, 'Checks > Prices has two prices for SE'],
		['a currency', { prices: { price: [{ country: '*', amount: 1, currency: 'crowns' }] } }, 'Checks > Prices has the currency "crowns"'],
		['a price', { prices: { price: [{ country: '*', amount: -1, currency: 'SEK' }] } }, 'Checks > Prices has the price -1'],
		['a word', { twice: 'never' }, 'Checks > Same Person Twice is "never"'],
		['yes or no', { mobileOnly: 'maybe' }, 'Checks > Mobile Numbers Only is "maybe"'],
	])('%s: an invalid setting is an error', async (_, checks, expected) => {
		expect(await error({ items: [{ phone: '+44 7700 900123', words: 'Hi', n: 1 }, { phone: '+44 7700 900124', words: 'Hi', n: 2 }], parameters: { checks } })).toMatch(new RegExp(`^${expected.replace(/[[\]().*+?]/g, '\\$&')} \\| `));
	});
});

test('after any other failure items leave by Skip, not by Send', async () => {
	const node = new PrepareMessages();
	const { context } = fakeContext({ items: [{ a: 1 }], onError: 'continueRegularOutput' });
	Object.assign(context, { getTimezone: () => { throw new Error('out of order'); } });
	const outputs = await node.execute.call(context);
	expect(outputs.map((items) => items.length)).toEqual([0, 0, 1]);
	delete (context as Partial<typeof context>).getNodeParameter;
	expect((await node.execute.call(context)).map((items) => items.length)).toEqual([0, 0, 1]);
});
