import { jsonRequest } from '../../../core/http/http';
import { formReader } from '../../../core/input/formReader';
import type { Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import { utcSeconds } from '../../../core/input/time';
import type { RequestOperation } from '../../../core/request/operation';
import { flowConnection } from '../connection';
import { contactUrl, readContactId } from '../shared/contact';
import { flowRecord, keepId, readOfContact } from '../shared/flow';
import { form, panel } from './form';

interface Params {
	contactId: string;
	name: string;
	/** ISO 8601 in UTC: the user's time or null, and the time in the request. */
	at: { given: string | null; sent: string };
}

/** `POST /api/Contact/{contactId}/events`, as on the vendor's page; a client of 2018 used PUT. */
export const sendEvent: RequestOperation<Params> = {
	...panel,
	provider: 'wiraya',
	connections: [flowConnection],
	reader,
	once: {
		done: 'accepted',
		identity: ({ contactId, name }) => [contactId, name],
		details: ({ at }) => [at.given],
		keep: keepId,
		recall: (params, kept) => flowRecord(about(params), kept.id),
	},
	about,
	encode: ({ contactId, name, at }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, contactId)}/events`, { name, at: at.sent, schema: 1 }),
	decode: (answer, params) => readOfContact(answer, about(params)),
};

function about({ contactId, name, at }: Params) {
	return { contactId, event: name, at: at.sent };
}

/** Items without a time get the time of the execution. */
function reader(settings: ReadSettings): Reader<Params> {
	const now = new Date(settings.now).toISOString().replace(/\.\d+Z$/, 'Z');
	const read = formReader(form, settings, { contactId: readContactId });
	return (params) => {
		const { at, ...event } = read(params);
		const given = at && utcSeconds(at);
		return { ...event, at: { given, sent: given ?? now } };
	};
}
