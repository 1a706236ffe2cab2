import type { INodeProperties } from 'n8n-workflow';

import { flag, text } from '../n8n/editor/fields';

/**
 * Where requests go, last in every credential. It takes no expression, because an item must not decide who gets the key.
 * @param field the default address, if there is one, and the description
 */
export function baseUrlFields(field: Pick<INodeProperties, 'required' | 'default' | 'placeholder' | 'description'>): INodeProperties[] {
	return [
		{ ...text('Base URL', 'baseUrl', undefined, { noDataExpression: true }), ...field },
		flag('Allow Unencrypted', 'allowUnencrypted', 'Whether a Base URL may begin with http://, so that others on the way can read key and messages', { noDataExpression: true }),
	];
}
