import type { INodeProperties } from 'n8n-workflow';

/**
 * Where requests go, last in every credential. It takes no expression, because an item must not decide who gets the key.
 * @param field the default address, if there is one, and the description
 */
export function baseUrlFields(field: Pick<INodeProperties, 'required' | 'default' | 'placeholder' | 'description'>): INodeProperties[] {
	return [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			noDataExpression: true,
			...field,
		},
		{
			displayName: 'Allow Unencrypted',
			name: 'allowUnencrypted',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description: 'Whether a Base URL may begin with http://, so that others on the way can read key and messages',
		},
	];
}
