/** The same message twice in one run: what counts as the same, and what each setting does about it. In n8n's engine: test/engine/same-message.test.mts. */
import { DateTime } from 'luxon';

import type { Problem } from '../../core/input/read.ts';
import type { Message } from '../../core/send/message.ts';
import { markRepeats, type SameMessage } from '../../core/send/repeats.ts';
import { message } from './scripted-provider.mts';

const ANN = { recipient: 'Ann', text: 'Sale' };
const at = (text: string) => DateTime.fromISO(text, { setZone: true });
const file = (name: string, bytes: number | null) => ({ name, bytes, mimeType: 'text/plain', read: async () => await Promise.resolve('') });

/** Which earlier message each one repeats. */
function repeatsOf(given: Array<Partial<Message<string>>>, handling: SameMessage = 'skip'): Array<number | null> {
	const marked = markRepeats(given.map((one, item) => message(item, one)), handling) as Array<Message<string>>;
	return marked.map(({ repeats }) => repeats?.item ?? null);
}

test('the same words to the same recipient are the same, after others as well', () => {
	expect(repeatsOf([ANN, { ...ANN, text: 'Sold' }, ANN, { ...ANN, text: 'Sold' }, ANN])).toEqual([null, null, 0, 1, 0]);
	expect(repeatsOf([{ recipient: 'Ann@example.com', text: 'Sale' }, { recipient: 'ann@EXAMPLE.com', text: 'Sale' }])).toEqual([null, 0]);
});

test.each<[string, Partial<Message<string>>, Partial<Message<string>>]>([
	['another recipient', ANN, { ...ANN, recipient: 'Bob' }],
	['another channel', ANN, { ...ANN, channel: 'voice' }],
	['other words', ANN, { ...ANN, text: 'Sold' }],
	['other content, if the words are not known', { recipient: 'Ann', content: 'Sale' }, { recipient: 'Ann', content: 'Sold' }],
	['a time, and none', ANN, { ...ANN, scheduledAt: at('2031-01-15T10:30:00Z') }],
	['another time', { ...ANN, scheduledAt: at('2031-01-15T10:30:00Z') }, { ...ANN, scheduledAt: at('2031-01-15T10:31:00Z') }],
	['a file, and none', ANN, { ...ANN, files: [file('a.pdf', 1)] }],
	['a file of another name', { ...ANN, files: [file('a.pdf', 1)] }, { ...ANN, files: [file('b.pdf', 1)] }],
	['a file of another size', { ...ANN, files: [file('a.pdf', 1)] }, { ...ANN, files: [file('a.pdf', 2)] }],
	['another message that only the provider knows', { recipient: '', text: '', reference: '1' }, { recipient: '', text: '', reference: '2' }],
])('%s makes another message', (_what, one, other) => {
	expect(repeatsOf([one, other])).toEqual([null, null]);
	expect(repeatsOf([one, one, other, other])).toEqual([null, 0, null, 2]);
});

test('the same moment in another zone is the same', () => {
	expect(repeatsOf([{ ...ANN, scheduledAt: at('2031-01-15T10:30:00Z') }, { ...ANN, scheduledAt: at('2031-01-15T11:30:00+01:00') }])).toEqual([null, 0]);
});

test('messages of one deduplication key are not marked, since the key sends only one of them; those of two keys are', () => {
	const keyed = (...keys: Array<string | null>) => keys.map((deduplicationKey) => ({ ...ANN, deduplicationKey }));
	expect(repeatsOf(keyed('k', 'k'))).toEqual([null, null]);
	expect(repeatsOf(keyed('k', 'l'))).toEqual([null, 0]);
	expect(repeatsOf(keyed(null, null))).toEqual([null, 0]);
});

test.each<[SameMessage, number | null, string[]]>([
	['send', null, ['odd']],
	['warn', null, ['odd', 'Same recipient and words as row 2']],
	['skip', 1, ['odd', 'Not sent: same recipient and words as row 2']],
])('%s: a problem stays where it is, and the second message of row 3 repeats row %p', (handling, first, warnings) => {
	const problem: Problem = { item: 0, field: 'To', what: 'To is missing', fix: 'Give it.' };
	const given = [problem, message(1, { ...ANN, warnings: ['odd'] }), message(2, { ...ANN, warnings: ['odd'] })];
	const [kept, one, other] = markRepeats(given, handling) as [Problem, Message<string>, Message<string>];
	expect(kept).toBe(problem);
	expect([one.repeats, one.warnings]).toEqual([undefined, ['odd']]);
	expect([other.repeats?.item ?? null, other.warnings]).toEqual([first, warnings]);
});
