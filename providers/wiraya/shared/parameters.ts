import type { INodeProperties } from 'n8n-workflow';

import type { CallLimits } from '../../../core/request/operation';
import { callOptions } from '../../../n8n/editor/optionFields';
import { simplifyField } from '../../../n8n/editor/receiveFields';

/** "Limits differ per endpoint", and none is published: 429 with `Retry-After` says when one is met. So these are modest. */
export const flowLimits: CallLimits = { concurrency: { default: 2, max: 10 }, requestsPerSecond: 10, timeoutMs: 60_000 };

export const contactIdField: INodeProperties = {
	displayName: 'Contact ID',
	name: 'contactId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123456',
	description: 'Your own ID of the customer, the same in all calls. It should not let anybody else tell who it is.',
};

/**
 * All parameters of an operation: its fields, Simplify and Options.
 * @param repeatable whether asking twice is the same as asking once
 */
export function flowParameters(resource: string, operation: string, fields: INodeProperties[], repeatable: boolean, withCountry = false): INodeProperties[] {
	const displayOptions = { show: { resource: [resource], operation: [operation] } };
	return [
		...fields.map((field) => ({ ...field, displayOptions })),
		{
			...simplifyField,
			displayOptions,
		},
		{ ...callOptions(flowLimits, repeatable, withCountry), displayOptions },
	];
}
