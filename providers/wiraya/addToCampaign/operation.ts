import { jsonRequest } from '../../../core/http/http';
import { formReader, type Filled } from '../../../core/input/formReader';
import type { RequestOperation } from '../../../core/request/operation';
import { flowConnection } from '../connection';
import { contactUrl, readContactId } from '../shared/contact';
import { flowRecord, keepId, readOfContact } from '../shared/flow';
import { form, panel } from './form';

/** `POST /api/Contact/{contactId}/campaigns` */
export const addToCampaign: RequestOperation<Filled<typeof form>> = {
	...panel,
	provider: 'wiraya',
	connections: [flowConnection],
	reader: (settings) => formReader(form, settings, { contactId: readContactId }),
	once: {
		done: 'accepted',
		identity: ({ contactId, campaign, iteration }) => [contactId, campaign, iteration],
		keep: keepId,
		recall: (params, kept) => flowRecord({ ...params }, kept.id),
	},
	about: (params) => ({ ...params }),
	encode: ({ contactId, campaign, iteration }, { baseUrl }) => jsonRequest('POST', `${contactUrl(baseUrl, contactId)}/campaigns`, { campaign, ...(iteration !== null && { iteration }) }),
	decode: (answer, params) => readOfContact(answer, params),
};
