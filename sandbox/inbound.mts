import { randomUUID } from 'node:crypto';
import type { InboundMessage } from './contract.mts';

/** A message from a customer, as the control API takes it. */
export interface InboundRule {
	provider: string;
	sender: string;
	recipient: string;
	text: string;
	/** The id of the accepted message that it answers. */
	answers?: string;
	/** ISO; now if absent. */
	receivedAt?: string;
}

/** Messages of customers to the providers, oldest first. */
export class InboundMessages {
	private messages: InboundMessage[] = [];

	add({ answers, receivedAt, ...message }: InboundRule): InboundMessage {
		const added = { ...message, messageId: randomUUID(), answers: answers ?? null, receivedAt: receivedAt ?? new Date().toISOString() };
		this.messages.push(added);
		return added;
	}

	of(provider: string): InboundMessage[] {
		return this.messages.filter((message) => message.provider === provider);
	}

	list(): InboundMessage[] {
		return this.messages.slice();
	}

	clear(): void {
		this.messages = [];
	}
}
