import type { Item } from '../../host/workflow.mts';
import { senders, type End, type Sender, type Sent } from './senders.mts';

export interface Ended extends Sent {
	item: Item;
}

const names: Record<string, string> = { sms: 'SMS', voice: 'voice', whatsapp: 'WhatsApp', zalo: 'Zalo', email: 'email' };

const BEGIN = '<!-- Written by: node --import tsx scripts/proofs/host.mts outcomes --update-docs -->';
const END = '<!-- End of the tables. -->';

/** Returns docs/results.md with its tables rewritten from the run. */
export function withOutcomes(page: string, all: readonly Ended[]): string {
	const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (before < 0 || after < before) throw new Error('docs/results.md has no place for the tables');
	const tables = ['### What was sent', table(['provider', 'channels'], senders.map((sender) => [sender.title, channelsOf(all, sender)])), '### Accepted', sideBySide(all, 'accepted'), '### Rejected', sideBySide(all, 'rejected')];
	return `${page.slice(0, before)}${[BEGIN, ...tables].join('\n\n')}\n\n${page.slice(after)}`;
}

function channelsOf(all: readonly Ended[], sender: Sender): string {
	const channels = new Set(all.filter((one) => one.sender === sender).map(({ channel }) => channel));
	return Object.keys(names).filter((channel) => channels.has(channel)).map((channel) => names[channel]).join(', ');
}

/** One row per key and one column per provider, each with one channel. */
function sideBySide(all: readonly Ended[], end: End): string {
	const shown = senders.map((sender) => all.find((one) => one.end === end && one.sender === sender && one.channel === sender.shown)!);
	const flat = shown.map(({ item }) => flatten(item.json));
	const keys = inOrder(flat.map((one) => Object.keys(one)));
	const head = ['', ...shown.map(({ sender, channel }) => `${sender.title}, ${names[channel]}`)];
	return table(head, keys.map((key) => [`\`${key}\``, ...flat.map((one) => (key in one ? cell(key, one[key]) : '–'))]));
}

/** All keys of several lists, in their common order. */
function inOrder(lists: string[][]): string[] {
	const all = new Set(lists.flat());
	const isFirst = (key: string) => lists.every((list) => list.filter((one) => all.has(one)).indexOf(key) <= 0);
	const ordered: string[] = [];
	while (all.size > 0) {
		const key = [...all].find(isFirst) ?? [...all][0]!;
		ordered.push(key);
		all.delete(key);
	}
	return ordered;
}

/** The content of `error`, without the keys of the input item. */
function flatten(json: Record<string, unknown>): Record<string, unknown> {
	if (!('error' in json)) return json;
	return Object.fromEntries(Object.entries(json.error as object).map(([key, value]) => [`error.${key}`, value as unknown]));
}

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}/g;

function cell(key: string, value: unknown): string {
	if (value !== null && /(messageId|correlationId|batchId)$/.test(key)) return '*id*';
	if (value !== null && key.endsWith('acceptedAt')) return '*time*';
	return `\`${JSON.stringify(value).replace(ID, '…').replaceAll('|', '\\|')}\``;
}

function table(head: string[], rows: string[][]): string {
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
