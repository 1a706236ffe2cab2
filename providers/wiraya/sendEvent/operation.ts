import { formReader } from '../../../core/input/formReader';
import type { Field } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { utcSeconds } from '../../../core/input/time';
import type { CallOperation } from '../../../core/request/operation';
import { flowConnection } from '../connection';
import { contactUrl, readContactId } from '../shared/contact';
import { jsonRequest, readOfContact } from '../shared/flow';
import { form, panel } from './form';

interface Asked {
	contactId: string;
	name: string;
	/** ISO 8601 in UTC. */
	at: string;
}

/** `POST /api/Contact/{contactId}/events`, as the vendor has it; a client of 2018 used PUT. */
export const sendEvent: CallOperation<Asked> = {
	...panel,
	provider: 'wiraya',
	connections: [flowConnection],
	reader,
	about: ({ contactId, name, at }) => ({ contactId, event: name, at }),
	encode: ({ contactId, name, at }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, contactId)}/events`, { name, at, schema: 1 }),
	decode: (answer, { contactId, name, at }) => readOfContact(answer, { contactId, event: name, at }),
};

/** All items without a time of their own have that of the execution. */
function reader(settings: ReadSettings): Field<Asked> {
	const now = new Date(settings.now).toISOString().replace(/\.\d+Z$/, 'Z');
	const read = formReader(form, settings, { contactId: readContactId });
	return (given) => {
		const { at, ...event } = read(given);
		return { ...event, at: at === null ? now : utcSeconds(at) };
	};
}
