import { remember } from '../../../core/input/remember';

/** The parts of a message that an answer repeats. They identify the message. */
export interface Traits {
	/** Digits, or an address in lower case. */
	recipient: string;
	/** The text, or an email's subject; null if a row does not repeat it. */
	words: string | null;
	/** An email's body; null if a row does not repeat it. */
	more: string | null;
}

/** Rows about the same number of messages, when nobody can say which row belongs to which message. */
export interface Match {
	rows: readonly number[];
	/** Whether there is one row and one message: then the row's ID is the message's. */
	alone: boolean;
}

/** Messages with the same traits; merged with others if a row may be about either. */
interface Kind {
	recipient: string;
	more: string | null;
	messages: number;
	rows: number[];
	joined: Kind | null;
}

/** How many digits the repeated number may have more or fewer at the front than the sent one: a country code, or a stray digit. */
const MOST_EXTRA_DIGITS = 3;
const FEWEST_DIGITS = 7;

/**
 * Finds the rows for each message by the parts that they repeat, never by their position: the page's own answer has its two SMS in another order. A
 * number may come back with digits before it (a stray one, or the country code of a national number, as on the page) or
 * without its country code. Times are not compared: they come back without offset, in UTC, or from the other message.
 * @returns undefined for a message without a row, or if there are more or fewer rows than messages that look the same
 */
export function matchRows(messages: readonly Traits[], rows: readonly Traits[]): Array<Match | undefined> {
	const kinds = new Kinds();
	const kindOf = messages.map((message) => kinds.add(message));
	rows.forEach((row, index) => kinds.ascribe(row, index));
	return kindOf.map((kind) => {
		const { messages: count, rows: spoken } = rootOf(kind);
		return spoken.length === count ? { rows: spoken, alone: count === 1 } : undefined;
	});
}

class Kinds {
	private readonly known = new Map<string, Kind>();
	/** The key is the end of the number, with and without the words. */
	private readonly byEnd = new Map<string, Set<Kind>>();
	private readonly byWhole = new Map<string, Set<Kind>>();

	add({ recipient, words, more }: Traits): Kind {
		const key = JSON.stringify([recipient, words, more]);
		const before = this.known.get(key);
		if (before) {
			before.messages += 1;
			return before;
		}
		const kind: Kind = { recipient, more, messages: 1, rows: [], joined: null };
		this.known.set(key, kind);
		for (const end of [recipient, ...shortened(recipient)]) {
			put(this.byEnd, keyOf(end, words), kind);
			put(this.byEnd, keyOf(end, null), kind);
		}
		put(this.byWhole, keyOf(recipient, words), kind);
		put(this.byWhole, keyOf(recipient, null), kind);
		return kind;
	}

	/** Assigns the row to its kind. Kinds that fit equally well are merged. */
	ascribe({ recipient, words, more }: Traits, row: number): void {
		const found = [
			...(this.byEnd.get(keyOf(recipient, words)) ?? []),
			...shortened(recipient).flatMap((end) => [...(this.byWhole.get(keyOf(end, words)) ?? [])]),
		].filter((kind) => more === null || kind.more === more);
		const [first, ...others] = [...new Set(found.map(rootOf))];
		if (!first) return;
		for (const other of others) join(first, other);
		first.rows.push(row);
	}
}

function join(first: Kind, other: Kind): void {
	other.joined = first;
	first.messages += other.messages;
	first.rows.push(...other.rows);
}

function rootOf(kind: Kind): Kind {
	let root = kind;
	while (root.joined) root = root.joined;
	return root;
}

/** The words have no blanks or line breaks, so the key is not ambiguous. */
function keyOf(recipient: string, words: string | null): string {
	return words === null ? recipient : `${recipient}\n${words}`;
}

/** A number without its first digit, its first two and its first three, as long as the rest is still a number. */
function shortened(recipient: string): string[] {
	if (!/^\d+$/.test(recipient)) return [];
	return Array.from({ length: MOST_EXTRA_DIGITS }, (_, i) => recipient.slice(i + 1)).filter((end) => end.length >= FEWEST_DIGITS);
}

function put(index: Map<string, Set<Kind>>, key: string, kind: Kind): void {
	remember(index, key, () => new Set<Kind>()).add(kind);
}
