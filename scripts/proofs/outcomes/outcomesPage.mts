import type { Item } from '../../host/workflow.mts';
import { ends, senders, type End, type Sender, type Sent } from './senders.mts';

export interface Ended extends Sent {
	item: Item;
}

const names: Record<string, string> = { sms: 'SMS', voice: 'voice', whatsapp: 'WhatsApp', zalo: 'Zalo', email: 'email' };

/** docs/outcomes.md, written from what came out of the run. */
export function outcomesPage(all: readonly Ended[]): string {
	return `# Outcomes, side by side

One workflow in a real n8n sends through all four providers and five channels, against the sandbox. This page is written from what came out
(\`node --import tsx scripts/proofs/host.mts outcomes --update-docs\`), and the proof fails when it is out of date. Ids and times differ from run to
run and are shown as *id*, *time* and …; everything else is as it left the nodes.

Whatever the provider and the channel, all success items have the same keys in the same order, with the same words for channel and status. One key is
allowed to be missing: \`segments\` is there where the text of an SMS is known, and nowhere else. Error items have the same keys in the same order, too, but
those without a value are left out.

## What was sent

On each of these channels four messages, one for each end: ${ends.map((end) => `\`${end}\``).join(', ')}.

${table(['provider', 'channels'], senders.map((sender) => [sender.title, channelsOf(all, sender)]))}

What was not accepted was made to end so: refused by the provider, in doubt since the connection broke after the provider took it, or not
sent since the recipient was missing.

## Accepted

${sideBySide(all, 'accepted')}

## Rejected

${sideBySide(all, 'rejected')}

On the error output the keys of the input item come first; only one named \`error\` is replaced.

Wavy's answers have no row for a refused message: it refused the whole request, which held this one message.
`;
}

function channelsOf(all: readonly Ended[], sender: Sender): string {
	const channels = new Set(all.filter((one) => one.sender === sender).map(({ channel }) => channel));
	return Object.keys(names).filter((channel) => channels.has(channel)).map((channel) => names[channel]).join(', ');
}

/** A row a key, a column a provider, with the channel that stands for it. */
function sideBySide(all: readonly Ended[], end: End): string {
	const shown = senders.map((sender) => all.find((one) => one.end === end && one.sender === sender && one.channel === sender.shown)!);
	const flat = shown.map(({ item }) => flatten(item.json));
	const keys = inOrder(flat.map((one) => Object.keys(one)));
	const head = ['', ...shown.map(({ sender, channel }) => `${sender.title}, ${names[channel]}`)];
	return table(head, keys.map((key) => [`\`${key}\``, ...flat.map((one) => (key in one ? cell(key, one[key]) : '–'))]));
}

/** All keys of several lists, each of which has some of them, in their common order. */
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

/** What `error` has, without the keys of the input item. */
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
