import type { ServerResponse } from 'node:http';
import { SAFE_HEADERS } from '../access.mts';
import type { ListedCallback } from '../callbacks/callbacks.mts';
import type { AcceptedMessage } from '../contract.mts';
import type { SandboxState } from '../state.mts';

/** The most messages that an inbox shows. A search finds older ones. */
const SHOWN_MESSAGES = 200;

/** Messages wait this long for others, so that a bulk is one event instead of a thousand. */
const BATCH_MS = 100;

export interface InboxFilter {
	channel: string;
	search: string;
}

/** One event: messages newest first. `replace` tells the page to drop everything it shows. */
interface InboxEvent {
	replace: boolean;
	/** `repeated` if a customer got the same words before. */
	messages: Array<AcceptedMessage & { repeated: boolean }>;
	total: number;
	requests: number;
	/** The number of messages that a customer would call repeated. */
	repeated: number;
	byChannel: Record<string, number>;
	/** The values for a credential: one entry per key. */
	providers: { name: string; title: string; isPreset: boolean; signIn: ReadonlyArray<Readonly<Record<string, string>>> }[];
	editorUrl: string | null;
	callbacks: ShownCallback[];
}

/** An address for callbacks: its settings, and how many callbacks got 2xx and other answers. */
type ShownCallback = Pick<ListedCallback, 'id' | 'provider' | 'url' | 'pending' | 'on' | 'duplicates' | 'outOfOrder' | 'failed' | 'forged' | 'unsigned'> & { taken: number; refused: number };

/** One open inbox page: gets what matches its filter, now and from now on. */
export class Subscriber {
	private lastSequence = 0;
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly response: ServerResponse,
		private readonly state: SandboxState,
		private readonly filter: InboxFilter,
	) {}

	start(): void {
		this.response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		const unwatch = this.state.journal.watch(() => this.schedule());
		this.response.once('close', () => {
			unwatch();
			clearTimeout(this.timer);
		});
		this.send(true);
	}

	private schedule(): void {
		this.timer ??= setTimeout(() => {
			this.timer = undefined;
			// A slow reader gets fewer, larger events.
			if (this.response.writableNeedDrain) return this.schedule();
			this.send(this.state.journal.messages.length === 0);
		}, BATCH_MS);
	}

	private send(replace: boolean): void {
		const { journal, providers, callbacks, editorUrl } = this.state;
		journal.compareContents();
		const { accepted, requests, acceptedByChannel } = journal.counts;
		const event: InboxEvent = {
			replace,
			messages: this.newMatches().map((message) => ({ ...message, repeated: journal.repeated.has(message.sequence) })),
			total: accepted,
			requests,
			repeated: journal.repeated.size,
			byChannel: acceptedByChannel,
			providers: providers.map((provider) => ({ name: provider.name, title: provider.title, isPreset: provider.isPreset === true, signIn: this.state.keysOf(provider).map((key) => provider.signIn(key)) })),
			editorUrl,
			callbacks: callbacks.list().map(shown),
		};
		this.lastSequence = journal.messages.at(-1)?.sequence ?? this.lastSequence;
		this.response.write(`data: ${embeddable(event)}\n\n`);
	}

	/** The newest matching messages that were not sent yet. */
	private newMatches(): AcceptedMessage[] {
		const { messages } = this.state.journal;
		const found: AcceptedMessage[] = [];
		for (let index = messages.length - 1; index >= 0 && found.length < SHOWN_MESSAGES; index -= 1) {
			const message = messages[index];
			if (message === undefined || message.sequence <= this.lastSequence) break;
			if (matches(message, this.filter)) found.push(message);
		}
		return found;
	}
}

/** Whether a message has the channel, and the search text anywhere a reader can see it. */
export function matches(message: AcceptedMessage, { channel, search }: InboxFilter): boolean {
	if (channel !== '' && message.channel !== channel) return false;
	if (search === '') return true;
	const { recipient, sender, text, messageId, correlationId, details } = message;
	const visible = `${recipient}\n${sender ?? ''}\n${text ?? ''}\n${messageId}\n${correlationId}\n${JSON.stringify(details)}`;
	return visible.toLowerCase().includes(search.toLowerCase());
}

function shown({ id, provider, url, pending, on, duplicates, outOfOrder, failed, forged, unsigned, answers }: ListedCallback): ShownCallback {
	const answered = Object.values(answers).flatMap((byStatus) => Object.entries(byStatus));
	const sum = (good: boolean) => answered.filter(([status]) => status.startsWith('2') === good).reduce((total, [, count]) => total + count, 0);
	return { id, provider, url, pending, on, duplicates, outOfOrder, failed, forged, unsigned, taken: sum(true), refused: sum(false) };
}

/** JSON that is harmless even within HTML. */
function embeddable(value: unknown): string {
	return JSON.stringify(value).replace(/</g, '\\u003c').replace(/>/g, '\\u003e').replace(/&/g, '\\u0026');
}
