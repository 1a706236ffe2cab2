import type { INodeProperties } from 'n8n-workflow';

import { optionalDateTime, shape, text, type Field } from '../../../core/fields';
import type { ReadSettings } from '../../../core/operation';
import { utcSeconds } from '../../../core/time';
import { flowConnection } from '../connection';
import { flowLimits, jsonRequest, readOfContact, type FlowOperation } from '../flow/call';
import { contactId, contactIdField, contactUrl } from '../flow/contact';

interface Asked {
	contactId: string;
	name: string;
	/** ISO 8601 in UTC. */
	at: string;
}

const fields: INodeProperties[] = [
	contactIdField,
	{
		displayName: 'Event',
		name: 'name',
		type: 'string',
		required: true,
		default: 'Conversion',
		description:
			'Name of the event as agreed with Wiraya; case matters. Conversion is that of its example: the contact did what the campaign is for. Wiraya also expects one for an opt-out, whose name it does not publish: ask for yours.',
	},
	{
		displayName: 'At',
		name: 'at',
		type: 'dateTime',
		default: '',
		description: "When it happened; now if empty. Without an offset the workflow's time zone applies. It travels as UTC.",
	},
];

/** `POST /api/Contact/{contactId}/events`, as the vendor has it; a client of 2018 used PUT. It is never made twice on its own. */
export const sendEvent: FlowOperation<Asked> = {
	provider: 'wiraya',
	connections: [flowConnection],
	fields,
	limits: flowLimits,
	repeatable: false,
	schema,
	about: ({ contactId: id, name, at }) => ({ contactId: id, event: name, at }),
	encode: ({ contactId: id, name, at }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, id)}/events`, { name, at, schema: 1 }),
	decode: (answer, { contactId: id, name, at }) => readOfContact(answer, { contactId: id, event: name, at }),
};

/** All items without a time of their own have that of the execution. */
function schema(settings: ReadSettings): Field<Asked> {
	const now = new Date(settings.now).toISOString().replace(/\.\d+Z$/, 'Z');
	return shape({
		contactId: contactId(),
		name: text('Give the name of the event, such as Conversion.'),
		at: optionalDateTime(settings).transform((time) => (time === null ? now : utcSeconds(time))),
	});
}
