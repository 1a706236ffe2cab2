import { refuse, shape, type Field } from '../../../core/input/fields';
import type { ReadSettings } from '../../../core/input/settings';
import type { CallOperation } from '../../../core/request/operation';
import { flowConnection } from '../connection';
import { contactId, contactUrl } from '../shared/contact';
import { jsonRequest, readFlow } from '../shared/flow';
import { flowLimits } from '../shared/parameters';
import { attributes, type Attributes } from './attributes';
import { upsertContactFields } from './fields';

interface Asked {
	contactId: string;
	personal: Attributes;
	general: Attributes;
}

/**
 * `PUT /api/Contact/{contactId}`: twice is the same as once. Whether what is left out is cleared or kept is not published; so a section without
 * attributes is left out, and clears nothing by an empty object.
 */
export const upsertContact: CallOperation<Asked> = {
	provider: 'wiraya',
	connections: [flowConnection],
	fields: upsertContactFields,
	limits: flowLimits,
	repeatable: true,
	reader,
	about: (asked) => ({ contactId: asked.contactId }),
	encode: ({ contactId: id, personal, general }, { baseUrl }) =>
		jsonRequest('PUT', contactUrl(baseUrl, id), { schema: 1, ...(isSome(personal) && { personal }), ...(isSome(general) && { general }) }),
	decode: (answer, asked) => readFlow(answer, { contactId: asked.contactId }),
};

function reader(settings: ReadSettings): Field<Asked> {
	const read = shape({ contactId: contactId(), personal: attributes('personal', settings), general: attributes('general', settings) });
	return (given) => {
		const asked = read(given);
		if (isSome(asked.personal) || isSome(asked.general)) return asked;
		return refuse('has no value, and General Attributes neither', 'Give at least one attribute with a value.', 'personal');
	};
}

function isSome(given: Attributes): boolean {
	return Object.keys(given).length > 0;
}
