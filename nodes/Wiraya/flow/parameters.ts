import type { INodeProperties } from 'n8n-workflow';

import { callOptions } from '../../../core/n8n/optionFields';
import type { FlowOperation } from './call';

/** All parameters of an operation: its fields, Simplify and Options. */
export function flowParameters(
	resource: string,
	operation: string,
	{ fields, limits, repeatable }: Pick<FlowOperation<unknown>, 'fields' | 'limits' | 'repeatable'>,
	withCountry = false,
): INodeProperties[] {
	const displayOptions = { show: { resource: [resource], operation: [operation] } };
	return [
		...fields.map((field) => ({ ...field, displayOptions })),
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
			displayOptions,
		},
		{ ...callOptions(limits, repeatable, withCountry), displayOptions },
	];
}
