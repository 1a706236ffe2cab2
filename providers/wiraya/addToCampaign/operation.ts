import { optionalText, shape, text } from '../../../core/input/fields';
import type { CallOperation } from '../../../core/request/operation';
import { flowConnection } from '../connection';
import { contactId, contactUrl } from '../shared/contact';
import { jsonRequest, readOfContact } from '../shared/flow';
import { flowLimits } from '../shared/parameters';
import { addToCampaignFields } from './fields';

interface Asked {
	contactId: string;
	campaign: string;
	iteration: string | null;
}

/** `POST /api/Contact/{contactId}/campaigns`. What a second one does is not published, so it is never made twice on its own. */
export const addToCampaign: CallOperation<Asked> = {
	provider: 'wiraya',
	connections: [flowConnection],
	fields: addToCampaignFields,
	limits: flowLimits,
	repeatable: false,
	reader: () =>
		shape({
			contactId: contactId(),
			campaign: text('Give the identifier Wiraya gave you.'),
			iteration: optionalText('Give it as text, such as 2031-01, or leave it empty.'),
		}),
	about: (asked) => ({ ...asked }),
	encode: ({ contactId: id, campaign, iteration }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, id)}/campaigns`, { campaign, ...(iteration !== null && { iteration }) }),
	decode: (answer, asked) => readOfContact(answer, asked),
};
