import type { Outcome, Status } from './outcome';

const ORDER: Status[] = ['accepted', 'duplicate', 'dryRun', 'rejected', 'notSent', 'unknown'];
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
	const counts = new Map<Status, number>();
	for (const { status } of outcomes) counts.set(status, (counts.get(status) ?? 0) + 1);
	const parts = ORDER.filter((status) => counts.has(status)).map(
		(status) => `${counts.get(status)!.toLocaleString('en-US')} ${WORDS[status]}`,
	);
	return parts.join(', ') || 'No messages';
}
