/** "Get Customer Interactions" of the second version, as its reference page shows request and answer. */
import { z } from 'zod';
import type { DeliveryStatus, ProviderRequest, Reception, TrackedMessage } from '../contract.mts';
import { json, refused } from './single.mts';

const question = z
	.object({
		identifierName: z.enum(['email', 'mobile', 'external_id']),
		identifierValue: z.string().min(1),
		network: z.enum(['facebook', 'twitter', 'foursquare', 'capillary']).optional(),
		type: z.enum(['email', 'emailbulk', 'checkin', 'like', 'comment', 'mention', 'retweet', 'tweet', 'feedback', 'whatsapp', 'zalo', 'line', 'viber']).optional(),
	})
	.strict();

/** Words of the page's examples. A queued message is not in the log yet. */
const STATUSES: Record<Exclude<DeliveryStatus, 'hidden' | 'queued'>, string> = {
	sent: 'SENT',
	delivered: 'DELIVERED',
	read: 'OPENED',
	failed: 'FAILED',
	expired: 'NOT-DELIVERED',
	rejected: 'GTW_NOT_FOUND',
	optedOut: 'NOT-DELIVERED',
};

/** The lists of the example, in its order; every SMS is in `phone` as well. */
const LISTS = ['line', 'viber', 'email', 'whatsapp', 'phone', 'sms', 'zalo'] as const;

const NO_CUSTOMER = [1012, 'Cannot find customer for provided mobile/external-id/e-mail/id'] as const;

/** Everybody who was sent a message is a customer. Networks other than `capillary` have no messages. */
export function customerInteractions({ query, headers, accepted }: ProviderRequest): Reception {
	const read = question.safeParse(Object.fromEntries(new URLSearchParams(query)));
	if (!read.success) return refused([[400, read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')]]);
	if (Number(headers['content-length'] ?? 0) > 0) return refused([[400, 'a look-up has no body']]);
	const { identifierValue, network = 'capillary', type } = read.data;
	const messages = accepted.having('recipient', identifierValue);
	if (messages.length === 0) return refused([NO_CUSTOMER]);
	const lists = LISTS.map((name) => {
		const wanted = network === 'capillary' && (type === undefined || type === name);
		const messageList = wanted ? messages.filter(({ channel }) => channel === (name === 'phone' ? 'sms' : name)).flatMap(toMessage) : [];
		return { count: messageList.length, name, messageList };
	});
	const survey = { count: 0, name: 'survey', surveys: [] };
	const missedCall = { count: 0, name: 'missed_call', usedStatus: false };
	const body = JSON.stringify({ name: network, interaction: [survey, ...lists, missedCall], warnings: [] });
	// Ids are numbers, some of them with more digits than JavaScript holds.
	return { kind: 'answer', key: 'right', answer: json(body.replace(/"id":"(\d+)"/g, '"id":$1')) };
}

function toMessage({ messageId, recipient, text, details, status, statusAt, receivedAt }: TrackedMessage): object[] {
	if (status === 'hidden' || status === 'queued') return [];
	const arrived = status === 'delivered' || status === 'read';
	return [
		{
			id: messageId,
			receiver: recipient,
			subject: details.subject ?? text ?? '',
			campaignId: -1,
			status: STATUSES[status],
			sentDate: clock(receivedAt),
			...(arrived && { deliveredTime: statusAt.replace(/\.\d+Z$/, 'Z') }),
			userId: 432796209,
		},
	];
}

/** "DD-MM-YYYY HH:mm:ss"; the sandbox's cluster is in Europe, on UTC. */
function clock(iso: string): string {
	const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(iso)!;
	return `${day}-${month}-${year} ${time}`;
}
