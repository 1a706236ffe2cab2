import type { DateTime } from 'luxon';

import type { Content } from './content';

/** The fields of a message as they were read, each for itself. */
export interface Given {
	rules: string[];
	phoneNumber: string | null;
	email: string | null;
	profileId: string | null;
	fbMessengerId: string | null;
	otherAddresses: Record<string, unknown> | null;
	body: string | null;
	title: string | null;
	templateId: string | null;
	messageParts: Content['messageParts'] | null;
	customBody: Content['customBody'] | null;
	channelOptions: Record<string, unknown> | null;
	/** Options by channel, from the collections of the node. */
	ownOptions: Record<string, Record<string, unknown>>;
	conversationId: string | null;
	expiresOn: DateTime | null;
	requireOptIn: boolean;
	metadata: Record<string, unknown> | null;
	sendCorrelationId: boolean;
	correlationId: string | null;
}

/** Refuses the message for what is wrong with one of its fields. */
export type Complain = (field: string, what: string, fix: string) => never;
