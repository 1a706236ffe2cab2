import type { Reply } from './request/call';
import type { Outcome, Status } from './send/outcome';

const WORDS: Record<Status, string> = {
	accepted: 'accepted',
	duplicate: 'already accepted',
	dryRun: 'not sent (dry run)',
	rejected: 'rejected',
	notSent: 'not sent',
	unknown: 'unknown',
};

/** How many messages ended how, in words: "997 accepted, 2 rejected, 1 unknown". */
export function tally(outcomes: readonly Outcome[]): string {
	return counted(outcomes.map(({ status }) => status), WORDS) || 'No messages';
}

const CALL_WORDS = { answered: 'answered', empty: 'answered with nothing', notFound: 'not found', refused: 'refused', notAsked: 'not asked', unanswered: 'unanswered' };

/** How many questions ended how, in words: "997 answered, 2 not found, 1 unanswered". */
export function callTally(replies: readonly Reply[]): string {
	const statuses = replies.map(({ findings, failure }) => failure?.status ?? (findings.length > 0 ? 'answered' : 'empty'));
	return counted(statuses, CALL_WORDS) || 'No questions';
}

/** In the order of the words. */
function counted<Word extends string>(statuses: readonly Word[], words: Record<Word, string>): string {
	const counts = new Map<Word, number>();
	for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
	const parts = (Object.keys(words) as Word[]).filter((word) => counts.has(word)).map((word) => `${counts.get(word)!.toLocaleString('en-US')} ${words[word]}`);
	return parts.join(', ');
}
