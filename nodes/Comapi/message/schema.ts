import { optionalDateTime, optionalText } from '../../../core/fields';
import type { Draft } from '../../../core/message';
import type { ReadSettings } from '../../../core/operation';
import { z } from '../../../vendor/zod';
import { OPTION_FIELDS } from './channelOptions';
import type { Content } from './content';
import { toDraft } from './draft';
import { flag, isObject, optionalBody, optionalEmail, optionalObject, optionalParts, optionalPhone, rules } from './values';

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
	expiresOn: ReturnType<ReturnType<typeof optionalDateTime>['parse']>;
	requireOptIn: boolean;
	metadata: Record<string, unknown> | null;
	sendCorrelationId: boolean;
	correlationId: string | null;
}

/** Reads the fields of one message: each for itself here, what they say together in draft.ts. */
export function messageSchema(settings: ReadSettings): z.ZodType<Draft<Content>, z.ZodTypeDef, unknown> {
	const collections = Object.fromEntries(Object.entries(OPTION_FIELDS).map(([name, { options }]) => [name, options]));
	const fields = z.object({
		rules,
		phoneNumber: optionalPhone(settings),
		email: optionalEmail,
		profileId: optionalText('Give the ID of the profile as text.'),
		fbMessengerId: optionalText('Give the Messenger ID as text.'),
		otherAddresses: optionalObject('Give one JSON object, such as {"loyaltyNumber": "123"}.'),
		body: optionalBody,
		title: optionalText('Give the title as text.'),
		templateId: optionalText('Give the ID of the template as text.'),
		messageParts: optionalParts,
		customBody: optionalObject('Give one JSON object with a key for every channel.'),
		channelOptions: optionalObject('Give one JSON object with a key for every channel.'),
		conversationId: optionalText('Give the ID of the conversation as text.'),
		expiresOn: optionalDateTime(settings),
		requireOptIn: flag(false),
		metadata: optionalObject('Give one JSON object, such as {"orderId": 1234}.'),
		sendCorrelationId: flag(true),
		correlationId: optionalText('Give the ID as text, or leave it empty and one is made.'),
		...collections,
	});
	return z.preprocess(
		flatten,
		fields.transform((read, context) => toDraft({ ...read, ownOptions: ownOptions(read) } as Given, settings, context)),
	);
}

function ownOptions(read: Record<string, unknown>): Given['ownOptions'] {
	const own: Given['ownOptions'] = {};
	for (const name in OPTION_FIELDS) {
		const options = read[name];
		if (isObject(options)) own[OPTION_FIELDS[name]!.rule] = options;
	}
	return own;
}

/** The vendor's own shape is welcome as JSON, too: what stands under `to` there stands beside the rest here. */
function flatten(given: unknown): unknown {
	if (!isObject(given) || !isObject(given.to)) return given;
	const { to, ...rest } = given;
	const { phoneNumber, email, profileId, fbMessengerId, ...otherAddresses } = to as Record<string, unknown>;
	return { phoneNumber, email, profileId, fbMessengerId, otherAddresses, ...rest };
}
