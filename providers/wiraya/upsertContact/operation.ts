import { jsonRequest } from '../../../core/http/http';
import { formReader, type Filled } from '../../../core/input/formReader';
import { refuse, type Reader } from '../../../core/input/schema';
import type { ReadSettings } from '../../../core/input/settings';
import type { RequestOperation } from '../../../core/request/operation';
import { flowConnection } from '../connection';
import { contactUrl, readContactId } from '../shared/contact';
import { readFlow } from '../shared/flow';
import { attributes } from './attributes';
import { form, panel, type Attributes } from './form';

type Params = Filled<typeof form>;

/**
 * `PUT /api/Contact/{contactId}`. No page says whether Wiraya clears or keeps missing attributes. So a section without attributes is left out, because
 * an empty object might clear it.
 */
export const upsertContact: RequestOperation<Params> = {
	...panel,
	provider: 'wiraya',
	connections: [flowConnection],
	reader,
	about: ({ contactId }) => ({ contactId }),
	encode: ({ contactId, personal, general }, { baseUrl }) =>
		jsonRequest('PUT', contactUrl(baseUrl, contactId), { schema: 1, ...(isSome(personal) && { personal }), ...(isSome(general) && { general }) }),
	decode: (answer, { contactId }) => readFlow(answer, { contactId }),
};

function reader(settings: ReadSettings): Reader<Params> {
	const read = formReader(form, settings, { contactId: readContactId, personal: attributes('personal', settings), general: attributes('general', settings) });
	return (given) => {
		const params = read(given);
		if (isSome(params.personal) || isSome(params.general)) return params;
		return refuse('has no value, and General Attributes neither', 'Give at least one attribute with a value.', 'personal');
	};
}

function isSome(given: Attributes): boolean {
	return Object.keys(given).length > 0;
}
