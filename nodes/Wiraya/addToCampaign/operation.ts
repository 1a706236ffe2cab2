import { optionalText, text } from '../../../core/fields';
import { z } from '../../../vendor/zod';
import { flowConnection } from '../connection';
import { flowLimits, jsonRequest, readOfContact, type FlowOperation } from '../flow/call';
import { contactId, contactUrl } from '../flow/contact';
import { addToCampaignFields } from './fields';

interface Asked {
	contactId: string;
	campaign: string;
	iteration: string | null;
}

/** `POST /api/Contact/{contactId}/campaigns`. What a second one does is not published, so it is never made twice on its own. */
export const addToCampaign: FlowOperation<Asked> = {
	provider: 'wiraya',
	connections: [flowConnection],
	fields: addToCampaignFields,
	limits: flowLimits,
	repeatable: false,
	schema: () =>
		z.object({
			contactId: contactId(),
			campaign: text('Give the identifier Wiraya gave you.'),
			iteration: optionalText('Give it as text, such as 2031-01, or leave it empty.'),
		}),
	about: (asked) => ({ ...asked }),
	encode: ({ contactId: id, campaign, iteration }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, id)}/campaigns`, { campaign, ...(iteration !== null && { iteration }) }),
	decode: (answer, asked) => readOfContact(answer, asked),
};
