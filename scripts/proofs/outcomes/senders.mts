/** The intended results of a message: taken, refused, in doubt because the connection broke after the provider took it, or bad before sending. */
export const ends = ['accepted', 'rejected', 'unknown', 'notSent'] as const;

export type End = (typeof ends)[number];

const phones: Record<End, string> = { accepted: '447700900101', rejected: '447700900102', unknown: '447700900103', notSent: '' };
const addresses: Record<End, string> = { accepted: 'ann@example.com', rejected: 'bob@example.com', unknown: 'cid@example.com', notSent: '' };

/** The recipients with this result. */
export const recipientsOf = (end: End): string[] => [phones[end], `+${phones[end]}`, addresses[end]];

export interface Sender {
	/** Name of the node, and heading in the page. */
	title: string;
	/** The provider's name in the outcome. */
	provider: string;
	/** The node's name, if it differs from the provider's. */
	node?: string;
	parameters: Record<string, unknown>;
	/** How the provider refuses one message: in its row of the answer or, if answers have no such row, by refusing the whole request. */
	refusal: 'row' | 'request';
	/** By channel: the input item for a message on it. */
	messages: Record<string, (end: End) => Record<string, unknown>>;
	/** The provider's channel in the page. */
	shown: string;
}

const words = 'Your parcel is here';
const later = '2031-01-15T10:30:00+01:00';

/** Every provider, on every channel of the five that it has. */
export const senders: Sender[] = [
	{
		title: 'Capillary',
		provider: 'capillary',
		parameters: { operation: 'send', channel: 'variesByItem' },
		refusal: 'row',
		messages: {
			sms: (end) => ({ channel: 'sms', to: phones[end], body: words }),
			email: (end) => ({ channel: 'email', to: addresses[end], from: 'shop@example.com', subject: 'Parcel', body: words, scheduledTime: later }),
			whatsapp: (end) => ({ channel: 'whatsapp', receiver: phones[end], text: words }),
			zalo: (end) => ({ channel: 'zalo', receiver: phones[end], text: words }),
		},
		shown: 'email',
	},
	{
		title: 'Comapi',
		provider: 'comapi',
		parameters: { operation: 'send', rules: ['variesByItem'] },
		refusal: 'row',
		messages: {
			sms: (end) => ({ rules: ['sms'], phoneNumber: phones[end], body: words }),
			email: (end) => ({ rules: ['email'], email: addresses[end], title: 'Parcel', body: words }),
			whatsapp: (end) => ({ rules: ['whatsApp'], phoneNumber: phones[end], body: words }),
		},
		shown: 'whatsapp',
	},
	{
		title: 'HTTP Messages',
		provider: 'http',
		node: 'httpMessages',
		parameters: {
			operation: 'sendBulk',
			path: '/v1/batches',
			message: '{"messages": [{"to": "{to}", "text": "{text}", "correlationId": "{id}"}]}',
			additionalFields: {
				answer: '{"batch": "{batchId}", "messages": [{"id": "{messageId}", "correlationId": "{id}", "status": "{status}", "error": {"message": "{error}"}}]}',
				acceptedValues: 'queued',
				refusedValues: 'rejected',
			},
		},
		refusal: 'row',
		messages: { sms: (end) => ({ to: phones[end] && `+${phones[end]}`, text: words }) },
		shown: 'sms',
	},
	{
		title: 'Wavy',
		provider: 'wavy',
		parameters: { operation: 'sendBulk' },
		refusal: 'request',
		messages: { sms: (end) => ({ destination: phones[end], messageText: words }) },
		shown: 'sms',
	},
	{
		title: 'Wiraya',
		provider: 'wiraya',
		parameters: { operation: 'enqueue', contentType: 'variesByItem' },
		refusal: 'row',
		messages: {
			sms: (end) => ({ contentType: 'SMSFromAlpha', recipient: phones[end], sender: 'Shop', text: words }),
			voice: (end) => ({ contentType: 'VoiceProject', recipient: phones[end], projectId: '123', placeholders: ['Ann'], nextAttempt: later }),
			whatsapp: (end) => ({ contentType: 'WhatsappProject', recipient: phones[end], projectId: '789', placeholders: ['Ann'] }),
		},
		shown: 'voice',
	},
];

/** One message of the run. */
export interface Sent {
	sender: Sender;
	channel: string;
	end: End;
	/** The input item. */
	input: Record<string, unknown>;
}

/** The input of one provider's node, in order: every channel once with each result. */
export function messagesOf(sender: Sender): Sent[] {
	return ends.flatMap((end) => Object.entries(sender.messages).map(([channel, message]) => ({ sender, channel, end, input: message(end) })));
}
