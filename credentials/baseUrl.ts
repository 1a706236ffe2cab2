import type { INodeProperties } from 'n8n-workflow';

/**
 * Where requests go, last in every credential. No expression: what an item says must not decide who is given the key.
 * @param field whether there is a usual address, and what is said of it
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
