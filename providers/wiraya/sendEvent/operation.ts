import { optionalDateTime, shape, text, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import { utcSeconds } from '../../../core/input/time';
import type { CallOperation } from '../../../core/request/operation';
import { flowConnection } from '../connection';
import { contactId, contactUrl } from '../shared/contact';
import { jsonRequest, readOfContact } from '../shared/flow';
import { flowLimits } from '../shared/parameters';
import { sendEventFields } from './fields';

interface Asked {
	contactId: string;
	name: string;
	/** ISO 8601 in UTC. */
	at: string;
}

/** `POST /api/Contact/{contactId}/events`, as the vendor has it; a client of 2018 used PUT. It is never made twice on its own. */
export const sendEvent: CallOperation<Asked> = {
	provider: 'wiraya',
	connections: [flowConnection],
	fields: sendEventFields,
	limits: flowLimits,
	repeatable: false,
	reader,
	about: ({ contactId: id, name, at }) => ({ contactId: id, event: name, at }),
	encode: ({ contactId: id, name, at }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, id)}/events`, { name, at, schema: 1 }),
	decode: (answer, { contactId: id, name, at }) => readOfContact(answer, { contactId: id, event: name, at }),
};

/** All items without a time of their own have that of the execution. */
function reader(settings: ReadSettings): Field<Asked> {
	const now = new Date(settings.now).toISOString().replace(/\.\d+Z$/, 'Z');
	const at = optionalDateTime(settings);
	return shape({
		contactId: contactId(),
		name: text('Give the name of the event, such as Conversion.'),
		at: (given) => {
			const time = at(given);
			return time === null ? now : utcSeconds(time);
		},
	});
}
