import type { INodeProperties } from 'n8n-workflow';

import { describe, text, type Field } from '../../../core/fields';

export const contactIdField: INodeProperties = {
	displayName: 'Contact ID',
	name: 'contactId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123456',
	description: 'Your own ID of the customer, the same in all calls. It should not let anybody else tell who it is.',
};

/** The user's own id of the customer. A URL takes two names for its own, and has no way to write half a character. */
export function contactId(): Field<string> {
	const fix = 'Give your own ID of the customer, such as 123456.';
	return text(fix).superRefine((id, context) => {
		if (id !== '.' && id !== '..' && !/\p{Cs}/u.test(id)) return;
		context.addIssue({ code: 'custom', message: `is ${describe(id)}, which cannot stand in an address`, params: { fix } });
	});
}

/** `/api/Contact/{contactId}` */
export function contactUrl(baseUrl: string, id: string): string {
	return `${baseUrl}/api/Contact/${encodeURIComponent(id)}`;
}
