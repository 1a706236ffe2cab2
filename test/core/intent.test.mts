import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { intentOf, KEYWORDS } from '../../core/records/intent';
import { receipt } from '../../core/records/receipt';

test.each([
	['STOP', 'stop'],
	['stop', 'stop'],
	['  Stop. ', 'stop'],
	['“STOP!”', 'stop'],
	['ＳＴＯＰ', 'stop'],
	['st\u00adop\u200b', 'stop'],
	['Stop 🙏', 'stop'],
	['stop stop STOP', 'stop'],
	['Stop all', 'stop'],
	['OPT-OUT', 'stop'],
	['opt out', 'stop'],
	['ARRÊT', 'stop'],
	['arret', 'stop'],
	['Sair', 'stop'],
	['PARAR', 'stop'],
	['baja', 'stop'],
	['Stopp', 'stop'],
	['Abmelden', 'stop'],
	['ANNULLA', 'stop'],
	['UIT', 'stop'],
	['TC', 'stop'],
	['Từ chối', 'stop'],
	['tu choi', 'stop'],
	['UNREG', 'stop'],
	['ยกเลิก', 'stop'],
	['إلغاء', 'stop'],
	['إِلْغَاء', 'stop'],
	['الغاء الاشتراك', 'stop'],
	['START', 'start'],
	['#voltar', 'start'],
	['#volver', 'start'],
	['Unstop', 'start'],
	['HELP?', 'help'],
	['Aide', 'help'],
	['info', 'help'],
	// Within a sentence the word may mean anything.
	['Please stop', null],
	['I will stop by at 5', null],
	['Do not stop', null],
	['The bus stop', null],
	['stop at nothing', null],
	['nonstop', null],
	['stop2', null],
	['Help me with my order', null],
	// This may answer a question and is no wish for messages.
	['Yes', null],
	['YES', null],
	['OK', null],
	['No', null],
	['1', null],
	['', null],
	['   ', null],
	['!!!', null],
	['constructor', null],
	['__proto__', null],
	[`stop${' '.repeat(200)}`, null],
] as const)('%j means %j', (text, intent) => {
	expect(intentOf(text)).toBe(intent);
});

test('an empty text has no intent', () => {
	expect([intentOf(null), intentOf(undefined)]).toEqual([null, null]);
});

test('a word has one meaning, and the page has its source', () => {
	const page = readFileSync(join(__dirname, '../../docs/intent.md'), 'utf8').toLowerCase();
	for (const [intent, words] of Object.entries(KEYWORDS)) {
		for (const word of words) expect([word, intentOf(word), page.includes(`\`${word.toLowerCase()}\``)]).toEqual([word, intent, true]);
	}
});

test('an inbound message has its intent, what tells of an opt-out says stop, and a receipt has none', () => {
	const told = { provider: 'pigeon', status: 'delivered', messageId: 'm' } as const;
	expect(receipt({ ...told, kind: 'inbound', text: 'Stop' })).toMatchObject({ intent: 'stop' });
	expect(receipt({ ...told, kind: 'inbound', text: 'Thanks' })).toMatchObject({ intent: null });
	expect(receipt({ ...told, kind: 'receipt', status: 'optedOut' })).toMatchObject({ intent: 'stop' });
	expect(receipt({ ...told, kind: 'event', status: 'optedOut' })).toMatchObject({ intent: 'stop' });
	expect(receipt({ ...told, kind: 'receipt', text: 'stop' })).toMatchObject({ intent: null });
});
