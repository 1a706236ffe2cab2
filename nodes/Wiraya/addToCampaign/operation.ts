import type { INodeProperties } from 'n8n-workflow';

import { optionalText, shape, text } from '../../../core/fields';
import { flowConnection } from '../connection';
import { flowLimits, jsonRequest, readOfContact, type FlowOperation } from '../flow/call';
import { contactId, contactIdField, contactUrl } from '../flow/contact';

interface Asked {
	contactId: string;
	campaign: string;
	iteration: string | null;
}

const fields: INodeProperties[] = [
	contactIdField,
	{
		displayName: 'Campaign',
		name: 'campaign',
		type: 'string',
		required: true,
		default: '',
		description: 'Identifier of the campaign, as Wiraya gave it to you',
	},
	{
		displayName: 'Iteration',
		name: 'iteration',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2031-01',
		description: 'Only where the same contacts are contacted time and again: which time it is',
	},
];

/** `POST /api/Contact/{contactId}/campaigns`. What a second one does is not published, so it is never made twice on its own. */
export const addToCampaign: FlowOperation<Asked> = {
	provider: 'wiraya',
	connections: [flowConnection],
	fields,
	limits: flowLimits,
	repeatable: false,
	schema: () =>
		shape({
			contactId: contactId(),
			campaign: text('Give the identifier Wiraya gave you.'),
			iteration: optionalText('Give it as text, such as 2031-01, or leave it empty.'),
		}),
	about: (asked) => ({ ...asked }),
	encode: ({ contactId: id, campaign, iteration }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, id)}/campaigns`, { campaign, ...(iteration !== null && { iteration }) }),
	decode: (answer, asked) => readOfContact(answer, asked),
};
