import { attempt, object, optionalDateTime, optionalText, phone, Refusal, refuse, smsText, type Field } from '../../../core/input/fields';
import { mailAddress } from '../../../core/input/mail';
import type { ReadSettings } from '../../../core/input/settings';
import type { Draft } from '../../../core/send/message';
import { OPTION_FIELDS } from './channelOptions';
import type { Content } from './content';
import { toDraft } from './draft';
import type { Given } from './given';
import { withFields } from './keys';
import { flag, isObject, optionalBody, optionalObject, optionalParts, rules } from './values';

const NOTHING: Omit<Given, 'rules' | 'ownOptions'> = {
	phoneNumber: null,
	email: null,
	profileId: null,
	fbMessengerId: null,
	otherAddresses: null,
	body: null,
	title: null,
	templateId: null,
	messageParts: null,
	customBody: null,
	channelOptions: null,
	conversationId: null,
	expiresOn: null,
	requireOptIn: false,
	metadata: null,
	sendCorrelationId: true,
	correlationId: null,
};

/**
 * Reads the fields of one message: each for itself here, what they say together in draft.ts. Most of the fields are empty in most
 * messages, so only those that hold something are read: a hundred thousand messages would else wait for two million empty ones.
 */
export function messageReader(settings: ReadSettings): Field<Draft<Content>> {
	const readers = Object.entries(readersOf(settings));
	const sms = smsText(settings);
	return (value) => {
		const given = withFields(object(value));
		const read: Record<string, unknown> = { ...NOTHING };
		for (const [name, reader] of readers) {
			if (isEmpty(given[name]) && name !== 'rules') continue;
			const result = attempt(reader, given[name]);
			if (result instanceof Refusal) return refuse(result.what, result.fix, name);
			read[name] = result.value;
		}
		return toDraft({ ...read, ownOptions: ownOptions(read) } as Given, settings, sms);
	};
}

function readersOf(settings: ReadSettings): Record<string, Field<unknown>> {
	const json = (example: string) => optionalObject(`Give one JSON object, such as ${example}.`);
	return {
		rules,
		phoneNumber: phone(settings),
		email: mailAddress(),
		profileId: optionalText('Give the ID of the profile as text.'),
		fbMessengerId: optionalText('Give the Messenger ID as text.'),
		otherAddresses: json('{ "loyaltyNumber": "123" }'),
		body: optionalBody,
		title: optionalText('Give the title as text.'),
		templateId: optionalText('Give the ID of the template as text.'),
		messageParts: optionalParts,
		customBody: json('{ "sms": { "body": "Hello" } }'),
		channelOptions: json('{ "sms": { "from": "Shop" } }'),
		...Object.fromEntries(Object.entries(OPTION_FIELDS).map(([name, { options }]) => [name, options])),
		conversationId: optionalText('Give the ID of the conversation as text.'),
		expiresOn: optionalDateTime(settings),
		requireOptIn: flag,
		metadata: json('{ "orderId": 1234 }'),
		sendCorrelationId: flag,
		correlationId: optionalText('Give the ID as text, or leave it empty and one is made.'),
	};
}

/** Nothing, or what n8n puts into a field of JSON or a collection that nobody touched. */
function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '' || value === '{}' || value === '[]';
}

function ownOptions(read: Record<string, unknown>): Given['ownOptions'] {
	const own: Given['ownOptions'] = {};
	for (const name in OPTION_FIELDS) {
		const options = read[name];
		if (isObject(options)) own[OPTION_FIELDS[name]!.rule] = options;
	}
	return own;
}
